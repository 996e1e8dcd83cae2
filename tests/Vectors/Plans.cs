using Rung.Planner.ClosedForms;

namespace Rung.Vectors;

/// <summary>Plans and money: V17, V43–V46, V49, V52–V55 and the worked cases of 5.2, 5.3, 5.4, 5.6 and 1.4.</summary>
static class Plans
{
    static readonly Specialisation Rule = new(75, 62, 0.15, 0.12, 195, 0.02, 0.78, 40, 15_000, 0.6);

    internal static IEnumerable<Vector> All =>
    [
        .. Economics("V17 A", 12, 0.20, 18_000, "2.400000", "43200", "30416.666667", "25.997151", "117000", "3.846575", "1.689815", "0.591781"),
        .. Economics("V17 B", 15.6, 0.22, 30_000, "3.432000", "102960", "21270.396270", "10.907896", "195000", "9.167671", "0.709013", "1.410411"),
        .. Dossier.Of("V17", ("χ", "0.01059624", () => 1 - Math.Pow(0.88, 1.0 / 12))),
        .. Dossier.Of("V17 A", () => Cash(43_200, PaidBy.Month), ("first positive month", "36", c => c.FirstPositive), ("cumulative break-even", "76", c => c.BreakEven)),
        .. Dossier.Of("V17 B", () => Cash(102_960, PaidBy.Month), ("first positive month", "14", c => c.FirstPositive), ("cumulative break-even", "27", c => c.BreakEven)),
        .. Dossier.Of("V17 B", () => Cash(102_960, PaidBy.YearInAdvance), ("prepaid month 1", "-3691.20", c => c.Months[0]), ("prepaid month 13", "66980.54", c => c.Months[12]), ("prepaid break-even", "13", c => c.BreakEven)),
        .. new[] { (1_000.0, "39.047646"), (2_000, "152.195073"), (5_000, "382.706483"), (10_000, "642.865179"), (15_000, "838.600000"), (30_000, "1258.322320"), (60_000, "1781.180070"), (100_000, "2201.648544"), (200_000, "2682.157747"), (400_000, "2654.991349") }
            .SelectMany(point => Dossier.Of("V43", ($"saving at {point.Item1:0}", point.Item2, () => Rule.At(point.Item1).Value.PerDeal))),
        .. Dossier.Of("V43", () => Rule.BreakEven().Value, ("break-even from", "728.038395", b => b.From), ("break-even until", "992943.076501", b => b.Until)),
        .. Dossier.Of("5.4", ("an hour saved", "31.69", () => Rule.SavedHours(1) + 195)),
        .. Money(1, "0.447581", "6.629027", "1.458386", "15126.23", "15126.23"), .. Money(2, "0.044459", "11.466494", "2.522629", "21029.51", "5903.28"),
        .. Money(3, "0.000013", "11.999844", "2.639966", "4775.19", "-16254.32"), .. Money(4, "0.000000", "12.000000", "2.640000", "-14224.00", "-18999.19"),
        .. Dossier.Of("V44", ("c*", "2", () => ByMoney().Best.AccountExecutives)),
        .. People(1, ".979862", ".979862", null), .. People(2, ".827126", "1.654252", ".684137"), .. People(3, ".584430", "1.753291", ".199617"), .. People(4, ".368201", "1.472806", ".018380"),
        .. People(5, ".222085", "1.110427", null), .. People(6, ".134603", ".807617", null), .. People(8, ".054065", ".432518", null), .. People(10, ".024863", ".248634", null),
        .. Dossier.Of("V45", ("c*", "3", () => ByPeople().Best.AccountExecutives)),
        .. Pods(null, ["15.6", "31.2", "46.8"], ["1", "1", "1"], null),
        .. Pods(60, ["13.736905", "24.328767", "32.495639"], ["1", ".885526", ".788524"], ["11717.59", "7244.49", "-9712.45"]),
        .. Pods(40, ["12.917725", "21.663760", "27.585322"], ["1", ".838528", ".711821"], ["7500.45", "-6474.97", "-34990.76"]),
        .. Pods(25, ["11.605076", "17.823041", "21.154607"], ["1", ".767898", ".607625"], ["742.93", "-26246.99", "-68096.08"]),
        .. Dossier.Of("V46", ("M 40: multiplier of 2", "1.677057", () => Copies(40)[1].Supply / Copies(40)[0].Supply), ("M 40: multiplier of 3", "2.135463", () => Copies(40)[2].Supply / Copies(40)[0].Supply)),
        .. Dossier.Of("V49",
            ("linear 3", "10.5", () => Ramp.Linear(3).Value.Area(12)), ("linear 4", "10.0", () => Ramp.Linear(4).Value.Area(12)), ("linear 8", "8.0", () => Ramp.Linear(8).Value.Area(12)),
            ("exponential 1.5", "10.500503", () => Ramp.Exponential(1.5).Value.Area(12)), ("exponential 2.5", "9.520574", () => Ramp.Exponential(2.5).Value.Area(12)),
            ("logistic", "9.459520", () => Ramp.Logistic(1.2, 2.5).Value.Area(12))),
        .. Dossier.Of("V52", ("wins", "19.305000", () => Funnel.Of(1_000, [0.15, 0.80, 0.65, 0.55, 0.45]).Value.Last)),
        .. Ops(1, "50000", "-30000", "-0.375", "-42500", "-47500"), .. Ops(2, "100000", "20000", "0.250", "-5000", "-15000"), .. Ops(3, "150000", "70000", "0.875", "32500", "17500"),
        .. Ops(5, "250000", "170000", "2.125", "107500", "82500"), .. Ops(10, "500000", "420000", "5.250", "295000", "245000"),
        .. Dossier.Of("V53",
            ("break-even on bookings", "1.600000", () => SalesOps.BreakEvenPods(50_000, 80_000)), ("at 75% margin", "2.133333", () => SalesOps.BreakEvenPods(50_000, 80_000, 0.75)),
            ("less commission", "2.461538", () => SalesOps.BreakEvenPods(50_000, 80_000, 0.75, 0.1)), ("and loaded", "3.076923", () => SalesOps.BreakEvenPods(50_000, 80_000, 0.75, 0.1, 1.25))),
        .. Dossier.Of("V54", () => HiringPipeline.Of(10, 0.34, 2, 5.7).Value, ("a 0.34 hires", ".283333", h => h.Hires), ("a 0.34 vacancies", ".566667", h => h.Vacancies), ("a 0.34 ramping", "1.615000", h => h.Ramping)),
        .. Dossier.Of("V54", () => HiringPipeline.Of(10, 0.25, 2, 5.7).Value, ("a 0.25 hires", ".208333", h => h.Hires), ("a 0.25 vacancies", ".416667", h => h.Vacancies), ("a 0.25 ramping", "1.187500", h => h.Ramping)),
        .. Dossier.Of("V55",
            ("bookings", "3510000", () => RampParable.BookingsOf(27, 10, 0.20, 15_000).Value.PerMonth), ("nine cohorts", "1620000", () => RampParable.Of(36, 4, 4, 45_000).Value.MarginPerMonth), ("half the cohorts", "810000", () => RampParable.Of(36, 8, 4, 45_000).Value.MarginPerMonth)),
        .. Dossier.Of("5.2.2", () => LeadResponse.Published(0.4).Value, ("τ", "0.513898", r => r.Tau), ("q(0)/q(1)", "6.363636", r => r.After(0) / r.After(1)), ("q(0)/q(24)", "60.000000", r => r.After(0) / r.After(24)), ("τ for exactly 7", "0.487055", _ => LeadResponse.TauFor(7, 1, 60))),
        .. Dossier.Of("5.2.3", ("show after five days", "0.790035", () => Show)),
        .. Dossier.Of("5.3", () => MeetingSupply.Of(672, 12, 0.06, Show, 0.8).Value, ("accounts", "56", m => m.Accounts), ("cold, held and accepted", "2.123615", m => m.Accepted),
            ("booked for 12", "18.986493", _ => MeetingSupply.BookingsFor(12, Show, 0.8).Value.PerMonth), ("share of accounts", "0.339", m => MeetingSupply.BookingsFor(12, Show, 0.8).Value.PerMonth / m.Accounts)),
        .. Dossier.Of("5.2.9", () => Experience.Of(0.85).Value, ("b", "0.234465", e => e.Exponent), ("hundredth", "0.339680", e => e.TimeOf(100)), ("mean of a hundred", "0.437539", e => e.MeanTimeOfFirst(100))),
        .. Dossier.Of("5.6", ("m* at 30k", "9.469697", () => Goldilocks.CriticalMass(750_000, 30_000, 0.22).Value.PerMonth), ("m* at 15k", "20.833333", () => Goldilocks.CriticalMass(750_000, 15_000, 0.20).Value.PerMonth)),
    ];

