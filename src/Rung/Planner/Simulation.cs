using DiscreteEvents;

namespace Rung.Planner;

/// <summary>Runs a scenario many times. The answer depends on scenario, seed and number of replications alone, never on threads.</summary>
public static class Simulation
{
    public const int MostReplications = 10_000;

    /// <summary>Months of all replications together that are kept; each takes about half a kilobyte.</summary>
    public const int MostMonths = 600_000;

    /// <summary>After so many replications a first report is good enough to look at.</summary>
    public const int First = 40;

    /// <summary>The report, or why there can be none.</summary>
    /// <param name="replications">At most; 500 and more for decisions (5.8).</param>
    /// <param name="enough">Asked after 100 replications and each 50 further ones; true when no more are needed.</param>
    /// <param name="early">Hears of reports on the way: after 40 replications, then each time their number has doubled. Called on a thread of the run.</param>
    /// <param name="threads">0 for one per core.</param>
    /// <exception cref="OperationCanceledException"/>
    public static Outcome<Report> Run(Scenario scenario, ulong seed, int replications, int threads = 0, Func<Report, bool>? enough = null, Action<Report>? early = null,
        IProgress<Advance>? progress = null, CancellationToken cancel = default)
    {
        if (scenario.Check() is { } refusal) return refusal;
        if (replications is < 1 or > MostReplications) return new OutOfRange("replications", "1", $"{MostReplications}");
        if ((long)replications * scenario.Months > MostMonths) return new TooLarge((long)replications * scenario.Months, MostMonths);

        var calendar = RevenueOrganisation.CalendarOf(scenario);
        var runs = new List<RunResult>(replications);
        var tellAt = First;
        Replications.Run(replications, new Chance(seed), (chance, stop) => RevenueOrganisation.Run(scenario, calendar, chance, null, stop), run =>
        {
            runs.Add(run);
            if (early is not null && runs.Count == tellAt && runs.Count < replications)
            {
                tellAt *= 2;
                early(new(scenario, seed, [.. runs]));
            }
            return enough is null || runs.Count < 100 || runs.Count % 50 != 0 || !enough(new(scenario, seed, runs));
        }, threads, progress, cancel);
        return new Report(scenario, seed, runs);
    }

    /// <summary>The stop rule of 5.8: half the width of the interval is at most a share of the mean.</summary>
    public static Func<Report, bool> Until(Func<RunResult, double?> measure, double share = .05) =>
        report => report.Of(measure).Mean is var mean && mean.HalfWidth() <= share * Math.Abs(mean.Mean);

    /// <summary>One company with everything that happened in it, in order: the replication of that number, told.</summary>
    public static Outcome<RunResult> Tell(Scenario scenario, ulong seed, Action<Happening> tell, int replication = 0, CancellationToken cancel = default)
    {
        if (scenario.Check() is { } refusal) return refusal;
        return RevenueOrganisation.Run(scenario, new Chance(seed).Split(replication), tell, cancel);
    }
}
