namespace DiscreteEvents;

/// <summary>A level that changes in steps, and its mean weighted by how long each step lasted.</summary>
public struct TimeWeighted(double now, double level = 0)
{
    double begun = now, since = now, area;

    public double Level { get; private set; } = level;

    public void Set(double now, double level)
    {
        if (level == Level) return;
        area += Level * (now - since);
        since = now;
        Level = level;
    }

    /// <summary>∫ level dt since the start.</summary>
    public readonly double Area(double now) => area + Level * (now - since);

    /// <summary>Mean level since the start; the level itself while no time has passed.</summary>
    public readonly double Mean(double now) => now > begun ? Area(now) / (now - begun) : Level;

    public void Restart(double now) => (begun, since, area) = (now, now, 0);
}
