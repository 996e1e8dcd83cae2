using Rung.Customers;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class TheUseOfACustomer
{
    static readonly DateOnly Today = Day(2026, 3, 29);

    static AcceptableUse Rule(object? values = null) => Entered<AcceptableUse>(values ?? new { fromOn = Day(2026, 1, 1) });

    /// <summary>Events on days counted back from today, 0 being today.</summary>
    static CustomerUse Use(params IEnumerable<int> daysAgo) => new([.. daysAgo.Select(d => Today.AddDays(-d)).Order().Select(d => new UseDay(d, 1))]);

    [Fact]
    public void Is_acceptable_with_three_days_in_three_of_the_last_four_weeks() =>
        Assert.Equal((UseAnswer.Acceptable, 3), Rule().Judge(Use(0, 3, 6, 7, 8, 13, 21, 22, 27), null, Today) is var v ? (v.Answer, v.Met) : default);

    [Fact]
    public void Is_not_enough_when_a_day_falls_into_the_week_before() =>
        Assert.Equal((UseAnswer.NotEnough, 2), Rule().Judge(Use(0, 3, 7, 8, 13, 14, 21, 22, 27), null, Today) is var v ? (v.Answer, v.Met) : default);

    [Fact]
    public void Is_unknown_and_not_missing_while_none_is_recorded() =>
        Assert.Equal((UseAnswer.NothingRecorded, null), Rule().Judge(CustomerUse.None, Day(2025, 1, 1), Today) is var v ? (v.Answer, v.IsAcceptable) : default);

    [Fact]
    public void Is_not_enough_once_it_has_stopped() =>
        Assert.Equal(UseAnswer.NotEnough, Rule().Judge(Use(60, 61, 62), Day(2025, 1, 1), Today).Answer);

    [Fact]
    public void Is_too_early_to_tell_in_the_first_weeks() =>
        Assert.Equal(UseAnswer.TooEarly, Rule().Judge(Use(0, 1, 2, 7, 8, 9), Today.AddDays(-20), Today).Answer);

    [Fact]
    public void May_be_acceptable_before_all_weeks_are_over() =>
        Assert.Equal(UseAnswer.Acceptable, Rule().Judge(Use(0, 1, 2, 7, 8, 9, 14, 15, 16), Today.AddDays(-20), Today).Answer);

    [Fact]
    public void Of_a_later_day_does_not_count_on_an_earlier_one() =>
        Assert.Equal(UseAnswer.NothingRecorded, Rule().Judge(Use(0, 1, 2), null, Today.AddDays(-3)).Answer);

    [Fact]
    public void Of_the_first_day_is_recorded_on_that_day() =>
        Assert.Equal(UseAnswer.NotEnough, Rule().Judge(Use(0), null, Today).Answer);

    [Fact]
    public void Counts_a_day_only_with_the_people_and_the_seats_the_rule_asks_for()
    {
        var rule = Rule(new { fromOn = Day(2026, 1, 1), eventsADay = 2, usersADay = 3, seatShare = 0.5 });

        Assert.True(rule.IsMetBy(new(Today, 2, 5, 10)));
        Assert.True(rule.IsMetBy(new(Today, 2, 3, 6)));
        Assert.False(rule.IsMetBy(new(Today, 1, 5, 10)));
        Assert.False(rule.IsMetBy(new(Today, 2, 2, 4)));
        Assert.False(rule.IsMetBy(new(Today, 2, 4, 10)));
        Assert.False(rule.IsMetBy(new(Today, 2, null, 10)));
        Assert.False(rule.IsMetBy(new(Today, 2, 5, null)));
    }

    [Fact]
    public void Needs_a_rule_that_can_be_met()
    {
        Assert.Equal(new OutOfRange("daysAPeriod", "1", "7"), EnteringRefused<AcceptableUse>(new { fromOn = Today, daysAPeriod = 8 }));
        Assert.Equal(new OutOfRange("periodsNeeded", "1", "4"), EnteringRefused<AcceptableUse>(new { fromOn = Today, periodsNeeded = 5 }));
    }

    [Fact]
    public void Is_judged_by_the_rule_that_held_on_the_day()
    {
        AcceptableUse[] rules = [Rule(new { fromOn = Day(2026, 3, 1), eventsADay = 9 }), Rule(new { fromOn = Day(2000, 1, 1) })];

        Assert.Equal(1, rules.On(Day(2026, 2, 28))!.EventsADay);
        Assert.Equal(9, rules.On(Day(2026, 3, 1))!.EventsADay);
        Assert.Equal(1, rules.On(Day(1999, 1, 1))!.EventsADay);
        Assert.Null(Array.Empty<AcceptableUse>().On(Today));
    }

    [Fact]
    public void A_changed_rule_cannot_reach_back_and_one_that_has_held_stays()
    {
        Assert.Equal(new RuleReachesBack(Today), DatedRules.Refuse(Rule(new { fromOn = Today.AddDays(-1) }), isFirst: false, Today));
        Assert.Null(DatedRules.Refuse(Rule(new { fromOn = Today.AddDays(-1) }), isFirst: true, Today));
        Assert.Null(DatedRules.Refuse(Rule(new { fromOn = Today }), isFirst: false, Today));
        Assert.Equal(new RuleHasHeld(Day(2026, 1, 1)), Rule().Remove(Act()).Refusal);
        Assert.True(Rule(new { fromOn = Day(2026, 4, 1) }).Remove(Act()).Accepted(out _, out _));
    }

    /// <summary>Random customers and rules against counting each day of the window by itself.</summary>
    [Fact]
    public void Is_judged_as_by_counting_day_by_day()
    {
        var chance = new Random(41);
        for (var i = 0; i < 3000; i++)
        {
            var (period, periods) = (chance.Next(1, 15), chance.Next(1, 7));
            var rule = Rule(new { fromOn = Day(2020, 1, 1), eventsADay = chance.Next(1, 4), daysAPeriod = chance.Next(1, period + 1), periodDays = period, periods, periodsNeeded = chance.Next(1, periods + 1) });
            var use = Enumerable.Range(0, 120).Where(_ => chance.NextDouble() < 0.6).ToDictionary(d => Today.AddDays(-d), _ => (long)chance.Next(0, 5));
            var since = chance.Next(3) == 0 ? Today.AddDays(-chance.Next(0, 100)) : (DateOnly?)null;
            var asOf = Today.AddDays(-chance.Next(0, 30));

            var verdict = rule.Judge(new([.. use.OrderBy(u => u.Key).Select(u => new UseDay(u.Key, u.Value))]), since, asOf);

            Assert.Equal(Naively(rule, use, since, asOf), verdict.Answer);
        }
    }

    static UseAnswer Naively(AcceptableUse rule, Dictionary<DateOnly, long> use, DateOnly? since, DateOnly asOf)
    {
        if (!use.Keys.Any(d => d <= asOf)) return UseAnswer.NothingRecorded;
        var (enough, unwatched) = (0, 0);
        for (var p = 0; p < rule.Periods; p++)
        {
            var (last, days) = (asOf.AddDays(-p * rule.PeriodDays), 0);
            for (var d = 0; d < rule.PeriodDays; d++)
                if (use.GetValueOrDefault(last.AddDays(-d)) >= rule.EventsADay) days++;
            if (since is { } began && last.AddDays(1 - rule.PeriodDays) < began) unwatched++;
            else if (days >= rule.DaysAPeriod) enough++;
        }

        return enough >= rule.PeriodsNeeded ? UseAnswer.Acceptable : unwatched > 0 ? UseAnswer.TooEarly : UseAnswer.NotEnough;
    }
}
