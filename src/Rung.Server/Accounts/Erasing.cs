using System.Text.Json;
using Rung.Accounts;
using Rung.Notes;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Accounts;

/// <summary>
/// Erases a person: blanks the private values of the contact, of those merged with it and of every record that names them,
/// and destroys the keys under which the journal keeps the rest. What was done with the account stays.
/// </summary>
static class Erasing
{
    /// <param name="docket">The decision.</param>
    /// <param name="id">The contact.</param>
    /// <param name="name">The name typed to confirm; null where a program asks, which has no slip of the hand.</param>
    /// <param name="keys">Where keys are destroyed.</param>
    /// <param name="schema">Where private values are found; a new kind is walked without being named here.</param>
    public static async Task<Record> Erase(Docket docket, Id<Contact> id, string? name, PersonKeys keys, Schema schema)
    {
        var asked = await docket.Need(id);
        if (name is not null && name.Trim() != asked.Name) throw new RefusedException(new NotTheName());

        foreach (var contact in await Same(docket, asked, schema[typeof(Contact)]))
        {
            if (contact.Email is { } email) ForgetRejects(docket, email);
            docket.Do(contact, contact.Erase(docket.Act));
            foreach (var table in schema.Records.Where(t => t.Type != typeof(Contact) && t.Slots.Any(s => s.IsPrivate)))
                foreach (var slot in table.References.Where(r => r.To == typeof(Contact)).Select(r => table.BySlot[Words.Camel(r.Property)]))
                    foreach (var row in await docket.KeysWhere(table, slot, contact.Key)) Blank(docket, table, await docket.Need(table.Type, row));
            keys.Destroy(docket, contact.Key);
        }

        return asked;
    }

    /// <summary>Somebody who worked here: the name goes, and with it the way in.</summary>
    public static async Task<Record> Erase(Docket docket, Id<Person> id, string? name, PersonKeys keys)
    {
        var person = await docket.Need(id);
        if (name is not null && name.Trim() != person.Name) throw new RefusedException(new NotTheName());

        docket.Do(person, person.Erase(await docket.Today(), docket.Act));
        keys.Destroy(docket, id.Value);
        foreach (var table in (string[])["ways_in", "access_tokens", "sessions", "recovery_codes", "second_steps", "passkeys", "logins"]) docket.Statements.Add(($"DELETE FROM {table} WHERE person_id=@0", [id.Value]));
        return person;
    }

    /// <summary>A contact and every alias of it, whichever of them was asked for.</summary>
    static async Task<List<Contact>> Same(Docket docket, Contact asked, Table contacts)
    {
        while (asked.MergedIntoId is { } into) asked = await docket.Need(new Id<Contact>(into));
        var same = new List<Contact> { asked };
        for (var i = 0; i < same.Count; i++)
            foreach (var alias in await docket.KeysWhere(contacts, contacts.BySlot["mergedIntoId"], same[i].Key)) same.Add(await docket.Need(new Id<Contact>(alias)));
        return same;
    }

    /// <summary>Rows that did not come in wait in a file to be corrected; those that name the person wait no longer.</summary>
    static void ForgetRejects(Docket docket, string email)
    {
        // As JSON writes it inside the cells.
        var written = JsonSerializer.Serialize(email)[1..^1].ToLowerInvariant();
        foreach (var sign in (string[])["\\", "%", "_"]) written = written.Replace(sign, "\\" + sign, StringComparison.Ordinal);
        docket.Statements.Add(("DELETE FROM kept_rejects WHERE lower(cells) LIKE @0 ESCAPE '\\'", [$"%{written}%"]));
    }

    static void Blank(Docket docket, Table table, Record record)
    {
        if (record is StoredFile file)
            docket.Statements.Add(("DELETE FROM file_contents WHERE sha256=@0 AND NOT EXISTS (SELECT 1 FROM stored_files WHERE sha256=@0 AND id<>@1 AND removed_at IS NULL)", [file.Sha256, file.Key]));

        var filled = table.Slots.Where(s => s.IsPrivate && s.Read(record) is not null).ToList();
        foreach (var slot in filled) slot.Write(record, slot.Columns[0].Nullable ? null : "·");
        if (filled.Count > 0) docket.Do(record, new PrivateValuesErased());
    }
}

/// <summary>The name typed to confirm is not the person's.</summary>
public sealed record NotTheName : Refusal
{
    public override string At => "name";
}
