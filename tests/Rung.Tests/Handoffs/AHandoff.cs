using Rung.Accounts;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using static Rung.Tests.World;

namespace Rung.Tests.Handoffs;

public sealed class AHandoff
{
    [Fact]
    public void Is_taken_over_by_the_other_side()
    {
        var handoff = Waiting();

        Assert.Equal(new OwnHandoff(), handoff.Accept(Act(by: Ada)).Refusal);
        Assert.IsType<HandoffAccepted>(handoff.Accept(Act(by: Ben)).Value);
        Assert.Equal((HandoffStatus.Accepted, Ben), (handoff.Status, handoff.ToPersonId!.Value));
        Assert.Equal(new HandoffAnswered(HandoffStatus.Accepted), handoff.Return("late", Act(by: Ben)).Refusal);
    }

    [Fact]
    public void May_stay_with_a_founder_who_does_both() => Assert.IsType<HandoffAccepted>(
        Entered<Handoff>(new { fromRole = Role.Founder, toRole = Role.Founder, leadId = Some<Lead>(), fromPersonId = Ada, toPersonId = Ada }).Accept(Act(by: Ada)).Value);

    [Fact]
    public void Is_returned_with_the_gap_named()
    {
        var handoff = Waiting();

        Assert.Equal(new Missing("gap"), handoff.Return(" ", Act(by: Ben)).Refusal);
        Assert.Equal(new HandoffReturned("no budget named"), handoff.Return("no budget named", Act(by: Ben)).Value);
        Assert.Equal(new HandoffAnswered(HandoffStatus.Returned), handoff.Accept(Act(by: Ben)).Refusal);
    }

    [Fact]
    public void Has_a_first_action_only_after_it_was_accepted_and_keeps_the_first()
    {
        var handoff = Waiting();

        Assert.Equal(new NotAcceptedYet(), handoff.FirstAction(Act()).Refusal);
        handoff.Accept(Act(by: Ben));
        Assert.IsType<HandoffActedOn>(handoff.FirstAction(Act(Hour(3, 9))).Value);
        Assert.IsType<NothingToChange>(handoff.FirstAction(Act(Hour(4, 9))).Refusal);
        Assert.Equal(Hour(3, 9), handoff.FirstActionAt);
    }

    [Fact]
    public void Speaks_of_one_record()
    {
        var both = new { fromRole = Role.Sdr, toRole = Role.Ae, leadId = Some<Lead>(), accountId = Some<Account>() };
        Assert.Equal(new ExactlyOne("accountId, leadId, opportunityId"), EnteringRefused<Handoff>(both));
    }

    [Fact]
    public void From_a_role_to_the_same_one_says_whose_work_it_was() =>
        Assert.Equal(new Missing("fromPersonId"), EnteringRefused<Handoff>(new { fromRole = Role.Ae, toRole = Role.Ae, leadId = Some<Lead>() }));

    [Fact]
    public void Entered_as_accepted_says_when() =>
        Assert.Equal(new Missing("answeredAt"), EnteringRefused<Handoff>(new { fromRole = Role.Sdr, toRole = Role.Ae, leadId = Some<Lead>(), status = HandoffStatus.Accepted }));

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{")]
    public void Carries_a_packet_that_can_be_read(string packet) =>
        Assert.Equal(new Unreadable("packet", "JSON object"), EnteringRefused<Handoff>(new { fromRole = Role.Sdr, toRole = Role.Ae, leadId = Some<Lead>(), packet }));

    static Handoff Waiting() => Entered<Handoff>(new { fromRole = Role.Sdr, toRole = Role.Ae, opportunityId = Some<Opportunity>(), fromPersonId = Ada, packet = "{\"need\":\"speed\"}" });
}
