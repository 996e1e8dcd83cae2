using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Onboarding = Rung.Customers.Onboarding;

namespace Rung.Server.SignIn;

/// <summary>Somebody with what decides how far they see.</summary>
/// <param name="Rules">Their roles, each with the rule that narrows it and since when; a role without one sees all.</param>
public sealed record Looker(Id<Person> Id, string Name, IReadOnlyList<(Role Role, SightRule? Rule)> Rules, Sight? Sight);

/// <summary>One reason for which a record is seen.</summary>
/// <param name="Who">The person in reach whose it is.</param>
/// <param name="Field">Their place on the record, as the record calls it.</param>
/// <param name="Until">Null while it lasts.</param>
public sealed record SeenBecause(Type Kind, Guid Record, string Who, string Field, DateTimeOffset? Since, DateTimeOffset? Until);

/// <summary>Says why somebody sees a record, and what they see in all. The condition itself is <see cref="SightSql"/>; this tells what it found.</summary>
sealed class Sightings(Store store, TheDesk desk, Standings standings)
{
    public const int Shown = 10;

    /// <summary>Kinds that are counted for "what would they see".</summary>
    public static readonly Type[] Counted = [typeof(Account), typeof(Contact), typeof(Lead), typeof(Opportunity), typeof(Onboarding), typeof(Rung.Customers.Subscription), typeof(Rung.Meetings.Meeting), typeof(Handoff)];

    static readonly Type[] ThroughAccount = [typeof(Lead), typeof(Opportunity), typeof(Onboarding), typeof(Handoff)];

