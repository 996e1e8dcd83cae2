using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Signing in, and everything that changes how somebody does: the state and the fact of it in one transaction.</summary>
sealed class Logins(Store store, TheDesk desk, Secrets secrets, Tries tries, SessionBook sessions, SecondSteps secondSteps)
{
    /// <summary>Every browser in which a person has not signed in before.</summary>
    public const string Elsewhere = "elsewhere";

    public static readonly TimeSpan InvitationFor = TimeSpan.FromDays(7);
    public static readonly TimeSpan RecoveryFor = TimeSpan.FromHours(1);

    /// <summary>
    /// A session, where address and password are right. After five wrong ones the next try waits, longer each time, up to a
    /// quarter of an hour, and after twenty from one address. Tries are counted apart for a browser in which this person has
    /// signed in before, so that nobody can keep them out from elsewhere. Addresses that do not exist are counted and noted
    /// like those that do.
    /// </summary>
    public async Task<Outcome<Begun>> SignIn(string email, string password, string? code, Caller caller, CancellationToken cancel)
    {
        if (Rung.Records.Plausible.Refuse("email", email, 254, lines: false) is not null) return new WrongEmailOrPassword();
        email = Login.Plain(email);
        await using var db = store.Open();
        var login = await db.Set<Login>().AsNoTracking().FirstOrDefaultAsync(l => l.Email == email, cancel);
        var isKnown = login is not null && caller.KnownIn == login.PersonId;
        var (account, address) = (Tried.Account(email, isKnown ? login!.PersonId.ToString() : Elsewhere), Tried.Address(caller.Network));
        if (await tries.Count(cancel, isKnown ? [account] : [account, address]) is { } wait) return wait;
        if (!await secrets.Matches(login?.PasswordHash, password, cancel))
        {
            await Failed(login?.PersonId, "password", cancel);
            return new WrongEmailOrPassword();
        }

        if (!isKnown) await tries.TakeBack(address, cancel);
        var entered = await Enter(login!.PersonId, SignInWay.Password, code, isKnown, caller, [Tries.Forgetting(account)], cancel);
        if (entered.Refusal is not null) await tries.TakeBack(account, cancel);
        return entered;
    }

    /// <summary>Past the password: the second step, where there is one, and the session.</summary>
    async Task<Outcome<Begun>> Enter(Id<Person> id, SignInWay way, string? code, bool isKnown, Caller caller, IReadOnlyList<(string Sql, object?[] Values)> with, CancellationToken cancel, Fact? before = null)
    {
        var (step, spend) = (Tried.Step("code", id.Value, isKnown ? "known" : Elsewhere), (Action<Docket, Person>?)null);
        if (await Asked(id, code, step, cancel) is { } asked && !asked.Accepted(out spend, out var refusal)) return refusal;
        try
        {
            return await sessions.Begin(id, caller, spend is null || way != SignInWay.Password ? way : SecondSteps.IsOfAuthenticator(code) ? SignInWay.PasswordAndCode : SignInWay.RecoveryCode, (docket, person) =>
            {
                docket.Statements.AddRange([.. with, Tries.Forgetting(step)]);
                if (before is not null) docket.Do(person, before);
                spend?.Invoke(docket, person);
            }, cancel);
        }
        catch (LeaseLostException)
        {
            return new CodeUsed();
        }
    }

    /// <summary>The second step, where there is one: a code is a try of its own.</summary>
    async Task<Outcome<Action<Docket, Person>>?> Asked(Id<Person> id, string? code, Tried step, CancellationToken cancel)
    {
        if (await secondSteps.Asked(id, code, cancel) is not { } asked) return null;
        if (asked.Refusal is CodeNeeded or SecretsLocked) return asked;
        if (await tries.Count(cancel, step) is { } wait) return wait;
        if (asked.Refusal is WrongCode or CodeUsed) await Failed(id, "code", cancel);
        return asked;
    }

    /// <summary>Who tried is nobody we know; whom it was about is.</summary>
    public async Task Failed(Id<Person>? about, string step, CancellationToken cancel) => await desk.Decide(new(Actors.Stranger, "sign-in.fail"), async docket =>
    {
        Rung.Records.Record record = about is { } id ? await docket.Need(id) : await docket.Need((await docket.Company()).Id);
        docket.Do(record, new SignInFailed(step));
        return record;
    }, cancel);

    /// <summary>Gives a person a login, as part of a larger decision.</summary>
    public Login Open(Docket docket, Person person, string email, string? password)
    {
        var login = new Login { PersonId = person.Id, Email = Login.Plain(email), PasswordHash = password is null ? null : secrets.Hash(password) };
        docket.Statements.Add(("INSERT INTO logins (person_id, email, password_hash) VALUES (@0, @1, @2)", [person.Key, login.Email, login.PasswordHash]));
        docket.Do(person, password is null ? new PersonInvited() : new PasswordChanged());
        return login;
    }

    /// <summary>A link by which a person of the house sets a password; inviting again ends the links given before.</summary>
    public async Task<Outcome<Link>> Invite(Actor actor, Id<Person> id, CancellationToken cancel) =>
        await Way(actor, "person.invite", id, InvitationFor, false, cancel);

    /// <summary>The same for somebody who is locked out, by the operator of the machine; waiting after failed tries ends too.</summary>
    /// <param name="dropSecondStep">The authenticator is lost with its recovery codes: no code is asked for any more.</param>
    public async Task<Outcome<Link>> Recover(Actor actor, Id<Person> id, bool dropSecondStep, CancellationToken cancel) =>
        await Way(actor, "person.recover", id, RecoveryFor, dropSecondStep, cancel);

