using Rung.Ladder;
using Rung.People;
using Rung.Planner;
using Does = Rung.Planner.Duties;

namespace Rung.Server.Demo;

/// <summary>The companies whose truth is known.</summary>
static class Stories
{
    public const string Usual = "climb";
    public const int Months = 36;

    /// <summary>The names of <see cref="All"/>, for those who need not wait until they are told.</summary>
    public const string Names = "climb, worse, equal, better, drift, tails, together, sloppy";

    /// <summary>Lumen Freight sells to shippers: few inbound leads, a list worked from cold, prices that a head of logistics may sign.</summary>
    static readonly Dictionary<Parameter, double> Numbers = new()
    {
        [Parameter.InboundPerMonth] = 50, [Parameter.SeasonSwing] = .15, [Parameter.ReferralsPerCustomer] = .05, [Parameter.ListYield] = 400, [Parameter.ListSize] = 5_000, [Parameter.BookedCold] = .16, [Parameter.BookedWarm] = .4,
        [Parameter.TouchesPerAccount] = 8, [Parameter.TouchMinutes] = 8,
        [Parameter.Win] = .33, [Parameter.CycleDays] = 48, [Parameter.Price] = 22_000, [Parameter.PriceVariation] = .4, [Parameter.HoursPerSale] = 4.5, [Parameter.OnboardingHours] = 5, [Parameter.OnboardingsAtOnce] = 12, [Parameter.CareHours] = .2,
        [Parameter.Churn] = .1, [Parameter.RampAe] = 3, [Parameter.RampSdr] = 2, [Parameter.AttritionSdr] = 0, [Parameter.AttritionAe] = 0, [Parameter.AttritionCsm] = 0,
        [Parameter.PaySdr] = 62_000, [Parameter.PayAe] = 125_000, [Parameter.PayCsm] = 72_000, [Parameter.PayManager] = 145_000, [Parameter.PayFounder] = 60_000, [Parameter.Marketing] = 4_000,
        [Parameter.OpeningBalance] = 1_200_000,
    };

    static readonly IReadOnlyList<Leaving> Climb = [new(MaturityStage.S0, 10.5), new(MaturityStage.S1, 16.5), new(MaturityStage.S2, 24), new(MaturityStage.S3, 30.5)];

    static readonly IReadOnlyList<Plot> Plots =
    [
        new(PlotKind.NotCharging, 0, 5, ["A0.2"], "Customers signed in these months run pilots without price or end until the last day; then they begin to pay."),
        new(PlotKind.HiredTooEarly, 4, 6.5, ["A0.1", "A1.1"], "Grant Keller joins as vice president of sales before anybody can say how to sell, and leaves."),
        new(PlotKind.SprayAndPray, 12.5, 15, ["A1.2"], "Twice as many touches go out, and anybody is sold to. Customers outside the profile use the product a fifth as much as others.",
            (Parameter.IdealShare, .25), (Parameter.IdealShareOutbound, .2), (Parameter.TouchMinutes, 4), (Parameter.BookedCold, .08), (Parameter.NonIdealWin, 1)),
        new(PlotKind.FounderWillNotLetGo, 20, 22, ["A2.2"], "The founder sits in the meetings of both sellers, sells beside them and does not coach.", (Parameter.FounderJoins, .85)),
        new(PlotKind.DroppedHandoffs, 26, 26.25, ["X3.5", "A3.d3"], "For a week hardly anybody answers a hand-off.", (Parameter.SaleHandoffLoss, .95), (Parameter.SuccessHandoffLoss, .9)),
        new(PlotKind.OneStar, 26.5, 30.5, ["A3.d4"], "Ines wins twice as often as usual, Wei hardly ever."),
        new(PlotKind.StarvedSellers, 32, 34, ["A4.4", "A2.1"], "Two pods live on the leads of less than one: the sellers do not get enough to sell.",
            (Parameter.InboundPerMonth, 6), (Parameter.ListYield, 6), (Parameter.ReferralsPerCustomer, .01)),
    ];

