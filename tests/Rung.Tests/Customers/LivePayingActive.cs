using Rung.Customers;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

/// <summary>The three words of a customer's standing, as of any day.</summary>
public sealed class LivePayingActive
{
    static readonly Currency Euro = new("EUR");

    [Fact]
    public void Active_from_the_first_day_until_before_the_end()
    {
        var standing = CustomerStanding.Nothing with { Spans = [new(Day(2026, 3, 1), Day(2026, 4, 1), null)] };
        Assert.Equal((false, true, true, false), (standing.IsActiveOn(Day(2026, 2, 28)), standing.IsActiveOn(Day(2026, 3, 1)), standing.IsActiveOn(Day(2026, 3, 31)), standing.IsActiveOn(Day(2026, 4, 1))));
    }

    [Fact]
    public void Active_without_an_end_for_good()
    {
        Assert.True((CustomerStanding.Nothing with { Spans = [new(Day(2026, 3, 1), null, null)] }).IsActiveOn(Day(2199, 1, 1)));
    }

    [Fact]
    public void Live_since_the_go_live_milestone_and_only_without_one_since_the_first_core_usage()
    {
        var used = CustomerStanding.Nothing with { FirstUsedOn = Day(2026, 3, 5) };
        var both = used with { WentLiveOn = [Day(2026, 3, 20), Day(2026, 3, 10)] };

        Assert.Equal(Day(2026, 3, 5), used.LiveSince(Day(2026, 3, 31)));
        Assert.Null(used.LiveSince(Day(2026, 3, 4)));
        Assert.Equal(Day(2026, 3, 5), used.LiveSince(Day(2026, 3, 5)));
        Assert.Equal(Day(2026, 3, 10), both.LiveSince(Day(2026, 3, 31)));
        // On a day before the milestone nobody knew of it: use was what there was.
        Assert.Equal(Day(2026, 3, 5), both.LiveSince(Day(2026, 3, 9)));
        Assert.Equal(Day(2026, 3, 10), both.LiveSince(Day(2026, 3, 10)));
        Assert.Equal(21, both.DaysLive(Day(2026, 3, 31)));
    }

    [Fact]
    public void Paying_while_more_came_in_than_went_back_on_a_subscription_with_a_price()
    {
        var standing = CustomerStanding.Nothing with
        {
            Spans = [new(Day(2026, 1, 1), null, Day(2026, 2, 1))],
            Moved = [new(Day(2026, 2, 10), new(100_00, Euro)), new(Day(2026, 3, 10), new(-100_00, Euro)), new(Day(2026, 4, 10), new(1, Euro))],
        };
        Assert.Equal((false, true, false, true), (standing.IsPayingOn(Day(2026, 2, 9)), standing.IsPayingOn(Day(2026, 2, 10)), standing.IsPayingOn(Day(2026, 3, 10)), standing.IsPayingOn(Day(2026, 4, 10))));
    }

    [Fact]
    public void A_payment_on_a_trial_makes_nobody_a_paying_customer() =>
        Assert.False((CustomerStanding.Nothing with { Spans = [new(Day(2026, 1, 1), null, null)], Moved = [new(Day(2026, 2, 10), new(100_00, Euro))] }).IsPayingOn(Day(2026, 3, 1)));

    [Fact]
    public void What_went_back_in_another_currency_is_not_set_off()
    {
        var standing = CustomerStanding.Nothing with { Spans = [new(Day(2026, 1, 1), null, Day(2026, 1, 1))], Moved = [new(Day(2026, 2, 1), new(5, Euro)), new(Day(2026, 2, 1), new(-900, new Currency("USD")))] };
        Assert.True(standing.IsPayingOn(Day(2026, 2, 1)));
    }
}
