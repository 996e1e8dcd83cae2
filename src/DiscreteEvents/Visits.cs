using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>How a visit to a resource came out.</summary>
public enum Outcome { Served, LostPatience, TurnedAway }

/// <summary>What a visit to a <see cref="Resource"/> came to.</summary>
/// <param name="WaitedFor">Time in line before the first unit of service, or before giving up.</param>
public readonly record struct Visit(Outcome Outcome, double WaitedFor)
{
    public bool Served => Outcome == Outcome.Served;
}

/// <summary>So many units for so long.</summary>
public readonly record struct Shift(double For, int Capacity);

/// <summary>A visit that works at a resource and leaves: see <see cref="Resource.Serve"/>.</summary>
public readonly struct Service : ICriticalNotifyCompletion, IWait
{
    readonly Resource resource;
    readonly double work, patience;
    readonly int priority;

    internal Service(Resource resource, double work, int priority, double patience) =>
        (this.resource, this.work, this.priority, this.patience) = (resource, work, priority, patience);

    public Service GetAwaiter() => this;

    public bool IsCompleted => resource.TurnsAway(priority);

    public Visit GetResult() => resource.LastVisit;

    World IWait.World => resource.World;

    void IWait.Park(Story story) => resource.Arrive(story, work, priority, patience);

    public void OnCompleted(Action continuation) => throw Waiting.Outside();

    public void UnsafeOnCompleted(Action continuation) => throw Waiting.Outside();
}

/// <summary>A visit that keeps what it gets: see <see cref="Resource.Seize"/>.</summary>
public readonly struct Seizure : ICriticalNotifyCompletion, IWait
{
    readonly Resource resource;
    readonly double patience;
    readonly int priority;

    internal Seizure(Resource resource, int priority, double patience) =>
        (this.resource, this.priority, this.patience) = (resource, priority, patience);

    public Seizure GetAwaiter() => this;

    public bool IsCompleted => resource.SeizedAtOnce(priority);

    public Visit GetResult() => resource.LastVisit;

    World IWait.World => resource.World;

    void IWait.Park(Story story) => resource.Arrive(story, -1, priority, patience);

    public void OnCompleted(Action continuation) => throw Waiting.Outside();

    public void UnsafeOnCompleted(Action continuation) => throw Waiting.Outside();
}
