using Rung.Ladder;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>Verdicts move at month-ends only, and not at the first sign.</summary>
public sealed class KeepingVerdicts
{
    /// <summary>Six paying customers from the middle of January; all of whom use it for a hundred days.</summary>
    static CompanyRows Six(int until) => new() { Roles = Team(), Customers = [.. Enumerable.Range(0, 6).Select(i => Customer(i, 14, until, 5))] };

    static List<Assessment> Months(CompanyRows rows, DateOnly until, IReadOnlyList<WaiverRow>? waivers = null, IReadOnlyList<ConfirmedRow>? confirmed = null) => [.. new Replay(rows, [], waivers ?? [], confirmed ?? []).Until(until)];

    static Verdict Of(Assessment told, string id) => told.Criteria.Single(c => c.Id == id).Verdict;

    [Fact]
    public void A_pass_stands_at_the_second_month_end_in_a_row()
    {
        var months = Months(Six(200), On(119));
        Assert.Equal([Verdict.Insufficient, Verdict.Insufficient, Verdict.Pass, Verdict.Pass], months.Select(m => Of(m, "X0.2")));
        Assert.Equal(LackKind.NotConfirmed, months[1].Criteria.Single(c => c.Id == "X0.2").Lack!.Kind);
    }

    [Fact]
    public void Looking_between_month_ends_moves_nothing()
    {
        var rows = Six(200);
        Assert.Equal(Verdict.Insufficient, Of(Months(rows, On(70))[^1], "X0.2"));
        Assert.Equal(Verdict.Pass, Of(Months(rows, On(95))[^1], "X0.2"));
    }

    [Fact]
    public void A_pass_stands_until_the_second_month_end_below_one_half()
    {
        var months = Months(Six(135), On(211));
        Assert.Equal([Verdict.Pass, Verdict.Pass, Verdict.Fail, Verdict.Fail], months.Skip(3).Select(m => Of(m, "X0.2")));
        Assert.True(months[4].Criteria.Single(c => c.Id == "X0.2").Reading.Probability < 0.5);
    }

    [Fact]
    public void A_waiver_stands_in_for_a_pass_while_it_holds()
    {
        var months = Months(Six(200), On(119), [new(Named(8, 1), "X0.4", On(40), On(95))]);
        Assert.Equal([Verdict.Insufficient, Verdict.Waived, Verdict.Waived, Verdict.Insufficient], months.Select(m => Of(m, "X0.4")));
    }

    [Fact]
    public void A_waiver_need_not_wait_for_the_first_month_end() =>
        Assert.Equal(Verdict.Waived, Of(Months(Six(200), On(20), [new(Named(8, 1), "X0.4", On(14), On(95))])[^1], "X0.4"));

    [Fact]
    public void A_role_of_which_nobody_said_when_it_began_dates_nothing()
    {
        RoleRow founder = new(Founder, Rung.People.Role.Founder, new(2000, 1, 1)) { UndatedOn = On(18) };
        var (told, before) = (Months(new() { Roles = [founder] }, On(19)), Months(new() { Roles = [founder] }, On(17)));
        Assert.Equal((1, 1, null), (told.Count, told[^1].Dwell(MaturityStage.S0), before[^1].Dwell(MaturityStage.S0)));
    }

    [Fact]
    public void A_rung_is_left_when_all_is_met_or_waived_and_nothing_blocks()
    {
        WaiverRow[] waivers = [new(Named(8, 1), "X0.3", On(0), null), new(Named(8, 2), "X0.4", On(0), null), new(Named(8, 3), "X0.5", On(0), null)];
        var measured = Six(200) with { Customers = [.. Six(200).Customers.Select(c => c with { Outcomes = [new(Named(7, 1), On(14), 10, 5, null) { Measures = [new(On(60), 4)] }] })] };
        Assert.Equal([MaturityStage.S0, MaturityStage.S0, MaturityStage.S1, MaturityStage.S1], Months(measured, On(119), waivers).Select(m => m.Stage));

        // Sold, and nobody looked whether they got what was promised: A0.3 blocks.
        Assert.Equal(MaturityStage.S0, Months(Six(200), On(119), waivers)[^1].Stage);
    }

    [Fact]
    public void The_rung_confirmed_stands_and_what_is_not_met_below_is_debt()
    {
        var told = Months(Six(200), On(119), confirmed: [new(Named(8, 1), MaturityStage.S1, On(60))])[^1];
        Assert.Equal((MaturityStage.S1, true), (told.Stage, told.IsConfirmed));
        Assert.Equal(["X0.3", "X0.4", "X0.5"], told.Debt.Select(d => d.Id));
    }

    [Fact]
    public void A_change_of_yardstick_moves_no_past_verdict()
    {
        var rows = Six(200);
        YardstickValue[] stricter = [new("x0.1.customers", On(100), 10)];
        var (before, after) = (Months(rows, On(119)), new Replay(rows, stricter, [], []).Until(On(119)).ToList());
        Assert.Equal(before.Take(3).Select(m => Of(m, "X0.1")), after.Take(3).Select(m => Of(m, "X0.1")));
        Assert.Equal((6, 10), (before[3].Criteria[0].Reading.N, after[3].Criteria[0].Reading.Threshold));
    }

    [Fact]
    public void An_assessment_holds_every_criterion_and_pattern_of_the_first_three_rungs()
    {
        var told = Months(new(), On(30))[^1];
        Assert.Equal(["X0.1", "X0.2", "X0.3", "X0.4", "X0.5", "X1.1", "X1.2", "X1.3", "X1.4", "X1.5", "X2.1", "X2.2", "X2.3", "X2.4"], told.Criteria.Select(c => c.Id));
        Assert.Equal(["A0.1", "A0.2", "A0.3", "A1.1", "A1.2", "A2.1", "A2.2"], told.Patterns.Select(p => p.Id));
        Assert.Equal(MaturityStage.S0, told.Stage);
    }
}
