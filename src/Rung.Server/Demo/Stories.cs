using Rung.Ladder;
using Rung.People;

namespace Rung.Server.Demo;

/// <summary>The companies whose truth is known.</summary>
static class Stories
{
    static readonly Member Maya = new("Maya Lindqvist", Role.Founder, 0, WinRate: 0.30, RampMonths: 0) { Mail = "maya.lindqvist" };
    static readonly Member Grant = new("Grant Keller", Role.VpSales, 4, 6.5, WinRate: 0.06, RampMonths: 1, LateDays: 4) { Mail = "grant.keller" };
    static readonly Member Tom = new("Tom Okafor", Role.Sdr, 11) { Mail = "tom.okafor" };
    static readonly Member Ines = new("Ines Duarte", Role.Ae, 17, WinRate: 0.28, RampMonths: 3) { Mail = "ines.duarte" };
    static readonly Member Wei = new("Wei Zhang", Role.Ae, 17, WinRate: 0.27, RampMonths: 3, LateDays: 1.5) { Mail = "wei.zhang" };
    static readonly Member Fang = new("林芳", Role.Csm, 23.5, Language: "zh-CN") { Mail = "fang.lin" };

    static readonly IReadOnlyList<Member> FirstPod = [Maya, Tom, Ines, Wei, Fang];

    static readonly IReadOnlyList<Member> SecondPod =
    [
        new("Sofia Brandt", Role.SalesManager, 30.5, LateDays: 0.3) { Mail = "sofia.brandt" },
        new("Liam Byrne", Role.Sdr, 31, Pod: 2) { Mail = "liam.byrne" },
        new("Amara Osei", Role.Ae, 31, WinRate: 0.26, Pod: 2) { Mail = "amara.osei" },
        new("Jonas Ekberg", Role.Ae, 31, WinRate: 0.27, Pod: 2, LateDays: 1) { Mail = "jonas.ekberg" },
        new("陈静", Role.Csm, 31.5, Pod: 2, Language: "zh-CN") { Mail = "jing.chen" },
    ];

    static readonly IReadOnlyList<Leaving> Climb = [new(MaturityStage.S0, 10.5), new(MaturityStage.S1, 16.5), new(MaturityStage.S2, 24), new(MaturityStage.S3, 30.5)];

    static readonly Episode Early = new(Plot.HiredTooEarly, 4, 6.5, ["A0.1", "A1.1"], "A vice president of sales is hired before anybody can say how to sell, and leaves.");
    static readonly Episode Free = new(Plot.NotCharging, 1, 5, ["A0.2"], "The first customers run pilots without price or end; from then on everybody pays.");
    static readonly Episode Spray = new(Plot.SprayAndPray, 12.5, 15, ["A1.2"], "Outreach doubles, anybody is sold to, few of them succeed.");
    static readonly Episode Holding = new(Plot.FounderWillNotLetGo, 20, 22, ["A2.2"], "The founder leads the meetings of both sellers and stops coaching.");
    static readonly Episode Dropped = new(Plot.DroppedHandoffs, 26, 26.25, ["X3.5", "A3.d3"], "For a week nobody answers a hand-off.");
    static readonly Episode Star = new(Plot.OneStar, 26.5, 30, ["A3.d4"], "Ines gets nearly all hand-offs and brings most of the pod's revenue.");
    static readonly Episode Starved = new(Plot.StarvedSellers, 33, 35, ["A4.4", "A2.1"], "Two pods share the leads of one: the sellers do not get enough to sell.");

    public static readonly IReadOnlyList<Story> All =
    [
        new()
        {
            Name = "climb", About = "Lumen Freight climbs from the founder alone (S0) to two pods under a manager (S4), with seven episodes in which something goes wrong.",
            Team = [.. FirstPod, Grant, .. SecondPod], Exits = Climb, Episodes = [Early, Free, Spray, Holding, Dropped, Star, Starved],
        },
        Plain("worse", "Both sellers win at half of the founder's rate: S2 must not be left (X2.3, X2.4).", [Maya, Tom, Ines with { WinRate = 0.15 }, Wei with { WinRate = 0.14 }, Fang]),
        Plain("equal", "Both sellers win exactly as often as the founder.", [Maya, Tom, Ines with { WinRate = 0.30 }, Wei with { WinRate = 0.30, LateDays = 0 }, Fang]),
        Plain("better", "Both sellers win more often than the founder.", [Maya, Tom, Ines with { WinRate = 0.42 }, Wei with { WinRate = 0.40, LateDays = 0 }, Fang]),
        Plain("drift", "Everybody's win rate falls, month by month, to less than half: no rate is a constant.", FirstPod) with { Breaks = new(Drift: 0.4) },
        Plain("tails", "Prices have no finite variance: one deal is a year's bookings.", FirstPod) with { Breaks = new(Tail: 1.4) },
        Plain("together", "Deals are won and lost in groups: outcomes of a month hang together.", FirstPod) with { Breaks = new(Together: 0.7) },
        Plain("sloppy", "Everybody logs a week late, and a fifth of the meetings never get an outcome.", FirstPod) with { Breaks = new(Sloppy: 6, Unnoted: 0.2) },
    ];

    public static Story? Named(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>The first pod's three years with nothing going wrong.</summary>
    static Story Plain(string name, string about, IReadOnlyList<Member> team) => new() { Name = name, About = about, Team = team, Exits = [.. Climb.Take(3)] };
}
