using Rung.Ladder;
using Rung.Meetings;
using Rung.People;
using Rung.Playbook;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>What would settle a criterion and by when, where the founder's hours go, and the pictures of a day.</summary>
public sealed class PaceAndHours
{
    static Assessment Told(DateOnly day, Reading reading) =>
        new(day, MaturityStage.S0, false, MaturityStage.S0, [new Stood(reading.Id, reading.Verdict, null, reading)], [], [], new Dictionary<MaturityStage, DateOnly>());

    static Reading Share(int n, long? more) => new("X0.2", Verdict.Insufficient) { N = n, NeededMore = more };

    static readonly DateOnly MonthEnd = new(2026, 3, 31), Now = new(2026, 9, 30);

    [Fact]
    public void Twice_as_many_as_came_in_half_a_year_take_a_year()
    {
        var pace = Pace.Of([Told(MonthEnd, Share(10, 30)), Told(Now, Share(20, 20))], "X0.2")!;

        Assert.Equal((20, Now.AddDays(2 * (Now.DayNumber - MonthEnd.DayNumber))), (pace.More, pace.On!.Value));
        Assert.Equal(10 * 30.4375 / (Now.DayNumber - MonthEnd.DayNumber), pace.PerMonth, 9);
    }

    [Fact]
    public void Where_none_came_no_day_is_named() =>
        Assert.Equal(new Pace(20, 0, null), Pace.Of([Told(MonthEnd, Share(20, 20)), Told(Now, Share(20, 20))], "X0.2"));

    [Fact]
    public void A_day_too_far_off_is_not_named() =>
        Assert.Null(Pace.Of([Told(MonthEnd, Share(19, 900)), Told(Now, Share(20, 900))], "X0.2")!.On);

    [Fact]
    public void Nothing_more_wanted_has_no_pace() => Assert.Null(Pace.Of([Told(MonthEnd, Share(10, null)), Told(Now, Share(20, null))], "X0.2"));

    [Fact]
    public void Of_a_criterion_of_parts_the_one_that_speaks_is_followed()
    {
        Reading Whole(int completed, int onTime, long more)
        {
            var weak = new Reading("X1.2.on-time", Verdict.Insufficient) { N = onTime, NeededMore = more };
            return weak with { Id = "X1.2", Parts = [new("X1.2.completed", Verdict.Pass) { N = completed }, weak] };
        }

        var pace = Pace.Of([Told(MonthEnd, Whole(100, 5, 9)), Told(Now, Whole(400, 15, 10))], "X1.2")!;

        Assert.Equal(Now.AddDays(Now.DayNumber - MonthEnd.DayNumber), pace.On);
    }

    [Fact]
    public void Of_what_is_counted_the_count_grows()
    {
        Reading Count(int n) => new("X0.1", Verdict.Fail) { Kind = FigureKind.Count, N = 99, Numerator = n, NeededMore = 2 };

        Assert.Equal(Now.AddDays(Now.DayNumber - MonthEnd.DayNumber), Pace.Of([Told(MonthEnd, Count(1)), Told(Now, Count(3))], "X0.1")!.On);
    }

    [Fact]
    public void The_founders_hours_stand_against_what_the_rung_is_about()
    {
        var rows = new CompanyRows { Roles = Team(10), Time = [new(Founder, WorkClass.Sell, On(100), 8 * 180), new(Founder, WorkClass.Coach, On(100), 8 * 60), new(Ines, WorkClass.Coach, On(100), 9_999), new(Founder, WorkClass.Coach, On(30), 9_999)] };

        var hours = FounderHours.Of(rows, On(120))!;

        Assert.Equal((4.0, 0.25, false), (hours.All, hours.Share(MaturityStage.S2)!.Value, hours.OnlyMeetings));
        Assert.Equal(0.75, hours.Share(MaturityStage.S0));
    }

    [Fact]
    public void Without_written_time_the_meetings_speak_and_without_either_nothing_does()
    {
        var rows = new CompanyRows { Roles = Team(), Meetings = [Meeting(1, MeetingType.Pitch, 100, Named(2, 1), (Founder, Role.Founder)) with { Minutes = 480 }] };

        Assert.Equal((true, 1.0), (FounderHours.Of(rows, On(120))!.OnlyMeetings, FounderHours.Of(rows, On(120))!.PerWeek[WorkClass.Sell]));
        Assert.Null(FounderHours.Of(rows, On(300)));
    }

    [Fact]
    public void Time_on_a_rung_ends_when_a_higher_one_is_reached()
    {
        var told = Told(On(100), Share(1, 1)) with { Entered = new Dictionary<MaturityStage, DateOnly> { [MaturityStage.S0] = On(0), [MaturityStage.S1] = On(60) } };

        Assert.Equal((60, 40, null), (told.Dwell(MaturityStage.S0), told.Dwell(MaturityStage.S1), told.Dwell(MaturityStage.S2)));
    }

    /// <summary>V1–V5: founder 18 of 60, sellers 9 of 32 and 7 of 31, all resolved.</summary>
    [Fact]
    public void The_founder_against_sellers_is_the_worked_example()
    {
        var rows = new CompanyRows { Roles = Team(200), Sales = [.. Sales(1, Founder, 0, 18, 60), .. Sales(100, Ines, 300, 9, 32), .. Sales(200, Wei, 300, 7, 31)] };

        var told = SellersCompared.Of(rows.Seen(500))!;

        Assert.Equal(0.587185, told.Pooled.AtLeast!.Value, 6);
        Assert.Equal(0.059065, told.Pooled.ExpectedLoss!.Value, 6);
        Assert.Equal(0.370050, told.Joint!.Value, 6);
        Assert.Equal([0.698966, 0.472616], told.Each.Select(e => Math.Round(e.AtLeast!.Value, 6)));
        Assert.Equal((60, 0), (told.FounderMix.Ideal, told.SellersMix.Unknown));
    }

    [Fact]
    public void With_one_source_the_held_mix_is_the_plain_ratio_and_with_none_in_common_there_is_none()
    {
        SaleRow[] founder = [.. Sales(1, Founder, 0, 18, 60)], seller = [.. Sales(100, Ines, 300, 9, 30)];

        Assert.Equal(1, SellersCompared.Of(new CompanyRows { Roles = Team(200), Sales = [.. founder, .. seller] }.Seen(500))!.SameSources!.Value, 9);
        Assert.Null(SellersCompared.Of(new CompanyRows { Roles = Team(200), Sales = [.. founder.Select(s => s with { Source = "referral" }), .. seller] }.Seen(500))!.SameSources);
    }

    [Fact]
    public void A_month_counts_when_it_is_over()
    {
        var rows = new CompanyRows { Roles = Team(), Sales = [.. Sales(1, Founder, 0, 20, 60)] };

        var accepted = MonthByMonth.Of(rows.Seen(50)).Single(m => m.What == Watched.Accepted);

        Assert.Equal([new DateOnly(2025, 1, 1)], accepted.Months);
        Assert.Equal([31.0], accepted.Values);
        Assert.Equal([31.0, 28.0], MonthByMonth.Of(rows.Seen(58)).Single(m => m.What == Watched.Accepted).Values);
    }

    [Fact]
    public void A_cohort_counts_whoever_ever_reached_a_step()
    {
        var cohort = Assert.Single(CohortFunnel.Of(new CompanyRows { Roles = Team(), Sales = [.. Sales(1, Founder, 0, 18, 60)] }.Seen(89)));

        Assert.Equal(new CohortFunnel(new(2025, 1, 1), 60, 60, 18, 18, 18, 0), cohort);
    }
}
