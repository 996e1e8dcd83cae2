using Rung.Ladder;
using Rung.Meetings;
using Rung.People;
using Rung.Playbook;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>D1: rows in, decision out; V31–V33.</summary>
public sealed class WhomToHireFirst
{
    static readonly Yardsticks Wide = Yardsticks.On(On(200), [new("d1.weeks", First, 15), new("d1.hours", First, 100)]);

    /// <summary>V31 in fifteen weeks of a hundred hours: the same means and variations in whole minutes.</summary>
    static readonly CompanyRows V31 = new()
    {
        Roles = Team(), Sales = [Sale(1, Founder, 100, null, false)],
        Time = [.. Tasks(WorkClass.Prospect, 1_620, 10), .. Tasks(WorkClass.Prospect, 180, 60), .. Tasks(WorkClass.Sell, 250, 30), .. Tasks(WorkClass.Sell, 125, 120), .. Tasks(WorkClass.Success, 144, 45), .. Tasks(WorkClass.Success, 36, 270)],
    };

    static IEnumerable<TimeRow> Tasks(WorkClass of, int n, int minutes) => Enumerable.Range(0, n).Select(i => new TimeRow(Founder, of, On(100 + i % 100), minutes));

    static FirstHireDecision Decide(CompanyRows rows, int day = 200) => D1FirstHire.Decide(rows.Seen(day, Wide));

    static void Near(double expected, double? value) => Assert.Equal(expected, value!.Value, 5e-7);

    [Fact]
    public void V31_to_V33_an_SDR_takes_most_load_and_a_customer_success_manager_most_waiting()
    {
        var told = Decide(V31);
        Near(0.73, told.Now!.Load);
        Near(1.972222, told.Now.WaitHours);
        Near(0.43, told.AfterSdr!.Load);
        Near(0.802632, told.AfterSdr.WaitHours);
        Near(0.55, told.AfterCsm!.Load);
        Near(0.583333, told.AfterCsm.WaitHours);
        Assert.Equal((FirstHire.Sdr, FirstHire.Csm, false), (told.ByLoad, told.ByWaiting, told.Agree));
    }

    [Fact]
    public void A_founder_with_more_work_than_hours_waits_for_ever_until_somebody_takes_enough()
    {
        var told = Decide(V31 with { Time = [.. V31.Time, .. Tasks(WorkClass.Success, 600, 90)] });
        Assert.Equal((null, null, true, FirstHire.Csm), (told.Now!.WaitHours, told.AfterSdr!.WaitHours, told.AfterCsm!.WaitHours > 0, told.ByWaiting));
    }

    [Fact]
    public void Without_time_written_down_nothing_is_said_of_load_and_waiting()
    {
        var told = Decide(V31 with { Time = [] });
        Assert.Equal((LackKind.NoTime, null, null, null), (told.Lack!.Kind, told.ByLoad, told.ByWaiting, told.Now));
    }

    [Fact]
    public void Meetings_that_come_by_referral_or_customers_who_wait_speak_for_a_customer_success_manager()
    {
        var meetings = Enumerable.Range(0, 6).Select(i => Meeting(i, MeetingType.Pitch, 190, Named(2, i))).ToList();
        CompanyRows From(string source) => V31 with { Meetings = meetings, Sales = [.. Enumerable.Range(0, 6).Select(i => Sale(i, Founder, 150, null, false) with { Source = source })] };
        Assert.Equal(FirstHire.Csm, Decide(From("Referral")).BySigns);
        Assert.Null(Decide(From("outbound")).BySigns);
        Assert.Equal(FirstHire.Csm, Decide(V31 with { Customers = [Customer(1, 100, 200, 5, firstValue: null)] }).BySigns);
        Assert.Null(Decide(V31 with { Customers = [Customer(1, 100, 200, 5)] }).BySigns);
    }

    [Fact]
    public void An_empty_pipeline_and_more_prospecting_than_success_speak_for_an_SDR()
    {
        var thin = V31 with { Sales = [Sale(1, Founder, 110, 40, true), Sale(2, Founder, 180, null, false)] };
        Assert.Equal(FirstHire.Sdr, Decide(thin).BySigns);
        Assert.Null(Decide(thin with { Sales = [.. thin.Sales, .. Enumerable.Range(3, 5).Select(i => Sale(i, Founder, 180, null, false))] }).BySigns);
    }

    [Fact]
    public void Once_somebody_came_it_stands_as_it_was_the_day_before()
    {
        var rows = V31 with { Roles = [.. Team(), new RoleRow(Ines, Role.Csm, On(201))], Time = [.. V31.Time, new TimeRow(Founder, WorkClass.Success, On(300), 600)] };
        YardstickValue[] wide = [new("d1.weeks", First, 15), new("d1.hours", First, 100)];
        var told = new Replay(rows, wide, [], []).Until(On(330)).Last().FirstHire!;
        Assert.Equal((On(200), FirstHire.Csm, On(201)), (told.AsOf, told.Taken, told.TakenOn));
        Near(1.972222, told.Now!.WaitHours);
    }
}
