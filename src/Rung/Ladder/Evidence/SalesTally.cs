using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>All that is compared of some sales; tallies of parts add up to that of the whole.</summary>
public sealed class SalesTally
{
    readonly int[] open, won, lost, cycles;

    SalesTally(int[] open, int[] won, int[] lost, int[] cycles, Lazy<IReadOnlyList<Guid>> ids, Lazy<IReadOnlyList<Guid>> hits) => (this.open, this.won, this.lost, this.cycles, this.ids, this.hits) = (open, won, lost, cycles, ids, hits);

    readonly Lazy<IReadOnlyList<Guid>> ids, hits;

    public int N { get; private init; }

    /// <summary>Of a million they are put together when somebody asks.</summary>
    public IReadOnlyList<Guid> Ids => ids.Value;
    public IReadOnlyList<Guid> Won => hits.Value;
    public int Resolved { get; private init; }

    /// <summary>What the won ones were agreed for, where it is above zero.</summary>
    public IReadOnlyList<Money> Values { get; private init; } = [];
    public DateOnly? FirstAcceptedOn { get; private init; }
    public DateOnly? LastAcceptedOn { get; private init; }

    /// <summary>Of sales that were accepted.</summary>
    public static SalesTally Of(IReadOnlyCollection<SaleThen> sales)
    {
        var most = sales.Count == 0 ? -1 : sales.Max(s => Math.Max((int)s.Resolution.Time, s.CycleDays ?? 0));
        int[] open = new int[most + 1], won = new int[most + 1], lost = new int[most + 1], cycles = new int[most + 1];
        foreach (var sale in sales)
        {
            (sale.Kind switch { Opportunities.StageKind.Won => won, Opportunities.StageKind.Lost => lost, _ => open })[(int)sale.Resolution.Time]++;
            if (sale is { IsWon: true, CycleDays: { } days }) cycles[days]++;
        }

        return new(open, won, lost, cycles, new([.. sales.Select(s => s.Id)]), new([.. sales.Where(s => s.IsWon).Select(s => s.Id)]))
        {
            N = sales.Count, Resolved = sales.Count(s => s.IsResolved), Values = [.. sales.Where(s => s.IsWon && s.Value is { Minor: > 0 }).Select(s => s.Value!.Value)],
            FirstAcceptedOn = sales.Min(s => s.AcceptedOn), LastAcceptedOn = sales.Max(s => s.AcceptedOn),
        };
    }

    public static SalesTally Sum(IReadOnlyCollection<SalesTally> each) => new(Added(each, t => t.open), Added(each, t => t.won), Added(each, t => t.lost), Added(each, t => t.cycles),
        new(() => Parts.Joined(each.Select(t => t.Ids))), new(() => Parts.Joined(each.Select(t => t.Won))))
    {
        N = each.Sum(t => t.N), Resolved = each.Sum(t => t.Resolved), Values = Parts.Joined(each.Select(t => t.Values)),
        FirstAcceptedOn = each.Min(t => t.FirstAcceptedOn), LastAcceptedOn = each.Max(t => t.LastAcceptedOn),
    };

    /// <summary>In time since they were accepted.</summary>
    public CompetingRisks Risks => field ??= CompetingRisks.OfCounted(Counted(open, Ending.Open).Concat(Counted(won, Ending.Won)).Concat(Counted(lost, Ending.Lost)));

    /// <summary>What won sales were agreed for, in the currency of most, in its major units.</summary>
    public IReadOnlyList<double> Prices => field ??= Values.Count == 0 ? [] : Values.CountBy(v => v.Currency).MaxBy(c => c.Value).Key is var most ? [.. Values.Where(v => v.Currency == most).Select(v => (double)v.Major)] : [];

    /// <summary>Days from creation to the close of the won ones, the shortest first.</summary>
    public IReadOnlyList<double> Cycles => field ??= [.. cycles.Index().SelectMany(day => Enumerable.Repeat((double)day.Index, day.Item))];

    /// <summary>Days from acceptance to the close on average; null where none is resolved.</summary>
    public double? HeldDays => Resolved == 0 ? null : (Days(won) + Days(lost)) / Resolved;

    static IEnumerable<(Resolution, int)> Counted(int[] days, Ending ending) => days.Index().Where(day => day.Item > 0).Select(day => (new Resolution(day.Index, ending), day.Item));

    static int[] Added(IReadOnlyCollection<SalesTally> each, Func<SalesTally, int[]> of)
    {
        var sum = new int[each.Count == 0 ? 0 : each.Max(t => of(t).Length)];
        foreach (var tally in each)
        {
            var own = of(tally);
            for (var day = 0; day < own.Length; day++) sum[day] += own[day];
        }

        return sum;
    }

    static double Days(int[] counted) => counted.Index().Sum(day => (double)day.Index * day.Item);
}
