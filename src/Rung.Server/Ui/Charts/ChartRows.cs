namespace Rung.Server.Ui.Charts;

/// <summary>One bar: its period, its amount in minor units, what else is said of it, and where its rows are.</summary>
public sealed record ColumnBar(string Label, long Minor, string Note, string Href);

/// <summary>A share with its interval, beside others; null parts are not drawn.</summary>
public sealed record ShareBar(string Label, double? Share, double? Low, double? High, long N, string Note, string Href);
