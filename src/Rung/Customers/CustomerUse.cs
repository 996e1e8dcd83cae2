namespace Rung.Customers;

/// <summary>What one customer did with the product on one day.</summary>
/// <param name="On">The day, in the company's zone.</param>
/// <param name="Events">Core events, those that the rule counts.</param>
/// <param name="Users">People in it; null where nobody told.</param>
/// <param name="Seats">Seats there were; null where nobody told.</param>
public readonly record struct UseDay(DateOnly On, long Events, int? Users = null, int? Seats = null);

/// <summary>What is recorded of one customer's use.</summary>
/// <param name="days">Days with any, in order.</param>
/// <param name="firstOn">The first day there ever was any; that of <paramref name="days"/> where they are all.</param>
public sealed class CustomerUse(IReadOnlyList<UseDay> days, DateOnly? firstOn = null)
{
    /// <summary>Nothing at all is recorded: unknown, and not the same as no use.</summary>
    public static readonly CustomerUse None = new([]);

    public IReadOnlyList<UseDay> Days => days;

    /// <summary>The first core usage; what <c>Live</c> goes by where no go-live is noted.</summary>
    public DateOnly? FirstOn { get; } = firstOn ?? (days.Count > 0 ? days[0].On : null);

    /// <summary>The days from one (included) to another (excluded).</summary>
    public IEnumerable<UseDay> Between(DateOnly from, DateOnly until)
    {
        for (var i = Start(from); i < days.Count && days[i].On < until; i++) yield return days[i];
    }

    int Start(DateOnly from)
    {
        var (low, high) = (0, days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days[middle].On < from) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

public enum UseAnswer
{
    Acceptable,
    NotEnough,

    /// <summary>Not all periods lie after its beginning, and those that do are not enough yet.</summary>
    TooEarly,

    /// <summary>No use was ever recorded of it.</summary>
    NothingRecorded,
}

/// <summary>One period of a verdict, from a day (included) until another (excluded).</summary>
/// <param name="Days">Days that had enough use.</param>
/// <param name="Needed">Days that the rule wants.</param>
/// <param name="Events">All core events in it.</param>
/// <param name="IsWatched">The customer was there from its beginning on.</param>
public readonly record struct UsePeriod(DateOnly From, DateOnly Until, int Days, int Needed, long Events, bool IsWatched)
{
    public bool IsMet => Days >= Needed;
}

/// <summary>Whether one customer's use was acceptable as of the end of a day, with the periods it rests on, oldest first.</summary>
public sealed record UseVerdict(AcceptableUse Rule, DateOnly AsOf, UseAnswer Answer, IReadOnlyList<UsePeriod> Periods)
{
    /// <summary>Null where it cannot be told.</summary>
    public bool? IsAcceptable => Answer switch { UseAnswer.Acceptable => true, UseAnswer.NotEnough => false, _ => null };

    /// <summary>Periods with enough use.</summary>
    public int Met => Periods.Count(p => p is { IsWatched: true, IsMet: true });
}
