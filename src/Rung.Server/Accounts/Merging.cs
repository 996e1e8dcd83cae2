using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Accounts;

/// <summary>
/// Two records that stand for the same thing become one: every reference in every table moves, empty fields are filled
/// from the other, the other stays as an alias. One transaction, undone like any decision.
/// </summary>
static class Merging
{
    /// <param name="docket">The decision.</param>
    /// <param name="kind">Kind of both records.</param>
    /// <param name="keep">The record that stays.</param>
    /// <param name="gone">The record that becomes an alias.</param>
    /// <param name="choose">Fields to take from the one that goes, where both have a value.</param>
    /// <param name="schema">Where references are found; a new table is walked without being named here.</param>
    public static async Task<Record> Merge(Docket docket, Type kind, Guid keep, Guid gone, IReadOnlyCollection<string> choose, Schema schema)
    {
        if (Stands(kind) || HeldByHistory(kind, schema)) throw new RefusedException(new CannotMergeKind(Words.Kebab(kind.Name)));

        var (stays, goes) = (await docket.Need(kind, keep), await docket.Need(kind, gone));
        docket.Do(goes, goes.MergeInto(keep, docket.Act));
        foreach (var (table, slot) in ReferencesTo(kind, schema))
            foreach (var id in await docket.KeysWhere(table, slot, gone))
            {
                if (id == gone) continue;
                var record = await docket.Need(table.Type, id);
                slot.Write(record, id == keep ? null : Activator.CreateInstance(typeof(Id<>).MakeGenericType(kind), keep));
                docket.Do(record, new ReferenceMoved(slot.Name));
            }

        var values = new Dictionary<string, object?>();
        foreach (var field in Form.Of(kind).Fields.Where(f => !f.Once && f.Name != "externalId"))
            if (field.Read(goes) is { } value && (field.Read(stays) is null || choose.Contains(field.Name)) && !field.Refers(kind, keep, value)) values[field.Name] = value;
        if (values.Count > 0) docket.Do(stays, stays.Amend(values, docket.Act));
        return stays;
    }

    /// <summary>Every column of every record that names this kind.</summary>
    public static IEnumerable<(Table Table, Slot Slot)> ReferencesTo(Type kind, Schema schema) =>
        from table in schema.Records
        from reference in table.References
        where reference.To == kind
        select (table, table.BySlot[Words.Camel(reference.Property)]);

    /// <summary>Verdicts were given by it, or events were counted under it.</summary>
    static bool Stands(Type kind) => kind.IsAssignableTo(typeof(Rung.Customers.IDatedRule)) || kind == typeof(Rung.Customers.UsageBatch) || kind == typeof(Rung.Customers.UsageEvent);

    static bool HeldByHistory(Type kind, Schema schema) => Conventions.Traces.Any(t => schema[t].References.Any(r => r.To == kind));

    static bool Refers(this FormField field, Type kind, Guid keep, object value) =>
        field.Referred == kind && value.GetType().GetProperty("Value")!.GetValue(value) is Guid id && id == keep;
}

/// <summary>History rows name records of this kind and are never changed, so two of them cannot become one.</summary>
sealed record CannotMergeKind(string Record) : Refusal;
