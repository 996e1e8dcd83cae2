using Rung.Ladder;
using Rung.Meetings;
using Rung.People;
using Rung.Playbook;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>Each anti-pattern, where it is and where it is not.</summary>
public sealed class Patterns
{
    static readonly CompanyRows Alone = new() { Roles = Team(), Customers = [.. Enumerable.Range(0, 6).Select(i => Customer(i, 0, 200, 5))] };

    [Fact]
    public void A01_a_vice_president_of_sales_before_it_is_proven_is_critical_from_the_first_day()
    {
        var rows = Alone with { Roles = [.. Team(), new RoleRow(Wei, Role.VpSales, On(50), On(90))] };
        var found = rows.Look("A0.1", 60);
        Assert.Equal((true, Severity.Critical, On(50)), (found.IsActive, found.Severity, found.Since));
        Assert.False(rows.Look("A0.1", 90).IsActive);
    }

    [Fact]
    public void A01_a_founder_who_is_missing_from_his_own_meetings()
    {
        CompanyRows At(int present) => Alone with { Meetings = [.. Enumerable.Range(0, 10).Select(i => Meeting(i, MeetingType.Pitch, 60 + i, Named(2, i), i < present ? (Founder, Role.Founder) : (Wei, Role.Sdr)))] };
        Assert.True(At(7).Look("A0.1", 80).IsActive);
        Assert.False(At(8).Look("A0.1", 80).IsActive);
    }

    [Fact]
    public void A02_pilots_that_nobody_pays_for()
    {
        var pilot = Alone with { Customers = [.. Alone.Customers, Customer(9, 0, 200, 5, pays: false) with { Subscriptions = [new(Named(4, 9), On(0), On(0)) { Trials = [new(On(0), true)] }] }] };
        Assert.False(pilot.Look("A0.2", 60).IsActive);
        Assert.Equal((true, On(61)), (pilot.Look("A0.2", 61) is var found && found.IsActive, found.Since));
        Assert.False(Alone.Look("A0.2", 100).IsActive);
    }

    [Fact]
    public void A03_sold_and_not_measured()
    {
        CompanyRows Measured(int n) => Alone with { Customers = [.. Alone.Customers.Select((c, i) => i < n ? c with { Outcomes = [new(Named(7, i), On(0), 10, 5, null) { Measures = [new(On(40), 7)] }] } : c)] };
        Assert.True(Measured(2).Look("A0.3", 100).IsActive);
        Assert.False(Measured(5).Look("A0.3", 100).IsActive);
    }

    [Fact]
    public void A11_a_seller_who_began_before_the_way_of_selling_stood()
    {
        var rows = Alone with { Roles = Team(sellersFrom: 100) };
        Finding Look(Verdict? then, Verdict? now) => AntiPatterns.Named("A1.1")!.Look(new(rows, On(120), Yardsticks.Defaults, new(MaturityStage.S1, new Dictionary<MaturityStage, DateOnly>(), (_, day) => day == On(100) ? then : now, _ => null)));
        Assert.Equal((true, On(100)), (Look(null, null) is var found && found.IsActive, found.Since));
        Assert.False(Look(Verdict.Pass, Verdict.Pass).IsActive);
        Assert.False(Look(Verdict.Insufficient, Verdict.Pass).IsActive);
        Assert.False(Look(Verdict.Waived, Verdict.Fail).IsActive);
    }

    [Fact]
    public void A12_anybody_is_sold_to_while_more_outreach_brings_less()
    {
        var rows = Alone with
        {
            Sales = [.. Enumerable.Range(0, 8).Select(i => Sale(i, Founder, 210 + i, 20, true, ideal: i < 3))],
            Touches = [.. Enumerable.Range(0, 300).Select(d => new TouchRow(On(d), d >= 210 ? 30 : 10, 0))],
            Leads = [.. Enumerable.Range(0, 290).Select(d => new LeadRow(On(d), d < 170 || d % 10 == 0 ? On(d + 5) : null))],
        };
        Assert.True(rows.Look("A1.2", 290).IsActive);
        Assert.False((rows with { Touches = [.. rows.Touches.Select(t => t with { N = 10 })] }).Look("A1.2", 290).IsActive);
        Assert.False((rows with { Sales = [.. rows.Sales.TakeLast(4)] }).Look("A1.2", 290).IsActive);
    }

    [Fact]
    public void A21_three_sellers_in_a_quarter()
    {
        var rows = Alone with { Roles = [.. Team(sellersFrom: 100), new RoleRow(Named(1, 9), Role.Ae, On(120))] };
        Assert.Equal((true, On(120)), (rows.Look("A2.1", 130) is var found && found.IsActive, found.Since));
        Assert.False((Alone with { Roles = Team(sellersFrom: 100) }).Look("A2.1", 110).IsActive);
    }

    [Fact]
    public void A22_a_founder_who_leads_the_sellers_meetings()
    {
        CompanyRows At(int led) => Alone with
        {
            Roles = Team(sellersFrom: 100), Time = [.. Enumerable.Range(140, 60).Select(d => new TimeRow(Founder, d % 2 == 0 ? WorkClass.Coach : WorkClass.Sell, On(d), 60))],
            Meetings = [.. Enumerable.Range(0, 20).Select(i => Meeting(i, MeetingType.Pitch, 150 + i, Named(2, i), i < led ? (Founder, Role.Founder) : (Ines, Role.Ae)))],
        };
        Assert.Equal((true, Severity.Warn), (At(9).Look("A2.2", 180) is var found && found.IsActive, found.Severity));
        Assert.False(At(8).Look("A2.2", 180).IsActive);
        Assert.True((At(8) with { Time = [new(Founder, WorkClass.Sell, On(170), 600)] }).Look("A2.2", 180).IsActive);
    }

    [Fact]
    public void A22_blocks_after_two_months()
    {
        var rows = Alone with { Roles = Team(sellersFrom: 0), Meetings = [.. Enumerable.Range(0, 200).Select(i => Meeting(i, MeetingType.Pitch, 40 + i, Named(2, i), (Founder, Role.Founder)))] };
        var months = new Replay(rows, [], [], []).Until(On(180)).ToList();
        var found = months.Select(m => m.Patterns.Single(p => p.Id == "A2.2")).ToList();
        Assert.Equal(found.First(f => f.IsActive).Since, found[^1].Since);
        Assert.Equal((Severity.Warn, Severity.Block), (found.First(f => f.IsActive).Finding.Severity, found[^1].Finding.Severity));
    }
}