    public async Task<Looker?> Of(Id<Person> id, CancellationToken cancel)
    {
        if (await standings.Of(id.Value, cancel) is not { } standing) return null;
        await using var db = store.Open();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, await Metrics.Zones.Of(store)).DateTime);
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.PersonId == id && r.RemovedAt == null).ToListAsync(cancel)).Where(r => r.HoldsOn(today)).Select(r => r.Role).Distinct().Order().ToList();
        var rules = await db.Set<SightRule>().AsNoTracking().Where(r => r.RemovedAt == null).OrderBy(r => r.Id).ToListAsync(cancel);
        return new(id, standing.Actor.Name, [.. roles.Select(role => (role, rules.LastOrDefault(r => r.Role == role)))], standing.Actor.Sight);
    }

    /// <summary>Why somebody who sees only part sees one record: their places on it, and on what it belongs to; nothing where it is not seen.</summary>
    public async Task<IReadOnlyList<SeenBecause>> Why(Sight sight, Type kind, Guid id, CancellationToken cancel)
    {
        if (!await SightSql.Sees(store, sight, kind, id, cancel)) return [];
        var names = await Names(sight, cancel);
        var found = new List<SeenBecause>();
        await Collect(kind, id, 0);
        return [.. found.Distinct().OrderBy(b => b.Record != id).ThenBy(b => b.Since)];

        async Task Collect(Type of, Guid record, int depth)
        {
            if (Belongings.Held.Contains(of)) found.AddRange(await Places(sight, of, record, names, cancel));
            if (of == typeof(Account))
                foreach (var through in ThroughAccount)
                    foreach (var one in await store.Questions.All($"SELECT t.\"id\" FROM \"{Conventions.TableName(through)}\" t WHERE t.\"account_id\" = @0 ORDER BY t.\"id\" LIMIT 50", [record], row => row.Id(0), cancel)) found.AddRange(await Places(sight, through, one, names, cancel));
            if (depth == 3 || !Belongings.All.TryGetValue(of, out var belonging)) return;

            foreach (var field in belonging.Of)
                if (await Named(of, record, field) is { } person && names.TryGetValue(person, out var who)) found.Add(new(of, record, who, field, null, null));
            foreach (var field in belonging.To)
                if (await Named(of, record, field) is { } other) await Collect(SightSql.Referred(of, field), other, depth + 1);
        }

        async Task<Guid?> Named(Type of, Guid record, string field) =>
            (await store.Questions.All($"SELECT \"{Words.Snake(char.ToUpperInvariant(field[0]) + field[1..])}\" FROM \"{Conventions.TableName(of)}\" WHERE \"id\" = @0", [record], row => row.IdOrNull(0), cancel)).FirstOrDefault();
    }

    /// <summary>What an administrator took away of a record from somebody.</summary>
    public async Task<IReadOnlyList<SightEnd>> Taken(Id<Person> id, Type kind, Guid record, CancellationToken cancel)
    {
        await using var db = store.Open();
        var taken = new List<SightEnd>();
        foreach (var end in await Reaching.Ends(db, id, cancel))
            foreach (var ended in Reaching.Ended([end]))
                if (!taken.Contains(end) && await SightSql.IsUnder(store, ended, kind, record, cancel)) taken.Add(end);
        return taken;
    }

    /// <summary>A role that nobody has to hold: how far it sees, with the people of a pod in reach where its rule says so.</summary>
    public async Task<Looker> Of(Role role, string name, Id<Pod>? pod, CancellationToken cancel)
    {
        await using var db = store.Open();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, await Metrics.Zones.Of(store)).DateTime);
        var rule = (await db.Set<SightRule>().AsNoTracking().Where(r => r.RemovedAt == null && r.Role == role).OrderBy(r => r.Id).ToListAsync(cancel)).LastOrDefault();
        var team = rule?.Reach is Reach.Team or Reach.Pod && pod is not null
            ? (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.PodId == pod && r.RemovedAt == null).ToListAsync(cancel)).Where(r => r.HoldsOn(today)).Select(r => r.PersonId.Value).Distinct() : [];
        return new(default, name, [(role, rule)], (rule?.Reach ?? Reach.All) == Reach.All ? null : new([Guid.Empty, .. team]));
    }

    /// <summary>How many records of each counted kind somebody sees, and how many there are.</summary>
    public async Task<IReadOnlyList<(Type Kind, long Seen, long All)>> Counts(Sight? sight, CancellationToken cancel)
    {
        var counts = new List<(Type, long, long)>();
        foreach (var kind in Counted) counts.Add((kind, await Count(kind, sight), await Count(kind, null)));
        return counts;

        async Task<long> Count(Type kind, Sight? eyes)
        {
            var values = new List<object?>();
            var seen = SightSql.Seen(kind, "t", eyes, values) is { } condition ? " AND " + condition : "";
            return (await store.Questions.All($"SELECT count(*) FROM \"{Conventions.TableName(kind)}\" t WHERE t.\"removed_at\" IS NULL{seen}", values, row => row.Number(0), cancel))[0];
        }
    }

    /// <summary>The newest accounts somebody sees.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Sample(Sight? sight, CancellationToken cancel)
    {
        var values = new List<object?>();
        var seen = SightSql.Seen(typeof(Account), "t", sight, values) is { } condition ? " AND " + condition : "";
        return await store.Questions.All($"SELECT t.\"id\", t.\"name\" FROM accounts t WHERE t.\"removed_at\" IS NULL AND t.\"merged_into_id\" IS NULL{seen} ORDER BY t.\"id\" DESC LIMIT {Shown}", values, row => (row.Id(0), row.Text(1)!), cancel);
    }

    async Task<List<SeenBecause>> Places(Sight sight, Type kind, Guid record, Dictionary<Guid, string> names, CancellationToken cancel)
    {
        var values = new List<object?> { Words.Kebab(kind.Name), record };
        var turns = await store.Questions.All($"SELECT k.field, k.value, k.happened_at, CASE WHEN {SightSql.HeldRows(kind, sight, values)} THEN 1 ELSE 0 END FROM kept_values k WHERE k.kind = @0 AND k.record_id = @1 AND k.field IN ('accountableId', 'sourcedById', 'csmId', 'toPersonId') AND k.retracted_at IS NULL ORDER BY k.field, k.happened_at, k.id",
            values, row => (Field: row.Text(0)!, Person: row.Text(1) is { } json ? JsonSerializer.Deserialize<Guid?>(json) : null, At: row.At(2), Counts: row.Number(3) == 1), cancel);
        return [.. turns.Select((turn, i) => (turn, Until: i + 1 < turns.Count && turns[i + 1].Field == turn.Field ? turns[i + 1].At : (DateTimeOffset?)null))
            .Where(t => t.turn.Counts && t.turn.Person is { } person && sight.People.Contains(person))
            .Select(t => new SeenBecause(kind, record, names.GetValueOrDefault(t.turn.Person!.Value, ""), t.turn.Field, t.turn.At, t.Until))];
    }

    async Task<Dictionary<Guid, string>> Names(Sight sight, CancellationToken cancel) =>
        (await store.Questions.All("SELECT id, name FROM people", [], row => (Id: row.Id(0), Name: row.Text(1) ?? ""), cancel)).Where(p => sight.People.Contains(p.Id)).ToDictionary(p => p.Id, p => p.Name);
}