    async Task<Outcome<Link>> Way(Actor actor, string permission, Id<Person> id, TimeSpan goodFor, bool dropSecondStep, CancellationToken cancel)
    {
        var (token, until) = (Secrets.Random(), desk.Now + goodFor);
        var invited = await desk.Decide(new(actor, permission), async docket =>
        {
            var person = await docket.Need(id);
            if (person.Email is not { } email) throw new RefusedException(new Missing("email"));
            if (person.LeftOn < await docket.Today()) throw new RefusedException(new HasLeft());

            var (login, plain) = (await docket.Ask<Login>().FirstOrDefaultAsync(l => l.PersonId == id, cancel), Login.Plain(email));
            if (login is null) Open(docket, person, email, null);
            else docket.Do(person, permission == "person.recover" ? new AccessRecovered() : new PersonInvited());
            if (login is not null && login.Email != plain) docket.Statements.Add(("UPDATE logins SET email=@0 WHERE person_id=@1", [plain, id.Value]));
            docket.Statements.Add(("DELETE FROM ways_in WHERE person_id=@0", [id.Value]));
            docket.Statements.Add(("INSERT INTO ways_in (hash, person_id, until) VALUES (@0, @1, @2)", [Secrets.Fingerprint(token), id.Value, until]));
            Tried[] failed = [Tried.Account(plain, Elsewhere), Tried.Account(plain, id.ToString()), Tried.Step("code", id.Value, Elsewhere), Tried.Step("code", id.Value, "known")];
            foreach (var tried in failed) docket.Statements.Add(Tries.Forgetting(tried));
            if (dropSecondStep && await docket.Ask<SecondStep>().AnyAsync(s => s.PersonId == id, cancel)) SecondSteps.TakeAway(docket, person);
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
    public async Task<Outcome<Begun>> Welcome(string token, string password, string? code, Caller caller, CancellationToken cancel)
    {
        if (await Invited(token, cancel) is not { } person) return new LinkSpent();
        if (Secrets.Refuse(password, person.Email ?? "") is { } unfit) return unfit;
        // Whoever has the link alone gets no further than the second step; the password is set with the session, or not at all.
        var hash = secrets.Hash(password);
        return await Enter(person.Id, SignInWay.Link, code, caller.KnownIn == person.Id, caller, [.. Setting(person.Id, hash, null)], cancel, new PasswordChanged());
    }

    /// <summary>Changes one's own password; every session but the one at hand has ended.</summary>
    public async Task<Outcome<Receipt>> ChangePassword(Actor actor, string current, string password, Guid? session, CancellationToken cancel)
    {
        return await Refuse(actor, current, cancel) is { } refusal ? refusal : await SetPassword(actor.Id, password, session, cancel);
    }

    /// <summary>Why the present password does not open what asks for it; a try like any other.</summary>
    public async Task<Refusal?> Refuse(Actor actor, string current, CancellationToken cancel)
    {
        await using var db = store.Open();
        var login = await db.Set<Login>().AsNoTracking().FirstOrDefaultAsync(l => l.PersonId == actor.Id, cancel);
        var tried = Tried.Step("password", actor.Id.Value, "");
        if (await tries.Count(cancel, tried) is { } wait) return wait;
        if (!await secrets.Matches(login?.PasswordHash, current, cancel)) return new WrongPassword();
        await tries.TakeBack(tried, cancel);
        return null;
    }

    async Task<Outcome<Receipt>> SetPassword(Id<Person> id, string password, Guid? session, CancellationToken cancel)
    {
        await using var db = store.Open();
        var login = await db.Set<Login>().AsNoTracking().FirstAsync(l => l.PersonId == id, cancel);
        if (Secrets.Refuse(password, login.Email) is { } unfit) return unfit;

        var hash = secrets.Hash(password);
        return await desk.Decide(new(SessionBook.Oneself(id), NeedsPermission.Own), async docket =>
        {
            var person = await docket.Need(id);
            docket.Do(person, new PasswordChanged());
            docket.Statements.AddRange(Setting(id, hash, session));
            return person;
        }, cancel);
    }

    static (string Sql, object?[] Values)[] Setting(Id<Person> id, string hash, Guid? session) =>
    [
        ("UPDATE logins SET password_hash=@0 WHERE person_id=@1", [hash, id.Value]), ("DELETE FROM ways_in WHERE person_id=@0", [id.Value]), SessionBook.Ending(id, session),
    ];
}

/// <summary>Somebody is signed in.</summary>
sealed record Begun(Id<Person> PersonId, Guid SessionId);

/// <summary>From where somebody asks to be let in.</summary>
/// <param name="KnownIn">The person who has signed in with this browser before.</param>
/// <param name="Network">What tries are counted by.</param>
sealed record Caller(Id<Person>? KnownIn, string Network, string Device, string Address);

/// <summary>A link to this server, good once.</summary>
sealed record Link(string Path, DateTimeOffset Until);

public sealed record PersonInvited : Fact;

/// <summary>Whoever runs the machine let somebody in again.</summary>
public sealed record AccessRecovered : Fact;

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

/// <summary>The link was used, or replaced by a newer one, or is too old.</summary>
public sealed record LinkSpent : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}

/// <summary>The person does not work here any more.</summary>
public sealed record HasLeft : Refusal;
