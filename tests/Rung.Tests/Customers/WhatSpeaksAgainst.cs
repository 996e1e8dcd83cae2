using Rung.Customers;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class WhatSpeaksAgainst
{
    static readonly DateOnly Day = new(2026, 3, 2);
    static readonly RenewalRule Usual = new();
    static readonly CustomerSigns Quiet = new(Guid.Empty) { SinceOn = Day.AddDays(-30), SpokenOn = Day.AddDays(-10) };

    [Fact]
    public void Nothing_speaks_against_a_customer_of_whom_nothing_bad_is_known() => Assert.Empty(Quiet.Warnings(Usual, Day));

    [Fact]
    public void No_use_on_record_is_unknown_and_no_sign() => Assert.DoesNotContain(Quiet.Warnings(Usual, Day), w => w.Sign is Sign.UseFell or Sign.UseStopped);

    [Theory]
    [InlineData(71, 100, null, false)]
    [InlineData(70, 100, Sign.UseFell, false)]
    [InlineData(50, 100, Sign.UseFell, true)]
    [InlineData(0, 100, Sign.UseStopped, true)]
    public void Use_that_falls_is_a_sign_and_a_grave_one_from_half_on(long lately, long before, Sign? sign, bool isGrave) =>
        Assert.Equal(sign is { } told ? [(told, isGrave)] : [], (Quiet with { UsedLately = lately, UsedBefore = before, WasEverUsed = true }).Warnings(Usual, Day).Select(w => (w.Sign, w.IsGrave)));

    [Theory]
    [InlineData(6, 179, true)]
    [InlineData(7, 179, false)]
    [InlineData(6, 180, false)]
    public void A_bad_answer_speaks_as_long_as_the_rule_lets_it(int score, int daysAgo, bool speaks)
    {
        var asked = Quiet with { Nps = score, NpsOn = Day.AddDays(-daysAgo), WouldRenew = score, WouldRenewOn = Day.AddDays(-daysAgo) };
        Assert.Equal(speaks ? [Sign.WouldNotRenew, Sign.Detractor] : [], asked.Warnings(Usual, Day).Select(w => w.Sign));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void An_invoice_is_grave_only_after_the_days_of_the_rule(int days, bool isGrave) =>
        Assert.Equal(isGrave, Assert.Single((Quiet with { OverdueInvoices = 1, OverdueSince = Day.AddDays(-days) }).Warnings(Usual, Day)).IsGrave);

    [Fact]
    public void What_was_measured_and_missed_weighs_by_how_much_of_it_is_kept()
    {
        Assert.Equal((Sign.NothingKept, true), Only(Quiet with { Promised = 2, Measured = 1 }));
        Assert.Equal((Sign.PromiseMissed, false), Only(Quiet with { Promised = 2, Measured = 2, Kept = 1 }));
        Assert.Equal((Sign.NothingMeasured, false), Only(Quiet with { Promised = 2, SinceOn = Day.AddDays(-60) }));
        Assert.Empty((Quiet with { Promised = 2, SinceOn = Day.AddDays(-59) }).Warnings(Usual, Day));
    }

    [Fact]
    public void How_many_promises_were_missed_and_how_many_milestones_are_blocked_is_said()
    {
        Assert.Equal(new Warning(Sign.PromiseMissed, false, 3), Assert.Single((Quiet with { Promised = 5, Measured = 4, Kept = 1 }).Warnings(Usual, Day)));
        Assert.Equal(new Warning(Sign.BlockedMilestone, false, 2), Assert.Single((Quiet with { Blocked = 2 }).Warnings(Usual, Day)));
    }

    [Fact]
    public void The_rule_of_a_day_is_the_last_begun_that_was_not_removed()
    {
        RenewalRule early = Entered<RenewalRule>(new { fromOn = Day.AddYears(-1) }), late = Entered<RenewalRule>(new { fromOn = Day });
        Assert.Equal([null, early, late], new[] { Day.AddYears(-1).AddDays(-1), Day.AddDays(-1), Day }.Select(day => RenewalRule.On(day, [late, early])));
        _ = late.Remove(Act()).Value;
        Assert.Same(early, RenewalRule.On(Day, [late, early]));
    }

    [Fact]
    public void An_onboarding_is_late_from_the_day_after_the_one_promised()
    {
        Assert.Empty((Quiet with { IsOnboarding = true, OnboardingBy = Day }).Warnings(Usual, Day));
        Assert.Equal((Sign.LateOnboarding, false), Only(Quiet with { IsOnboarding = true, OnboardingBy = Day.AddDays(-1) }));
        Assert.Empty((Quiet with { OnboardingBy = Day.AddDays(-1) }).Warnings(Usual, Day));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void An_urgent_ticket_is_grave_where_one_is_critical(int critical, bool isGrave) =>
        Assert.Equal((Sign.UrgentTicket, isGrave), Only(Quiet with { OpenTickets = 1, UrgentTickets = 1, CriticalTickets = critical }));

    [Fact]
    public void Silence_of_as_many_days_as_the_rule_allows_is_no_sign() => Assert.Empty((Quiet with { SpokenOn = Day.AddDays(-60) }).Warnings(Usual, Day));

    [Fact]
    public void A_customer_nobody_met_is_counted_from_its_first_day() =>
        Assert.Equal((Sign.NotSpokenWith, false), Only(new CustomerSigns(Guid.Empty) { SinceOn = Day.AddDays(-61) }));

    [Fact]
    public void One_grave_sign_or_as_many_as_the_rule_says_put_a_renewal_at_risk_and_a_yes_commits_only_a_quiet_one()
    {
        Warning light = new(Sign.LateCheckIn, false, 1), grave = new(Sign.Detractor, true, 3);
        Assert.Equal(RenewalOutlook.Likely, RenewalOutlooks.Of(Usual, [light, light], false, false));
        Assert.Equal(RenewalOutlook.Committed, RenewalOutlooks.Of(Usual, [light, light], true, false));
        Assert.Equal(RenewalOutlook.Committed, RenewalOutlooks.Of(Usual, [], false, true));
        Assert.Equal(RenewalOutlook.AtRisk, RenewalOutlooks.Of(Usual, [light, light, light], true, true));
        Assert.Equal(RenewalOutlook.AtRisk, RenewalOutlooks.Of(Usual, [grave], true, true));
    }

    static (Sign, bool) Only(CustomerSigns signs) => Assert.Single(signs.Warnings(Usual, Day)) is var only ? (only.Sign, only.IsGrave) : default;
}
