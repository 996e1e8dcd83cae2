using System.Buffers.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>
/// Passkeys of people: made, named, taken away, and signed in with. One stands for both steps: the device holds the key, and
/// asks for a finger, a face or a number before it is used.
/// </summary>
sealed class Passkeys(Store store, TheDesk desk, PasskeyRounds rounds, Logins logins, Tries tries, SessionBook sessions)
{
    /// <summary>To take away a colleague's, whose device is lost.</summary>
    public const string Permission = "person.remove-passkey";

    /// <summary>Of one person.</summary>
    public const int Most = 20;

    public async Task<IReadOnlyList<Passkey>> Of(Id<Person> person, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<Passkey>().AsNoTracking().Where(p => p.PersonId == person).OrderBy(p => p.Id).ToListAsync(cancel);
    }

    /// <summary>What the browser is to ask the device for; whoever sits at an open screen must know the password too.</summary>
    public async Task<Outcome<string>> Begin(HttpContext http, string current, CancellationToken cancel)
    {
        var actor = http.Actor();
        if (await logins.Refuse(actor, current, cancel) is { } no) return no;
        if ((await Of(actor.Id, cancel)).Count >= Most) return new TooManyPasskeys(Most);
        await using var db = store.Open();
        return await rounds.AskToMake(http, await db.Set<Person>().AsNoTracking().FirstAsync(p => p.Id == actor.Id, cancel));
    }

    public async Task<Outcome<Receipt>> Add(HttpContext http, string name, string credential, CancellationToken cancel)
    {
        if (!Named(name).Accepted(out name!, out var unnamed)) return unnamed;
        var id = http.Actor().Id;
        if (!(await rounds.Made(http, id, credential)).Accepted(out var answer, out var refusal)) return refusal;
        var (passkey, made) = (Guid.CreateVersion7(desk.Now), answer.Passkey);
        return await Once(() => Own(id, docket =>
        {
            rounds.Spend(docket, answer.Round);
            docket.Guards.Add(("INSERT INTO passkeys (id, person_id, credential_id, public_key, sign_count, name, can_sync, is_synced, created_at, used_at) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, NULL) ON CONFLICT (credential_id) DO NOTHING",
                [passkey, id.Value, made.CredentialId, made.PublicKey, (long)made.SignCount, name, made.IsBackupEligible, made.IsBackedUp, docket.Act.Now]));
            return new PasskeyAdded(passkey);
        }, cancel));
    }

    public async Task<Outcome<Receipt>> Rename(Actor actor, Guid passkey, string name, CancellationToken cancel)
    {
        if (!Named(name).Accepted(out name!, out var unnamed)) return unnamed;
        if ((await Of(actor.Id, cancel)).All(p => p.Id != passkey)) return new NotFound("passkey", passkey.ToString());
        return await Own(actor.Id, docket =>
        {
            docket.Statements.Add(("UPDATE passkeys SET name=@1 WHERE id=@0", [passkey, name]));
            return new PasskeyRenamed(passkey);
        }, cancel);
    }

    /// <summary>Takes one away; by the person, or by somebody with the permission.</summary>
    public async Task<Outcome<Receipt>> Remove(Actor actor, Id<Person> id, Guid passkey, CancellationToken cancel)
    {
        if ((await Of(id, cancel)).All(p => p.Id != passkey)) return new NotFound("passkey", passkey.ToString());
        return await desk.Decide(actor.Id == id ? new(SessionBook.Oneself(id), NeedsPermission.Own) : new(actor, Permission), async docket =>
        {
            var person = await docket.Need(id);
            docket.Do(person, new PasskeyRemoved(passkey));
            docket.Statements.Add(("DELETE FROM passkeys WHERE id=@0", [passkey]));
            return person;
        }, cancel);
    }

    /// <summary>
    /// A session, where the device answers what was asked. Wrong answers are counted like wrong passwords: for the person
    /// whose passkey it says to be, and for the address they come from.
    /// </summary>
    public async Task<Outcome<Begun>> SignIn(HttpContext http, JsonElement credential, Caller caller, CancellationToken cancel)
    {
        if (rounds.Shown(http) is not { } round) return new PasskeyTooLate();
        var row = await Row(credential, cancel);
        var isKnown = row is not null && caller.KnownIn == row.PersonId;
        var (address, step) = (Tried.Address(caller.Network), row is null ? null : Tried.Step("passkey", row.PersonId.Value, isKnown ? "known" : Logins.Elsewhere));
        if (await tries.Count(cancel, [.. isKnown ? (Tried[])[] : [address], .. step is null ? (Tried[])[] : [step]]) is { } wait) return wait;
        if (row is null || await rounds.Verified(http, round, credential.GetRawText()) is not { } shown)
        {
            await logins.Failed(row?.PersonId, "passkey", cancel);
            return new PasskeyRefused();
        }

        var begun = await Once(() => sessions.Begin(row.PersonId, caller, SignInWay.Passkey, (docket, _) =>
        {
            rounds.Spend(docket, round);
            docket.Guards.Add(("UPDATE passkeys SET sign_count=@2, is_synced=@3, used_at=@4 WHERE id=@0 AND sign_count=@1", [row.Id, row.SignCount, (long)shown.SignCount, shown.IsBackedUp, docket.Act.Now]));
            docket.Statements.Add(Tries.Forgetting(step!));
        }, cancel));
        if (begun.Refusal is null && !isKnown) await tries.TakeBack(address, cancel);
        return begun.Refusal is WrongEmailOrPassword ? new PasskeyRefused() : begun;
    }

    /// <summary>The passkey that the answer says to be; whether it is so is another question.</summary>
    async Task<Passkey?> Row(JsonElement credential, CancellationToken cancel)
    {
        if (credential.ValueKind != JsonValueKind.Object || !credential.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 and < 2000 } written || !Base64Url.IsValid(written)) return null;
        var called = Base64Url.DecodeFromChars(written);
        await using var db = store.Open();
        return await db.Set<Passkey>().AsNoTracking().FirstOrDefaultAsync(p => p.CredentialId == called, cancel);
    }

    static Outcome<string> Named(string name) =>
        name.Trim() is not { Length: > 0 } plain ? new Missing("name") : Rung.Records.Plausible.Refuse("name", plain, 60, lines: false) is { } unfit ? unfit : plain;

    static async Task<Outcome<T>> Once<T>(Func<Task<Outcome<T>>> deed)
        where T : class
    {
        try
        {
            return await deed();
        }
        catch (LeaseLostException)
        {
            return new PasskeyTooLate();
        }
    }

    Task<Outcome<Receipt>> Own(Id<Person> id, Func<Docket, Fact> deed, CancellationToken cancel) => desk.Decide(new(SessionBook.Oneself(id), NeedsPermission.Own), async docket =>
    {
        var person = await docket.Need(id);
        docket.Do(person, deed(docket));
        return person;
    }, cancel);
}
