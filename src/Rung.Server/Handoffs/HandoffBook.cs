using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Company;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Handoffs;

/// <summary>A hand-off with what it is about and whose it is.</summary>
/// <param name="Path">The page of the record.</param>
/// <param name="Left">Working time until the limit; negative beyond it. Null where there is none.</param>
public sealed record HandoffRow(Handoff Handoff, string Subject, string Path, string? From, string? To, TimeSpan? Left);

/// <summary>One thing that must be told.</summary>
/// <param name="Item">Its name in the rule.</param>
/// <param name="Told">What somebody wrote.</param>
/// <param name="Known">What the record itself tells.</param>
public sealed record PacketLine(string Item, string? Told, Known? Known)
{
    public bool IsThere => Told is not null || Known is not null;
}

/// <param name="Rule">The rule it goes by.</param>
/// <param name="Figures">Of all hand-offs of its type in ninety days.</param>
/// <param name="Above">Who is told when the limit is over.</param>
public sealed record HandoffModel(HandoffRow Row, EngagementRule? Rule, IReadOnlyList<PacketLine> Packet, HandoffFigures Figures, string? Above, string? EscalatedTo, bool IsMine, bool IsFromMe);

/// <summary>Reads hand-offs for pages.</summary>
sealed class HandoffBook(Store store, TheDesk desk)
{
    const int Recent = 90, Shown = 300;

    /// <summary>Those that wait, the most pressing first, and those answered or acted on within a fortnight, the latest first.</summary>
    /// <param name="to">Only those to this person, or to a role this person holds.</param>
    /// <param name="from">Only those from this person.</param>
    public async Task<IReadOnlyList<HandoffRow>> Read(Id<Person>? to, Id<Person>? from, CancellationToken cancel)
    {
        await using var db = store.Open();
        var since = desk.Now.AddDays(-14);
        var all = db.Set<Handoff>().AsNoTracking().Where(h => h.RemovedAt == null && (h.Status == HandoffStatus.Waiting || h.AnsweredAt >= since));
        if (to is { } me)
        {
            var today = DateOnly.FromDateTime(desk.Now.UtcDateTime);
            var roles = await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.PersonId == me && r.RemovedAt == null && r.StartsOn <= today && (r.EndsOn == null || r.EndsOn > today)).Select(r => r.Role).Distinct().ToListAsync(cancel);
            all = all.Where(h => h.ToPersonId == me || (h.ToPersonId == null && h.FromPersonId != me && roles.Contains(h.ToRole)));
        }

        if (from is { } sender) all = all.Where(h => h.FromPersonId == sender);
        var found = await all.OrderByDescending(h => h.Status == HandoffStatus.Waiting).ThenBy(h => h.Status == HandoffStatus.Waiting ? h.DueAt : null).ThenByDescending(h => h.AnsweredAt).ThenBy(h => h.Id).Take(Shown).ToListAsync(cancel);
        return await Rows(db, found, cancel);
    }

    public async Task<IReadOnlyList<HandoffRow>> Rows(RungDb db, IReadOnlyList<Handoff> handoffs, CancellationToken cancel)
    {
        List<Id<Lead>> leads = [.. handoffs.Select(h => h.LeadId).OfType<Id<Lead>>()];
        List<Id<Opportunity>> sales = [.. handoffs.Select(h => h.OpportunityId).OfType<Id<Opportunity>>()];
        List<Id<Account>> accounts = [.. handoffs.Select(h => h.AccountId).OfType<Id<Account>>()];
        var names = (await db.Set<Lead>().Where(l => leads.Contains(l.Id)).Select(l => new { l.Id, l.Name }).ToListAsync(cancel)).ToDictionary(l => l.Id.Value, l => l.Name);
        foreach (var sale in await db.Set<Opportunity>().Where(o => sales.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(cancel)) names[sale.Id.Value] = sale.Name;
        foreach (var account in await db.Set<Account>().Where(a => accounts.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(cancel)) names[account.Id.Value] = account.Name;
        var people = await db.Set<Person>().Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, cancel);
        var clock = await ReceiversClock.Read(store, db, desk.Now, cancel);
        var rows = new List<HandoffRow>();
        foreach (var handoff in handoffs)
        {
            var (id, path) = handoff switch { { LeadId: { } lead } => (lead.Value, "/leads/"), { OpportunityId: { } sale } => (sale.Value, "/opportunities/"), _ => (handoff.AccountId!.Value.Value, "/accounts/") };
            string? NameOf(Id<Person>? who) => who is { } one && people.TryGetValue(one, out var person) ? person.Name : null;
            rows.Add(new(handoff, names.GetValueOrDefault(id, ""), path + id, NameOf(handoff.FromPersonId), NameOf(handoff.ToPersonId), handoff is { Status: HandoffStatus.Waiting, DueAt: { } due } ? clock.Of(handoff.ToPersonId).Between(desk.Now, due) : null));
        }

        return rows;
    }

    public async Task<HandoffModel?> One(Id<Handoff> id, Id<Person> viewer, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await db.Set<Handoff>().AsNoTracking().FirstOrDefaultAsync(h => h.Id == id, cancel) is not { RemovedAt: null } handoff) return null;

        var today = DateOnly.FromDateTime(desk.Now.UtcDateTime);
        var rule = handoff.RuleId is { } at ? await db.Set<EngagementRule>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == at, cancel) : null;
        var above = (handoff.ToPersonId ?? handoff.FromPersonId) is { } who ? await Above.ManagerOf(db.Set<RoleAssignment>(), who, today) ?? await Above.Founder(db.Set<RoleAssignment>(), today) : null;
        async Task<string?> NameOf(Id<Person>? person) => person is { } one ? await db.Set<Person>().Where(p => p.Id == one).Select(p => p.Name).FirstOrDefaultAsync(cancel) : null;
        return new((await Rows(db, [handoff], cancel))[0], rule, await Lines(db, handoff, rule?.Items ?? [], cancel), await Figures(db, handoff.Type, cancel), await NameOf(above), await NameOf(handoff.EscalatedToId),
            handoff.ToPersonId == viewer || (handoff.ToPersonId is null && handoff.FromPersonId != viewer), handoff.FromPersonId == viewer);
    }

    /// <summary>What must be told, with what is told, and what was told beyond it.</summary>
    public async Task<IReadOnlyList<PacketLine>> Lines(RungDb db, Handoff handoff, IReadOnlyList<string> items, CancellationToken cancel)
    {
        var (packet, known) = (Packet.Read(handoff.Packet), await PacketFacts.Of(new FilesOfPage(db), handoff, desk.Now, cancel));
        return [.. items.Concat(packet.Told.Keys.Except(items)).Select(item => new PacketLine(item, packet[item], items.Contains(item) ? known.GetValueOrDefault(item) : null))];
    }

    public async Task<HandoffFigures> Figures(RungDb db, HandoffType? type, CancellationToken cancel)
    {
        var since = desk.Now.AddDays(-Recent);
        var seen = await db.Set<Handoff>().AsNoTracking().Where(h => h.RemovedAt == null && h.CreatedAt >= since && (type == null || h.Type == type)).ToListAsync(cancel);
        return HandoffFigures.Of(seen.Select((await ReceiversClock.Read(store, db, desk.Now, cancel)).Seen), desk.Now);
    }
}
