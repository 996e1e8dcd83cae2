using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Handoffs;

public sealed class APacket
{
    [Fact]
    public void Lacks_what_neither_it_nor_the_record_tells() =>
        Assert.Equal(["c"], Packet.Read("""{"a":"told","b":" ","c":null}""").Lacks(["a", "b", "c"], new HashSet<string> { "b" }));

    [Fact]
    public void Is_added_to_by_later_words() =>
        Assert.Equal("""{"a":"newer","b":"3","甲":"乙"}""", Packet.Read("""{"a":"old","b":3}""").With(Packet.Read("""{"a":"newer","甲":"乙"}""")).ToString());

    [Fact]
    public void That_is_not_whole_keeps_the_other_side_from_accepting()
    {
        var handoff = Sent("Why they buy");

        Assert.Equal(new PacketLacks(["Why they buy"]), handoff.Accept(Act(by: Ben)).Refusal);
        Assert.Equal(new HandoffFilled(0), handoff.Fill(Packet.Read("""{"Why they buy":"Late trucks"}"""), []).Value);
        Assert.IsType<HandoffAccepted>(handoff.Accept(Act(by: Ben)).Value);
    }

    [Fact]
    public void Of_an_imported_hand_off_is_taken_as_it_is() => Assert.IsType<HandoffAccepted>(Sent("Why they buy").Accept(Act(by: Ben, origin: Origin.Imported)).Value);

    [Fact]
    public void Is_measured_when_it_is_sent_and_not_when_it_is_completed()
    {
        var handoff = Sent("Why they buy");
        handoff.Fill(Packet.Read("""{"Why they buy":"Late trucks"}"""), []);

        Assert.Equal(0.75, handoff.Completeness);
    }

    [Fact]
    public void Is_answered_by_whom_it_was_sent_to()
    {
        var handoff = Sent();

        Assert.Equal(new ForSomebodyElse(), handoff.Accept(Act(by: new(Guid.CreateVersion7()))).Refusal);
        Assert.Equal(new ForSomebodyElse(), handoff.Return("late", Act(by: Ada)).Refusal);
    }

    [Fact]
    public void Can_be_taken_back_until_it_is_answered()
    {
        var handoff = Sent();
        Assert.IsType<HandoffWithdrawn>(handoff.Withdraw(Act()).Value);
        Assert.Equal(new HandoffAnswered(HandoffStatus.Withdrawn), handoff.Accept(Act(by: Ben)).Refusal);
    }

    [Fact]
    public void Is_reminded_of_once_and_escalated_to_each_once_after_its_limit()
    {
        var handoff = Sent();
        var late = Act(Hour(2, 17));

        Assert.Equal(new StillInTime(), handoff.Escalate(Ada, Act()).Refusal);
        Assert.IsType<HandoffReminded>(handoff.Remind(Act()).Value);
        Assert.IsType<NothingToChange>(handoff.Remind(Act()).Refusal);
        Assert.Equal(new HandoffEscalated(Ada), handoff.Escalate(Ada, late).Value);
        Assert.IsType<NothingToChange>(handoff.Escalate(Ada, late).Refusal);
    }

    [Fact]
    public void Passed_to_somebody_else_has_the_whole_limit_again_and_never_goes_back_to_its_sender()
    {
        var handoff = Sent();
        var other = new Id<Person>(Guid.CreateVersion7());
        handoff.Escalate(Ada, Act(Hour(2, 17)));

        Assert.Equal(new OwnHandoff(), handoff.Redirect(Ada, null, Act()).Refusal);
        Assert.Equal(new HandoffRedirected(other), handoff.Redirect(other, Hour(3, 12), Act()).Value);
        Assert.Equal((other, Hour(3, 12), null), (handoff.ToPersonId!.Value, handoff.DueAt!.Value, handoff.EscalatedToId));
    }

    [Theory]
    [InlineData(Role.Founder, Role.Sdr, HandoffType.LeadToSdr)]
    [InlineData(Role.Sdr, Role.Ae, HandoffType.SdrToAe)]
    [InlineData(Role.Founder, Role.Ae, HandoffType.SdrToAe)]
    [InlineData(Role.Ae, Role.Csm, HandoffType.AeToCsm)]
    [InlineData(Role.ClosingSdr, Role.Csm, HandoffType.AeToCsm)]
    [InlineData(Role.Csm, Role.Am, HandoffType.CsmToAm)]
    [InlineData(Role.Sdr, Role.Founder, HandoffType.SdrToAe)]
    [InlineData(Role.Ae, Role.Founder, HandoffType.AeToCsm)]
    [InlineData(Role.Ae, Role.Ae, HandoffType.Reassignment)]
    [InlineData(Role.SalesOps, Role.VpSales, HandoffType.Reassignment)]
    public void Goes_by_the_type_of_its_two_roles(Role from, Role to, HandoffType type) =>
        Assert.Equal(type, Entered<Handoff>(new { fromRole = from, toRole = to, leadId = Some<Lead>(), fromPersonId = Ada }).Type);

    [Fact]
    public void Follows_the_rule_of_its_type_that_began_last()
    {
        var rules = new[] { Rule(HandoffType.SdrToAe, Day(2026, 1, 1)), Rule(HandoffType.SdrToAe, Day(2026, 3, 1)), Rule(HandoffType.AeToCsm, Day(2026, 3, 5)) };

        Assert.Same(rules[0], EngagementRule.For(HandoffType.SdrToAe, Day(2026, 2, 28), rules));
        Assert.Same(rules[1], EngagementRule.For(HandoffType.SdrToAe, Day(2026, 3, 9), rules));
        Assert.Null(EngagementRule.For(HandoffType.Exit, Day(2026, 3, 9), rules));
    }

    [Fact]
    public void Of_a_rule_names_each_thing_once_and_days_in_order()
    {
        var rule = Entered<EngagementRule>(new { fromOn = Day(2026, 3, 2), packet = "a\n\n b \na", followUpDays = "30, 7、7" });

        Assert.Equal(["a", "b"], rule.Items);
        Assert.Equal([7, 30], rule.FollowUps);
        Assert.Equal(new Unreadable("followUpDays", "7, 30"), EnteringRefused<EngagementRule>(new { fromOn = Day(2026, 3, 2), followUpDays = "soon" }));
    }

    [Fact]
    public void Of_a_rule_that_has_held_stays_as_it_was()
    {
        var held = Rule(HandoffType.SdrToAe, Day(2026, 3, 2));
        Assert.Equal(new RuleHasHeld(Day(2026, 3, 2)), held.Amend(Values(new { limitHours = 2d }), Act()).Refusal);
        Assert.Equal(new RuleHasHeld(Day(2026, 3, 2)), held.Remove(Act()).Refusal);
        Assert.Null(Rule(HandoffType.SdrToAe, Day(2026, 3, 3)).Amend(Values(new { limitHours = 2d }), Act()).Refusal);
    }

    static EngagementRule Rule(HandoffType type, DateOnly from) => Entered<EngagementRule>(new { fromOn = from, type });

    /// <summary>From Ada to Ben, due at four in the afternoon; of four things, these are missing.</summary>
    static Handoff Sent(params string[] lacks)
    {
        var handoff = Entered<Handoff>(new { fromRole = Role.Sdr, toRole = Role.Ae, opportunityId = Some<Opportunity>(), toPersonId = Ben });
        handoff.Send(Entered<EngagementRule>(new { fromOn = Day(2026, 1, 1), packet = "Why they buy\nb\nc\nd" }), Ada, Hour(2, 16), lacks);
        return handoff;
    }
}
