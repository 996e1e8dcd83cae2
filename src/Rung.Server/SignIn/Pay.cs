using System.Collections.Frozen;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.SignIn;

/// <summary>What people earn is read only by those who may: in lists, filters, sorting, history, and where a change is taken back.</summary>
static class Pay
{
    public const string Permission = "pay.see";

    static readonly FrozenDictionary<string, string[]> Fields = new Dictionary<string, string[]>
    {
        ["role-assignment"] = ["basePay", "variablePay", "onTarget", "burden"],
        // What a month of somebody cost is what they earn.
        ["cost"] = ["amount"],
    }.ToFrozenDictionary();

    static readonly AsyncLocal<bool> Hiding = new();

    /// <summary>From here on nothing that is read for this request tells what somebody earns.</summary>
    public static void Hide(bool hide) => Hiding.Value = hide;

    /// <summary>Whether the request at hand may not read the field.</summary>
    public static bool Hides(string kind, string field) => Hiding.Value && Fields.TryGetValue(kind, out var fields) && fields.Contains(field);

    /// <summary>Whether something of the kind is kept from the request at hand.</summary>
    public static bool Touches(Type kind) => Hiding.Value && Fields.ContainsKey(Words.Kebab(kind.Name));

    /// <summary>The same list without what the request may not read.</summary>
    public static ListSpec Masked(ListSpec spec) =>
        Touches(spec.Table.Type) ? spec with { Fields = [.. (spec.Fields ?? [.. spec.Table.Slots.Select(s => s.Name)]).Where(f => !Fields[spec.Table.Kind].Contains(f))] } : spec;

    /// <summary>A list may not be ordered or narrowed by what it may not show: its order would tell.</summary>
    public static Refusal? Refuse(Table table, string field) => Hides(table.Kind, field) ? new NotAllowed(Permission) : null;
}