    static double Show => MeetingSupply.Show(0.92, 0.97, 5).Value.Share;

    static IEnumerable<Vector> Economics(string id, double opportunities, double win, double price, string wins, string arr, string cac, string payback, string ltv, string ratio, string spendPerArr, string arrPerSpend) =>
        Dossier.Of(id, () => UnitEconomics.Of((85_000 + 2 * 190_000) * 1.2 / 12 + 1_500 + 15_000 + 10_000, opportunities, win, price, 0.78, 0.12).Value,
            ("wins", wins, e => e.Wins), ("new ARR", arr, e => e.NewArr), ("CAC", cac, e => e.Cac), ("payback", payback, e => e.PaybackMonths), ("LTV", ltv, e => e.Ltv), ("LTV:CAC", ratio, e => e.LtvToCac),
            ("S&M per ARR", spendPerArr, e => e.SpendPerArr), ("ARR per S&M", arrPerSpend, e => e.ArrPerSpend));

    static CashPath Cash(double arr, PaidBy paid) => CashPath.Of(arr, 0.78, 0.12, 84_000, paid).Value;

    static Staffing<StaffedByMoney> ByMoney() => Goldilocks.ByMoney(12, 3, 21, 0.22, 30_000, 0.78, 19_000, 10).Value;

    static IEnumerable<Vector> Money(int c, string turnedAway, string accepted, string wins, string contribution, string marginal) =>
        Dossier.Of("V44", () => ByMoney().Choices[c - 1],
            ($"c {c} B", turnedAway, s => s.TurnedAway), ($"c {c} accepted", accepted, s => s.Accepted), ($"c {c} wins", wins, s => s.Wins), ($"c {c} contribution", contribution, s => s.Contribution), ($"c {c} marginal", marginal, s => s.Marginal));

