using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>
/// A person's private values stand in the journal only under that person's key (AES-GCM), so that erasing the person
/// and never changing history can both be true.
/// </summary>
sealed class PersonKeys(Store store)
{
    const int Most = 50_000;

    static readonly ConcurrentDictionary<Type, FormField?> ContactFields = new();

    // Bounded: all of it goes when it is full. A key is read again when it is needed again.
    readonly ConcurrentDictionary<Guid, byte[]> known = new();
    int learned;

    /// <summary>Whose private values a record holds: its own, or those of the contact it names.</summary>
    public static Guid? Holder(Record record) => record switch
    {
        Contact or Person => record.Key,
        _ => ContactOf(record),
    };

    /// <summary>What seals the values of one person, for as many as there are.</summary>
    public AesGcm SealOf(Guid person, bool isNew, Sheet sheet) => new(sheet.Keys.GetValueOrDefault(person) ?? Key(person, isNew, sheet), 16);

    /// <summary>A value in a box that only the key opens: twelve bytes of chance, the value, sixteen that prove it whole.</summary>
    public static byte[] Seal(AesGcm seal, ReadOnlySpan<byte> plain)
    {
        var box = new byte[12 + plain.Length + 16];
        Identities.Chance(box.AsSpan(0, 12));
        seal.Encrypt(box.AsSpan(0, 12), plain, box.AsSpan(12, plain.Length), box.AsSpan(12 + plain.Length));
        return box;
    }

    /// <summary>The value again, or null when the key was destroyed.</summary>
    public async Task<byte[]?> Open(Guid person, string box, CancellationToken cancel)
    {
        var bytes = Convert.FromBase64String(box);
        await using var db = store.Open();
        var key = await db.Set<PersonKey>().AsNoTracking().Where(k => k.PersonId == person).Select(k => k.Key).FirstOrDefaultAsync(cancel);
        if (key is null) return null;

        var plain = new byte[bytes.Length - 28];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(12, plain.Length), bytes.AsSpan(12 + plain.Length), plain);
        return plain;
    }

    /// <summary>Destroys the key with the decision that erases the person.</summary>
    public void Destroy(Docket docket, Guid person)
    {
        known.TryRemove(person, out _);
        docket.Statements.Add(("DELETE FROM person_keys WHERE person_id=@0", [person]));
    }

    byte[] Key(Guid person, bool isNew, Sheet sheet)
    {
        if (known.TryGetValue(person, out var key)) return key;

        using var db = isNew ? null : store.Open();
        key = db?.Set<PersonKey>().AsNoTracking().Where(k => k.PersonId == person).Select(k => k.Key).FirstOrDefault();
        if (key is null)
        {
            // Known to others only when the sheet is written.
            key = sheet.Keys[person] = RandomNumberGenerator.GetBytes(32);
            sheet.Writing.Inserts.Add(new PersonKey { PersonId = person, Key = key });
            return key;
        }

        return Known(person, key);
    }

    /// <summary>Keys of persons that were new on a sheet, now that it is written.</summary>
    public void Learn(Sheet sheet)
    {
        foreach (var (person, key) in sheet.Keys) Known(person, key);
    }

    byte[] Known(Guid person, byte[] key)
    {
        // Counted here: the dictionary would lock all of itself to tell.
        if (Interlocked.Increment(ref learned) > Most)
        {
            learned = 0;
            known.Clear();
        }

        return known[person] = key;
    }

    static Guid? ContactOf(Record record) =>
        ContactFields.GetOrAdd(record.GetType(), kind => Form.Of(kind).Fields.FirstOrDefault(f => f.Referred == typeof(Contact)))?.Read(record) is Id<Contact> contact ? contact.Value : null;
}
