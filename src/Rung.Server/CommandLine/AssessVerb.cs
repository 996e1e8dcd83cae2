using System.CommandLine;
using Rung.Server.Ladder;
using Rung.Server.Metrics;

namespace Rung.Server.CommandLine;

/// <summary><c>rung assess</c>: on which rung the company stands as of a day, and what is proven, refuted or undecided.</summary>
static class AssessVerb
{
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

    public static Command Make() => new Command("assess", "Print on which rung the company stands, and why.") { AsOfDay, KnownAt }.Does(async (parsed, terminal, cancel) =>
    {
        await using var services = await Operator.Here(terminal.Place, cancel);
        var document = await services.GetRequiredService<LadderReport>().Read(parsed.GetValue(AsOfDay), parsed.GetValue(KnownAt), cancel);
        return terminal.Print(document, Words(document));
    });

    static string Words(AssessmentDocument told) => string.Join(Environment.NewLine,
    [
        $"As of {told.AsOf:yyyy-MM-dd}: {told.Stage}{(told.StageConfirmed ? "" : ", proposed and not yet confirmed")}.",
        .. told.Criteria.Select(c => $"{c.Id}  {c.Verdict,-12} {Figure(c.Estimate),7}{Between(c.Interval),18}  against {Figure(c.Threshold)}, n = {c.N}{Sure(c)}{(c.NeededMore is { } more ? $", about {more} more would settle it" : "")}"),
        .. told.AntiPatterns.Select(a => $"{a.Id}  {(a.Active ? $"active since {a.Since:yyyy-MM-dd} ({a.Severity.ToString().ToLowerInvariant()})" : "not active")}"),
    ]);

    static string Figure(double? value) => value is { } v ? v.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) : "–";

    static string Between(IntervalDocument? interval) => interval is null ? "" : $"({Figure(interval.Low)}–{Figure(interval.High)})";

    static string Sure(CriterionDocument criterion) => criterion.Probability is { } p ? $", probability {Figure(p)}" : criterion.Lack is { } lack ? $", {Rung.Words.Kebab(lack.Kind.ToString())}" : "";
}
