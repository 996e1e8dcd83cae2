using System.Globalization;
using Rung.Server.Ui.Fields;

namespace Rung.Server.Ui.Lists;

/// <summary>Which columns a list shows, how wide and in which order: as its kind says, or as its address does.</summary>
static class ListColumns
{
    const int Narrowest = 60, Widest = 900;

    /// <summary>Every column there could be: the kind's own first, as it lays them out, then a plain one for each other field.</summary>
    public static IReadOnlyList<ListColumn> All(ListView view, IReadOnlyList<FieldSpec> fields) =>
    [
        .. view.Columns,
        .. fields.Where(f => view.Columns.All(c => c.Field != f.Name) && f.Type != "lines").Select(f => new ListColumn(f.Name, CellOf(f), f.IsNumber ? "120px" : "150px", !f.IsFurther && f.Type != "reference") { Shown = false }),
    ];

    /// <summary>Read from <c>columns=name,amount:140</c>; the name leads wherever it was left out.</summary>
    public static IReadOnlyList<ListColumn> Chosen(string? asked, IReadOnlyList<ListColumn> all)
    {
        if (asked is null) return [.. all.Where(c => c.Shown)];

        var chosen = new List<ListColumn>();
        foreach (var one in asked.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, width) = one.LastIndexOf(':') is > 0 and var at ? (one[..at], one[(at + 1)..]) : (one, "");
            if (all.FirstOrDefault(c => c.Field == name) is not { } column || chosen.Any(c => c.Field == name)) continue;
            chosen.Add(int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? column with { Width = Math.Clamp(pixels, Narrowest, Widest) + "px" } : column);
        }

        if (all.FirstOrDefault(c => c.Cell == Cell.Name) is { } title && chosen.All(c => c.Field != title.Field)) chosen.Insert(0, title);
        return chosen;
    }

    static Cell CellOf(FieldSpec field) => field switch
    {
        { IsFurther: true } => Cell.Further,
        { Type: "money" } => Cell.Money,
        { Type: "day" } => Cell.Day,
        { Type: "instant" } => Cell.When,
        { Type: "number" } => Cell.Number,
        { Type: "reference", Kind: "person" } => Cell.Person,
        { Type: "reference" } => Cell.Reference,
        { Type: "flag" or "choice" } => Cell.Choice,
        _ => Cell.Text,
    };
}
