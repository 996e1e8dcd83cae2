namespace Rung.Customers;

/// <summary>A span in which a customer has a subscription.</summary>
/// <param name="StartsOn">Its first day.</param>
/// <param name="EndsOn">The first day without it; null while no end is known.</param>
/// <param name="PricedFrom">The first day on which something was to be paid for it; null for a trial or where no price is known.</param>
public readonly record struct SubscriptionSpan(DateOnly StartsOn, DateOnly? EndsOn, DateOnly? PricedFrom);

/// <summary>Money of a customer on a day: positive where it came in, negative where it went back.</summary>
public readonly record struct MoneyOn(DateOnly On, Money Amount);

/// <summary>
/// What live, paying and active mean, here and nowhere else, as of any day. Built from what is recorded of one account.
/// </summary>
/// <param name="WentLiveOn">Days on which milestones that go live were done.</param>
/// <param name="FirstUsedOn">The first day with core usage.</param>
/// <param name="Spans">Its subscriptions.</param>
/// <param name="Moved">Its payments and refunds.</param>
public sealed record CustomerStanding(IReadOnlyList<DateOnly> WentLiveOn, DateOnly? FirstUsedOn, IReadOnlyList<SubscriptionSpan> Spans, IReadOnlyList<MoneyOn> Moved)
{
    public static readonly CustomerStanding Nothing = new([], null, [], []);

    /// <summary>With a subscription that has started and not ended.</summary>
    public bool IsActiveOn(DateOnly day) => Spans.Any(s => s.StartsOn <= day && (s.EndsOn is not { } end || day < end));

    /// <summary>Live since the first go-live milestone done by the day, else since the first core usage by then; null where neither was.</summary>
    public DateOnly? LiveSince(DateOnly day)
    {
        var reached = WentLiveOn.Where(d => d <= day).ToList();
        return reached.Count > 0 ? reached.Min() : FirstUsedOn <= day ? FirstUsedOn : null;
    }

    public bool IsLiveOn(DateOnly day) => LiveSince(day) is not null;

    /// <summary>Whole days since it went live; null where it has not.</summary>
    public int? DaysLive(DateOnly day) => LiveSince(day) is { } since ? day.DayNumber - since.DayNumber : null;

    /// <summary>Paid to date less what was given back, by currency, in minor units.</summary>
    public Dictionary<Currency, long> PaidBy(DateOnly day)
    {
        var sums = new Dictionary<Currency, long>();
        foreach (var moved in Moved)
            if (moved.On <= day) sums[moved.Amount.Currency] = checked(sums.GetValueOrDefault(moved.Amount.Currency) + moved.Amount.Minor);
        return sums;
    }

    /// <summary>Payments less refunds above zero, in any one currency, and a subscription with a price by the day (X0.1).</summary>
    public bool IsPayingOn(DateOnly day) => Spans.Any(s => s.PricedFrom <= day) && PaidBy(day).Values.Any(sum => sum > 0);
}
