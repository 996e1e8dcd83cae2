using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Where a person stands today: what they may do, and which sessions of theirs hold.</summary>
/// <param name="Actor">The person with what their present roles allow.</param>
/// <param name="Sessions">Those that hold, with when they were last seen.</param>
/// <param name="HasLogin">In the demo nobody has one.</param>
/// <param name="IsHere">False once the last day of work is over: then nothing is allowed.</param>
sealed record Standing(Actor Actor, IReadOnlyDictionary<Guid, DateTimeOffset> Sessions, bool HasLogin, bool IsHere);

/// <summary>
/// Looks a person up at every request and keeps the answer for a second: a role or a session that ends and a token that is
/// revoked take effect within that second on every node, at once on the node that wrote it.
/// </summary>
sealed class Standings : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    const int Most = 10_000;

    readonly ConcurrentDictionary<Guid, (Standing? Standing, long ReadAt)> known = new();
    readonly ConcurrentDictionary<string, (AccessToken? Token, long ReadAt)> tokens = new(StringComparer.Ordinal);
    readonly Store store;
    readonly TheDesk desk;
    readonly TimeProvider clock;

    public Standings(Store store, TheDesk desk, TimeProvider clock)
    {
        (this.store, this.desk, this.clock) = (store, desk, clock);
        desk.Committed += Forget;
    }

    public async ValueTask<Standing?> Of(Guid person, CancellationToken cancel)
    {
        if (known.TryGetValue(person, out var kept) && IsFresh(kept.ReadAt)) return kept.Standing;

        var readAt = clock.GetTimestamp();
        var standing = await Read(new(person), cancel);
        if (known.Count > Most) known.Clear();
        known[person] = (standing, readAt);
        return standing;
    }

    /// <summary>The same without anything kept: a stream that stays open asks when it hears that the person changed.</summary>
    public ValueTask<Standing?> Anew(Guid person, CancellationToken cancel)
    {
        known.TryRemove(person, out _);
        return Of(person, cancel);
    }

    /// <summary>Notes that a session is in use, to the minute.</summary>
    public async Task Seen(Guid person, Guid session, string address, CancellationToken cancel)
    {
        var (writing, now) = (new Writing(), desk.Now);
        writing.Statements.Add(("UPDATE sessions SET seen_at=@1, address=@2 WHERE id=@0 AND seen_at<=@3", [session, now, address, now - Session.SeenTo]));
        await store.Writer.Write(writing, cancel);
        known.TryRemove(person, out _);
    }

    /// <summary>The token that a program sent, where it is known and has not expired.</summary>
    public async ValueTask<AccessToken?> Token(string given, CancellationToken cancel)
    {
        var hash = Secrets.Fingerprint(given);
        var key = Convert.ToHexString(hash);
        if (tokens.TryGetValue(key, out var kept) && IsFresh(kept.ReadAt)) return Unexpired(kept.Token);

        var readAt = clock.GetTimestamp();
        await using var db = store.Open();
        var token = await db.Set<AccessToken>().AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash, cancel);
        if (tokens.Count > Most) tokens.Clear();
        tokens[key] = (token, readAt);
        if (token is not null && (token.UsedAt is not { } used || desk.Now - used > TimeSpan.FromHours(1))) await Used(token, cancel);
        return Unexpired(token);
    }

    AccessToken? Unexpired(AccessToken? token) => token?.ExpiresAt <= desk.Now ? null : token;

    async Task Used(AccessToken token, CancellationToken cancel)
    {
        var writing = new Writing();
        writing.Statements.Add(("UPDATE access_tokens SET used_at=@0 WHERE id=@1", [desk.Now, token.Id]));
        await store.Writer.Write(writing, cancel);
    }

    async Task<Standing?> Read(Id<Person> id, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.RemovedAt == null, cancel) is not { } person) return null;

        var today = await Today();
        var since = desk.Now - Session.IdleFor;
        var sessions = await db.Set<Session>().Where(s => s.PersonId == id && s.SeenAt > since).ToDictionaryAsync(s => s.Id, s => s.SeenAt, cancel);
        var hasLogin = await db.Set<Login>().AnyAsync(l => l.PersonId == id, cancel);
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.PersonId == id).ToListAsync(cancel)).Where(r => r.HoldsOn(today)).Select(r => r.Role).ToList();
        var isHere = person.LeftOn is not { } last || today <= last;
        return new(new(id, person.Name, isHere ? Permissions.Of(roles.Select(r => r.ToString())) : Permits.Nothing) { Sight = await Reaching.Of(db, id, roles, today, cancel) }, sessions, hasLogin, isHere);
    }

    /// <summary>The day in the company's zone.</summary>
    async Task<DateOnly> Today()
    {
        var profiles = await store.Known.Profiles();
        var utc = DateOnly.FromDateTime(desk.Now.UtcDateTime);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((profiles.LastOrDefault(p => p.FromOn <= utc) ?? profiles[0]).Zone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, zone).DateTime);
    }

    bool IsFresh(long readAt) => clock.GetElapsedTime(readAt) < Fresh;

    void Forget(Receipt receipt)
    {
        if (!receipt.Touched.Any(t => t.Kind is "person" or "role-assignment" or "company-profile" or "sight-rule" or "sight-end" or "absence")) return;
        known.Clear();
        tokens.Clear();
    }

    public void Dispose() => desk.Committed -= Forget;
}
