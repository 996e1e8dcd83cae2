namespace DiscreteEvents;

/// <summary>What has happened at a <see cref="Resource"/>.</summary>
public sealed class Usage
{
    TimeWeighted queue, busy;

    internal Usage(double now) => (queue, busy) = (new(now), new(now));

    public long Arrived { get; internal set; }

    /// <summary>Left after their service, or gave back what they had seized.</summary>
    public long Served { get; internal set; }

    public long LostPatience { get; internal set; }

    public long TurnedAway { get; internal set; }

    /// <summary>Times that work under way had to make room.</summary>
    public long Interrupted { get; internal set; }

    /// <summary>Time in line of those whose service has begun, 0 of those who need not wait.</summary>
    public Tally Waits { get; } = new();

    /// <summary>How many waited, over time.</summary>
    public double MeanWaiting(double now) => queue.Mean(now);

    /// <summary>How many units were busy, over time.</summary>
    public double MeanBusy(double now) => busy.Mean(now);

    /// <summary>∫ waiting dt.</summary>
    public double WaitingArea(double now) => queue.Area(now);

    /// <summary>∫ busy dt.</summary>
    public double BusyArea(double now) => busy.Area(now);

    /// <summary>Counts anew from <paramref name="now"/>: what was before is warm-up.</summary>
    public void Restart(double now)
    {
        (Arrived, Served, LostPatience, TurnedAway, Interrupted) = (0, 0, 0, 0, 0);
        Waits.Clear();
        queue.Restart(now);
        busy.Restart(now);
    }

    internal void WaitingIs(double now, int waiting) => queue.Set(now, waiting);

    internal void BusyIs(double now, int units) => busy.Set(now, units);
}
