using Rung.Metrics;

namespace Rung.Tests.Metrics;

public sealed class RecurringRevenueMoves
{
    static readonly Guid One = Guid.NewGuid();

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void From_what_it_was_to_what_it_is_to_the_cent_in_every_currency(int seed)
    {
        var terms = Histories.Random(seed);
        var customers = Customer.Of(terms);
        for (var from = Histories.First.AddDays(-3); from < Histories.Last; from = from.AddDays(41))
            foreach (var days in new[] { 0, 1, 30, 365 })
            {
                var to = from.AddDays(days);
                var bridges = Movements.Of(Movements.Between(customers, from, to, _ => "")).ToDictionary(b => b.Currency);
                foreach (var currency in new Currency[] { new("USD"), new("EUR") })
                {
                    var (before, after) = (Slowly(terms, currency, from), Slowly(terms, currency, to));
                    var bridge = bridges.GetValueOrDefault(currency);
                    Assert.Equal((before, after), (bridge?.Before ?? 0, bridge?.After ?? 0));
                    Assert.Equal(after - before, bridge?.Changes.Values.Sum() ?? 0);
                }
            }
    }

    [Theory, InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public void Of_the_kind_that_looking_at_every_single_day_gives(int seed)
    {
        var terms = Histories.Random(seed);
        var (from, to) = (Histories.First.AddDays(300), Histories.First.AddDays(500));
        var rows = Movements.Between(Customer.Of(terms), from, to, _ => "").ToList();
        foreach (var row in rows.Where(r => r.Kind is not null))
        {
            var own = terms.Where(t => t.AccountId == row.AccountId).ToList();
            bool Pays(DateOnly day) => own.Any(t => t.StartsOn <= day && (t.EndsOn is null || day < t.EndsOn) && t.MonthlyOn(day) is { Minor: > 0 });
            var ever = Enumerable.Range(Histories.First.DayNumber, from.DayNumber - Histories.First.DayNumber + 1).Any(d => Pays(DateOnly.FromDayNumber(d)));
            var expected = (Pays(from), Pays(to), ever) switch
            {
                (false, true, false) => Movement.New,
                (false, true, true) => Movement.Reactivation,
                (true, false, _) => Movement.Churn,
                _ => row.After > row.Before ? Movement.Expansion : Movement.Contraction,
            };
            Assert.Equal(expected, row.Kind);
        }

        Assert.Contains(rows, r => r.Kind is not null);
    }

    [Theory, InlineData(11), InlineData(12)]
    public void By_group_as_much_as_in_all_and_of_the_same_kind_where_a_customer_comes_or_goes(int seed)
    {
        var customers = Customer.Of(Histories.Random(seed));
        var (from, to) = (Histories.First.AddDays(200), Histories.First.AddDays(600));
        var whole = Movements.Of(Movements.Between(customers, from, to, _ => ""));
        var parts = Movements.Between(customers, from, to, t => (t.Months ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        foreach (var bridge in whole)
        {
            var own = parts.Where(p => p.Currency == bridge.Currency).ToList();
            foreach (var kind in new[] { Movement.New, Movement.Reactivation, Movement.Churn })
                Assert.Equal(bridge.Changes[kind], own.Where(p => p.Kind == kind).Sum(p => p.Change));
            Assert.Equal(bridge.After - bridge.Before, own.Sum(p => p.Change));
        }
    }

    [Fact]
    public void A_customer_who_drops_one_of_two_products_contracts()
    {
        var customers = Customer.Of([Histories.Of(One, new(2025, 1, 1), new(2025, 6, 1)), Histories.Of(One, new(2025, 2, 1), null, 40)]);

        var row = Assert.Single(Movements.Between(customers, new(2025, 3, 1), new(2025, 7, 1), _ => ""));

        Assert.Equal((Movement.Contraction, -100), (row.Kind!.Value, row.Change));
    }

    [Fact]
    public void A_customer_who_comes_back_is_no_new_one()
    {
        var customers = Customer.Of([Histories.Of(One, new(2025, 1, 1), new(2025, 3, 1)), Histories.Of(One, new(2025, 6, 1), null)]);

        Assert.Equal(Movement.Churn, Movements.Between(customers, new(2025, 2, 1), new(2025, 4, 1), _ => "").Single().Kind);
        Assert.Equal(Movement.Reactivation, Movements.Between(customers, new(2025, 4, 1), new(2025, 7, 1), _ => "").Single().Kind);
        Assert.Equal(Movement.New, Movements.Between(customers, new(2024, 4, 1), new(2025, 7, 1), _ => "").Single().Kind);
    }

    [Fact]
    public void A_trial_that_begins_to_pay_is_new()
    {
        var term = new Term(Guid.NewGuid(), One, new(2025, 1, 1), null, [new(DateOnly.MinValue, new Money(0, new("USD"))), new(new(2025, 2, 1), new Money(500, new("USD")))]);

        var row = Movements.Between(Customer.Of([term]), new(2025, 1, 15), new(2025, 2, 1), _ => "").Single();

        Assert.Equal((Movement.New, 500), (row.Kind!.Value, row.Change));
    }

    [Theory, InlineData(13), InlineData(14), InlineData(15), InlineData(16)]
    public void By_period_it_is_what_every_subscription_says_of_the_periods_last_day(int seed)
    {
        // A first price that is dated later holds from the start all the same.
        var terms = Histories.Random(seed).Select((t, i) => i % 3 > 0 || t.Rates.Count > 1 ? t : t with { Rates = [t.Rates[0] with { From = t.StartsOn.AddDays(40) }] }).ToList();
        foreach (var (months, yearStart) in new[] { (1, 1), (3, 1), (3, 5), (12, 1), (12, 4) })
            foreach (var through in new[] { Histories.First.AddDays(-900), Histories.First.AddDays(100), Histories.First.AddDays(517), Histories.Last })
            {
                var rows = RecurringRevenue.ByPeriod(terms, months, through, yearStart);
                Assert.Equal(terms.Min(t => t.StartsOn) <= through, rows.Count > 0);
                Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First.Period.Until, pair.Second.Period.From));
                foreach (var row in rows)
                {
                    var day = row.Period.LastDay < through ? row.Period.LastDay : through;
                    var there = terms.Where(t => t.IsActiveOn(day)).ToList();
                    Assert.Equal(there.Count, row.ActiveSubscriptions);
                    Assert.Equal(there.Select(t => t.MonthlyOn(day)?.Currency.Code).OfType<string>().Distinct().Order(), row.Value.Keys.Select(c => c.Code).Order());
                    Assert.All(row.Value, v => Assert.Equal(Slowly(terms, v.Key, day), v.Value));
                }
            }
    }

    static long Slowly(List<Term> terms, Currency currency, DateOnly day)
    {
        long sum = 0;
        foreach (var term in terms)
        {
            if (term.StartsOn > day || term.EndsOn <= day) continue;
            var price = term.Rates.Where((r, i) => i == 0 || r.From <= day).Last().Monthly;
            if (price is { } monthly && monthly.Currency == currency) sum += monthly.Minor;
        }

        return sum;
    }
}