    static Staffing<StaffedByPeople> ByPeople() => Goldilocks.ByPeople(24, 16, 6, 3, 10).Value;

    static IEnumerable<Vector> People(int c, string succeeds, string expected, string? all) =>
    [
        .. Dossier.Of("V45", ($"c {c} P", succeeds, () => ByPeople().Choices[c - 1].Succeeds), ($"c {c} E", expected, () => ByPeople().Choices[c - 1].Expected)),
        .. all is null ? [] : Dossier.Of("V45", ($"c {c} all", all, () => ByPeople().Choices[c - 1].AllSucceed)),
    ];

    static IReadOnlyList<Pods> Copies(double? yield) => Planner.ClosedForms.Pods.Replicated(yield, 15.6, 0.22, 30_000, 0.78, 59_000).Value.Choices;

    static IEnumerable<Vector> Pods(double? yield, string[] supply, string[] efficiency, string[]? contribution)
    {
        var list = yield is null ? "M ∞" : $"M {yield}";
        for (var k = 0; k < 3; k++)
        {
            var at = k;
            yield return new("V46", $"{list}: m({k + 1})", supply[k], () => Copies(yield)[at].Supply);
            yield return new("V46", $"{list}: E({k + 1})", efficiency[k], () => Copies(yield)[at].Efficiency);
            if (contribution is not null) yield return new("V46", $"{list}: contribution of {k + 1}", contribution[k], () => Copies(yield)[at].Contribution);
        }
    }

    static IEnumerable<Vector> Ops(int pods, string bookings, string net, string roi, string atMargin, string afterCommission) =>
        Dossier.Of("V53", () => SalesOps.Of(pods, 50_000, 80_000).Value,
            ($"{pods} pods bookings", bookings, s => s.Bookings), ($"{pods} pods net", net, s => s.Net), ($"{pods} pods ROI", roi, s => s.Return),
            ($"{pods} pods at margin", atMargin, _ => SalesOps.Of(pods, 50_000, 80_000, 0.75).Value.NetContribution), ($"{pods} pods after commission", afterCommission, _ => SalesOps.Of(pods, 50_000, 80_000, 0.75, 0.1).Value.NetContribution));
}
