using DiscreteEvents;

namespace Rung.Planner;

/// <summary>A stretch of the way: who came in, who went out, how long they were there, and how many over time.</summary>
public sealed class Station
{
    TimeWeighted level = new(0);
    double marked, enteredOpen;

    public long In { get; private set; }

    public long Out { get; private set; }

    public int Level => (int)(In - Out);

    /// <summary>Σ of the time of those who went out.</summary>
    public double Sojourns { get; private set; }

    /// <summary>∫ level dt.</summary>
    public double Area(double now) => level.Area(now);

    /// <summary>Σ of the time so far of those who are still there.</summary>
    public double Ages(double now) => Level * now - enteredOpen;

    internal void Enter(double now)
    {
        In++;
        enteredOpen += now;
        level.Set(now, Level);
    }

    internal void Leave(double entered, double now)
    {
        Out++;
        enteredOpen -= entered;
        Sojourns += now - entered;
        level.Set(now, Level);
    }

    /// <summary>The area since the last time this was asked.</summary>
    internal double Since(double now)
    {
        var (area, before) = (level.Area(now), marked);
        marked = area;
        return area - before;
    }
}
