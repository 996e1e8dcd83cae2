using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>Which deals behind a figure.</summary>
public enum RowsOf
{
    All,
    Open,
    Won,
    Lost,
    Undated,
    Closed,

    /// <summary>Those that pass the standard filters.</summary>
    Cohort,

    /// <summary>Those that do not, with the first reason.</summary>
    Excluded,
}

public sealed record DealRow(Deal Deal, string Name, string? Account, string? Owner, string? Stage);

public sealed record DealRows(long Count, IReadOnlyList<DealRow> Rows);

/// <summary>The rows behind a figure, as the deals stood on its day; the first of them in an order, and how many there are.</summary>
sealed class RowsReport(Store store, DealQuestions deals)
{
    public static readonly IReadOnlyDictionary<string, Func<Deal, IComparable?>> Orders = new Dictionary<string, Func<Deal, IComparable?>>(StringComparer.Ordinal)
    {
        ["closed"] = d => d.ClosedOn?.DayNumber,
        ["began"] = d => d.BeganOn?.DayNumber,
        ["amount"] = d => (d.Value ?? d.Amount)?.Minor,
        ["cycle"] = d => d.CycleDays,
    };

    public async Task<DealRows> Read(DealScope scope, RowsOf of, Exclusion? why, Period? closedIn, string order, bool descending, int most, CancellationToken cancel)
    {
        var key = Orders[order];
        var first = new PriorityQueue<Deal, (IComparable? Key, Guid Id)>(Comparer<(IComparable? Key, Guid Id)>.Create((a, b) => -Compare(a, b, descending)));
        long count = 0;
        await foreach (var deal in deals.Each(scope, cancel))
        {
            if (!Holds(deal, of, why) || (closedIn is { } period && !(deal.ClosedOn is { } on && period.Includes(on)))) continue;
            count++;
            first.Enqueue(deal, (key(deal), deal.Id));
            if (first.Count > most) first.Dequeue();
        }

        var found = first.UnorderedItems.OrderBy(i => i.Priority, Comparer<(IComparable? Key, Guid Id)>.Create((a, b) => Compare(a, b, descending))).Select(i => i.Element).ToList();
        var names = await Names("opportunities", found.Select(d => d.Id), cancel);
        var accounts = await Names("accounts", found.Select(d => d.AccountId).OfType<Guid>(), cancel);
        var owners = await Names("people", found.Select(d => d.OwnerId).OfType<Guid>(), cancel);
        var stages = await Names("stages", found.Select(d => d.StageId).OfType<Guid>(), cancel);
        return new(count, [.. found.Select(d => new DealRow(d, names.GetValueOrDefault(d.Id, ""), Of(accounts, d.AccountId), Of(owners, d.OwnerId), Of(stages, d.StageId)))]);
    }

    static bool Holds(Deal deal, RowsOf of, Exclusion? why) => of switch
    {
        RowsOf.Open => deal.Kind == StageKind.Open && deal.BeganOn is not null,
        RowsOf.Won => deal.Kind == StageKind.Won,
        RowsOf.Lost => deal.Kind == StageKind.Lost,
        RowsOf.Undated => deal.Kind == StageKind.Open && deal.BeganOn is null,
        RowsOf.Closed => deal.IsClosed,
        RowsOf.Cohort => deal.Why is null,
        RowsOf.Excluded => deal.Why is { } reason && (why is null || why == reason),
        _ => true,
    };

    /// <summary>Nothing known comes last in either direction; identity decides ties.</summary>
    static int Compare((IComparable? Key, Guid Id) a, (IComparable? Key, Guid Id) b, bool descending)
    {
        if (a.Key is null || b.Key is null) return a.Key is null && b.Key is null ? a.Id.CompareTo(b.Id) : a.Key is null ? 1 : -1;
        var order = a.Key.CompareTo(b.Key);
        return order == 0 ? a.Id.CompareTo(b.Id) : descending ? -order : order;
    }

    static string? Of(Dictionary<Guid, string> names, Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;

    async Task<Dictionary<Guid, string>> Names(string table, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var some in ids.Distinct().Chunk(50))
        {
            object?[] values = [.. some.Cast<object?>(), .. Enumerable.Repeat<object?>(some[^1], 50 - some.Length)];
            foreach (var (id, name) in await store.Questions.All($"SELECT id, name FROM {table} WHERE id IN ({string.Join(", ", Enumerable.Range(0, 50).Select(i => "@" + i))})", values, row => (row.Id(0), row.Text(1) ?? ""), cancel)) names[id] = name;
        }

        return names;
    }
}
