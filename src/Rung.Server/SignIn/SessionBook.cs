using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Where people are signed in: each session a row, begun and ended with the fact of it.</summary>
sealed class SessionBook(Store store, TheDesk desk)
{
    /// <summary>For somebody else's sessions.</summary>
    public const string Permission = "person.end-sessions";

    /// <summary>Those that still hold, the one used last first.</summary>
    public async Task<IReadOnlyList<Session>> Of(Id<Person> person, CancellationToken cancel)
    {
        await using var db = store.Open();
        var since = desk.Now - Session.IdleFor;
        return await db.Set<Session>().AsNoTracking().Where(s => s.PersonId == person && s.SeenAt > since).OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id).ToListAsync(cancel);
    }

    /// <summary>Somebody has shown who they are: from here on this browser speaks for them.</summary>
    /// <param name="with">What is decided with it: tries that are forgotten, a code that is spent.</param>
    public async Task<Outcome<Begun>> Begin(Id<Person> id, Caller caller, SignInWay way, Action<Docket, Person>? with, CancellationToken cancel)
    {
        var session = Guid.CreateVersion7(desk.Now);
        var begun = await desk.Decide(new(Oneself(id), NeedsPermission.Own), async docket =>
        {
            var person = await docket.Need(id);
            if (person.LeftOn < await docket.Today() || person.RemovedAt is not null) throw new RefusedException(new WrongEmailOrPassword());
            with?.Invoke(docket, person);
            docket.Do(person, new SignedIn(session, way));
            docket.Statements.Add(("DELETE FROM sessions WHERE person_id=@0 AND seen_at<=@1", [id.Value, docket.Act.Now - Session.IdleFor]));
            docket.Statements.Add(("INSERT INTO sessions (id, person_id, began_at, seen_at, device, address, way) VALUES (@0, @1, @2, @2, @3, @4, @5)", [session, id.Value, docket.Act.Now, caller.Device, caller.Address, Words.Camel(way.ToString())]));
            return person;
        }, cancel);
        return begun.Accepted(out _, out var refusal) ? new Begun(id, session) : refusal;
    }

    public Task<Outcome<Receipt>> SignOut(Id<Person> id, Guid session, CancellationToken cancel) => desk.Decide(new(Oneself(id), NeedsPermission.Own), async docket =>
    {
        var person = await docket.Need(id);
        docket.Do(person, new SignedOut(session));
        docket.Statements.Add(("DELETE FROM sessions WHERE id=@0 AND person_id=@1", [session, id.Value]));
        return person;
    }, cancel);

    /// <summary>Ends one session of a person, one's own or, with the permission for it, somebody else's.</summary>
    public async Task<Outcome<Receipt>> EndOne(Actor actor, Id<Person> id, Guid session, CancellationToken cancel)
    {
        if ((await Of(id, cancel)).All(s => s.Id != session)) return new NotFound("session", session.ToString());
        return await desk.Decide(Over(actor, id), async docket =>
        {
            var person = await docket.Need(id);
            docket.Do(person, new SessionEnded(session));
            docket.Statements.Add(("DELETE FROM sessions WHERE id=@0 AND person_id=@1", [session, id.Value]));
            return person;
        }, cancel);
    }

    /// <summary>Ends every session of a person but the one named.</summary>
    public Task<Outcome<Receipt>> EndAll(Actor actor, Id<Person> id, Guid? but, CancellationToken cancel) => desk.Decide(Over(actor, id), async docket =>
    {
        var person = await docket.Need(id);
        docket.Do(person, new SessionsEnded());
        docket.Statements.Add(Ending(id, but));
        return person;
    }, cancel);

    /// <summary>Ends sessions as part of a larger decision.</summary>
    public static (string Sql, object?[] Values) Ending(Id<Person> id, Guid? but = null) => ("DELETE FROM sessions WHERE person_id=@0 AND id<>@1", [id.Value, but ?? Guid.Empty]);

    static Call Over(Actor actor, Id<Person> id) => actor.Id == id ? new(Oneself(id), NeedsPermission.Own) : new(actor, Permission);

    /// <summary>What everybody may do about themselves, whatever their roles.</summary>
    public static Actor Oneself(Id<Person> id) => new(id, "", new([NeedsPermission.Own]));
}

public sealed record SignedIn(Guid SessionId, SignInWay Way) : Fact;

public sealed record SignedOut(Guid SessionId) : Fact;

/// <summary>A session was ended from another one, or by somebody who may.</summary>
public sealed record SessionEnded(Guid SessionId) : Fact;

/// <summary>Every session was ended, but for the one from which that was asked.</summary>
public sealed record SessionsEnded : Fact;
