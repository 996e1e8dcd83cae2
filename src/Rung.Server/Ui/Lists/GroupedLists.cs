using System.Globalization;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;

namespace Rung.Server.Ui.Lists;

/// <summary>
/// Reads a list group by group where the groups have an order of their own: stages from left to right, statuses as they
/// follow each other. Inside a group the list keeps its order.
/// </summary>
sealed class GroupedLists(Lister lister)
{
    public async Task<ListPage> Read(ListSpec spec, FieldSpec step, CancellationToken cancel)
    {
        string?[] groups = [.. step.Options.Select(o => o[0]), .. step.Optional ? [null] : Array.Empty<string?>()];
        var (at, inner) = Begin(spec.After);
        var page = new ListPage(spec);
        for (; at < groups.Length; at++, inner = null)
        {
            var part = await lister.Read(spec with { Where = Condition.All([.. spec.Where is { } where ? [where] : Array.Empty<Condition>(), Of(spec, step, groups[at])]), After = inner, Limit = spec.Limit - page.Rows.Count }, cancel);
            page.Rows.AddRange(part.Rows);
            if (part.Next is { } next) page.Next = new(string.Create(CultureInfo.InvariantCulture, $"{at}{(next.Value is null ? "" : ":" + next.Value)}"), next.Id);
            else if (page.Rows.Count == spec.Limit && at + 1 < groups.Length) page.Next = new(string.Create(CultureInfo.InvariantCulture, $"{at + 1}!"), page.Rows[^1].Id);
            if (page.Next is not null) break;
        }

        return page;
    }

    static Condition Of(ListSpec spec, FieldSpec step, string? value) => value is null
        ? new Condition.Compare(step.Name, Op.Empty)
        : new Condition.Compare(step.Name, Op.Eq, ListValues.Read(spec.Table.BySlot[step.Name].Property.PropertyType, value));

    /// <summary>Which group goes on, and where in it: <c>2:value</c> within the third, <c>3!</c> at the beginning of the fourth.</summary>
    static (int At, ListCursor? Inner) Begin(ListCursor? after)
    {
        if (after?.Value is not { } text) return (0, null);
        var end = text.AsSpan().IndexOfAny(':', '!');
        var at = int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var group) ? group : 0;
        return end >= 0 && text[end] == '!' ? (at, null) : (at, new(end < 0 ? null : text[(end + 1)..], after.Id));
    }
}
