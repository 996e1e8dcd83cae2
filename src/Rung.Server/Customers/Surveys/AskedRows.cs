using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Mail;

namespace Rung.Server.Customers.Surveys;

/// <summary>What became of the question on its way.</summary>
public enum OnItsWay
{
    /// <summary>Entered by hand or imported: nothing was to be sent.</summary>
    Nothing,
    Answered,
    Sent,
    Waiting,

    /// <summary>Tried, and to be tried again.</summary>
    TryingAgain,

    /// <summary>No letter goes out: somebody sends the link.</summary>
    ToCopy,
    Failed,
    Closed,
}

/// <summary>One survey with whom it asked and why.</summary>
/// <param name="Link">To copy, where no letter brings it.</param>
public sealed record AskedRow(Guid Id, SurveyType Type, Guid AccountId, string Account, string? Contact, SurveyProgramme? Programme, DateOnly? OccasionOn, DateTimeOffset SentAt, int? Score, OnItsWay State, string? Problem, int Tries, string? Link);

/// <summary>The surveys behind the figures, newest first.</summary>
sealed class AskedRows(Store store, TheDesk desk, SurveyLinks links)
{
    public const int Most = 500;

    public async Task<IReadOnlyList<AskedRow>> Read(SurveyType? type, DateTimeOffset? from, DateTimeOffset? until, bool onlyToCopy, bool withLinks, CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = desk.Now;
        var asked = db.Set<Survey>().AsNoTracking().Where(s => s.RemovedAt == null);
        if (type is { } one) asked = asked.Where(s => s.Type == one);
        if (from is { } begins) asked = asked.Where(s => s.SentAt >= begins);
        if (until is { } ends) asked = asked.Where(s => s.SentAt < ends);
        if (onlyToCopy) asked = ToCopy(db, asked, now);
        var surveys = await asked.OrderByDescending(s => s.SentAt).ThenByDescending(s => s.Id).Take(Most)
            .Join(db.Set<Account>(), s => s.AccountId, a => a.Id, (s, a) => new { Survey = s, Account = a.Name }).ToListAsync(cancel);

        var (people, ids) = (surveys.Select(s => s.Survey.RespondentId).OfType<Id<Contact>>().Distinct().ToList(), surveys.Select(s => s.Survey.Key).ToList());
        var contacts = await db.Set<Contact>().AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        var programmes = await db.Set<SurveyProgramme>().AsNoTracking().ToDictionaryAsync(p => p.Id, cancel);
        var mails = (await db.Set<OutgoingMail>().AsNoTracking().Where(m => ids.Contains(m.AboutId)).ToListAsync(cancel)).GroupBy(m => m.AboutId).ToDictionary(g => g.Key, g => g.MaxBy(m => m.QueuedAt)!);
        return [.. surveys.OrderByDescending(s => s.Survey.SentAt).ThenByDescending(s => s.Survey.Id).Select(s =>
        {
            var mail = mails.GetValueOrDefault(s.Survey.Key);
            var state = StateOf(s.Survey, mail, now);
            return new AskedRow(s.Survey.Key, s.Survey.Type, s.Survey.AccountId.Value, s.Account, s.Survey.RespondentId is { } who ? contacts.GetValueOrDefault(who)?.Name : null,
                s.Survey.ProgrammeId is { } programme ? programmes.GetValueOrDefault(programme) : null, s.Survey.OccasionOn, s.Survey.SentAt, s.Survey.Score, state, mail?.Problem, mail?.Tries ?? 0,
                withLinks && state is OnItsWay.ToCopy or OnItsWay.Failed ? links.Url(s.Survey.Id)?.AbsoluteUri ?? links.Path(s.Survey.Id) : null);
        })];
    }

    /// <summary>How many questions wait for somebody to send the link.</summary>
    public async Task<int> CountToCopy(CancellationToken cancel)
    {
        await using var db = store.Open();
        return await ToCopy(db, db.Set<Survey>().Where(s => s.RemovedAt == null), desk.Now).CountAsync(cancel);
    }

    static IQueryable<Survey> ToCopy(RungDb db, IQueryable<Survey> asked, DateTimeOffset now) =>
        asked.Where(s => s.ProgrammeId != null && s.AnsweredAt == null && s.OpenUntil >= now && !db.Set<OutgoingMail>().Any(m => m.EndedAt == null && m.AboutId == (Guid)(object)s.Id));

    static OnItsWay StateOf(Survey survey, OutgoingMail? mail, DateTimeOffset now)
    {
        if (survey.AnsweredAt is not null) return OnItsWay.Answered;
        if (survey.ProgrammeId is null) return OnItsWay.Nothing;
        if (survey.OpenUntil < now) return OnItsWay.Closed;
        return mail switch
        {
            null => OnItsWay.ToCopy,
            { EndedAt: not null } => OnItsWay.Failed,
            { SentAt: not null } => OnItsWay.Sent,
            { Tries: > 0 } => OnItsWay.TryingAgain,
            _ => OnItsWay.Waiting,
        };
    }
}
