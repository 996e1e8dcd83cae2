using System.CommandLine;
using Rung.Ladder;
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

    static readonly Option<bool> History = new("--history") { Description = "Every month-end until then, a line or a document each." };

    static readonly Option<bool> Store = new("--store") { Description = "Store the evaluations of the day, by default of the last month-end, for good." };
    static readonly Option<bool> Again = new("--replay") { Description = "Compute every stored evaluation again from the rows as known then; exit code 1 where one differs." };

    /// <summary>The errand as a server on duty does it.</summary>
    public static readonly Errand<EvaluateAsk, EvaluateTold> Keep = new("assess", (services, actor, ask, cancel) => services.GetRequiredService<Evaluations>().Store(actor, ask.AsOf, cancel));

    public static Command Make() => new Command("assess", "Print on which rung the company stands, and why.") { AsOfDay, KnownAt, History, Store, Again }.Does(async (parsed, terminal, cancel) =>
    {
        if (parsed.GetValue(Store))
            return await Operator.Through(terminal, Keep, new(parsed.GetValue(AsOfDay)), told => $"{told.Evaluations} evaluations of {told.AsOf:yyyy-MM-dd}, as known at {told.KnownAt:O}.", cancel);

        await using var services = await Operator.Here(terminal.Place, cancel);
        if (parsed.GetValue(Again))
        {
            var replayed = await services.GetRequiredService<Evaluations>().Replay(cancel);
            terminal.Print(replayed, string.Join(Environment.NewLine, [$"{replayed.Evaluations} evaluations, {replayed.Identical} identical.", .. replayed.Differing.Select(d => $"{d.Criterion} of {d.AsOf:yyyy-MM-dd}: {d.Field} was {d.Stored}, is {d.Now}")]));
            return replayed.Differing.Count == 0 ? Exit.Ok : Exit.Refused;
        }

        if (parsed.GetValue(History))
        {
            var months = await services.GetRequiredService<LadderReport>().Months(parsed.GetValue(AsOfDay), parsed.GetValue(KnownAt), cancel);
            return terminal.Print(months, Table(months));
        }

        var document = await services.GetRequiredService<LadderReport>().Read(parsed.GetValue(AsOfDay), parsed.GetValue(KnownAt), cancel);
        return terminal.Print(document, Words(document));
    });

    static string Words(AssessmentDocument told) => string.Join(Environment.NewLine,
    [
        $"As of {told.AsOf:yyyy-MM-dd}: {told.Stage}{(told.StageConfirmed ? "" : ", proposed and not yet confirmed")}.",
        .. told.Criteria.Select(c => $"{c.Id}  {c.Verdict,-12} {Figure(c.Estimate),7}{Between(c.Interval),18}  against {Figure(c.Threshold)}, n = {c.N}{Sure(c)}{(c.NeededMore is { } more ? $", about {more} more would settle it" : "")}"),
        .. told.AntiPatterns.Select(a => $"{a.Id}  {(a.Active ? $"active since {a.Since:yyyy-MM-dd} ({a.Severity.ToString().ToLowerInvariant()})" : "not active")}"),
        .. told.FirstHire is { } d1 ? [First(d1)] : Array.Empty<string>(),
    ]);

    /// <summary>A line for each month-end: the rung, a letter for each criterion, the patterns that are active.</summary>
    static string Table(IReadOnlyList<AssessmentDocument> months) => string.Join(Environment.NewLine,
    [
        "            rung  " + string.Join(' ', months[^1].Criteria.Select(c => c.Id)),
        .. months.Select(m => $"{m.AsOf:yyyy-MM-dd}  {m.Stage}{(m.StageConfirmed ? " " : "?")}   {string.Concat(m.Criteria.Select(c => (c.Verdict switch { "PASS" => "pass", "FAIL" => "fail", "WAIVED" => "waived", _ => "·" }).PadRight(5)))} {string.Join(' ', m.AntiPatterns.Where(a => a.Active).Select(a => a.Id))}"),
    ]);

    static string Figure(double? value) => value is { } v ? v.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) : "–";

    static string Between(IntervalDocument? interval) => interval is null ? "" : $"({Figure(interval.Low)}–{Figure(interval.High)})";

    static string Sure(CriterionDocument criterion) => criterion.Probability is { } p ? $", probability {Figure(p)}" : criterion.Lack is { } lack ? $", {Rung.Words.Kebab(lack.Kind.ToString())}" : "";

    static string First(FirstHireDocument told)
    {
        if (told.Lack is { } lack) return $"D1  first hire: {Rung.Words.Kebab(lack.Kind.ToString())}";
        static string Of(FirstHire? who) => who?.ToString().ToUpperInvariant() ?? "neither";
        return $"D1  first hire by load {Of(told.ByLoad)}, by waiting {Of(told.ByWaiting)}, by signs {Of(told.BySigns)}{(told.Agree ? "" : ": they disagree")}{(told.Taken is { } taken ? $"; taken {Of(taken)} on {told.TakenOn:yyyy-MM-dd}" : "")}";
    }
}
