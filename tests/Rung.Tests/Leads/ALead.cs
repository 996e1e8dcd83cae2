using Rung.Accounts;
using Rung.Leads;
using Rung.Opportunities;
using static Rung.Tests.World;

namespace Rung.Tests.Leads;

public sealed class ALead
{
    static readonly Id<Opportunity> Sale = Some<Opportunity>();

    [Fact]
    public void Is_worked_from_the_first_touch()
    {
        var lead = New();
        Assert.IsType<LeadTouched>(lead.Touch(Act(Hour(2, 9))).Value);
        Assert.Equal((LeadStatus.Working, Hour(2, 9)), (lead.Status, lead.FirstTouchAt));
    }

    [Fact]
    public void Keeps_the_earliest_touch_we_learn_of()
    {
        var lead = New();
        lead.Touch(Act(Hour(3, 9)));

        Assert.IsType<NothingToChange>(lead.Touch(Act(Hour(4, 9))).Refusal);
        Assert.IsType<LeadTouched>(lead.Touch(Act(Hour(2, 9))).Value);
        Assert.Equal(Hour(2, 9), lead.FirstTouchAt);
    }

    [Fact]
    public void Qualifies_into_one_opportunity_and_may_say_so_again()
    {
        var lead = New();

        Assert.Equal(new LeadQualified(Sale), lead.Qualify(Sale, Act()).Value);
        Assert.IsType<NothingToChange>(lead.Qualify(Sale, Act()).Refusal);
        Assert.Equal(new LeadClosed(LeadStatus.Qualified), lead.Qualify(Some<Opportunity>(), Act()).Refusal);
    }

    [Fact]
    public void Needs_an_account_to_qualify() =>
        Assert.Equal(new Missing("accountId"), Entered<Lead>(new { name = "Somebody" }).Qualify(Sale, Act()).Refusal);

    [Fact]
    public void Is_given_up_with_a_reason()
    {
        var lead = New();

        Assert.Equal(new Missing("reason"), lead.Disqualify(" ", Act()).Refusal);
        Assert.Equal(new LeadDisqualified("no budget"), lead.Disqualify(" no budget ", Act()).Value);
        Assert.Equal(new LeadClosed(LeadStatus.Disqualified), lead.Touch(Act()).Refusal);
        Assert.Equal(new LeadClosed(LeadStatus.Disqualified), lead.Disqualify("again", Act()).Refusal);
    }

    [Fact]
    public void Goes_on_where_it_stood_when_taken_up_again()
    {
        var (touched, untouched) = (New(), New());
        touched.Touch(Act());
        touched.Disqualify("silence", Act());
        untouched.Disqualify("silence", Act());

        touched.Reopen(Act());
        untouched.Reopen(Act());

        Assert.IsType<NothingToChange>(touched.Reopen(Act()).Refusal);
        Assert.Equal((LeadStatus.Working, LeadStatus.Fresh), (touched.Status, untouched.Status));
        Assert.Null(touched.DisqualifiedReason);
    }

    static Lead New() => Entered<Lead>(new { name = "Northwind pilot", accountId = Some<Account>() });
}
