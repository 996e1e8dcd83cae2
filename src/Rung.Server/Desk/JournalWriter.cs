using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rung.Accounts;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.Desk;


/// <summary>
/// Turns a decided docket into rows: the records, their history, one journal line for each fact with before and after of
/// the fields it changed. A change without a fact is a mistake of ours and stops here.
/// </summary>
sealed class JournalWriter(PersonKeys keys)
{
    public Receipt Enter(Sheet sheet, Docket docket, Record main)
    {
        var (act, call) = (docket.Act, docket.Call);
        var changes = new Dictionary<Guid, string?>();
        foreach (var paper in docket.Papers)
        {
            var differences = paper.Differences().ToList();
            if (differences.Count == 0)
            {
                sheet.Unmoved(paper);
                continue;
            }

            if (!docket.Facts.Any(f => ReferenceEquals(f.Record, paper.Record)))
                throw new InvalidOperationException($"A {paper.Record.RecordKind} changed without a fact.");

            paper.Keep(act);
            changes[paper.Record.Key] = Told(sheet, paper, differences);
            sheet.Moved(paper, differences.SelectMany(d => d.Slot.Columns));
        }

        foreach (var trace in act.Traces)
        {
            trace.DecisionId = sheet.DecisionId;
            sheet.Writing.Inserts.Add(trace);
        }

        var noted = new List<(Record Record, Fact Fact)>();
        foreach (var (record, fact, at) in docket.Facts)
        {
            changes.Remove(record.Key, out var told);
            // An amendment that changed nothing did not happen.
            if (told is null && fact is Amended && !docket.IsLate(record)) continue;
            sheet.Writing.Inserts.Add(Line(sheet, record, fact, told, at, call));
            noted.Add((record, fact));
        }

        sheet.Writing.Statements.AddRange(docket.Statements);
        sheet.Writing.Guards.AddRange(docket.Guards);
        var receipt = new Receipt(sheet.DecisionId, main.RecordKind, main.Key, main.Version, [.. noted.Select(f => f.Fact.Name)],
            [.. noted.Select(f => (f.Record.RecordKind, f.Record.Key)).Distinct()]);
        if (call.Repeatable is { } repeatable) sheet.Writing.Inserts.Add(Answer(receipt, call, repeatable, act.Now));
        return receipt;
    }

    /// <summary>The sheet is on the disk: the keys of its new persons hold.</summary>
    public void Written(Sheet sheet) => keys.Learn(sheet);

    /// <summary>Before and after of each field, private values sealed.</summary>
    string Told(Sheet sheet, Paper paper, List<(Slot Slot, object? Before, object? After)> differences)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Options.Encoder }))
        {
            json.WriteStartObject();
            foreach (var (slot, before, after) in differences)
            {
                if (slot.Name is "id" or "version" or "recordedAt" or "createdAt" or "origin") continue;
                json.WritePropertyName(slot.Name);
                json.WriteStartArray();
                Value(json, slot, before, sheet, paper);
                Value(json, slot, after, sheet, paper);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    void Value(Utf8JsonWriter json, Slot slot, object? value, Sheet sheet, Paper paper)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else if (!slot.IsPrivate && value is string text)
        {
            json.WriteStringValue(text);
        }
        else if (slot.IsPrivate && PersonKeys.Holder(paper.Record) is { } person)
        {
            json.WriteStartObject();
            json.WriteString("sealed", keys.Seal(person, paper.IsNew && person == paper.Record.Key, JsonSerializer.SerializeToUtf8Bytes(value, slot.Property.PropertyType, Json.Options), sheet));
            // A merge may hand the record to another person later; the value stays under the key of this one.
            json.WriteString("of", person);
            json.WriteEndObject();
        }
        else
        {
            JsonSerializer.Serialize(json, value, slot.Property.PropertyType, Json.Options);
        }
    }

    static JournalEntry Line(Sheet sheet, Record record, Fact fact, string? told, Act act, Call call)
    {
        var payload = fact is Recorded or Amended or RecordRemoved or RecordRestored ? null : JsonSerializer.Serialize(fact, fact.GetType(), Json.Options);
        return new()
        {
            DecisionId = sheet.DecisionId,
            BatchId = call.BatchId,
            RecordKind = record.RecordKind,
            RecordId = record.Key,
            Name = fact.Name,
            HappenedAt = act.At,
            RecordedAt = act.Now,
            ActorId = call.Actor.Id.Value,
            DoneById = act.By == call.Actor.Id ? null : act.By.Value,
            Origin = act.Origin,
            Payload = payload is "{}" ? null : payload,
            Changes = told,
        };
    }

    static AnsweredRequest Answer(Receipt receipt, Call call, (string Key, string Fingerprint) repeatable, DateTimeOffset now) => new()
    {
        ActorId = call.Actor.Id.Value,
        Key = repeatable.Key,
        Fingerprint = repeatable.Fingerprint,
        DecisionId = receipt.DecisionId,
        RecordKind = receipt.RecordKind,
        RecordId = receipt.RecordId,
        AnsweredAt = now,
    };
}
