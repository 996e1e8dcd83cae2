using Rung.Statistics;

namespace Rung.Handoffs;

/// <summary>One hand-off as the figures see it.</summary>
/// <param name="SentAt">When it was handed over.</param>
/// <param name="FirstActionDueAt">Null where no rule asked for a first action.</param>
/// <param name="Completeness">Share of the packet told when it was sent.</param>
/// <param name="Worked">Working time of whoever took over until the first action, in their zone; null without one.</param>
public sealed record HandoffSeen(
    HandoffType Type, DateTimeOffset SentAt, DateTimeOffset? DueAt, DateTimeOffset? AnsweredAt, HandoffStatus Status, DateTimeOffset? FirstActionDueAt, DateTimeOffset? FirstActionAt, double? Completeness, TimeSpan? Worked)
{
    /// <summary>The limit is over, and something should have happened; what was taken back never falls due.</summary>
    public bool IsDue(DateTimeOffset asOf) => Status != HandoffStatus.Withdrawn && DueAt <= asOf;

    /// <summary>Answered within its limit.</summary>
    public bool IsInTime => AnsweredAt is { } at && at <= DueAt;

    /// <summary>Nobody answered in time, or who accepted did nothing in time (X3.5).</summary>
    public bool HasLeaked(DateTimeOffset asOf) =>
        IsDue(asOf) && (!IsInTime || (Status == HandoffStatus.Accepted && FirstActionDueAt <= asOf && !(FirstActionAt <= FirstActionDueAt)));
}

/// <summary>How smoothly work passes on (X3.5), of hand-offs handed over within a time.</summary>
/// <param name="Leaked">Of those due, those that nobody answered, or acted on, in time.</param>
/// <param name="InTime">Of those due, those answered within the limit.</param>
/// <param name="Returned">Of those answered, those given back.</param>
/// <param name="Half">Working time until the first action, of half of those with one; null without any.</param>
/// <param name="Most">The same of nine in ten.</param>
/// <param name="Completeness">Mean share of the packet told when handed over; null where nobody knows.</param>
public sealed record HandoffFigures(Proportion Leaked, Proportion InTime, Proportion Returned, TimeSpan? Half, TimeSpan? Most, double? Completeness)
{
    /// <summary>The share of leaks that is exceeded with no more than 5 % (V15): 0 of 45 still leaves 6.4 %.</summary>
    public double? AtMost => Leaked.Trials == 0 ? null : Binomial.UpperBound(Leaked);

    /// <param name="seen">Whatever was handed over.</param>
    /// <param name="asOf">Later answers are not known yet.</param>
    public static HandoffFigures Of(IEnumerable<HandoffSeen> seen, DateTimeOffset asOf)
    {
        var all = seen.Where(h => h.Status != HandoffStatus.Withdrawn && h.SentAt <= asOf).ToList();
        var due = all.Where(h => h.IsDue(asOf)).ToList();
        var answered = all.Where(h => h.AnsweredAt <= asOf).ToList();
        var acted = all.Where(h => h.FirstActionAt <= asOf).Select(h => h.Worked).OfType<TimeSpan>().Order().ToList();
        var told = all.Select(h => h.Completeness).OfType<double>().ToList();
        return new(
            new(due.Count(h => h.HasLeaked(asOf)), due.Count), new(due.Count(h => h.IsInTime), due.Count), new(answered.Count(h => h.Status == HandoffStatus.Returned), answered.Count),
            At(acted, 0.5), At(acted, 0.9), told.Count == 0 ? null : told.Average());
    }

    /// <summary>The smallest time that so large a share does not exceed (nearest rank).</summary>
    static TimeSpan? At(List<TimeSpan> ordered, double share) => ordered.Count == 0 ? null : ordered[(int)Math.Ceiling(share * ordered.Count) - 1];
}
