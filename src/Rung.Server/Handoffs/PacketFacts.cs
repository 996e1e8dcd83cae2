using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Server.Handoffs;

/// <summary>One answer that the record itself gives.</summary>
/// <param name="Text">What is shown; empty for the names of things that texts know.</param>
/// <param name="Link">Where it comes from.</param>
public sealed record Known(string Text, string Link);

/// <summary>
/// What the record tells of a packet without anybody's typing: nothing is asked for twice, and nothing copied that may
/// change meanwhile or has to be forgotten one day.
/// </summary>
static class PacketFacts
{
    public const string Promises = "Promised outcomes", Deciders = "Decision makers", Risks = "Risks", Next = "Next step with a date", Met = "Meeting held", Source = "Where it comes from";

    /// <param name="set">The files: of a decision, or of a page.</param>
    /// <param name="handoff">What is handed over.</param>
    /// <param name="now">What lies before has been held, what lies after is still to come.</param>
    public static async Task<IReadOnlyDictionary<string, Known>> Of(IFiles set, Handoff handoff, DateTimeOffset now, CancellationToken cancel = default)
    {
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        var (lead, sale) = (await One<Lead>(set, handoff.LeadId, cancel), await One<Opportunity>(set, handoff.OpportunityId, cancel));
        var (leadId, saleId, account) = (handoff.LeadId ?? sale?.LeadId, handoff.OpportunityId, handoff.AccountId ?? lead?.AccountId ?? sale?.AccountId);
        var (step, at, path) = lead is not null ? (lead.NextStep, lead.NextStepAt, $"/leads/{lead.Id}") : sale is not null ? (sale.NextStep, sale.NextStepAt, $"/opportunities/{sale.Id}") : (null, null, $"/accounts/{account}");
        if ((lead?.Source ?? sale?.Source) is { } source) known[Source] = new(source, path);
        if (step is not null && at is not null) known[Next] = new(step, path);

        var meetings = await set.Of<Meeting>().AsNoTracking().Where(m => m.RemovedAt == null && ((leadId != null && m.LeadId == leadId) || (saleId != null && m.OpportunityId == saleId) || (account != null && m.AccountId == account))).OrderByDescending(m => m.ScheduledFor).Take(50).ToListAsync(cancel);
        if (meetings.Find(m => m.Status == MeetingStatus.Held) is { } held) known[Met] = new(held.Subject ?? "", $"/meetings/{held.Id}");
        if (!known.ContainsKey(Next) && meetings.LastOrDefault(m => m.Status is MeetingStatus.Booked or MeetingStatus.Rescheduled && m.ScheduledFor > now) is { } booked) known[Next] = new(booked.Subject ?? "", $"/meetings/{booked.Id}");

        var roles = await All<ContactRole>(set, r => r.RemovedAt == null && (r.Role == BuyingRole.EconomicBuyer || r.Role == BuyingRole.Sponsor || r.Role == BuyingRole.Champion) && ((saleId != null && r.OpportunityId == saleId) || (account != null && r.AccountId == account)), cancel);
        var people = roles.Select(r => r.ContactId).Distinct().Take(10).ToList();
        var deciders = await set.Of<Contact>().AsNoTracking().Where(c => people.Contains(c.Id) && c.RemovedAt == null && c.ErasedAt == null).Select(c => new { c.Id, c.Name }).ToListAsync(cancel);
        if (deciders.Count > 0) known[Deciders] = new(string.Join(", ", deciders.Select(d => d.Name).Order(StringComparer.Ordinal)), $"/contacts/{deciders[0].Id}");

        var promises = await All<PromisedOutcome>(set, p => p.RemovedAt == null && (saleId != null ? p.OpportunityId == saleId : account != null && p.AccountId == account), cancel);
        // Without a target nobody could say whether it was kept.
        if (promises.Find(p => p.Target is not null) is { } promise) known[Promises] = new(string.Join(", ", promises.Select(p => p.Kpi)), $"/promised-outcomes/{promise.Id}");

        var risks = await All<Risk>(set, r => r.RemovedAt == null && r.SettledAt == null && ((saleId != null && r.OpportunityId == saleId) || (account != null && r.AccountId == account)), cancel);
        if (risks.Count > 0) known[Risks] = new(string.Join(", ", risks.Select(r => r.Name)), $"/risks/{risks[0].Id}");
        return known;
    }

    /// <summary>What is on file and what the same decision has put there.</summary>
    static async Task<List<T>> All<T>(IFiles set, Expression<Func<T, bool>> where, CancellationToken cancel)
        where T : Record =>
        [.. (await set.Of<T>().AsNoTracking().Where(where).ToListAsync(cancel)).Concat(set.Fresh<T>().Where(where.Compile())).DistinctBy(r => r.Key).OrderBy(r => r.Key)];

    static async Task<T?> One<T>(IFiles set, Id<T>? id, CancellationToken cancel)
        where T : Record<T> => id is { } one ? await set.Of<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == one, cancel) : null;
}

/// <summary>Whom questions are put to: the files of a decision, or those of a page.</summary>
interface IFiles
{
    IQueryable<T> Of<T>()
        where T : class;

    /// <summary>Records that are being entered and cannot be asked for yet.</summary>
    IEnumerable<T> Fresh<T>()
        where T : Record;
}

sealed class FilesOf(Desk.Docket docket) : IFiles
{
    public IQueryable<T> Of<T>()
        where T : class => docket.Ask<T>();

    public IEnumerable<T> Fresh<T>()
        where T : Record => docket.Papers.Where(p => p.IsNew).Select(p => p.Record).OfType<T>();
}

sealed class FilesOfPage(Database.RungDb db) : IFiles
{
    public IQueryable<T> Of<T>()
        where T : class => db.Set<T>();

    public IEnumerable<T> Fresh<T>()
        where T : Record => [];
}
