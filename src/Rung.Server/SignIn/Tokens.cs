using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Personal access tokens: a program with one may do what its person may, within its <see cref="Scopes"/>, until it expires or is revoked.</summary>
sealed class Tokens(Store store, TheDesk desk)
{
    public const string Prefix = "rung_";
    const int MostForOne = 50;

    /// <summary>How long a token lasts where nothing is said, and at most. Days.</summary>
    public const int UsualDays = 90, MostDays = 366;

    public async Task<IReadOnlyList<AccessToken>> Of(Id<Person> person, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<AccessToken>().AsNoTracking().Where(t => t.PersonId == person).OrderByDescending(t => t.Id).ToListAsync(cancel);
    }

    /// <summary>The token itself is in the answer and nowhere else.</summary>
    public async Task<Outcome<NewToken>> Create(Actor actor, string name, string? scopes, DateTimeOffset? expiresAt, CancellationToken cancel)
    {
        name = name.Trim();
        if (name.Length == 0) return new Missing("name");
        if (Rung.Records.Plausible.Refuse("name", name, 100, lines: false) is { } unfit) return unfit;
        if (expiresAt is { } end && Rung.Records.Plausible.Refuse("expiresAt", end) is { } never) return never;
        if (expiresAt <= desk.Now) return new ExpiredAlready();
        var until = (expiresAt ?? desk.Now.AddDays(UsualDays)).ToUniversalTime();
        if (until > desk.Now.AddDays(MostDays)) return new ExpiresTooLate(MostDays);
        if (!Scopes.Known(scopes).Accepted(out var scope, out var unknown)) return unknown;
        if ((await Of(actor.Id, cancel)).Count >= MostForOne) return new TooManyTokens(MostForOne);

        var (id, token) = (Guid.CreateVersion7(desk.Now), Prefix + Secrets.Random());
        var created = await desk.Decide(new(actor, "token.create"), async docket =>
        {
            var person = await docket.Need(actor.Id);
            docket.Do(person, new TokenCreated(id, scope));
            docket.Statements.Add(("INSERT INTO access_tokens (id, person_id, hash, name, scope, created_at, expires_at) VALUES (@0, @1, @2, @3, @4, @5, @6)",
                [id, actor.Id.Value, Secrets.Fingerprint(token), name, scope, docket.Act.Now, until]));
            return person;
        }, cancel);
        return created.Accepted(out _, out var refusal) ? new NewToken(id, name, token, scope, until) : refusal;
    }

    public async Task<Outcome<Receipt>> Revoke(Actor actor, Guid id, CancellationToken cancel)
    {
        if ((await Of(actor.Id, cancel)).All(t => t.Id != id)) return new NotFound("token", id.ToString());

        return await desk.Decide(new(actor, "token.revoke"), async docket =>
        {
            var person = await docket.Need(actor.Id);
            docket.Do(person, new TokenRevoked(id));
            docket.Statements.Add(("DELETE FROM access_tokens WHERE id=@0", [id]));
            return person;
        }, cancel);
    }
}

sealed record NewToken(Guid Id, string Name, string Token, string Scope, DateTimeOffset ExpiresAt);

public sealed record TokenCreated(Guid TokenId, string Scope) : Fact;

public sealed record TokenRevoked(Guid TokenId) : Fact;

/// <summary>The day on which the token ends is over.</summary>
public sealed record ExpiredAlready : Refusal
{
    public override string At => "expiresAt";
}

/// <summary>One person has this many tokens; revoke those that are not used.</summary>
public sealed record TooManyTokens(int Most) : Refusal;

/// <summary>A program with a token may not do this: a leaked token must not make others, or change how its person signs in.</summary>
public sealed record OnlySignedIn : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}
