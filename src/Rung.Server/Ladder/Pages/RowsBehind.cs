using Rung.Ladder;
using Rung.Server.Database;

namespace Rung.Server.Ladder.Pages;

/// <summary>A row behind a figure, by its name and where it opens.</summary>
public sealed record NamedRow(Guid Id, string Name, string Path);

/// <summary>The first rows behind a reading, by name.</summary>
public sealed class RowsBehind
{
    const int Shown = 200, AtOnce = 100;

    static readonly (string Table, string Name, string Path)[] Kinds =
    [
        ("accounts", "name", "/accounts/"), ("opportunities", "name", "/opportunities/"), ("subscriptions", "plan", "/subscriptions/"),
        ("people", "name", "/settings/people#"), ("meetings", "subject", "/meetings/"),
    ];

    readonly Dictionary<Guid, NamedRow> known = [];
    readonly IReadOnlyList<Guid> counted;

    RowsBehind(IReadOnlyList<Guid> counted) => this.counted = counted;

    internal static Task<RowsBehind> Of(Store store, Rung.Ladder.Reading reading, CancellationToken cancel) => Of(store, reading.Counted, reading.Left, cancel);

    internal static async Task<RowsBehind> Of(Store store, IReadOnlyList<Guid> counted, IReadOnlyList<Left> left, CancellationToken cancel)
    {
        var rows = new RowsBehind(counted);
        var wanted = counted.Take(Shown).Concat(left.SelectMany(l => l.Rows.Take(Shown))).Distinct().ToList();
        foreach (var (table, name, path) in Kinds)
            foreach (var some in wanted.Where(id => !rows.known.ContainsKey(id)).Chunk(AtOnce).ToList())
            {
                var places = string.Join(", ", Enumerable.Range(0, some.Length).Select(i => "@" + i));
                foreach (var row in await store.Questions.All($"SELECT id, {name} FROM {table} WHERE id IN ({places})", [.. some.Cast<object?>()], r => new NamedRow(r.Id(0), r.Text(1) ?? "–", path + r.Id(0)), cancel)) rows.known[row.Id] = row;
            }

        return rows;
    }

    public IReadOnlyList<NamedRow> Counted => Named(counted);

    public IReadOnlyList<NamedRow> Left(Left left) => Named(left.Rows);

    IReadOnlyList<NamedRow> Named(IReadOnlyList<Guid> rows) => [.. rows.Take(Shown).Select(id => known.GetValueOrDefault(id)).OfType<NamedRow>()];
}
