using System.Globalization;
using System.Text;

namespace Rung.Server.Database;

/// <summary>What stands under a list: how many rows, and what their amounts come to in each currency.</summary>
/// <param name="Count">Rows, at most <see cref="Enough"/> where nobody asked for all.</param>
/// <param name="IsMore">There are more rows than were counted; nothing was summed.</param>
public sealed record ListFoot(long Count, bool IsMore, IReadOnlyList<(string Field, string Currency, long Minor)> Sums)
{
    /// <summary>Counting stops here: nobody reads on past it, and a count of a million costs what reading them costs.</summary>
    public const int Enough = 1000;
}

/// <summary>What one group of a list comes to in one currency.</summary>
public sealed record GroupFoot(string Key, long Count, string? Currency, long Minor);

static class ListFeet
{
    /// <summary>Counts up to enough, or all where <paramref name="whole"/> asks for it; sums what was counted whole.</summary>
    public static async Task<ListFoot> Foot(Store store, ListSpec spec, IReadOnlyList<string> money, bool whole, CancellationToken cancel)
    {
        var sqlite = store.Place.IsSqlite;
        var (values, where) = (new List<object?>(), new StringBuilder());
        ListSql.Narrow(spec, where, values, sqlite);
        var count = await Count(store, spec, whole ? null : ListFoot.Enough + 1, cancel);
        if (!whole && count > ListFoot.Enough) return new(ListFoot.Enough, true, []);

        var sums = new List<(string, string, long)>();
        foreach (var field in money)
        {
            var columns = spec.Table.BySlot[field].Columns;
            var currency = columns.First(c => c.Stored == typeof(string)).Quoted;
            var minor = columns.First(c => c.Stored == typeof(long)).Quoted;
            var sum = $"SELECT t.{currency}, CAST(sum(t.{minor}) AS bigint) FROM {spec.Table.Quoted} t{where} AND t.{currency} IS NOT NULL GROUP BY t.{currency} ORDER BY 2 DESC";
            sums.AddRange(await store.Questions.All(sum, values, row => (field, row.Text(0)!, row.Number(1)), cancel));
        }

        return new(count, false, sums);
    }

    /// <summary>How many rows, at most as many as are asked for: a count of a million costs what reading them costs.</summary>
    public static async Task<long> Count(Store store, ListSpec spec, int? most, CancellationToken cancel)
    {
        var (values, where) = (new List<object?>(), new StringBuilder());
        ListSql.Narrow(spec, where, values, store.Place.IsSqlite);
        var rows = most is null ? "" : string.Create(CultureInfo.InvariantCulture, $" LIMIT {most}");
        return (await store.Questions.All($"SELECT count(*) FROM (SELECT 1 FROM {spec.Table.Quoted} t{where}{rows}) c", values, row => row.Number(0), cancel))[0];
    }

    /// <summary>Rows and amounts of each group, by the group's value as lists write it; the first money column counts.</summary>
    public static async Task<IReadOnlyList<GroupFoot>> Groups(Store store, ListSpec spec, string group, string? money, CancellationToken cancel)
    {
        var (values, where) = (new List<object?>(), new StringBuilder());
        ListSql.Narrow(spec, where, values, store.Place.IsSqlite);
        var by = spec.Table.BySlot[group].Columns[0];
        var columns = money is null ? null : spec.Table.BySlot[money].Columns;
        var (currency, minor) = columns is null ? ("NULL", "NULL") : ("t." + columns.First(c => c.Stored == typeof(string)).Quoted, "t." + columns.First(c => c.Stored == typeof(long)).Quoted);
        return await store.Questions.All($"SELECT t.{by.Quoted}, count(*), {currency}, CAST(sum({minor}) AS bigint) FROM {spec.Table.Quoted} t{where} GROUP BY t.{by.Quoted}{(columns is null ? "" : ", " + currency)}", values,
            row => new GroupFoot(Convert.ToString(row.Plain(0, by), CultureInfo.InvariantCulture) ?? "", row.Number(1), row.Text(2), row.NumberOrNull(3) ?? 0), cancel);
    }
}
