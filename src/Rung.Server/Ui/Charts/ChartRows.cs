namespace Rung.Server.Ui.Charts;

/// <summary>One bar: its period, its amount in minor units, what else is said of it, and where its rows are.</summary>
public sealed record ColumnBar(string Label, long Minor, string Note, string Href);

/// <summary>A share with its interval, beside others; null parts are not drawn.</summary>
public sealed record ShareBar(string Label, double? Share, double? Low, double? High, long N, string Note, string Href);

/// <summary>A net promoter score with its interval, beside others.</summary>
public sealed record NpsBar(string Label, double? Score, double? Low, double? High, long N, string Href);

/// <summary>One bar lying on its side. <see cref="From"/> is where it begins: 0, or where the one before it ended.</summary>
public sealed record Bar(string Label, double Value, string Note, string Href)
{
    public double From { get; init; }

    /// <summary>Takes away instead of adding.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>A text of a chart. Razor takes a bare text element for its own, so it is built here.</summary>
static class ChartText
{
    public static Microsoft.AspNetCore.Components.RenderFragment At(double x, double y, string text, string anchor, string? css) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", x.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        builder.AddAttribute(2, "y", y.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "text-anchor", anchor);
        builder.AddAttribute(4, "class", css);
        builder.AddContent(5, text);
        builder.CloseElement();
    };
}
