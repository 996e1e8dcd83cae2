using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Meetings;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Surveys;

/// <summary>Taking an answer, with what follows from it in the same decision: a detractor opens a task, a consent opens a reference.</summary>
sealed class Answering(TheDesk desk, Texts texts)
{
    /// <summary>A customer answers through a link.</summary>
    public Task<Outcome<Receipt>> Answer(Id<Survey> id, int? score, string? verbatim, CancellationToken cancel) =>
        desk.Decide(new(Actors.Respondent, "survey.answer") { Origin = Origin.Respondent }, async docket =>
        {
            await Present(docket.Ask<Survey>(), docket.Ask<Contact>(), id, cancel);
            return await Take(docket, id, score, verbatim);
        }, cancel);

    /// <summary>A customer wants no more surveys.</summary>
    public Task<Outcome<Receipt>> Stop(Id<Survey> id, CancellationToken cancel) =>
        desk.Decide(new(Actors.Respondent, "contact.stop-surveys") { Origin = Origin.Respondent }, async docket =>
        {
            var (_, contact) = await Present(docket.Ask<Survey>(), docket.Ask<Contact>(), id, cancel);
            var person = await docket.Need(contact?.Id ?? throw new RefusedException(new SurveyWithdrawn()));
            docket.Do(person, person.StopSurveys(docket.Act));
            return person;
        }, cancel);

    /// <summary>The survey with whom it asks, while it can be answered at all.</summary>
    public static async Task<(Survey Survey, Contact? Contact)> Present(IQueryable<Survey> surveys, IQueryable<Contact> contacts, Id<Survey> id, CancellationToken cancel)
    {
        var survey = await surveys.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel);
        var contact = survey?.RespondentId is { } asked ? await contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == asked, cancel) : null;
        if (survey is null || survey.RemovedAt is not null || contact is { ErasedAt: not null } or { RemovedAt: not null }) throw new RefusedException(new SurveyWithdrawn());
        return (survey, contact);
    }

    /// <summary>The answer, however it came.</summary>
    public async Task<Record> Take(Docket docket, Id<Survey> id, int? score, string? verbatim)
    {
        var survey = await docket.Need(id);
        docket.Do(survey, survey.Answer(score, verbatim, docket.Act));
        if (survey.IsDetractor) await OpenTask(docket, survey);
        if (survey is { Type: SurveyType.ReferenceConsent, Score: { } said }) await Refer(docket, survey, Survey.IsYes(said));
        return survey;
    }

    /// <summary>For whoever answers for the account, by the end of the next working day; one for a survey, however often the answer changes.</summary>
    async Task OpenTask(Docket docket, Survey survey)
    {
        var key = "detractor:" + survey.Id;
        if (await docket.Ask<Activity>().AnyAsync(a => a.ExternalId == key)) return;

        var account = await docket.Ask<Account>().FirstAsync(a => a.Id == survey.AccountId);
        var company = await docket.Company();
        var holidays = await docket.Ask<Holiday>().Where(h => h.RemovedAt == null).Select(h => h.HeldOn).ToListAsync();
        var day = TimeSpan.FromMinutes(company.ClosesAtMinute - company.OpensAtMinute);
        await Entering.Enter(docket, typeof(Activity), new Dictionary<string, object?>
        {
            ["type"] = ActivityType.Task,
            ["subject"] = texts.Get(company.Language, "survey.task", ("account", account.Name), ("score", survey.Score)),
            ["actorId"] = await Accountable(docket, account),
            ["accountId"] = account.Id,
            ["contactId"] = survey.RespondentId,
            ["dueAt"] = new BusinessTime(company, holidays.ToHashSet()).Add(docket.Act.Now, day),
            ["externalId"] = key,
        });
    }

    /// <summary>The account's own person, else its queue's, else the founder: somebody always answers for it.</summary>
    internal static async Task<Id<Person>?> Accountable(Docket docket, Account account)
    {
        if (account.AccountableId is { } own) return own;
        if (account.QueueId is { } queue) return (await docket.Ask<Queue>().FirstAsync(q => q.Id == queue)).AccountableId;

        var today = await docket.Today();
        return (await docket.Ask<RoleAssignment>().Where(r => r.RemovedAt == null && r.Role == Role.Founder).OrderBy(r => r.StartsOn).ToListAsync()).FirstOrDefault(r => r.HoldsOn(today))?.PersonId;
    }

    static async Task Refer(Docket docket, Survey survey, bool consents)
    {
        if (await docket.Ask<Reference>().Where(r => r.AccountId == survey.AccountId && r.ContactId == survey.RespondentId && r.RemovedAt == null).OrderByDescending(r => r.Id).FirstOrDefaultAsync() is { } known)
        {
            var reference = await docket.Need(known.Id);
            docket.Do(reference, consents ? reference.Consent(docket.Act) : reference.Decline(docket.Act));
            return;
        }

        await Entering.Enter(docket, typeof(Reference), new Dictionary<string, object?>
        {
            ["accountId"] = survey.AccountId, ["contactId"] = survey.RespondentId, ["status"] = consents ? ReferenceStatus.Consented : ReferenceStatus.Declined, ["answeredAt"] = docket.Act.At,
        });
    }
}

/// <summary>The link was not made by this installation, or was not copied whole.</summary>
public sealed record LinkNotOurs : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}

/// <summary>The survey was taken back, or whoever was asked is not known here any more.</summary>
public sealed record SurveyWithdrawn : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}
