using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Handoffs;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.People;

/// <summary>What somebody asks the rules before anything comes in.</summary>
public sealed record AssignmentAsked(AssignmentOf Gives, string? Source, string? Region, string? Segment);

/// <param name="Rules">Rows that hold today or begin later, as they are tried.</param>
/// <param name="Names">People, pods and queues by identity.</param>
/// <param name="Queues">With the leads that wait in each.</param>
/// <param name="Answer">What the rules say to <paramref name="Asked"/>.</param>
public sealed record AssignmentModel(IReadOnlyList<AssignmentRule> Rules, IReadOnlyDictionary<Guid, string> Names, IReadOnlyList<(Queue Queue, int Waiting)> Queues, AssignmentAsked Asked, Assignment Answer, Id<Person> FallsTo)
{
    public string NameOf(Guid id) => Names.GetValueOrDefault(id, "");
}

/// <summary>Somebody a row looked at, for programs.</summary>
public sealed record CandidateDocument(Guid PersonId, int Open, double Fte, DateTimeOffset? LastGivenAt, string? PassedOver);

/// <summary>A row that was tried, for programs.</summary>
public sealed record TriedDocument(Guid RuleId, int Rank, string Way, IReadOnlyList<CandidateDocument> Candidates);

/// <summary>Who would get the next one, for programs.</summary>
/// <param name="ToPersonId">Who gets it; null where nobody fits.</param>
/// <param name="AccountableId">Who is accountable for it then: whoever gets it, whoever is accountable for the queue, or the founder where no row is for it.</param>
public sealed record AssignmentDocument(Guid? RuleId, Guid? ToPersonId, Guid? QueueId, Guid AccountableId, IReadOnlyList<TriedDocument> Tried);

/// <summary>The rules of assignment as people read them, with who would be next.</summary>
static class AssignmentPages
{
    public static void MapAssignmentPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/assignment", async (string? gives, string? source, string? region, string? segment, Viewer viewer, Store store, TheDesk desk, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return (IResult)new RazorComponentResult<AssignmentPage>(new { Model = await Read(store, desk, Asking(gives, source, region, segment), cancel) });
        }).Needs("assignment-rule.read").Shows(Shows.House).ExcludeFromDescription();

        app.MapGet("/api/v1/assignment", async (string? gives, string? source, string? region, string? segment, Store store, TheDesk desk, CancellationToken cancel) =>
        {
            var model = await Read(store, desk, Asking(gives, source, region, segment), cancel);
            var answer = model.Answer;
            return Results.Json(new AssignmentDocument(answer.Rule?.Key, answer.To?.Value, answer.To is null ? answer.Rule?.QueueId.Value : null, model.FallsTo.Value,
                [.. answer.Tried.Select(t => new TriedDocument(t.Rule.Key, t.Rule.Rank, Words.Camel(t.Rule.Way.ToString()), [.. t.Candidates.Select(c => new CandidateDocument(c.Candidate.Id.Value, c.Candidate.Open, c.Candidate.Fte, c.Candidate.LastGivenAt, c.Why is { } why ? Words.Camel(why.ToString()) : null))]))]), Json.Options);
        }).Needs("assignment-rule.read").Shows(Shows.House).WithTags("assignment-rule").WithSummary("Who would get the next one").WithDescription("What the rules of assignment say today of a case, without giving anything: `gives` is newLead, leadToSdr, sdrToAe or aeToCsm; `source`, `region` and `segment` are those of the record. Rows are listed as they were tried, with everybody each looked at.").Produces<AssignmentDocument>();
    }

    static AssignmentAsked Asking(string? gives, string? source, string? region, string? segment) =>
        new(Enum.TryParse<AssignmentOf>(gives, true, out var what) && Enum.IsDefined(what) ? what : AssignmentOf.NewLead, Tidy(source), Tidy(region), Tidy(segment));

    static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static async Task<AssignmentModel> Read(Store store, TheDesk desk, AssignmentAsked asked, CancellationToken cancel)
    {
        await using var db = store.Open();
        var (files, now) = (new FilesOfPage(db), desk.Now);
        var profiles = await store.Known.Profiles();
        var company = profiles.LastOrDefault(p => p.FromOn <= DateOnly.FromDateTime(now.UtcDateTime)) ?? profiles[0];
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(company.Zone)).DateTime);
        var rules = await db.Set<AssignmentRule>().AsNoTracking().Where(r => r.RemovedAt == null && (r.EndsOn == null || r.EndsOn > today)).OrderBy(r => r.Gives).ThenBy(r => r.Rank).ThenBy(r => r.FromOn).ThenBy(r => r.Id).ToListAsync(cancel);
        var answer = await Assigner.For(asked.Gives, files, now, company, cancel) is { } assigner ? await assigner.Ask(asked.Gives, asked.Source, asked.Region, asked.Segment, cancel) : new Assignment(null, null, []);
        var names = await db.Set<Person>().AsNoTracking().Select(p => new { Key = p.Id, p.Name }).ToDictionaryAsync(p => p.Key.Value, p => p.Name, cancel);
        foreach (var pod in await db.Set<Pod>().AsNoTracking().ToListAsync(cancel)) names[pod.Key] = pod.Name;
        var queues = await db.Set<Queue>().AsNoTracking().Where(q => q.RemovedAt == null).OrderBy(q => q.Name).ToListAsync(cancel);
        var waiting = await db.Set<Rung.Leads.Lead>().Where(l => l.RemovedAt == null && l.QueueId != null && l.AccountableId == null && (l.Status == Rung.Leads.LeadStatus.Fresh || l.Status == Rung.Leads.LeadStatus.Working)).GroupBy(l => l.QueueId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key!.Value, g => g.Count, cancel);
        foreach (var queue in queues) names[queue.Key] = queue.Name;
        var roster = await Roster.On(db, today, cancel);
        return new(rules, names, [.. queues.Select(q => (q, waiting.GetValueOrDefault(q.Id)))], asked, answer, roster.Of(answer.To?.Value, answer.Rule?.QueueId.Value).Id);
    }
}
