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
    // Bounded: the oldest half goes when it is full. A key is read again when it is needed again.
    readonly ConcurrentDictionary<Guid, byte[]> known = new();

    /// <summary>Whose private values a record holds: its own, or those of the contact it names.</summary>
    public static Guid? Holder(Record record) => record switch
    {
        Contact or Person => record.Key,
        _ => ContactOf(record),
    };

    public string Seal(Guid person, bool isNew, byte[] plain, Sheet sheet)
    {
        var key = sheet.Keys.GetValueOrDefault(person) ?? Key(person, isNew, sheet);
        var box = new byte[12 + plain.Length + 16];
        RandomNumberGenerator.Fill(box.AsSpan(0, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(box.AsSpan(0, 12), plain, box.AsSpan(12, plain.Length), box.AsSpan(12 + plain.Length));
        return Convert.ToBase64String(box);
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
        if (known.Count > 50_000) known.Clear();
        return known[person] = key;
    }

    static Guid? ContactOf(Record record) =>
        Form.Of(record.GetType()).Fields.FirstOrDefault(f => f.Referred == typeof(Contact))?.Read(record) is Id<Contact> contact ? contact.Value : null;
}
