using Rung.Ladder;
using Rung.Server.Ui;

namespace Rung.Server.Ladder.Pages;

/// <summary>How figures of the ladder are written: shares as percent, ratios with a times sign, counts as they are.</summary>
static class Shown
{
    /// <summary>Signs that see a share; the others count, or compare with a factor.</summary>
    static readonly HashSet<string> Shares = ["A0.1.b", "A0.2.a", "A0.2.c", "A0.3.a", "A1.2.a", "A1.2.b", "A2.2.a", "A2.2.b", "D1.a", "D1.d", "D1.f", "D1.g"];

    public static string Value(Viewer viewer, Reading reading, double? value) => Value(viewer, IsRatio(reading) ? FigureKind.Ratio : reading.Kind, value);

    /// <summary>Better below the threshold than above.</summary>
    public static bool IsAtMost(Reading reading) => Pace.Speaks(reading).Id == "X2.3.cycle";

    /// <summary>How likely every proven line is by itself: the least that any of them needed.</summary>
    public static double Certainty(IEnumerable<Stood> criteria, Yardsticks inForce) => criteria.Where(c => c.Verdict == Verdict.Pass).Select(c => c.Reading.Certainty).OfType<double>().DefaultIfEmpty(inForce[Common.Certainty]).Min();

    public static string Value(Viewer viewer, FigureKind kind, double? value) => value is not { } v ? "–" : kind switch
    {
        FigureKind.Count => v.ToString("0.#", viewer.Culture),
        FigureKind.Ratio or FigureKind.Rate => v.ToString("0.##", viewer.Culture) + "×",
        FigureKind.Probability => v.ToString("0.##", viewer.Culture),
        _ => Share(viewer, v),
    };

    public static string Sign(Viewer viewer, Sign sign, double? value) => value is not { } v ? "–" : Shares.Contains(sign.Id) ? Share(viewer, v) : Plain(viewer, v);

    /// <summary>A threshold or window in its unit.</summary>
    public static string Yard(Viewer viewer, YardstickRow row, double value) => row.Unit switch
    {
        YardstickUnit.Share => Share(viewer, value),
        YardstickUnit.Factor => Plain(viewer, value) + "×",
        YardstickUnit.Number => value.ToString("N0", viewer.Culture) is var whole && value == Math.Round(value) ? whole : Plain(viewer, value),
        _ => viewer["unit." + Words.Camel(row.Unit.ToString()), ("n", Plain(viewer, value))],
    };

    public static string Plain(Viewer viewer, double? value) => value is { } v ? v.ToString("0.##", viewer.Culture) : "–";

    public static string Percent(double value) => Math.Round(100 * value).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Weakest first: refuted, then undecided, each by its probability.</summary>
    public static IEnumerable<Stood> WeakestFirst(IEnumerable<Stood> criteria) =>
        criteria.OrderBy(c => c.Verdict switch { Verdict.Fail => 0, Verdict.Insufficient => 1, Verdict.Waived => 2, _ => 3 }).ThenBy(c => c.Reading.Probability ?? 1).ThenBy(c => c.Id, StringComparer.Ordinal);

    /// <summary>What is missing, and how it is repaired.</summary>
    public static string Lacks(Viewer viewer, Lack lack) => viewer["ladder.lacks", ("lack", viewer["lack." + Words.Camel(lack.Kind.ToString())]), ("repair", viewer["repair." + Words.Camel(lack.Kind.ToString())])];

    /// <summary>What would settle it: how many more, and by when at today's pace; null where nothing more is wanted.</summary>
    public static string? Settles(Viewer viewer, Reading reading, Pace? pace)
    {
        if (pace is not { } at) return null;
        var more = viewer[reading.Kind is FigureKind.Count or FigureKind.Checklist ? "ladder.moreCount" : "ladder.more", ("n", at.More)];
        if (at.On is { } on) return viewer["ladder.byPace", ("more", more), ("day", viewer.Day(on))];
        return viewer[at.PerMonth > 0 ? "ladder.paceFar" : "ladder.paceNone", ("more", more), ("years", Pace.Years)];
    }

    /// <summary>The joint probability of X2.4 is of the weaker seller's rate over the founder's.</summary>
    static bool IsRatio(Reading reading) => reading.Id == "X2.4";

    static string Share(Viewer viewer, double value) => value.ToString("0.#%", viewer.Culture).Replace(" %", "%", StringComparison.Ordinal);
}