    public static readonly IReadOnlyList<Story> All =
    [
        Told("climb", "Lumen Freight climbs from the founder alone (S0) to two pods under a manager (S4). Seven times something goes wrong for a while.",
            [.. Founder(holds: true), new Seat(Role.VpSales, Does.Sell, 4, 6.5, Skill: .2), .. Star(FirstPod(1, .97)), .. SecondPod()], Climb, Plots),
        Told("worse", "Both sellers win half as often as the founder: S2 is not proven and must not be left.", [.. Founder(), .. FirstPod(.5, .46)], [.. Climb.Take(2)], []),
        Told("equal", "Both sellers win exactly as often as the founder.", [.. Founder(), .. FirstPod(1.1, 1.1)], [.. Climb.Take(3)], []),
        Told("better", "Both sellers win more often than the founder.", [.. Founder(), .. FirstPod(1.5, 1.45)], [.. Climb.Take(3)], []),
        Broken("drift", "Everybody's win rate falls by more than a third a year: no rate is a constant.", new(Drift: new Dictionary<Parameter, double> { [Parameter.Win] = -.35 })),
        Broken("tails", "Prices and times vary four times as much as usual: one deal may be a quarter's bookings.", new(HeavyTails: 4)),
        Broken("together", "Sales are won and lost together: the months share a shock to every win rate.", new(SharedShock: .7, ShockMemory: .7)),
        Broken("sloppy", "Half of everything is written down a week late, and a fifth of the small things never.", new(LateShare: .5, LateDays: 6, UnloggedShare: .2)),
    ];

    public static Story? Named(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>The founder does everything, then ever less, then leads; one who holds on takes it all up again for two months.</summary>
    static IEnumerable<Seat> Founder(bool holds = false)
    {
        const Does most = Does.Sell | Does.Success;
        yield return Seat.Founder(Does.All, 0, 12.5, skill: FounderSkill);
        yield return Seat.Founder(most, 12.5, 17, skill: FounderSkill);
        yield return Seat.Founder(Does.Success, 17, holds ? 20 : 24, time: .8, coachHours: 13, skill: FounderSkill);
        if (holds)
        {
            yield return Seat.Founder(most, 20, 22, skill: FounderSkill);
            yield return Seat.Founder(Does.Success, 22, 24, time: .8, coachHours: 13, skill: FounderSkill);
        }

        yield return Seat.Founder(Does.None, 24, coachHours: 14);
    }

    const double FounderSkill = 1.1;

    static IEnumerable<Seat> Star(IEnumerable<Seat> pod) => pod.Select(s => s.Role != Role.Ae ? s : s with { Streaks = [new(26.5, 30.5, s.Skill == 1 ? 2 : .3)] });

    static IEnumerable<Seat> FirstPod(double ines, double wei) => [Seat.Sdr(11), Seat.Ae(17, skill: ines), Seat.Ae(17, skill: wei), Seat.Csm(23.5)];

    static IEnumerable<Seat> SecondPod() => [Seat.Manager(30.5), Seat.Sdr(31, 1), Seat.Ae(31, 1, .95), Seat.Ae(31, 1, 1), Seat.Csm(31.5, 1)];

    static Story Told(string name, string about, IReadOnlyList<Seat> seats, IReadOnlyList<Leaving> exits, IReadOnlyList<Plot> plots) => new(name, about, new(seats)
    {
        Name = name, Months = Months, Zone = Frame.Zone, Overrides = Numbers, PlaybookFrom = 10,
        Episodes = [.. plots.SelectMany(p => p.Changes.Select(c => new Episode(c.Parameter, p.FromMonth, p.UntilMonth, c.Value)))],
    }, exits, plots);

    static Story Broken(string name, string about, Truths truths) => Told(name, about, [.. Founder(), .. FirstPod(1, .97)], [.. Climb.Take(3)], []) is var story
        ? story with { Organisation = story.Organisation with { Truths = truths } }
        : throw new InvalidOperationException();
}
