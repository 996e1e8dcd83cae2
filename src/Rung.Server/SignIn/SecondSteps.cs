using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>What an authenticator is told, once: by hand, by a link on the same phone, or by a picture.</summary>
public sealed record Setup(string Secret, string Link);

/// <summary>The state of somebody's second step.</summary>
/// <param name="Since">Null while it is off.</param>
/// <param name="Pending">What the authenticator is to be told, until the first code is shown.</param>
/// <param name="CodesLeft">Recovery codes that were not used.</param>
public sealed record SecondStepState(DateTimeOffset? Since, Setup? Pending, int CodesLeft);

/// <summary>The second step of signing in: turned on with a first code, asked for after the password, turned off again.</summary>
sealed class SecondSteps(Store store, TheDesk desk, Vault vault)
{
    /// <summary>To take away a colleague's, who lost phone and recovery codes.</summary>
    public const string Permission = "person.reset-second-step";

    const int RecoveryCodes = 10;
    const int RecoveryBytes = 10;

    public async Task<SecondStepState> Of(Person person, CancellationToken cancel)
    {
        if (await Row(person.Id, cancel) is not { } row) return new(null, null, 0);
        await using var db = store.Open();
        var left = await db.Set<RecoveryCode>().CountAsync(c => c.PersonId == person.Id && c.UsedAt == null, cancel);
        return new(row.ConfirmedAt, row.ConfirmedAt is null && Secret(row) is { } secret ? await Told(person, secret, cancel) : null, left);
    }

    /// <summary>A new secret, not asked for yet.</summary>
    public async Task<Outcome<Receipt>> Begin(Id<Person> id, CancellationToken cancel)
    {
        if (!vault.IsThere) return new NoKeyForSecrets();
        if (await Row(id, cancel) is { ConfirmedAt: not null }) return new SecondStepIsOn();
        var box = vault.Seal(Purpose(id), RandomNumberGenerator.GetBytes(OneTimeCode.SecretBytes));
        return await Own(id, docket =>
        {
            docket.Statements.Add(("DELETE FROM second_steps WHERE person_id=@0 AND confirmed_at IS NULL", [id.Value]));
            docket.Statements.Add(("INSERT INTO second_steps (person_id, secret, confirmed_at, last_step) VALUES (@0, @1, NULL, 0)", [id.Value, box]));
            return new SecondStepBegun();
        }, cancel);
    }

    /// <summary>The first code: from here on it is asked for. The recovery codes are in the answer and nowhere else.</summary>
    public async Task<Outcome<string[]>> Confirm(Id<Person> id, string code, CancellationToken cancel)
    {
        if (await Row(id, cancel) is not { } row) return new SecondStepIsOff();
        if (row.ConfirmedAt is not null) return new SecondStepIsOn();
        if (Secret(row) is not { } secret) return new SecretsLocked();
        if (OneTimeCode.Matches(secret, Plain(code), desk.Now) is not { } step) return new WrongCode();

        var codes = NewCodes();
        var on = await Own(id, docket =>
        {
            docket.Guards.Add(("UPDATE second_steps SET confirmed_at=@1, last_step=@2 WHERE person_id=@0 AND confirmed_at IS NULL", [id.Value, docket.Act.Now, step]));
            docket.Statements.AddRange(Replacing(id, codes));
            return new SecondStepTurnedOn();
        }, cancel);
        return on.Accepted(out _, out var refusal) ? codes : refusal;
    }

    /// <summary>Ten new recovery codes; those of before are good no longer.</summary>
    public async Task<Outcome<string[]>> Renew(Id<Person> id, CancellationToken cancel)
    {
        if (await Row(id, cancel) is not { ConfirmedAt: not null }) return new SecondStepIsOff();
        var codes = NewCodes();
        var made = await Own(id, docket =>
        {
            docket.Statements.AddRange(Replacing(id, codes));
            return new RecoveryCodesMade();
        }, cancel);
        return made.Accepted(out _, out var refusal) ? codes : refusal;
    }

    /// <summary>Takes the second step away; by the person, or by somebody with the permission.</summary>
    public async Task<Outcome<Receipt>> TurnOff(Actor actor, Id<Person> id, CancellationToken cancel)
    {
        if (await Row(id, cancel) is null) return new SecondStepIsOff();
        return await desk.Decide(actor.Id == id ? new(SessionBook.Oneself(id), NeedsPermission.Own) : new(actor, Permission), async docket =>
        {
            var person = await docket.Need(id);
            TakeAway(docket, person);
            return person;
        }, cancel);
    }

