using System.Collections.Frozen;

namespace Rung.Ladder;

/// <summary>A value the company put in force.</summary>
public readonly record struct YardstickValue(string Name, DateOnly FromOn, double Value);

/// <summary>The yardsticks in force on a day: the company's latest value from that day or before, else the default.</summary>
public sealed class Yardsticks
{
    readonly FrozenDictionary<string, double> own;

    Yardsticks(IEnumerable<YardstickValue> values) => own = values.GroupBy(v => v.Name).ToFrozenDictionary(g => g.Key, g => g.Last().Value);

    public static Yardsticks Defaults { get; } = new([]);

    public static Yardsticks On(DateOnly day, IEnumerable<YardstickValue> values) => new(values.Where(v => v.FromOn <= day).OrderBy(v => v.FromOn));

    /// <summary>Every one there is, by its name.</summary>
    public static IReadOnlyDictionary<string, YardstickRow> Known => field ??=
        Common.All.Concat(Criteria.All.SelectMany(c => c.Yardsticks)).Concat(AntiPatterns.All.SelectMany(a => a.Yardsticks)).Concat(Goals.All.SelectMany(g => g.Yardsticks)).Concat(D1FirstHire.Yardsticks).ToFrozenDictionary(y => y.Name);

    public double this[YardstickRow row] => own.TryGetValue(row.Name, out var value) ? value : row.Default;

    public int Whole(YardstickRow row) => (int)Math.Round(this[row]);

    /// <summary>Values other than the defaults, in the order of their names: what an evaluation keeps beside the counts.</summary>
    public IReadOnlyDictionary<string, double> Own => new SortedDictionary<string, double>(own, StringComparer.Ordinal);
}
