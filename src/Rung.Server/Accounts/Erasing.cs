using Rung.Accounts;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Accounts;

/// <summary>
/// Erases a person: blanks the private values of the contact and of every record that names them, and destroys the key
/// under which the journal keeps the rest. What was done with the account stays.
/// </summary>
static class Erasing
{
    public static async Task<Record> Erase(Docket docket, Id<Contact> id, PersonKeys keys, Schema schema)
    {
        var contact = await docket.Need(id);
        docket.Do(contact, contact.Erase(docket.Act));
        foreach (var table in schema.Records.Where(t => t.Type != typeof(Contact) && t.Slots.Any(s => s.IsPrivate)))
            foreach (var slot in table.References.Where(r => r.To == typeof(Contact)).Select(r => table.BySlot[Words.Camel(r.Property)]))
                foreach (var row in await docket.KeysWhere(table, slot, id.Value))
                {
                    var record = await docket.Need(table.Type, row);
                    foreach (var value in table.Slots.Where(s => s.IsPrivate && s.Read(record) is not null))
                        value.Write(record, value.Columns[0].Nullable ? null : "·");
                    docket.Do(record, new PrivateValuesErased());
                }

        keys.Destroy(docket, id.Value);
        return contact;
    }
}
