using Rung.Accounts;
using Rung.Customers;
using Rung.Opportunities;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class TheCadence
{
    static readonly CadenceRule ForAll = Entered<CadenceRule>(new { fromOn = Day(2026, 1, 1), checkInDays = 30, qbrDays = 90, spokenDays = 60 });
    static readonly CadenceRule Large = Entered<CadenceRule>(new { fromOn = Day(2026, 3, 1), segment = "Enterprise", checkInDays = 14 });

    [Fact]
    public void The_rule_of_the_segment_holds_from_its_day_and_before_that_the_one_for_all()
    {
        Assert.Same(ForAll, CadenceRule.For("Enterprise", Day(2026, 2, 28), [Large, ForAll]));
        Assert.Same(Large, CadenceRule.For("Enterprise", Day(2026, 3, 1), [ForAll, Large]));
        Assert.Same(ForAll, CadenceRule.For("Small", Day(2026, 3, 1), [Large, ForAll]));
        Assert.Null(CadenceRule.For("Small", Day(2025, 12, 31), [Large, ForAll]));
    }

    [Fact]
    public void A_newer_rule_of_the_same_segment_takes_over_on_its_day()
    {
        var newer = Entered<CadenceRule>(new { fromOn = Day(2026, 5, 1), checkInDays = 45 });
        Assert.Equal((30, 45), (CadenceRule.For(null, Day(2026, 4, 30), [newer, ForAll])!.CheckInDays, CadenceRule.For(null, Day(2026, 5, 1), [newer, ForAll])!.CheckInDays));
    }

    [Fact]
    public void The_next_is_due_so_many_days_after_the_last_and_the_first_after_the_customer_began()
    {
        var days = new CareDays(Day(2026, 1, 1), Day(2026, 3, 1), null, Day(2026, 3, 1));

        Assert.Equal(Day(2026, 3, 31), days.DueOn(ForAll, CheckInType.Cadence));
        Assert.Equal(Day(2026, 4, 1), days.DueOn(ForAll, CheckInType.Qbr));
        Assert.Null(days.DueOn(Large, CheckInType.Qbr));
        Assert.Null(days.DueOn(null, CheckInType.Cadence));
    }

    [Fact]
    public void A_customer_is_covered_up_to_the_last_day_of_the_limit_and_unknown_without_one()
    {
        var days = new CareDays(Day(2026, 1, 1), null, null, Day(2026, 2, 1));

        Assert.Equal((true, false, (bool?)null), (days.IsCovered(ForAll, Day(2026, 4, 2))!.Value, days.IsCovered(ForAll, Day(2026, 4, 3))!.Value, days.IsCovered(Large, Day(2026, 4, 3))));
        Assert.Equal(91, (days with { LastSpokenOn = null }).Silent(Day(2026, 4, 2)));
    }

    [Fact]
    public void A_review_is_done_with_the_next_goals_and_an_imported_one_as_it_came()
    {
        var review = new { accountId = Some<Account>(), type = CheckInType.Qbr, dueOn = Day(2026, 3, 1) };
        Assert.Equal(new Missing("nextGoals"), Entered<CheckIn>(review).Complete(Act()).Refusal);
        Assert.IsType<CheckInCompleted>(Entered<CheckIn>(review).Complete(Act(origin: Origin.Imported)).Value);
        Assert.IsType<CheckInCompleted>(Entered<CheckIn>(new { review.accountId, review.type, review.dueOn, nextGoals = "Ten sites live" }).Complete(Act()).Value);
        Assert.IsType<CheckInCompleted>(Entered<CheckIn>(new { review.accountId, review.dueOn }).Complete(Act()).Value);
    }

    [Fact]
    public void The_first_answer_to_a_ticket_counts_and_comes_after_it_was_opened()
    {
        var ticket = Entered<Ticket>(new { subject = "Slow", accountId = Some<Account>(), openedAt = Hour(2, 9) });

        Assert.Equal(new EndsBeforeStart("firstAnsweredAt", "openedAt"), ticket.Answer(Act(Hour(1, 9))).Refusal);
        Assert.IsType<TicketAnswered>(ticket.Answer(Act(Hour(2, 10))).Value);
        Assert.IsType<NothingToChange>(ticket.Answer(Act(Hour(2, 11))).Refusal);
        Assert.Equal(Hour(2, 10), ticket.FirstAnsweredAt);
        Assert.IsType<EndsBeforeStart>(EnteringRefused<Ticket>(new { subject = "Slow", accountId = Some<Account>(), openedAt = Hour(2, 9), firstAnsweredAt = Hour(1, 9) }));
    }

    [Fact]
    public void A_reference_is_left_in_peace_after_being_asked_and_after_being_named()
    {
        var (rest, reference) = (TimeSpan.FromDays(30), Entered<Reference>(new { accountId = Some<Account>() }, Act(Hour(2, 9))));

        Assert.Equal(new ReferenceRests(Hour(2, 9) + rest), reference.Ask(rest, Act(Hour(9, 9))).Refusal);
        Assert.IsType<ReferenceAsked>(reference.Ask(rest, Act(Hour(2, 9) + rest)).Value);
        reference.Consent(Act(Hour(2, 10) + rest));
        var first = Hour(3, 9) + rest;
        Assert.IsType<ReferenceUsed>(reference.Use(Some<Opportunity>(), rest, Act(first)).Value);
        Assert.Equal(new ReferenceRests(first + rest), reference.Use(Some<Opportunity>(), rest, Act(first.AddDays(29))).Refusal);
        Assert.IsType<ReferenceUsed>(reference.Use(Some<Opportunity>(), rest, Act(first + rest)).Value);
        Assert.Equal(2, reference.TimesUsed);
    }

    [Fact]
    public void A_risk_is_settled_once()
    {
        var risk = Entered<Risk>(new { name = "Their sponsor leaves", accountId = Some<Account>() });
        Assert.IsType<RiskSettled>(risk.Settle(Act(Hour(2, 9))).Value);
        Assert.IsType<NothingToChange>(risk.Settle(Act(Hour(3, 9))).Refusal);
    }
}
