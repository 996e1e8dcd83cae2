using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Statistics;

namespace Rung.Server.Customers.Surveys;

/// <summary>What customers answered in their own words.</summary>
public sealed record SurveySaid(Guid SurveyId, SurveyType Type, Guid AccountId, string Account, Guid? ContactId, string? Contact, int? Score, DateTimeOffset AnsweredAt, string Words);

/// <summary>What customers told us when asked: figures by question, quarters, words.</summary>
/// <param name="From">The first day on which the surveys counted were sent.</param>
/// <param name="Until">The last.</param>
/// <param name="Questions">One for each question that was asked.</param>
/// <param name="Quarters">The net promoter score by quarter of the answer, two years back.</param>
/// <param name="Said">The newest words.</param>
public sealed record SurveyDocument(DateOnly From, DateOnly Until, IReadOnlyList<SurveyFigures> Questions, IReadOnlyList<NpsQuarter> Quarters, IReadOnlyList<SurveySaid> Said);

/// <summary>Reads the answers for people and programs.</summary>
sealed class SurveyResults(Store store, TheDesk desk, SurveyPlan plan)
{
    const int UsualDays = 180, MostWords = 100, QuartersBack = 8;

    public async Task<SurveyDocument> Read(DateOnly? from, DateOnly? until, CancellationToken cancel)
    {
        var zone = await plan.Zone(desk.Now);
        var today = SurveyPlan.DayOf(desk.Now, zone);
        var last = until ?? today;
        var first = from ?? last.AddDays(1 - UsualDays);
        await using var db = store.Open();
        var (begins, ends, now) = (Metrics.AsOf.StartOf(first, zone), Metrics.AsOf.StartOf(last.AddDays(1), zone), desk.Now);
        var earliest = Metrics.AsOf.StartOf(Quarter(today).AddMonths(-3 * (QuartersBack - 1)), zone);

        var rows = await Present(db).Where(s => s.SentAt >= begins && s.SentAt < ends)
            .Select(s => new { s.Type, s.AccountId, s.RespondentId, s.SentAt, s.AnsweredAt, s.Score, s.ProgrammeId, s.OpenUntil }).ToListAsync(cancel);
        var questions = rows.GroupBy(r => r.Type).OrderBy(g => g.Key).Select(g => SurveyFigures.Read(g.Key,
            [.. g.Select(r => new SurveyRow(r.RespondentId?.Value ?? r.AccountId.Value, r.SentAt, r.AnsweredAt, r.Score, r.ProgrammeId is null, r.AnsweredAt is null && r.OpenUntil > now))])).ToList();

        var answers = await Present(db).Where(s => s.AnsweredAt >= earliest && s.Score != null && (s.Type == SurveyType.RelationshipNps || s.Type == SurveyType.OnboardingNps))
            .Select(s => new { s.Type, s.AnsweredAt, s.Score }).ToListAsync(cancel);
        var quarters = answers.GroupBy(a => (a.Type, Quarter: Quarter(SurveyPlan.DayOf(a.AnsweredAt!.Value, zone)))).OrderBy(g => g.Key.Type).ThenBy(g => g.Key.Quarter)
            .Select(g => Told(g.Key.Type, g.Key.Quarter, [.. g.Select(a => a.Score!.Value)])).ToList();

        var words = await Present(db).Where(s => s.Verbatim != null && s.AnsweredAt != null && s.SentAt >= begins && s.SentAt < ends)
            .OrderByDescending(s => s.AnsweredAt).Take(MostWords)
            .Join(db.Set<Account>(), s => s.AccountId, a => a.Id, (s, a) => new { Survey = s, a.Name }).AsNoTracking().ToListAsync(cancel);
        var contacts = words.Select(w => w.Survey.RespondentId).OfType<Id<Contact>>().ToList();
        var names = await db.Set<Contact>().AsNoTracking().Where(c => contacts.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        return new(first, last, questions, quarters, [.. words.OrderByDescending(w => w.Survey.AnsweredAt).Select(w => new SurveySaid(w.Survey.Key, w.Survey.Type, w.Survey.AccountId.Value, w.Name,
            w.Survey.RespondentId?.Value, w.Survey.RespondentId is { } who ? names.GetValueOrDefault(who) : null, w.Survey.Score, w.Survey.AnsweredAt!.Value, w.Survey.Verbatim!))]);
    }

    /// <summary>Test accounts, partners and ourselves are no customers.</summary>
    static IQueryable<Survey> Present(RungDb db) => db.Set<Survey>().AsNoTracking()
        .Where(s => s.RemovedAt == null && db.Set<Account>().Any(a => a.Id == s.AccountId && a.RemovedAt == null && a.Relation == Relation.Prospect));

    static NpsQuarter Told(SurveyType type, DateOnly quarter, List<int> scores)
    {
        var seen = SurveyFigures.Sorted(scores);
        var interval = SurveyFigures.Spread(seen);
        return new(FormattableString.Invariant($"{quarter.Year}-Q{(quarter.Month + 2) / 3}"), type, seen.Answers, NetPromoter.Score(seen), interval?.Low, interval?.High);
    }

    static DateOnly Quarter(DateOnly day) => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
}
