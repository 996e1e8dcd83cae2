using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rung.Ladder;
using Rung.Server.CommandLine;
using Rung.Server.Ladder;

namespace Rung.Bench;

/// <summary>
/// A demo company as <c>rung assess --as-of</c> sees it at each month-end, beside the truth file that was written with it:
/// the rung that the story stands on, and what goes wrong in it then.
/// </summary>
static partial class BesideTruth
{
    static readonly string[] Of = [.. Criteria.All.Select(c => c.Id)];

    public static int Run(string[] args)
    {
        var data = args.SkipWhile(a => a != "--data").Skip(1).FirstOrDefault() ?? throw new ArgumentException("beside-truth --data DIR [--until yyyy-mm-dd]");
        var truth = File.ReadAllText(Path.Combine(data, "demo-truth.yaml"));
        var left = Leaves().Matches(truth).Select(m => (Stage: Enum.Parse<MaturityStage>(m.Groups[1].Value), On: Day(m.Groups[2].Value))).ToList();
        var episodes = Episodes().Matches(truth).Select(m => (From: Day(m.Groups[1].Value), Until: Day(m.Groups[2].Value), Trips: m.Groups[3].Value)).ToList();
        var until = args.SkipWhile(a => a != "--until").Skip(1).Select(Day).FirstOrDefault(left.Where(l => l.Stage == MaturityStage.S2).Select(l => Replay.MonthEnd(l.On)).FirstOrDefault(DateOnly.FromDateTime(DateTime.UtcNow)));
        foreach (var told in Months(data, until).GetAwaiter().GetResult()) Print(told, left, episodes);
        return 0;
    }

    static async Task<IReadOnlyList<AssessmentDocument>> Months(string data, DateOnly until)
    {
        await using var services = await Operator.Here(new(data, null), default);
        Console.WriteLine("month-end   truth  ladder  " + string.Join(' ', Of) + "  shows · in truth");
        return await services.GetRequiredService<LadderReport>().Months(until, null, default);
    }

    static void Print(AssessmentDocument told, List<(MaturityStage Stage, DateOnly On)> left, List<(DateOnly From, DateOnly Until, string Trips)> episodes)
    {
        var stage = (MaturityStage)left.Count(l => l.On <= told.AsOf);
        var month = new DateOnly(told.AsOf.Year, told.AsOf.Month, 1);
        var verdicts = string.Concat(Of.Select(id => told.Criteria.Single(c => c.Id == id).Verdict switch { "PASS" => "pass ", "FAIL" => "fail ", "WAIVED" => "waiv ", _ => "·    " }));
        var wrong = string.Join(' ', episodes.Where(e => e.From <= told.AsOf && e.Until > month).Select(e => e.Trips));
        Console.WriteLine($"{told.AsOf:yyyy-MM-dd}  {stage}     {told.Stage}      {verdicts} {string.Join(' ', told.AntiPatterns.Where(a => a.Active).Select(a => a.Id))} · {wrong}");
    }

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"leaves: (S\d), on: (\d{4}-\d\d-\d\d)")]
    private static partial Regex Leaves();

    [GeneratedRegex(@"from: (\d{4}-\d\d-\d\d)\s+until: (\d{4}-\d\d-\d\d)[^\n]*\n\s+trips: \[([^\]]*)\]")]
    private static partial Regex Episodes();
}
