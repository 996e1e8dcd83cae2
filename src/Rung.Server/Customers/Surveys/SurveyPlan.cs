using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Server.Database;

namespace Rung.Server.Customers.Surveys;

/// <summary>Why a contact at the trigger is not asked.</summary>
public enum NotAsked
{
    /// <summary>The customer has no contact.</summary>
    NobodyKnown,

    /// <summary>The contact wants no contact at all.</summary>
    DoNotContact,

    /// <summary>The contact wants no more surveys.</summary>
    Stopped,

    /// <summary>The contact was asked something a short while ago.</summary>
    Resting,
}

/// <summary>One contact whose customer comes to a programme's trigger.</summary>
/// <param name="Since">When the contact was asked last, where that is why not.</param>
public sealed record Candidate(SurveyProgramme Programme, Account Account, Contact? Contact, DateOnly OccasionOn, NotAsked? WhyNot, DateTimeOffset? Since);

/// <summary>Works out who is to be asked what, and why: the one list that pages show and the round follows.</summary>
sealed class SurveyPlan(Store store)
{
    const int Chunk = 200;

    /// <summary>Everybody at a trigger of a programme that is on, from one day to another, who was not asked about it yet.</summary>
    public async Task<IReadOnlyList<Candidate>> Read(DateOnly from, DateOnly until, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = store.Open();
        var programmes = await db.Set<SurveyProgramme>().AsNoTracking().Where(p => p.RemovedAt == null && p.OnSince != null).OrderBy(p => p.Id).ToListAsync(cancel);
        if (programmes.Count == 0) return [];

        var zone = await Zone(now);
        var due = new List<(SurveyProgramme Programme, Id<Account> Account, DateOnly On)>();
        foreach (var (account, days, isCustomerOn) in await Customers(db, zone, cancel))
            foreach (var programme in programmes)
            {
                var on = DayOf(programme.OnSince!.Value, zone);
                due.AddRange(programme.Occasions(days, on > from ? on : from, until).Where(isCustomerOn).Select(day => (programme, account, day)));
            }

        var candidates = new List<Candidate>();
        var asked = new Dictionary<Id<Contact>, DateTimeOffset>();
        foreach (var chunk in due.OrderBy(d => d.On).ThenBy(d => d.Programme.Id).Chunk(Chunk)) candidates.AddRange(await Look(db, chunk, asked, now, cancel));
        return candidates;
    }

    /// <summary>Customers of today and before, with the days that programmes go by and whether they were customers on one.</summary>
    static async Task<List<(Id<Account>, CustomerDays, Func<DateOnly, bool>)>> Customers(RungDb db, TimeZoneInfo zone, CancellationToken cancel)
    {
        var terms = (await db.Set<Subscription>().AsNoTracking().Where(s => s.RemovedAt == null).Select(s => new { s.AccountId, s.StartsOn, s.EndsOn, s.CancelledAt }).ToListAsync(cancel)).ToLookup(s => s.AccountId);
        var onboarded = (await db.Set<Onboarding>().AsNoTracking().Where(o => o.RemovedAt == null && o.CompletedAt != null).Select(o => new { o.AccountId, o.CompletedAt }).ToListAsync(cancel)).ToLookup(o => o.AccountId, o => DayOf(o.CompletedAt!.Value, zone));
        var customers = await db.Set<Account>().AsNoTracking()
            .Where(a => a.RemovedAt == null && a.Relation == Relation.Prospect && (a.CustomerSince != null || db.Set<Subscription>().Any(s => s.AccountId == a.Id && s.RemovedAt == null)))
            .Select(a => new { a.Id, a.CustomerSince }).ToListAsync(cancel);
        return [.. customers.Select(c => (c.Id,
            new CustomerDays(c.CustomerSince is { } won ? DayOf(won, zone) : terms[c.Id].Min(t => t.StartsOn), [.. onboarded[c.Id]], [.. terms[c.Id].Where(t => t.EndsOn != null && t.CancelledAt == null).Select(t => t.EndsOn!.Value)]),
            // Without any subscription on record nothing says that the customer left.
            (Func<DateOnly, bool>)(day => !terms[c.Id].Any() || terms[c.Id].Any(t => t.StartsOn <= day && (t.EndsOn is not { } end || day < end)))))];
    }

    static async Task<List<Candidate>> Look(RungDb db, (SurveyProgramme Programme, Id<Account> Account, DateOnly On)[] due, Dictionary<Id<Contact>, DateTimeOffset> asked, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = due.Select(d => d.Account).Distinct().ToList();
        var accounts = await db.Set<Account>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel);
        var own = await db.Set<Contact>().AsNoTracking().Where(c => c.AccountId != null && ids.Contains(c.AccountId.Value) && c.RemovedAt == null && c.ErasedAt == null).ToListAsync(cancel);
        var further = await db.Set<ContactRole>().Where(r => r.AccountId != null && ids.Contains(r.AccountId.Value) && r.RemovedAt == null)
            .Join(db.Set<Contact>().Where(c => c.RemovedAt == null && c.ErasedAt == null), r => r.ContactId, c => c.Id, (r, c) => new { r.AccountId, Contact = c }).AsNoTracking().ToListAsync(cancel);
        var contacts = own.Select(c => (Account: c.AccountId!.Value, Contact: c)).Concat(further.Select(f => (f.AccountId!.Value, f.Contact))).DistinctBy(c => (c.Item1, c.Item2.Id)).ToLookup(c => c.Item1, c => c.Item2);

        var people = contacts.SelectMany(c => c).Select(c => c.Id).Distinct().ToList();
        var before = await db.Set<Survey>().AsNoTracking().Where(s => s.RespondentId != null && people.Contains(s.RespondentId.Value)).Select(s => new { s.RespondentId, s.AccountId, s.ProgrammeId, s.OccasionOn, s.SentAt, s.RemovedAt }).ToListAsync(cancel);
        var done = before.Where(s => s.ProgrammeId != null).Select(s => (s.RespondentId!.Value, s.AccountId, s.ProgrammeId!.Value, s.OccasionOn)).ToHashSet();
        foreach (var last in before.Where(s => s.RemovedAt == null).GroupBy(s => s.RespondentId!.Value).Where(g => !asked.ContainsKey(g.Key))) asked[last.Key] = last.Max(s => s.SentAt);

        var candidates = new List<Candidate>();
        foreach (var (programme, account, on) in due)
        {
            if (!contacts[account].Any()) candidates.Add(new(programme, accounts[account], null, on, NotAsked.NobodyKnown, null));
            foreach (var contact in contacts[account].OrderBy(c => c.Id))
            {
                if (done.Contains((contact.Id, account, programme.Id, on))) continue;
                DateTimeOffset? since = asked.TryGetValue(contact.Id, out var at) && at.AddDays(programme.RestDays) > now ? at : null;
                NotAsked? why = contact.DoNotContact ? NotAsked.DoNotContact : contact.SurveysStoppedAt != null ? NotAsked.Stopped : since is not null ? NotAsked.Resting : null;
                candidates.Add(new(programme, accounts[account], contact, on, why, why == NotAsked.Resting ? since : null));
                if (why is null) asked[contact.Id] = now;
            }
        }

        return candidates;
    }

    public async Task<TimeZoneInfo> Zone(DateTimeOffset now)
    {
        var profiles = await store.Known.Profiles();
        return TimeZoneInfo.FindSystemTimeZoneById((profiles.LastOrDefault(p => p.FromOn <= DateOnly.FromDateTime(now.UtcDateTime)) ?? profiles[0]).Zone);
    }

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
