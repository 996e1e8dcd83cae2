using System.Text.Json;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>One record on a docket, with how it was when it was taken.</summary>
sealed class Paper
{
    /// <summary>Every value as it was; empty of a new record, which had none.</summary>
    readonly object?[] before;

    /// <summary>The kept values as history has them, in the order of <see cref="Table.Kept"/>.</summary>
    readonly object?[] kept;

    public Paper(Record record, Table table, bool isNew)
    {
        (Record, Table, IsNew, ReadVersion) = (record, table, isNew, record.Version);
        before = isNew ? [] : new object?[table.Slots.Count];
        for (var i = 0; i < before.Length; i++) before[i] = table.Slots[i].Read(record);
        kept = table.Kept.Length == 0 ? [] : new object?[table.Kept.Length];
        if (!isNew) for (var i = 0; i < kept.Length; i++) kept[i] = before[table.Kept[i]];
    }

    public Record Record { get; }
    public Table Table { get; }
    public bool IsNew { get; }
    public long ReadVersion { get; }

    /// <summary>Leaves a row of history for each kept value that changed with the last fact, at the moment of that fact (RX8).</summary>
    public void Keep(Act act)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            var slot = Table.Slots[Table.Kept[i]];
            if (slot.Read(Record) is var now && Equals(kept[i], now)) continue;

            kept[i] = now;
            act.Leave(new KeptValue(act, Record.RecordKind, Record.Key, slot.Name, now is null ? null : Written(now, slot), Number(now)));
        }
    }

    /// <summary>The value these fields have now is one that history has already.</summary>
    public void Retract(IEnumerable<Slot> fields)
    {
        foreach (var slot in fields)
            for (var i = 0; i < kept.Length; i++)
                if (Table.Slots[Table.Kept[i]] == slot) kept[i] = slot.Read(Record);
    }

    static string Written(object value, Slot slot)
    {
        var pen = Pen.Inner;
        JsonSerializer.Serialize(pen.Json, value, slot.Json);
        return pen.ToString();
    }

    static long? Number(object? value) => value switch
    {
        Money money => money.Minor,
        DateOnly day => day.DayNumber,
        int n => n,
        bool b => b ? 1 : 0,
        _ => null,
    };

    /// <summary>Whether a field is not as it was taken; of a new record, whether it has a value.</summary>
    public bool Differs(string field)
    {
        for (var i = 0; i < Table.Slots.Count; i++)
            if (Table.Slots[i].Name == field) return !Equals(IsNew ? null : before[i], Table.Slots[i].Read(Record));
        return false;
    }

    /// <summary>References that name something else than when it was taken: field, kind, identity.</summary>
    public IEnumerable<(string Field, Type To, Guid Id)> NewlyNamed()
    {
        foreach (var (property, to) in Table.References)
        {
            var slot = Table.BySlot[Words.Camel(property)];
            if (slot.Read(Record) is { } now && (IsNew || !Equals(now, before[Table.Slots.TakeWhile(s => s != slot).Count()])) && Guid.TryParse(now.ToString(), out var id)) yield return (slot.Name, to, id);
        }
    }

    /// <summary>Puts the record back as it was taken, when its decision was refused half-way.</summary>
    public void PutBack()
    {
        for (var i = 0; i < before.Length; i++) Table.Slots[i].Write(Record, before[i]);
    }

    /// <summary>Puts one field back as it was taken.</summary>
    public void PutBack(string field)
    {
        for (var i = 0; i < kept.Length; i++)
            if (Table.Slots[Table.Kept[i]] is var slot && slot.Name == field) slot.Write(Record, kept[i] = before[Table.Kept[i]]);
    }

    [ThreadStatic]
    static List<(Slot Slot, object? Before, object? After)>? differences;

    /// <summary>What differs from when it was taken: slot, before, after. The next paper of this thread writes over it.</summary>
    public List<(Slot Slot, object? Before, object? After)> Differences()
    {
        (differences ??= []).Clear();
        for (var i = 0; i < Table.Slots.Count; i++)
        {
            var (was, now) = (IsNew ? null : before[i], Table.Slots[i].Read(Record));
            if (!Equals(was, now)) differences.Add((Table.Slots[i], was, now));
        }

        return differences;
    }
}
