using System.Security.Cryptography;
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
            var differences = paper.Differences();
            if (differences.Count == 0)
            {
                sheet.Unmoved(paper);
                continue;
            }

            if (!docket.Knows(paper.Record)) throw new InvalidOperationException($"A {paper.Record.RecordKind} changed without a fact.");

            paper.Keep(act);
            changes[paper.Record.Key] = Told(sheet, paper, differences);
            sheet.Moved(paper, differences);
        }

        foreach (var trace in act.Traces)
        {
            trace.DecisionId = sheet.DecisionId;
            sheet.Writing.Inserts.Add(trace);
        }

        var noted = new List<(Record Record, Fact Fact)>(docket.Facts.Count);
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
        var names = new string[noted.Count];
        for (var i = 0; i < names.Length; i++) names[i] = noted[i].Fact.Name;
        var receipt = new Receipt(sheet.DecisionId, main.RecordKind, main.Key, main.Version, names, Touched(noted));
        if (call.Repeatable is { } repeatable) sheet.Writing.Inserts.Add(Answer(receipt, call, repeatable, act.Now));
        return receipt;
    }

    static IReadOnlyList<(string Kind, Guid Id)> Touched(List<(Record Record, Fact Fact)> noted)
    {
        foreach (var (record, _) in noted)
            if (record != noted[0].Record) return [.. noted.Select(f => (f.Record.RecordKind, f.Record.Key)).Distinct()];
        return noted.Count == 0 ? [] : [(noted[0].Record.RecordKind, noted[0].Record.Key)];
    }

    /// <summary>The sheet is on the disk: the keys of its new persons hold.</summary>
    public void Written(Sheet sheet) => keys.Learn(sheet);

    /// <summary>Before and after of each field, private values sealed.</summary>
    string Told(Sheet sheet, Paper paper, List<(Slot Slot, object? Before, object? After)> differences)
    {
        var (pen, holder) = (Pen.Outer, (Guid?)null);
        AesGcm? seal = null;
        try
        {
            pen.Json.WriteStartObject();
            foreach (var (slot, before, after) in differences)
            {
                if (!slot.IsTold) continue;
                if (slot.IsPrivate && (holder ??= PersonKeys.Holder(paper.Record)) is { } person) seal ??= keys.SealOf(person, paper.IsNew && person == paper.Record.Key, sheet);
                pen.Json.WritePropertyName(slot.Label);
                pen.Json.WriteStartArray();
                Value(pen.Json, slot, before, seal, holder);
                Value(pen.Json, slot, after, seal, holder);
                pen.Json.WriteEndArray();
            }

            pen.Json.WriteEndObject();
            return pen.ToString();
        }
        finally
        {
            seal?.Dispose();
        }
    }

    static void Value(Utf8JsonWriter json, Slot slot, object? value, AesGcm? seal, Guid? holder)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else if (slot.IsPrivate && holder is { } person)
        {
            var inner = Pen.Inner;
            JsonSerializer.Serialize(inner.Json, value, slot.Json);
            json.WriteStartObject();
            json.WriteBase64String("sealed"u8, PersonKeys.Seal(seal!, inner.Written));
            // A merge may hand the record to another person later; the value stays under the key of this one.
            json.WriteString("of"u8, person);
            json.WriteEndObject();
        }
        else if (value is string text)
        {
            json.WriteStringValue(text);
        }
        else
        {
            JsonSerializer.Serialize(json, value, slot.Json);
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
