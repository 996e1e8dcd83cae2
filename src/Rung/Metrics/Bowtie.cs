using Rung.Statistics;

namespace Rung.Metrics;

/// <summary>The milestones of the thread, both sides of the bowtie (section 4); the sides share the win.</summary>
public enum Station
{
    Lead,
    Touched,
    Opportunity,
    Accepted,
    Won,
    Onboarded,
    Renewed,
}

/// <summary>One thread of a cohort: the station where it came in, the day it reached each, and whether it came to an end short of the next.</summary>
public readonly record struct FlowThread(Station From, DateOnly?[] On, bool IsEnded);

/// <summary>One transition: volume, conversion, time.</summary>
/// <param name="Entered">Threads that reached the station.</param>
/// <param name="WentOn">Of those, the ones that reached a later one.</param>
/// <param name="Ended">Of those, the ones given up or lost here.</param>
/// <param name="Days">Days from the station to the next, where both are known.</param>
public sealed record FlowStep(Station Station, long Entered, long WentOn, long Ended, DayCounts Days)
{
    /// <summary>Neither on nor ended: may still go on.</summary>
    public long OnTheWay => Entered - WentOn - Ended;

    /// <summary>Of all that entered; those on the way count as not yet.</summary>
    public Proportion Conversion => new(WentOn, Entered);
}

/// <summary>The cohort funnel from lead to renewal: every thread counted from where it came in to as far as it got.</summary>
public sealed class Bowtie
{
    static readonly int Stations = Enum.GetValues<Station>().Length;

    readonly long[] entered = new long[Stations];
    readonly long[] wentOn = new long[Stations];
    readonly long[] ended = new long[Stations];
    readonly DayCounts[] days = [.. Enumerable.Range(0, Stations).Select(_ => new DayCounts())];

    /// <param name="n">How many threads went alike.</param>
    public void Add(FlowThread thread, long n = 1)
    {
        var reached = (int)thread.From;
        for (var i = reached; i < Stations; i++)
            if (thread.On[i] is not null) reached = i;
        for (var i = (int)thread.From; i <= reached; i++)
        {
            entered[i] += n;
            if (i < reached) wentOn[i] += n;
            if (i < reached && thread.On[i] is { } from && thread.On[i + 1] is { } to && to >= from) days[i].Add(to.DayNumber - from.DayNumber, n);
        }

        if (thread.IsEnded) ended[reached] += n;
    }

    public IReadOnlyList<FlowStep> Steps => [.. Enumerable.Range(0, Stations).Select(i => new FlowStep((Station)i, entered[i], wentOn[i], ended[i], days[i]))];
}
