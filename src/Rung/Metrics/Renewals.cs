using Rung.Statistics;

namespace Rung.Metrics;

/// <summary>What came of a term that ended.</summary>
public enum TermEnd
{
    /// <summary>Another term was agreed.</summary>
    Renewed,

    /// <summary>It ran on by itself or was extended.</summary>
    RanOn,

    /// <summary>A later subscription of the customer took its place by the day it ended.</summary>
    Replaced,

    /// <summary>It ended.</summary>
    Ended,
}

/// <summary>Why a subscription has no renewal that was due.</summary>
public enum NotDue
{
    /// <summary>Its term ends later.</summary>
    EndsLater,

    /// <summary>Neither a term nor an end is known.</summary>
    NoTerm,

    /// <summary>It goes on from month to month.</summary>
    MonthToMonth,

    /// <summary>A trial is no contract to renew.</summary>
    Trial,
}

/// <summary>A term that ended: its subscription, the first day after it, and what came of it.</summary>
public readonly record struct RenewalDue(Guid AccountId, Guid TermId, DateOnly On, TermEnd End);

/// <summary>Renewals due: terms whose end had come by a day, and whether the customer went on (X0.5, V6).</summary>
public static class Renewals
{
    public static Proportion Share(IReadOnlyCollection<RenewalDue> due) => new(due.Count(d => d.End != TermEnd.Ended), due.Count);

    /// <summary>The ends of one subscription's terms up to a day, in order; or why there is none.</summary>
    public static (IReadOnlyList<RenewalDue> Due, NotDue? Why) Of(Customer customer, Term term, DateOnly asOf)
    {
        if (term.IsTrial) return ([], NotDue.Trial);
        if (term.Months == 1) return ([], NotDue.MonthToMonth);
        if (term.Months is null && term.EndsOn is null) return ([], NotDue.NoTerm);

        var agreed = term.RenewedFrom.Where(d => d <= asOf && d != term.EndsOn).Distinct().Order().ToList();
        var due = agreed.ConvertAll(d => new RenewalDue(customer.AccountId, term.Id, d, TermEnd.Renewed));
        var over = term.EndsOn is { } end && end <= asOf;
        if (term.Months is { } months)
        {
            var begun = agreed.Count > 0 ? agreed[^1] : term.StartsOn;
            for (var i = 1; begun.AddMonths(i * months) is var on && on <= asOf && !(term.EndsOn <= on); i++) due.Add(new(customer.AccountId, term.Id, on, TermEnd.RanOn));
        }

        if (over) due.Add(new(customer.AccountId, term.Id, term.EndsOn!.Value, IsReplaced(customer, term) ? TermEnd.Replaced : TermEnd.Ended));
        return (due, due.Count == 0 ? NotDue.EndsLater : null);
    }

    /// <summary>By a paid one of the same product, where both name theirs, that began between the notice day and the end and ran past it.</summary>
    internal static bool IsReplaced(Customer customer, Term term) => term.EndsOn is { } end && customer.Terms.Any(next =>
        next.Id != term.Id && !next.IsTrial && next.StartsOn > term.StartsOn && next.StartsOn >= end.AddDays(-term.NoticeDays) && next.IsActiveOn(end)
        && (next.ProductId is null || term.ProductId is null || next.ProductId == term.ProductId));
}
