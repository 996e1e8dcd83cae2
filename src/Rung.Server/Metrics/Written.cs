using Rung.Server.Ui;

namespace Rung.Server.Metrics;

/// <summary>How figures are written on a page.</summary>
static class Written
{
    public static string Days(this Viewer viewer, double? days) => days is { } d ? viewer["report.days", ("n", d)] : "–";

    public static string Percent(this Viewer viewer, double? share) => share is { } s ? viewer["report.percent", ("p", s * 100)] : "–";

    /// <summary>Sums of several currencies beside each other; they are never added.</summary>
    public static string Moneys(this Viewer viewer, IReadOnlyDictionary<string, long> sums) => string.Join(" · ", sums.Select(s => viewer.Money(new Money(s.Value, new(s.Key)))));

    /// <summary>A word that may stand inside a sentence, over a column.</summary>
    public static string Head(this Viewer viewer, string key) => viewer[key] is { Length: > 0 } text ? char.ToUpper(text[0], viewer.Culture) + text[1..] : "";
}
