using Rung.People;
using Rung.Playbook;
using static Rung.Tests.World;

namespace Rung.Tests.Playbook;

public sealed class ThePlaybook
{
    [Fact]
    public void Has_twelve_topics() => Assert.Equal(12, Enum.GetValues<Topic>().Length);

    [Fact]
    public void A_section_without_text_is_not_approved() => Assert.Equal(new Missing("body"), Entered<Section>(new { name = "Demo" }).Approve(Act()).Refusal);

    [Fact]
    public void Approval_is_of_a_text_and_another_text_needs_another()
    {
        var section = Entered<Section>(new { name = "Demo", topic = Topic.Demo, body = "Show one thing." });
        Assert.Equal(new SectionApproved(1), section.Approve(Act()).Value);
        Assert.Equal(new NothingToChange(), section.Approve(Act(by: Ben)).Refusal);

        section.Amend(Values(new { body = "Show two things." }), Act());

        Assert.Equal((2, null), (section.Edition, section.ApprovedAt));
        Assert.Equal(new SectionApproved(2), section.Approve(Act()).Value);
    }

    [Fact]
    public void Approval_stays_when_the_text_does()
    {
        var section = Entered<Section>(new { name = "Demo", body = "Show one thing." });
        section.Approve(Act());

        section.Amend(Values(new { accountableId = Ben }), Act());
        section.Amend(Values(new { body = "" , name = "" }), Act());

        Assert.Equal(1, section.Edition);
        Assert.NotNull(section.ApprovedAt);
    }

    [Fact]
    public void A_draft_is_rewritten_without_counting_editions()
    {
        var section = Entered<Section>(new { name = "Demo", body = "a" });
        section.Amend(Values(new { body = "b" }), Act());
        Assert.Equal(1, section.Edition);
    }

    [Fact]
    public void A_section_remembers_its_latest_use()
    {
        var section = Entered<Section>(new { name = "Demo", body = "a" });
        section.Use(Act(Hour(3, 9)));
        Assert.IsType<NothingToChange>(section.Use(Act(Hour(2, 9))).Refusal);
        Assert.Equal(Hour(3, 9), section.UsedAt);
    }

    [Fact]
    public void Nobody_certifies_or_coaches_themselves()
    {
        Assert.Equal(new OwnExaminer(), EnteringRefused<Certification>(new { personId = Ada, item = "Demo", takenOn = Day(2026, 3, 2), examinerId = Ada }));
        Assert.Equal(new OwnCoach(), EnteringRefused<CoachingSession>(new { coachId = Ada, personId = Ada, heldAt = Noon }));
    }

    [Fact]
    public void Adherence_goes_from_nought_to_one() => Assert.Equal(new OutOfRange("degree", "0", "1"),
        EnteringRefused<Adherence>(new { opportunityId = Some<Rung.Opportunities.Opportunity>(), sectionId = Some<Section>(), degree = 1.1 }));

    [Fact]
    public void A_block_of_time_is_a_day_at_most() =>
        Assert.Equal(new OutOfRange("minutes", "0", "1440"), EnteringRefused<TimeBlock>(new { personId = Ada, startsAt = Noon, minutes = 1441 }));
}