    /// <summary>The same as part of a larger decision.</summary>
    public static void TakeAway(Docket docket, Person person)
    {
        docket.Do(person, new SecondStepTurnedOff());
        foreach (var table in (string[])["recovery_codes", "second_steps"]) docket.Statements.Add(($"DELETE FROM {table} WHERE person_id=@0", [person.Key]));
    }

    /// <summary>
    /// What a code does to the decision that lets somebody in, or why it does not. A code is spent in the same transaction:
    /// where another sign-in was faster with it, this one fails as a whole.
    /// </summary>
    /// <returns>Null where no second step is asked for.</returns>
    public async Task<Outcome<Action<Docket, Person>>?> Asked(Id<Person> id, string? code, CancellationToken cancel)
    {
        if (await Row(id, cancel) is not { ConfirmedAt: not null } row) return null;
        if (Plain(code ?? "") is not { Length: > 0 } plain) return new CodeNeeded();
        if (!IsOfAuthenticator(code))
        {
            var hash = Hash(id, plain);
            await using var db = store.Open();
            if (!await db.Set<RecoveryCode>().AnyAsync(c => c.Hash == hash && c.PersonId == id && c.UsedAt == null, cancel)) return new WrongCode();
            return (Action<Docket, Person>)((docket, person) =>
            {
                docket.Do(person, new RecoveryCodeUsed());
                docket.Guards.Add(("UPDATE recovery_codes SET used_at=@1 WHERE hash=@0 AND used_at IS NULL", [hash, docket.Act.Now]));
            });
        }

        if (Secret(row) is not { } secret) return new SecretsLocked();
        if (OneTimeCode.Matches(secret, plain, desk.Now) is not { } step) return new WrongCode();
        if (step <= row.LastStep) return new CodeUsed();
        return (Action<Docket, Person>)((docket, _) => docket.Guards.Add(("UPDATE second_steps SET last_step=@1 WHERE person_id=@0 AND last_step<@1", [id.Value, step])));
    }

    async Task<Outcome<Receipt>> Own(Id<Person> id, Func<Docket, Fact> deed, CancellationToken cancel)
    {
        try
        {
            return await desk.Decide(new(SessionBook.Oneself(id), NeedsPermission.Own), async docket =>
            {
                var person = await docket.Need(id);
                docket.Do(person, deed(docket));
                return person;
            }, cancel);
        }
        catch (LeaseLostException)
        {
            return new SecondStepIsOn();
        }
    }

    async Task<SecondStep?> Row(Id<Person> id, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<SecondStep>().AsNoTracking().FirstOrDefaultAsync(s => s.PersonId == id, cancel);
    }

    /// <summary>Null where the key that opens it is away.</summary>
    byte[]? Secret(SecondStep row)
    {
        try
        {
            return vault.Open(Purpose(row.PersonId), row.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    async Task<Setup> Told(Person person, byte[] secret, CancellationToken cancel)
    {
        await using var db = store.Open();
        var company = await db.Set<Rung.Company.CompanyProfile>().AsNoTracking().Where(p => p.RemovedAt == null).OrderByDescending(p => p.FromOn).Select(p => p.Name).FirstAsync(cancel);
        var (text, issuer) = (OneTimeCode.Base32(secret), Uri.EscapeDataString($"Rung {company}".Replace(":", "", StringComparison.Ordinal)));
        return new(text, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(person.Email ?? person.Name)}?secret={text}&issuer={issuer}");
    }

    /// <summary>Six digits; anything else would be a recovery code.</summary>
    public static bool IsOfAuthenticator(string? code) => Plain(code ?? "").Length == OneTimeCode.Digits;

    static string[] NewCodes() => [.. Enumerable.Range(0, RecoveryCodes).Select(_ => string.Join('-', OneTimeCode.Base32(RandomNumberGenerator.GetBytes(RecoveryBytes)).Chunk(4).Select(c => new string(c))))];

    static IEnumerable<(string, object?[])> Replacing(Id<Person> id, string[] codes) =>
        [("DELETE FROM recovery_codes WHERE person_id=@0", [id.Value]), .. codes.Select(c => ("INSERT INTO recovery_codes (hash, person_id, used_at) VALUES (@0, @1, NULL)", (object?[])[Hash(id, Plain(c)), id.Value]))];

    static byte[] Hash(Id<Person> id, string plain) => SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {plain}"));

    static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    internal static string Purpose(Id<Person> id) => $"second-step {id}";
}
