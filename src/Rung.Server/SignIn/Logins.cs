using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Signing in, and everything that changes how somebody does: the state and the fact of it in one transaction.</summary>
sealed class Logins(Store store, TheDesk desk, Secrets secrets)
{
    const int FreeTries = 5;
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan InvitationFor = TimeSpan.FromDays(7);
    public static readonly TimeSpan RecoveryFor = TimeSpan.FromHours(1);

    /// <summary>
    /// The login, where address and password are right. After five wrong ones the next try waits, longer each time, up to a
    /// quarter of an hour; tries are counted apart for a browser in which this person has signed in before, so that nobody
    /// can keep them out from elsewhere. Addresses that do not exist are counted like those that do.
    /// </summary>
    /// <param name="knownIn">The person who has signed in with this browser before.</param>
    public async Task<Outcome<Login>> SignIn(string email, string password, Id<Person>? knownIn, CancellationToken cancel)
    {
        if (Rung.Records.Plausible.Refuse("email", email, 254, lines: false) is not null) return new WrongEmailOrPassword();
        email = Login.Plain(email);
        await using var db = store.Open();
        var login = await db.Set<Login>().AsNoTracking().FirstOrDefaultAsync(l => l.Email == email, cancel);
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{email} {(login is not null && knownIn == login.PersonId ? login.PersonId : "elsewhere")}"));
        var failed = await db.Set<FailedTry>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == key, cancel);
        if (failed is not null && failed.LastAt + Wait(failed.Count) is var until && until > desk.Now) return new TooManyTries(until);

        // Counted before it is looked at: tries sent at the same time count too.
        await Say("INSERT INTO failed_tries (hash, count, last_at) VALUES (@0, 1, @1) ON CONFLICT (hash) DO UPDATE SET count = failed_tries.count + 1, last_at = @1", [key, desk.Now], cancel);
        if (!await secrets.Matches(login?.PasswordHash, password, cancel)) return new WrongEmailOrPassword();

