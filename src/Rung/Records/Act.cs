using Rung.People;

namespace Rung.Records;

/// <summary>How a fact came to us.</summary>
public enum Origin
{
    /// <summary>Entered by a person or a program as part of the work.</summary>
    Entered,

    /// <summary>Imported, with the date the source gave.</summary>
    Imported,

    /// <summary>Imported, with a date that was worked out and not told; strict figures leave it out.</summary>
    Derived,

    /// <summary>Told by a customer through a link of ours, without an account here.</summary>
    Respondent,
}

/// <summary>Instants as they are kept: to the microsecond, which is what every database can hold.</summary>
public static class Instants
{
    public static DateTimeOffset Kept(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}

/// <summary>
/// One act of one person: who, when it happened, when we learned of it, how. Rules get time and identity from here
/// and nowhere else, and leave their history rows here.
/// </summary>
public sealed class Act(Id<Person> by, DateTimeOffset at, DateTimeOffset now, Origin origin, Func<DateTimeOffset, Guid> identity)
{
    readonly List<Trace> traces = [];
    readonly DateTimeOffset at = Instants.Kept(at);
    readonly DateTimeOffset now = Instants.Kept(now);

    public Id<Person> By => by;

    /// <summary>When it happened; earlier than <see cref="Now"/> when entered afterwards.</summary>
    public DateTimeOffset At => at;

    /// <summary>When we learned of it.</summary>
    public DateTimeOffset Now => now;

    public Origin Origin => origin;

    /// <summary>False when nobody knows when it happened; <see cref="At"/> is then when we learned of it.</summary>
    public bool Dated { get; private init; } = true;

    public Id<T> NewId<T>() => new(identity(now));

    /// <summary>History rows this act leaves; written with the decision.</summary>
    public IReadOnlyList<Trace> Traces => traces;

    public void Leave(Trace trace) => traces.Add(trace);

    /// <summary>The same act at another moment, for history that is told in one go; it leaves its rows here.</summary>
    public Act When(DateTimeOffset at, Origin? origin = null) => new(this, at, origin ?? Origin);

    /// <summary>What somebody else did at another moment, told in the same go; it leaves its rows here.</summary>
    public Act Of(Id<Person> person, DateTimeOffset at) => new(this, at, Origin, person);

    /// <summary>The same act, of which nobody knows when it happened.</summary>
    public Act Undated() => new(this, now, Origin.Derived) { Dated = false };

    /// <summary>The same act as another person did it, who is told of by a source; the journal keeps who told it.</summary>
    public Act As(Id<Person> person) => new(this, At, Origin, person) { Dated = Dated };

    Act(Act whole, DateTimeOffset at, Origin origin, Id<Person>? by = null) : this(by ?? whole.By, at, whole.Now, origin, whole.Identity) => traces = whole.traces;

    Func<DateTimeOffset, Guid> Identity => identity;
}
