using Rung.Accounts;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Customers;

/// <summary>How often a price is paid.</summary>
public enum Billing
{
    Month,
    Quarter,
    Year,
}

/// <summary>What a customer pays for again and again. Active on a day from <see cref="StartsOn"/> until before <see cref="EndsOn"/>.</summary>
public sealed class Subscription : Record<Subscription>
{
    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }

    /// <summary>The sale it came from.</summary>
    [Entered] public Id<Opportunity>? OpportunityId { get; private set; }

    [Entered] public Id<Product>? ProductId { get; private set; }
    [Entered, Title, Kept] public string? Plan { get; private set; }
    [Entered] public DateOnly StartsOn { get; private set; }

    /// <summary>The first day it is no longer active; empty while no end is known.</summary>
    [Entered, Kept] public DateOnly? EndsOn { get; private set; }

    [Entered(Least = 1, Most = 240)] public int? TermMonths { get; private set; }
    [Entered] public bool AutoRenews { get; private set; }
    [Entered(Least = 0, Most = 3650)] public int? NoticeDays { get; private set; }
    [Entered(Least = 0, Most = 1e8), Kept] public int? Seats { get; private set; }
    [Entered] public Billing Billing { get; private set; }

    /// <summary>What is paid each <see cref="Billing"/> period for all seats.</summary>
    [Entered, Kept] public Money? Price { get; private set; }

    /// <summary>What it would have cost without a discount.</summary>
    [Entered, Kept] public Money? ListPrice { get; private set; }

    [Entered, Kept] public bool IsTrial { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? CancelledAt { get; private set; }

    public int BillingMonths => Billing switch { Billing.Month => 1, Billing.Quarter => 3, _ => 12 };

    /// <summary>Monthly recurring revenue, rounded half to even: price ÷ months of the billing period; nothing for a trial.</summary>
    public Money? Monthly => Price is not { } price ? null : IsTrial ? Money.Zero(price.Currency) : price.Times(1m / BillingMonths);

    /// <summary>1 − price ÷ list price; unknown where either is, negative where more than the list was paid.</summary>
    public double? Discount => Price is { } price && ListPrice is { Minor: > 0 } list ? 1 - (double)price.Minor / list.Minor : null;

    /// <summary>The last day on which notice can be given: the end less <see cref="NoticeDays"/>.</summary>
    public DateOnly? NoticeOn => EndsOn?.AddDays(-(NoticeDays ?? 0));

    /// <summary>The day on which the present term began.</summary>
    public DateOnly TermBeganOn => EndsOn is { } end && TermMonths is { } months && end.AddMonths(-months) is var began && began > StartsOn ? began : StartsOn;

    /// <summary>Whether the sale of its next term is to be open on a day; from month to month nothing is sold again, and a trial is won, not renewed.</summary>
    /// <param name="daysAhead">Days before the notice date.</param>
    public bool IsRenewalDue(DateOnly day, int daysAhead) =>
        RemovedAt is null && CancelledAt is null && !IsTrial && TermMonths != 1 && IsActiveOn(day) && NoticeOn is { } notice && notice.AddDays(-daysAhead) <= day;

    public bool IsActiveOn(DateOnly day) => RemovedAt is null && StartsOn <= day && (EndsOn is not { } end || day < end);

    /// <summary>The customer leaves; <paramref name="effective"/> is the first day without it.</summary>
    public Outcome<Fact> Cancel(DateOnly effective, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (CancelledAt is not null) return new AlreadyCancelled(EndsOn);
        if (effective < StartsOn) return new EndsBeforeStart("endsOn", "startsOn");
        if (EndsOn is { } end && effective > end) return new EndsEarlier(end);

        (EndsOn, CancelledAt, AutoRenews) = (effective, act.At, false);
        return new SubscriptionCancelled(effective);
    }

    /// <summary>Lets it run longer on the same terms.</summary>
    public Outcome<Fact> Extend(DateOnly until, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (EndsOn is not { } end) return new NoEndKnown();
        if (until <= end) return new EndsBeforeStart("until", "endsOn");

        EndsOn = until;
        return new SubscriptionExtended(until);
    }

    /// <summary>Begins another term at the end of this one, at another price where one is given.</summary>
    public Outcome<Fact> Renew(int? termMonths, Money? price, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (EndsOn is not { } end) return new NoEndKnown();
        if ((termMonths ?? TermMonths) is not { } months) return new Missing("termMonths");
        if (months is < 1 or > 240) return new OutOfRange("termMonths", "1", "240");
        if (price is { Minor: < 0 }) return new OutOfRange("price", "0", "∞");
        if (price is { } agreed && ListPrice is { } list && agreed.Currency != list.Currency) return new CurrenciesDiffer("price", "listPrice");

        (EndsOn, TermMonths, Price, IsTrial) = (end.AddMonths(months), months, price ?? Price, false);
        return new SubscriptionRenewed(end, end.AddMonths(months));
    }

    public override Refusal? Check()
    {
        if (EndsOn < StartsOn) return new EndsBeforeStart("endsOn", "startsOn");
        if (Price is { Minor: < 0 }) return new OutOfRange("price", "0", "∞");
        if (ListPrice is { Minor: < 0 }) return new OutOfRange("listPrice", "0", "∞");
        return Price is { } price && ListPrice is { } list && price.Currency != list.Currency ? new CurrenciesDiffer("listPrice", "price") : null;
    }

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return CancelledAt is null ? null : new AlreadyCancelled(EndsOn);
    }
}

public sealed record SubscriptionCancelled(DateOnly EffectiveOn) : Fact;

public sealed record SubscriptionExtended(DateOnly Until) : Fact;

public sealed record SubscriptionRenewed(DateOnly From, DateOnly Until) : Fact;

/// <summary>The subscription was cancelled already.</summary>
public sealed record AlreadyCancelled(DateOnly? EndsOn) : Refusal;

/// <summary>It ends before the day given, so there is nothing left to cancel then.</summary>
public sealed record EndsEarlier(DateOnly EndsOn) : Refusal
{
    public override string At => "effectiveOn";
}

/// <summary>A subscription without an end runs on by itself.</summary>
public sealed record NoEndKnown : Refusal
{
    public override string At => "endsOn";
}
