using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Export;

/// <summary>One record that is about a person.</summary>
public sealed record SubjectRecord(string Kind, Guid Id, IReadOnlyDictionary<string, object?> Fields);

/// <summary>One thing that happened to such a record; before and after of each field, private values told.</summary>
public sealed record SubjectFact(string Kind, Guid Id, string Name, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, JsonElement? Changes);

/// <summary>Everything kept about one contact.</summary>
public sealed record SubjectTold(Guid Id, string Name, DateTimeOffset WrittenAt, IReadOnlyList<SubjectRecord> Records, IReadOnlyList<SubjectFact> History);

/// <summary>
/// Tells a person everything that is kept about them (GDPR article 15, PIPL article 45): the contact, those merged with it,
/// every record that names one of them, and what happened to each. A new kind of record is walked without being named here.
/// </summary>
sealed class SubjectExport(TheDesk desk, Store store, PrivateValues privates)
{
    public async Task<Outcome<SubjectTold>> Run(Actor actor, Id<Contact> id, CancellationToken cancel)
    {
        var noted = await desk.Decide(new Call(actor, "contact.export"), id, (contact, _) => Noted(contact), cancel);
        if (!noted.Accepted(out _, out var refusal)) return refusal;

        var records = new List<SubjectRecord>();
        var contacts = store.Schema[typeof(Contact)];
        var same = await Rows(contacts, contacts.BySlot["id"], id.Value, cancel);
        for (var i = 0; i < same.Count; i++) same.AddRange(await Rows(contacts, contacts.BySlot["mergedIntoId"], same[i].Key, cancel));
        foreach (var contact in same)
        {
            records.Add(Told(contact, contacts));
            foreach (var table in store.Schema.Records)
                foreach (var reference in table.References.Where(r => r.To == typeof(Contact)))
                    foreach (var row in await Rows(table, table.BySlot[Words.Camel(reference.Property)], contact.Key, cancel))
                        if (records.All(r => r.Id != row.Key)) records.Add(Told(row, table));
        }

        return new SubjectTold(id.Value, ((Contact)same[0]).Name, desk.Now, records, await History(records, cancel));

        static Outcome<Fact> Noted(Contact contact) => contact.ErasedAt is null ? new SubjectExported() : new PersonErased();
    }

    Task<List<Record>> Rows(Table table, Slot where, Guid id, CancellationToken cancel) =>
        store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted} WHERE {where.Columns[0].Quoted} = @0 ORDER BY \"id\"", [id], table.Materialise, cancel);

    static SubjectRecord Told(Record record, Table table) => new(table.Kind, record.Key, table.Slots
        .Where(s => s.Name is not ("id" or "version" or "undated") && s.Read(record) is not null)
        .ToDictionary(s => s.Name, s => s.Name == "custom" ? JsonSerializer.Deserialize<JsonElement>((string)s.Read(record)!) : s.Read(record)));

    async Task<List<SubjectFact>> History(List<SubjectRecord> records, CancellationToken cancel)
    {
        await using var db = store.Open();
        var facts = new List<SubjectFact>();
        foreach (var record in records)
        {
            var id = record.Id;
            foreach (var line in await db.Journal.AsNoTracking().Where(j => j.RecordId == id).OrderBy(j => j.Seq).ToListAsync(cancel))
                facts.Add(new(line.RecordKind, id, line.Name, line.HappenedAt, line.RecordedAt,
                    await privates.Tell(line.Changes, cancel) is { } changes ? JsonSerializer.Deserialize<JsonElement>(changes) : null));
        }

        return facts;
    }
}
