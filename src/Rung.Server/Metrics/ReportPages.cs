namespace Rung.Server.Metrics;

/// <summary>The report pages in their order.</summary>
static class ReportPages
{
    public static readonly string[] All = ["winning"];
}
