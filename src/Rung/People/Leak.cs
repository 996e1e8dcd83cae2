namespace Rung.People;

/// <summary>Why something may be dropped, the most pressing first.</summary>
public enum LeakReason
{
    /// <summary>Nobody who works here is named.</summary>
    Nobody,

    /// <summary>Handed over, and not answered within the limit.</summary>
    Unanswered,

    /// <summary>What was to happen next should have happened.</summary>
    Overdue,

    /// <summary>Nobody said what happens next, and no meeting is booked.</summary>
    NoNextStep,

    /// <summary>Nobody has done anything about it for as many days as the rules of engagement allow.</summary>
    Untouched,
}

/// <summary>A live record that may be dropped.</summary>
/// <param name="Kind">The record's one word.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="NamedId">Who is named on it; may have left.</param>
/// <param name="Step">What was to happen next, where somebody said it.</param>
public sealed record Leak(LeakReason Reason, string Kind, Guid Id, string Name, DateTimeOffset Since, Guid? NamedId, Guid? QueueId, string? Step, long Version)
{
    /// <summary>The most pressing first: by reason, then by how long it has been so.</summary>
    public static int Compare(Leak a, Leak b) => (a.Reason, a.Since, a.Id).CompareTo((b.Reason, b.Since, b.Id));
}
