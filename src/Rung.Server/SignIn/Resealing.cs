using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Rung.Company;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <param name="NewKey">Put a new key on top of the file first.</param>
/// <param name="Forget">Take the keys below it out of the file at the end.</param>
sealed record ResealAsk(bool NewKey, bool Forget);

/// <param name="Secrets">How many are sealed in this database; all of them under the first key now.</param>
/// <param name="Resealed">How many lay under another one before.</param>
/// <param name="KeysBelow">Keys in the file that open nothing in this database any more.</param>
sealed record ResealTold(int Secrets, int Resealed, string KeyFile, int KeysBelow);

/// <summary>
/// Seals every secret of the database anew under the first key of the file, in one transaction. Whatever breaks off in
/// between leaves secrets that the file still opens, and a second run goes on from there. See decision 0016.
/// </summary>
sealed class Resealing(TheDesk desk, Store store, Vault vault, KeyFile file)
{
    public const string Permission = "company.reseal";
    const int Attempts = 5;

    public async Task<Outcome<ResealTold>> Run(Actor actor, ResealAsk ask, CancellationToken cancel)
    {
        if (!actor.May(Permission)) return new NotAllowed(Permission);
        if (file.Path is null) return new NoKeyForSecrets();
        // The key on top comes first and reaches the disk: nothing is ever sealed under one that could still be lost.
        if (ask.NewKey) file.PutOnTop();
        _ = file.Keys(make: true);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (!(await Once(actor, cancel)).Accepted(out var told, out var refusal)) return refusal;
                if (ask.Forget) file.KeepFirst();
                return told with { KeysBelow = file.Keys(make: false).Count - 1 };
            }
            catch (LeaseLostException) when (attempt < Attempts)
            {
                // Somebody set up a second step meanwhile: look again.
            }
            catch (CryptographicException)
            {
                return new SecretsLocked();
            }
        }
    }

    async Task<Outcome<ResealTold>> Once(Actor actor, CancellationToken cancel)
    {
        await using var db = store.Open();
        var steps = await db.Set<SecondStep>().AsNoTracking().ToListAsync(cancel);
        var ring = (await db.DataProtectionKeys.AsNoTracking().ToListAsync(cancel)).Where(k => KeyRing.Boxes(k.Xml!).Any()).ToList();
        var writes = new List<(string, object?[])>();
        foreach (var step in steps.Where(s => !vault.IsPresent(s.Secret)))
            writes.Add(("UPDATE second_steps SET secret=@1 WHERE person_id=@0 AND secret=@2", [step.PersonId.Value, Anew(SecondSteps.Purpose(step.PersonId), step.Secret), step.Secret]));
        foreach (var key in ring.Where(k => KeyRing.Boxes(k.Xml!).Any(b => !vault.IsPresent(Convert.FromBase64String(b.Value)))))
            writes.Add(("UPDATE \"DataProtectionKeys\" SET xml=@1 WHERE id=@0 AND xml=@2", [key.Id, Anew(key.Xml!), key.Xml]));
        var told = new ResealTold(steps.Count + ring.Count, writes.Count, file.Path!, 0);
        if (writes.Count == 0) return told;

        var noted = await desk.Decide(new Call(actor, Permission), async docket =>
        {
            var company = await docket.Need((await docket.Company()).Id);
            docket.Guards.AddRange(writes);
            docket.Do(company, new SecretsResealed(told.Resealed));
            return company;
        }, cancel);
        return noted.Refusal is { } refusal ? refusal : told;
    }

    byte[] Anew(string purpose, byte[] box) => vault.Seal(purpose, vault.Open(purpose, box));

    string Anew(string xml)
    {
        var document = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        foreach (var box in KeyRing.Boxes(document)) box.Value = Convert.ToBase64String(Anew(KeyRing.Purpose, Convert.FromBase64String(box.Value)));
        return document.ToString(SaveOptions.DisableFormatting);
    }
}
