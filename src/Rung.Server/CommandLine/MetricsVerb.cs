using System.CommandLine;
using Rung.Metrics;
using Rung.Server.Metrics;

namespace Rung.Server.CommandLine;

/// <summary><c>rung metrics</c>: the sales figures as of a day.</summary>
static class MetricsVerb
{
    static readonly Option<DateOnly?> AsOfDay = new("--as-of") { Description = "What had happened by the end of this day, with all that is known now.", HelpName = "yyyy-mm-dd" };
    static readonly Option<DateTimeOffset?> KnownAt = new("--known-at") { Description = "What had been recorded by this moment.", HelpName = "yyyy-mm-ddThh:mm:ssZ" };
    static readonly Option<string> Every = new("--every") { Description = "Length of a period: month or quarter.", DefaultValueFactory = _ => "month" };
    static readonly Option<Breakdown?> By = new("--by") { Description = "A breakdown: owner, team, product, region, source or segment." };

    public static Command Make()
    {
        Every.AcceptOnlyFromAmong("month", "quarter");
        return new Command("metrics", "Print the sales figures.") { AsOfDay, KnownAt, Every, By }.Does(async (parsed, terminal, cancel) =>
        {
            await using var services = await Operator.Here(terminal.Place, cancel);
            var document = await services.GetRequiredService<MetricsReport>().Read(parsed.GetValue(AsOfDay), parsed.GetValue(Every) == "quarter" ? 3 : 1, parsed.GetValue(By), cancel, parsed.GetValue(KnownAt));
            return terminal.Print(document, Words(document));
        });
    }

    static string Words(MetricsDocument m) => string.Join(Environment.NewLine,
        $"As of {m.AsOf:yyyy-MM-dd}: {m.Opportunities.Total} opportunities, {m.Opportunities.Open} open, {m.Opportunities.Won} won, {m.Opportunities.Lost} lost, {m.Opportunities.Undated} undated.",
        $"Win rate of all closed: {Share(m.WinRate.Period)}. Of the cohort: {Share(m.WinRate.CumulativeIncidence)} won within twice the median time.",
        $"Cycle of the won: mean {m.CycleDays.WonMean:F1} days, median {m.CycleDays.WonMedian:F1}.");

    static string Share(Rate rate) => rate.Value is { } value ? $"{value:P1} (n = {rate.N}, 95 %: {rate.Low:P1} to {rate.High:P1})" : "unknown";
}
