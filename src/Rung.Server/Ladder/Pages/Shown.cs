using Rung.Ladder;
using Rung.Server.Ui;

namespace Rung.Server.Ladder.Pages;

/// <summary>How figures of the ladder are written: shares as percent, ratios with a times sign, counts as they are.</summary>
static class Shown
{
    public static string Value(Viewer viewer, Reading reading, double? value) => Value(viewer, reading.Kind, value);

    public static string Value(Viewer viewer, FigureKind kind, double? value) => value is not { } v ? "–" : kind switch
    {
        FigureKind.Count => v.ToString("0.#", viewer.Culture),
        FigureKind.Ratio or FigureKind.Rate => v.ToString("0.##", viewer.Culture) + "×",
        FigureKind.Probability => v.ToString("0.##", viewer.Culture),
        _ => v.ToString("0.#%", viewer.Culture).Replace(" %", "%", StringComparison.Ordinal),
    };

    /// <summary>What the sign saw and where its limit lies; shares are told from counts by their size.</summary>
    public static string Plain(Viewer viewer, double? value) => value is { } v ? v.ToString("0.##", viewer.Culture) : "–";

    public static string Percent(double value) => Math.Round(100 * value).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Weakest first: refuted, then undecided, each by its probability.</summary>
    public static IEnumerable<Stood> WeakestFirst(IEnumerable<Stood> criteria) =>
        criteria.OrderBy(c => c.Verdict switch { Verdict.Fail => 0, Verdict.Insufficient => 1, Verdict.Waived => 2, _ => 3 }).ThenBy(c => c.Reading.Probability ?? 1).ThenBy(c => c.Id, StringComparer.Ordinal);
}
