using System.CommandLine;
using Rung.Metrics;
using Rung.Server.Metrics;
using Rung.Server.Work;

namespace Rung.Server.CommandLine;

/// <summary><c>rung metrics</c>: the sales figures as of a day, as known at a time.</summary>
static class MetricsVerb
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    static readonly Option<DateOnly?> AsOfDay = new("--as-of") { Description = "What had happened by the end of this day, with all that is known now.", HelpName = "yyyy-mm-dd" };
    static readonly Option<DateTimeOffset?> KnownAt = new("--known-at")
    {
        Description = "Only what had been recorded by then.", HelpName = "yyyy-mm-ddThh:mm:ssZ",
        CustomParser = result =>
        {
            if (Asked.Instant(result.Tokens[0].Value) is { } at) return at;
            result.AddError($"'{result.Tokens[0].Value}' is not a moment such as 2026-11-24T09:00:00Z.");
            return null;
        },
    };
    static readonly Option<Every> Period = new("--every") { Description = "Length of a period: month, quarter, fiscalQuarter or fiscalYear.", DefaultValueFactory = _ => Every.Month };
    static readonly Option<Breakdown?> By = new("--by") { Description = "A breakdown: owner, team, product, region, source or segment." };

    public static Command Make()
    {
        return new Command("metrics", "Print the sales figures.") { AsOfDay, KnownAt, Period, By }.Does(async (parsed, terminal, cancel) =>
        {
            await using var services = await Operator.Here(terminal.Place, cancel);
            var followers = services.GetRequiredService<Followers>();
            // Whoever has duty keeps the roll-ups; without anybody, this process does before it counts.
            using var duty = Duty.Take(terminal.Place);
            if (duty is not null) await followers.ReadAll(DealStates.FollowerName, Patience, cancel);
            var document = await services.GetRequiredService<MetricsReport>().Read(new DealScope(parsed.GetValue(AsOfDay), parsed.GetValue(KnownAt)), parsed.GetValue(Period), parsed.GetValue(By), cancel);
            return terminal.Print(document, Words(document));
        });
    }

    static string Words(MetricsDocument m) => string.Join(Environment.NewLine,
        $"As of {m.AsOf:yyyy-MM-dd}: {m.Opportunities.Total} opportunities, {m.Opportunities.Open} open, {m.Opportunities.Won} won, {m.Opportunities.Lost} lost, {m.Opportunities.Undated} undated.",
        $"Win rate of all closed: {Share(m.WinRate.Period)}. Of the cohort: {Share(m.WinRate.CumulativeIncidence)} won within twice the median time.",
        $"Cycle of the won: mean {m.CycleDays.WonMean:F1} days, median {m.CycleDays.WonMedian:F1}.");

    static string Share(Rate rate) => rate.Value is { } value ? $"{value:P1} (n = {rate.N}, 95 %: {rate.Low:P1} to {rate.High:P1})" : "unknown";
}
