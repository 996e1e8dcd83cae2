using Rung.Opportunities;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>All that is compared of some sales; tallies of parts add up to that of the whole.</summary>
public sealed class SalesTally
{
    const int Still = 0, Win = 1, Loss = 2, Cycle = 3, Kinds = 4;

    readonly Day[] days;
    readonly IReadOnlyList<(Currency Of, IReadOnlyList<double> Values)> prices;
    readonly Lazy<IReadOnlyList<Guid>> ids, won;

    SalesTally(Day[] days, IEnumerable<(Currency, IReadOnlyList<double>)> prices, Lazy<IReadOnlyList<Guid>> ids, Lazy<IReadOnlyList<Guid>> won) => (this.days, this.prices, this.ids, this.won) = (days, [.. prices], ids, won);

    public int N { get; private init; }
    public int Resolved { get; private init; }
    public DateOnly? FirstAcceptedOn { get; private init; }
    public DateOnly? LastAcceptedOn { get; private init; }

    /// <summary>Of a million they are put together when somebody asks.</summary>
    public IReadOnlyList<Guid> Ids => ids.Value;
    public IReadOnlyList<Guid> Won => won.Value;

    /// <summary>Of sales that were accepted.</summary>
    public static SalesTally Of(IReadOnlyCollection<SaleThen> sales)
    {
        // A number for each sale, sorted, so that those alike come together: by day, and of a day by what was seen.
        var seen = new List<int>(2 * sales.Count);
        foreach (var sale in sales)
        {
            seen.Add(Kinds * (int)sale.Resolution.Time + sale.Kind switch { StageKind.Won => Win, StageKind.Lost => Loss, _ => Still });
            if (sale is { IsWon: true, CycleDays: { } cycle }) seen.Add(Kinds * cycle + Cycle);
        }

        seen.Sort();
        var days = new List<Day>();
        foreach (var one in seen)
        {
            if (days is not [.., var last] || last.At != one / Kinds) days.Add(last = new(one / Kinds));
            days[^1] = (one % Kinds) switch { Win => last with { Won = last.Won + 1 }, Loss => last with { Lost = last.Lost + 1 }, Still => last with { Open = last.Open + 1 }, _ => last with { Cycles = last.Cycles + 1 } };
        }

        var priced = sales.Where(s => s.IsWon && s.Value is { Minor: > 0 }).Select(s => s.Value!.Value).GroupBy(v => v.Currency, v => (double)v.Major);
        return new([.. days], priced.Select(g => (g.Key, (IReadOnlyList<double>)g.ToArray())), new([.. sales.Select(s => s.Id)]), new([.. sales.Where(s => s.IsWon).Select(s => s.Id)]))
        {
            N = sales.Count, Resolved = sales.Count(s => s.IsResolved), FirstAcceptedOn = sales.Min(s => s.AcceptedOn), LastAcceptedOn = sales.Max(s => s.AcceptedOn),
        };
    }

    public static SalesTally Sum(IReadOnlyCollection<SalesTally> each)
    {
        var all = new Day[each.Select(t => t.days is [.., var last] ? last.At + 1 : 0).DefaultIfEmpty(0).Max()];
        foreach (var tally in each)
            foreach (var day in tally.days) all[day.At] = all[day.At].And(day) with { At = day.At };
        return new([.. all.Where(d => d != default)], each.SelectMany(t => t.prices).GroupBy(p => p.Of, p => p.Values).Select(g => (g.Key, (IReadOnlyList<double>)Parts.Joined(g))),
            new(() => Parts.Joined(each.Select(t => t.Ids))), new(() => Parts.Joined(each.Select(t => t.Won))))
        {
            N = each.Sum(t => t.N), Resolved = each.Sum(t => t.Resolved), FirstAcceptedOn = each.Min(t => t.FirstAcceptedOn), LastAcceptedOn = each.Max(t => t.LastAcceptedOn),
        };
    }

    /// <summary>In time since they were accepted.</summary>
    public CompetingRisks Risks => field ??= CompetingRisks.OfCounted(days.SelectMany(d => new[] { (new Resolution(d.At, Ending.Open), d.Open), (new(d.At, Ending.Won), d.Won), (new(d.At, Ending.Lost), d.Lost) }).Where(d => d.Item2 > 0));

    /// <summary>What won sales were agreed for, above zero, in the currency of most, in its major units.</summary>
    public IReadOnlyList<double> Prices => prices.Count == 0 ? [] : prices.MaxBy(p => p.Values.Count).Values;

    /// <summary>Days from creation to the close of the won ones, the shortest first.</summary>
    public IReadOnlyList<double> Cycles => field ??= [.. days.SelectMany(d => Enumerable.Repeat((double)d.At, d.Cycles))];

    /// <summary>Days from acceptance to the close on average; null where none is resolved.</summary>
    public double? HeldDays => Resolved == 0 ? null : days.Sum(d => (double)d.At * (d.Won + d.Lost)) / Resolved;

    /// <summary>How many so many days after they were accepted were still open, won or lost, and how many were won so many days after they began.</summary>
    readonly record struct Day(int At, int Open = 0, int Won = 0, int Lost = 0, int Cycles = 0)
    {
        public Day And(Day other) => new(At, Open + other.Open, Won + other.Won, Lost + other.Lost, Cycles + other.Cycles);
    }
}