        var signedIn = await desk.Decide(Own(login!.PersonId), async docket =>
        {
            var person = await docket.Need(login.PersonId);
            if (person.LeftOn < await docket.Today() || person.RemovedAt is not null) throw new RefusedException(new WrongEmailOrPassword());
            docket.Do(person, new SignedIn());
            docket.Statements.Add(("DELETE FROM failed_tries WHERE hash=@0 OR last_at<@1", [key, docket.Act.Now - TimeSpan.FromDays(1)]));
            return person;
        }, cancel);
        return signedIn.Accepted(out _, out var refusal) ? login : refusal;
    }

    /// <summary>Gives a person a login, as part of a larger decision.</summary>
    public Login Open(Docket docket, Person person, string email, string? password)
    {
        var login = new Login { PersonId = person.Id, Email = Login.Plain(email), PasswordHash = password is null ? null : secrets.Hash(password), Stamp = Secrets.Random() };
        docket.Statements.Add(("INSERT INTO logins (person_id, email, password_hash, stamp) VALUES (@0, @1, @2, @3)", [person.Key, login.Email, login.PasswordHash, login.Stamp]));
        docket.Do(person, password is null ? new PersonInvited() : new PasswordChanged());
        return login;
    }

    /// <summary>A link by which a person of the house sets a password; inviting again ends the links given before.</summary>
    public async Task<Outcome<Link>> Invite(Actor actor, Id<Person> id, CancellationToken cancel) =>
        await Way(actor, "person.invite", id, InvitationFor, cancel);

    /// <summary>The same for somebody who is locked out, by the operator of the machine; waiting after failed tries ends too.</summary>
    public async Task<Outcome<Link>> Recover(Actor actor, Id<Person> id, CancellationToken cancel) =>
        await Way(actor, "person.recover", id, RecoveryFor, cancel);

    async Task<Outcome<Link>> Way(Actor actor, string permission, Id<Person> id, TimeSpan goodFor, CancellationToken cancel)
    {
        var (token, until) = (Secrets.Random(), desk.Now + goodFor);
        var invited = await desk.Decide(new(actor, permission), async docket =>
        {
            var person = await docket.Need(id);
            if (person.Email is not { } email) throw new RefusedException(new Missing("email"));
            if (person.LeftOn < await docket.Today()) throw new RefusedException(new HasLeft());

            var (login, plain) = (await docket.Ask<Login>().FirstOrDefaultAsync(l => l.PersonId == id, cancel), Login.Plain(email));
            if (login is null) Open(docket, person, email, null);
            else docket.Do(person, new PersonInvited());
            if (login is not null && login.Email != plain) docket.Statements.Add(("UPDATE logins SET email=@0 WHERE person_id=@1", [plain, id.Value]));
            docket.Statements.Add(("DELETE FROM ways_in WHERE person_id=@0", [id.Value]));
            docket.Statements.Add(("INSERT INTO ways_in (hash, person_id, until) VALUES (@0, @1, @2)", [Secrets.Fingerprint(token), id.Value, until]));
            docket.Statements.Add(("DELETE FROM failed_tries WHERE hash=@0", [SHA256.HashData(Encoding.UTF8.GetBytes($"{plain} elsewhere"))]));
            return person;
        }, cancel);
        return invited.Accepted(out _, out var refusal) ? new Link("/welcome/" + token, until) : refusal;
    }

    /// <summary>Whose link this is, while it is good.</summary>
    public async Task<Person?> Invited(string token, CancellationToken cancel)
    {
        await using var db = store.Open();
        var (hash, now) = (Secrets.Fingerprint(token), desk.Now);
        return await db.Set<WayIn>().Where(w => w.Hash == hash && w.Until > now).Join(db.Set<Person>(), w => w.PersonId, p => p.Id, (_, p) => p).AsNoTracking().FirstOrDefaultAsync(cancel);
    }

    /// <summary>Sets the password by a link; the link is spent and every session of before has ended.</summary>
    public async Task<Outcome<Login>> Welcome(string token, string password, CancellationToken cancel) =>
        await Invited(token, cancel) is not { } person ? new LinkSpent() : await SetPassword(person.Id, password, cancel);

    /// <summary>Changes one's own password; every other session has ended.</summary>
    public async Task<Outcome<Login>> ChangePassword(Actor actor, string current, string password, CancellationToken cancel)
    {
        await using var db = store.Open();
        var login = await db.Set<Login>().AsNoTracking().FirstOrDefaultAsync(l => l.PersonId == actor.Id, cancel);
        if (!await secrets.Matches(login?.PasswordHash, current, cancel)) return new WrongPassword();
        return await SetPassword(actor.Id, password, cancel);
    }

    async Task<Outcome<Login>> SetPassword(Id<Person> id, string password, CancellationToken cancel)
    {
        await using var db = store.Open();
        var login = await db.Set<Login>().AsNoTracking().FirstAsync(l => l.PersonId == id, cancel);
        if (Secrets.Refuse(password, login.Email) is { } unfit) return unfit;

        var (hash, stamp) = (secrets.Hash(password), Secrets.Random());
        var changed = await desk.Decide(Own(id), async docket =>
        {
            var person = await docket.Need(id);
            docket.Do(person, new PasswordChanged());
            docket.Statements.Add(("UPDATE logins SET password_hash=@0, stamp=@1 WHERE person_id=@2", [hash, stamp, id.Value]));
            docket.Statements.Add(("DELETE FROM ways_in WHERE person_id=@0", [id.Value]));
            return person;
        }, cancel);
        return changed.Accepted(out _, out var refusal) ? new Login { PersonId = id, Email = login.Email, PasswordHash = hash, Stamp = stamp } : refusal;
    }

    /// <summary>Ends every session of a person.</summary>
    public Task<Outcome<Receipt>> SignOutEverywhere(Actor actor, CancellationToken cancel) => desk.Decide(Own(actor.Id), async docket =>
    {
        var person = await docket.Need(actor.Id);
        docket.Do(person, new SignedOutEverywhere());
        docket.Statements.Add(("UPDATE logins SET stamp=@0 WHERE person_id=@1", [Secrets.Random(), actor.Id.Value]));
        return person;
    }, cancel);

    /// <summary>What everybody may do about themselves, whatever their roles.</summary>
    static Call Own(Id<Person> id) => new(new(id, "", new(["own"])), "own");

    static TimeSpan Wait(int failures) => failures < FreeTries ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures - FreeTries, 10)));

    async Task Say(string sql, object?[] values, CancellationToken cancel)
    {
        var writing = new Writing();
        writing.Statements.Add((sql, values));
        await store.Writer.Write(writing, cancel);
    }
}

/// <summary>A link to this server, good once.</summary>
sealed record Link(string Path, DateTimeOffset Until);

public sealed record SignedIn : Fact;

public sealed record SignedOutEverywhere : Fact;

public sealed record PersonInvited : Fact;

public sealed record PasswordChanged : Fact;

/// <summary>Address or password is wrong; which one is not said.</summary>
public sealed record WrongEmailOrPassword : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The present password was asked for and is another.</summary>
public sealed record WrongPassword : Refusal
{
    public override string At => "current";
}

/// <summary>Wait until then before the next try.</summary>
public sealed record TooManyTries(DateTimeOffset Until) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The link was used, or replaced by a newer one, or is too old.</summary>
public sealed record LinkSpent : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}

/// <summary>The person does not work here any more.</summary>
public sealed record HasLeft : Refusal;
