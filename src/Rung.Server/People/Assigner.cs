using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Company;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Handoffs;

namespace Rung.Server.People;

/// <summary>
/// Gives what nobody is named for by the rules of assignment. What it has given it remembers, so that many can be given in
/// one decision; between decisions the records themselves tell whose turn it is.
/// </summary>
sealed class Assigner
{
    readonly IFiles files;
    readonly DateTimeOffset now;
    readonly DateOnly day;
    readonly CompanyProfile company;
    readonly IReadOnlyList<AssignmentRule> rules;
    readonly Dictionary<Guid, IReadOnlyList<Candidate>> candidates = [];
    readonly Dictionary<Guid, IReadOnlyList<Candidate>> read = [];
    readonly Dictionary<AssignmentOf, Dictionary<Id<Person>, int>> open = [];
    IReadOnlyDictionary<string, string?>? regions;
    IReadOnlySet<DateOnly>? holidays;

    Assigner(IFiles files, DateTimeOffset now, CompanyProfile company, IReadOnlyList<AssignmentRule> rules)
    {
        (this.files, this.now, this.company, this.rules) = (files, now, company, rules);
        day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(company.Zone)).DateTime);
    }

    /// <summary>Null where no row of the rules is for such a thing.</summary>
    public static async Task<Assigner?> For(AssignmentOf gives, IFiles files, DateTimeOffset now, CompanyProfile company, CancellationToken cancel = default) =>
        await files.Of<AssignmentRule>().AsNoTracking().Where(r => r.RemovedAt == null && r.Gives == gives).ToListAsync(cancel) is { Count: > 0 } rules ? new(files, now, company, rules) : null;

    public async Task<Assignment> Ask(AssignmentOf gives, string? source, string? region, string? segment, CancellationToken cancel = default)
    {
        var given = new AssignmentCase(gives, source, await Within(region, cancel), segment);
        foreach (var rule in rules.Where(r => r.HoldsOn(day) && r.Fits(given) && !candidates.ContainsKey(r.Key))) candidates[rule.Key] = read[rule.Key] = await Among(rule, cancel);
        return Assignment.Of(given, day, rules, rule => candidates[rule.Key]);
    }

    /// <summary>What was given counts for the next. Its turn comes after every other by that row, though the clock stands still within a decision.</summary>
    public DateTimeOffset Gave(Assignment given)
    {
        if (given is not { Rule: { } by, To: { } to }) return now;
        var turn = candidates[by.Key].Max(c => c.LastGivenAt) is { } last && last >= now ? last.AddTicks(TimeSpan.TicksPerMicrosecond) : now;
        foreach (var (key, all) in candidates.ToList())
            candidates[key] = [.. all.Select(c => c.Id == to ? c with { Open = c.Open + 1, LastGivenAt = key == by.Key ? turn : c.LastGivenAt } : c)];
        return turn;
    }

    /// <summary>
    /// Nobody was given anything by the row since it was read here, or the decision falls and is made anew: whose turn it is
    /// is seen and taken in one transaction. The first statement waits for whoever is at it, the second sees what they gave.
    /// </summary>
    public IEnumerable<(string Sql, object?[] Values)> StillNext(Assignment given)
    {
        if (given is not { Rule: { } by, To: not null } || !read.Remove(by.Key, out var known)) yield break;
        yield return ("UPDATE assignment_rules SET version=version WHERE id=@0", [by.Key]);
        var (table, who) = (by.Gives == AssignmentOf.NewLead ? "leads" : "handoffs", string.Join(", ", known.Select((_, i) => "@" + (i + 2).ToString(System.Globalization.CultureInfo.InvariantCulture))));
        yield return ($"UPDATE assignment_rules SET version=version WHERE id=@0 AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.assigned_by_id=@0 AND t.assigned_to_id IN ({who}) AND t.assigned_at>@1)",
            [by.Key, known.Max(c => c.LastGivenAt) ?? DateTimeOffset.UnixEpoch, .. known.Select(c => (object?)c.Id.Value)]);
    }

    async Task<IReadOnlyList<Candidate>> Among(AssignmentRule rule, CancellationToken cancel)
    {
        var roles = (await files.Of<RoleAssignment>().AsNoTracking().Where(r => r.RemovedAt == null && r.Role == rule.Role && r.StartsOn <= day && (rule.PodId == null || r.PodId == rule.PodId) && (rule.PersonId == null || r.PersonId == rule.PersonId)).ToListAsync(cancel))
            .Where(r => r.HoldsOn(day)).GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => (Fte: g.Sum(r => r.Fte), g.First().Segment));
        List<Id<Person>> who = [.. roles.Keys];
        var people = await files.Of<Person>().AsNoTracking().Where(p => who.Contains(p.Id) && p.RemovedAt == null && (p.LeftOn == null || p.LeftOn >= day)).ToListAsync(cancel);
        var away = (await files.Of<Absence>().AsNoTracking().Where(a => a.RemovedAt == null && a.StartsOn <= day && a.BackOn > day && who.Contains(a.PersonId)).Select(a => a.PersonId).ToListAsync(cancel)).ToHashSet();
        var load = await Open(rule.Gives, cancel);
        var list = new List<Candidate>();
        foreach (var person in people)
            list.Add(new(person.Id, roles[person.Id].Fte, away.Contains(person.Id), load.GetValueOrDefault(person.Id), await LastGiven(rule, person.Id, cancel), await WorksAt(person, cancel), roles[person.Id].Segment));
        return list;
    }

    async Task<DateTimeOffset?> LastGiven(AssignmentRule rule, Id<Person> who, CancellationToken cancel)
    {
        var id = rule.Id;
        var last = rule.Gives == AssignmentOf.NewLead
            ? await files.Of<Lead>().Where(l => l.AssignedById == id && l.AssignedToId == who).MaxAsync(l => l.AssignedAt, cancel)
            : await files.Of<Handoff>().Where(h => h.AssignedById == id && h.AssignedToId == who).MaxAsync(h => h.AssignedAt, cancel);
        var waiting = rule.Gives == AssignmentOf.NewLead ? files.Fresh<Lead>().Where(l => l.AssignedById == id && l.AssignedToId == who).Max(l => l.AssignedAt) : files.Fresh<Handoff>().Where(h => h.AssignedById == id && h.AssignedToId == who).Max(h => h.AssignedAt);
        return waiting > last || last is null ? waiting : last;
    }

    /// <summary>What each answers for in the role, and what is on its way to them.</summary>
    async Task<Dictionary<Id<Person>, int>> Open(AssignmentOf gives, CancellationToken cancel)
    {
        if (open.TryGetValue(gives, out var known)) return known;
        var all = gives switch
        {
            AssignmentOf.NewLead or AssignmentOf.LeadToSdr => await files.Of<Lead>().Where(l => l.RemovedAt == null && l.AccountableId != null && (l.Status == LeadStatus.Fresh || l.Status == LeadStatus.Working)).GroupBy(l => l.AccountableId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel),
            AssignmentOf.SdrToAe => await files.Of<Opportunity>().Where(o => o.RemovedAt == null && o.AccountableId != null && o.StageKind == StageKind.Open).GroupBy(o => o.AccountableId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel),
            _ => await files.Of<Account>().Where(a => a.RemovedAt == null && a.AccountableId != null && a.CustomerSince != null).GroupBy(a => a.AccountableId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel),
        };
        var counts = all.ToDictionary(c => c.Key!.Value, c => c.Count);
        HandoffType[] types = gives switch { AssignmentOf.NewLead or AssignmentOf.LeadToSdr => [HandoffType.LeadToSdr], AssignmentOf.SdrToAe => [HandoffType.SdrToAe], _ => [HandoffType.AeToCsm] };
        foreach (var coming in await files.Of<Handoff>().Where(h => h.RemovedAt == null && h.Status == HandoffStatus.Waiting && h.ToPersonId != null && h.Type != null && types.Contains(h.Type.Value)).GroupBy(h => h.ToPersonId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            counts[coming.Key!.Value] = counts.GetValueOrDefault(coming.Key.Value) + coming.Count;
        return open[gives] = counts;
    }

    async Task<DateTimeOffset> WorksAt(Person person, CancellationToken cancel)
    {
        holidays ??= (await files.Of<Holiday>().Where(h => h.RemovedAt == null).Select(h => h.HeldOn).ToListAsync(cancel)).ToHashSet();
        var calendar = new BusinessTime(company, holidays, person.Zone);
        return calendar.IsOpen(now) ? now : calendar.Add(now, TimeSpan.FromTicks(1));
    }

    /// <summary>The region and those it lies in, through any depth; a ring of regions is gone round once.</summary>
    async Task<IReadOnlyList<string>> Within(string? region, CancellationToken cancel)
    {
        if (region is null) return [];
        if (regions is null)
        {
            var all = await files.Of<Region>().AsNoTracking().Where(r => r.RemovedAt == null).ToListAsync(cancel);
            var names = all.ToDictionary(r => r.Id, r => r.Name);
            regions = all.DistinctBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(r => r.Name, r => r.ParentId is { } parent ? names.GetValueOrDefault(parent) : null, StringComparer.OrdinalIgnoreCase);
        }

        var within = new List<string>();
        for (string? at = region; at is not null && !within.Contains(at, StringComparer.OrdinalIgnoreCase); at = regions.GetValueOrDefault(at)) within.Add(at);
        return within;
    }
}
