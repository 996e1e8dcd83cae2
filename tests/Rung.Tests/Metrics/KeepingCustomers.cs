using Rung.Metrics;
using Rung.Statistics;

namespace Rung.Tests.Metrics;

public sealed class KeepingCustomers
{
    static readonly DateOnly Today = new(2026, 6, 30);

    /// <summary>V16: months as a customer; 1 left, 0 still here.</summary>
    const string Worked = "3l 5o 6l 8o 9o 12l 12o 12o 12o 12o 14o 15o 18l 20o 24o 24o";

    [Fact]
    public void Subscriptions_give_the_worked_survival()
    {
        var lives = KaplanMeier.Of(Customer.Of(Worked.Split(' ').Select(Life)).Select(c => c.Lifetime(Today)));

        Assert.Equal(0.937500, lives.At(3)!.Share, 6);
        Assert.Equal(0.085566, lives.At(6)!.StandardError!.Value, 6);
        Assert.Equal((0.791396, 0.478638, 0.928405), (Math.Round(lives.At(12)!.Share, 6), Math.Round(lives.At(12)!.Interval!.Value.Low, 6), Math.Round(lives.At(12)!.Interval!.Value.High, 6)));
        Assert.Equal(0.593547, lives.At(18)!.Share, 6);
    }

    static Term Life(string text)
    {
        var months = int.Parse(text[..^1], System.Globalization.CultureInfo.InvariantCulture);
        var from = Today.AddDays(1).AddMonths(-months - (text[^1] == 'l' ? 2 : 0));
        return Histories.Of(Guid.NewGuid(), from, text[^1] == 'l' ? from.AddMonths(months) : null);
    }

    [Fact]
    public void A_contract_that_begins_the_day_another_ends_goes_on_and_a_day_later_is_a_return()
    {
        var (one, day) = (Guid.NewGuid(), new DateOnly(2025, 6, 1));
        DateOnly? Left(DateOnly next) => Customer.Of([Histories.Of(one, new(2025, 1, 1), day), Histories.Of(one, next, null)])[0].LeftOn(Today);

        Assert.Equal((null, day), (Left(day), Left(day.AddDays(1))));
    }

    [Theory, InlineData(21), InlineData(22), InlineData(23)]
    public void Leaving_is_the_first_day_of_all_without_a_subscription(int seed)
    {
        foreach (var customer in Customer.Of(Histories.Random(seed)))
        {
            var slowly = Enumerable.Range(customer.SinceOn.DayNumber, Math.Max(0, Today.DayNumber - customer.SinceOn.DayNumber + 1)).Select(DateOnly.FromDayNumber).Cast<DateOnly?>().FirstOrDefault(d => !customer.IsActiveOn(d!.Value));
            Assert.Equal(slowly, customer.LeftOn(Today));
        }
    }

    [Theory]
    [InlineData("2025-01-31", "2025-02-28", 1), InlineData("2025-01-15", "2025-01-15", 0), InlineData("2025-03-01", "2026-03-01", 12), InlineData("2025-04-01", "2025-04-16", 0.5)]
    public void Months_are_whole_from_day_to_day_and_parts_of_the_month_begun(string from, string to, double months) =>
        Assert.Equal(months, Customer.MonthsBetween(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)), 9);

    [Fact]
    public void What_grew_does_not_make_up_for_what_was_lost()
    {
        var (a, b, c) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        DateOnly from = new(2025, 1, 1), change = new(2025, 6, 1);
        var customers = Customer.Of([
            Histories.Of(a, from, null), Histories.Of(a, change, null, 50),
            Histories.Of(b, from, change), Histories.Of(b, change, null, 30),
            Histories.Of(c, from, change),
        ]);

        var kept = Assert.Single(Retention.Revenue(customers, new(2025, 2, 1), new(2025, 7, 1)));

        Assert.Equal((300, 130, 180, 130 / 300.0, 0.6), (kept.Before, kept.Kept, kept.After, kept.Gross!.Value, kept.Net!.Value));
        Assert.Equal(new Proportion(1, 3), Retention.Left(customers, new(2025, 2, 1), new(2025, 7, 1)));
    }

    [Theory, InlineData(31), InlineData(32)]
    public void A_cohort_is_followed_from_each_ones_own_first_day(int seed)
    {
        var terms = Histories.Random(seed);
        foreach (var cohort in Cohorts.Of(Customer.Of(terms), 3, Today))
            foreach (var age in cohort.Ages)
            {
                var (active, now) = (0, 0L);
                foreach (var account in terms.Where(t => t.EndsOn is null || t.EndsOn > t.StartsOn).GroupBy(t => t.AccountId).Where(g => cohort.Began.Includes(g.Min(t => t.StartsOn))))
                {
                    var day = account.Min(t => t.StartsOn).AddMonths(age.Months);
                    Assert.True(day <= Today);
                    if (account.Any(t => t.IsActiveOn(day))) active++;
                    now += account.Where(t => t.IsActiveOn(day)).Sum(t => t.MonthlyOn(day) is { } m && m.Currency.Code == "USD" ? m.Minor : 0);
                }

                Assert.Equal((active, now), (age.Active, age.Revenue.GetValueOrDefault(new("USD")).Now));
            }
    }
}
