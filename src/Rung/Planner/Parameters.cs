namespace Rung.Planner;

/// <summary>The parameters of 5.3 and what 5.2 needs beside them, as rows. A scenario overrides rows; nothing else in the model is a number.</summary>
public static class Parameters
{
    const char Design = '–';

    public static readonly IReadOnlyList<ParameterRow> Rows =
    [
        Of(Parameter.InboundPerMonth, 40, 0, 400, 0, 1e5, Unit.PerMonth, "leads that come to us, before season", "P6 ≈ 400 at scale; level is the company's own"),
        Of(Parameter.SeasonSwing, 0, 0, .4, 0, 1, Unit.Share, "how far the best month lies above the mean", "design"),
        Of(Parameter.SeasonPeak, 3, 1, 12, 1, 12, Unit.Months, "the month with most inbound leads, 1 January", "design"),
        Of(Parameter.ReferralsPerCustomer, .02, 0, .1, 0, 10, Unit.PerMonth, "leads that one healthy customer sends", "design"),
        Of(Parameter.ListSize, 4000, 500, 50_000, 0, 1e6, Unit.Count, "accounts that can be worked from cold", "design"),
        Of(Parameter.ListYield, 60, 25, 1e4, 0, 1e9, Unit.PerMonth, "meetings a month that the list can give at most (M of 5.2.1)", "5.6, V46"),
        Of(Parameter.CoolDown, 6, 3, 12, 0, 120, Unit.Months, "rest of an account after a sequence", "design"),
        Of(Parameter.IdealShare, .8, .5, 1, 0, 1, Unit.Share, "inbound and referred leads that fit the ideal customer profile", "design"),
        Of(Parameter.IdealShareOutbound, .85, .5, 1, 0, 1, Unit.Share, "accounts on the list that fit the ideal customer profile", "design"),

        Of(Parameter.TouchMinutes, 9, 6, 12, .1, 480, Unit.Minutes, "working time of a touch", "5.3 design"),
        Of(Parameter.TouchesPerAccount, 12, 8, 16, 1, 60, Unit.Count, "touches in a sequence", "5.3 design"),
        Of(Parameter.SequenceDays, 15, 10, 30, 0, 250, Unit.WorkingDays, "length of a sequence", "5.2.1"),
        Of(Parameter.AnswerHours, .5, .25, 1, .01, 40, Unit.Hours, "working time to answer and qualify a lead", "design"),
        Of(Parameter.BookedCold, .06, .03, .12, 0, 1, Unit.Share, "worked accounts that book a meeting", "5.3 design"),
        Of(Parameter.BookedWarm, .3, .15, .45, 0, 1, Unit.Share, "inbound leads that book when answered at once (q0)", "5.3 design"),
        Of(Parameter.BookedReferred, .45, .3, .6, 0, 1, Unit.Share, "referred leads that book", "design"),
        Of(Parameter.ResponseDecay, .513898, .25, 1e9, 1e-6, double.MaxValue, Unit.Hours, "τ of q(r) = q∞ + (q0 − q∞)·e^(−r/τ)", "L2, fitted form", 'A'),
        Of(Parameter.ResponseFloor, 1 / 60.0, 0, 1, 0, 1, Unit.Share, "q∞ over q0", "L2", 'A'),
        Of(Parameter.LeadPatience, 80, 8, 400, 1e-6, double.MaxValue, Unit.Hours, "mean working time until an unanswered lead has gone elsewhere (1/θ)", "design"),

        Of(Parameter.BookingLag, 5, 1, 15, 0, 250, Unit.WorkingDays, "from booking to meeting, mean", "5.2.3"),
        Of(Parameter.BookingLagVariation, .6, .3, 1, .01, 5, Unit.Variation, "of the booking lag (Gamma)", "design"),
        Of(Parameter.ShowAtOnce, .92, .7, 1, 0, 1, Unit.Share, "of meetings booked for now that are held (s0)", "B2", 'C'),
        Of(Parameter.ShowPerDay, .97, .9, 1, 0, 1, Unit.Factor, "show rate falls by this a day of lag (d)", "B2", 'C'),
        Of(Parameter.Rebooked, .5, 0, .8, 0, 1, Unit.Share, "no-shows that book again", "B2", 'C'),
        Of(Parameter.RebookTouches, 4, 3, 5, 0, 60, Unit.Count, "touches it takes", "B2", 'C'),
        Of(Parameter.PitchHours, 1, .5, 2, 0, 40, Unit.Hours, "the seller's working time in the first meeting, beside HoursPerSale", "design"),
        Of(Parameter.Acceptance, .8, .65, .9, 0, 1, Unit.Share, "held meetings that the seller accepts (a)", "H1, H2", 'C'),
        Of(Parameter.SaleHandoffDelay, 4, 1, 48, 0, 2000, Unit.Hours, "from the meeting to the seller's decision, mean", "H3", 'C'),
        Of(Parameter.SaleHandoffVariation, 1, .3, 2, .01, 5, Unit.Variation, "of that delay (log-normal)", "design"),
        Of(Parameter.SaleHandoffLoss, .05, 0, .25, 0, 1, Unit.Share, "leads that nobody takes up (ℓ1)", "H3", 'C'),
        Of(Parameter.SaleHandoffForgetting, .03, 0, .2, 0, 1, Unit.Share, "win rate lost because the seller did not hear it all (κ1)", "design"),

        Of(Parameter.Win, .22, .1, .4, 0, .95, Unit.Share, "sales-accepted opportunities that are won, by a ramped seller coached as usual", "3.11, B8, K10", 'C'),
        Of(Parameter.NonIdealWin, .5, .2, 1, 0, 1, Unit.Factor, "win rate of those outside the profile against those inside", "design"),
        Of(Parameter.CycleDays, 60, 14, 270, .1, 3650, Unit.Days, "accepted to won, mean", "B11, B14", 'B'),
        Of(Parameter.CycleVariation, .7, .3, 1.2, .01, 5, Unit.Variation, "of the time in a stage (Gamma)", "5.3"),
        Of(Parameter.HoursPerSale, 7, 3, 40, 0, 2000, Unit.Hours, "the seller's working time for one opportunity, mean over won and lost", "5.3 design; 12 for a won one"),
        Of(Parameter.Slots, 21, 12, 30, 1, 1e6, Unit.Count, "sales a seller holds at once (K)", "B25", 'B'),
        Of(Parameter.SlotPatience, 20, 5, 60, 0, 1e6, Unit.WorkingDays, "mean patience of an accepted opportunity for which no seller has room", "design"),
        Of(Parameter.Overload, .02, 0, .05, 0, 1, Unit.Share, "win rate lost for each sale above the slots, where sellers take all (β)", "design"),
        Of(Parameter.Price, 30_000, 1_000, 400_000, 0, 1e9, Unit.Money, "list price of a year before discount is such that this is the mean value won (ASP)", "V44"),
        Of(Parameter.PriceVariation, .5, .2, 1.5, .01, 10, Unit.Variation, "of the value (log-normal)", "V11"),
        Of(Parameter.Discount, .1, 0, .3, 0, 1, Unit.Share, "mean discount on the list price", "K6"),
        Of(Parameter.ToDiscovery, .45, 0, 1, 0, 1, Unit.Share, "a week in Meeting ends in Discovery", "V47"),
        Of(Parameter.ToProposal, .30, 0, 1, 0, 1, Unit.Share, "a week in Discovery ends in Proposal", "V47"),
        Of(Parameter.ToWonEarly, .02, 0, 1, 0, 1, Unit.Share, "a week in Discovery ends won", "V47"),
        Of(Parameter.ToNegotiation, .30, 0, 1, 0, 1, Unit.Share, "a week in Proposal ends in Negotiation", "V47"),
        Of(Parameter.ToWonMiddle, .03, 0, 1, 0, 1, Unit.Share, "a week in Proposal ends won", "V47"),
        Of(Parameter.BackToDiscovery, .05, 0, 1, 0, 1, Unit.Share, "a week in Proposal ends back in Discovery", "V47"),
        Of(Parameter.ToWonLate, .35, 0, 1, 0, 1, Unit.Share, "a week in Negotiation ends won", "V47"),
        Of(Parameter.BackToProposal, .10, 0, 1, 0, 1, Unit.Share, "a week in Negotiation ends back in Proposal", "V47"),
        Of(Parameter.LostInMeeting, .25, 0, 1, 0, 1, Unit.Share, "a week in Meeting ends in loss", "V47"),
        Of(Parameter.LostInDiscovery, .18, 0, 1, 0, 1, Unit.Share, "a week in Discovery ends in loss", "V47"),
        Of(Parameter.LostInProposal, .17, 0, 1, 0, 1, Unit.Share, "a week in Proposal ends in loss", "V47"),
        Of(Parameter.LostInNegotiation, .15, 0, 1, 0, 1, Unit.Share, "a week in Negotiation ends in loss", "V47"),

        Of(Parameter.SuccessHandoffDelay, 2, 0, 10, 0, 250, Unit.WorkingDays, "from the signature until customer success takes over, mean", "C1", 'C'),
        Of(Parameter.SuccessHandoffLoss, .02, 0, .25, 0, 1, Unit.Share, "promises that are dropped on the way (ℓ2)", "H3", 'C'),
        Of(Parameter.SuccessHandoffForgetting, .5, 0, 2, 0, 20, Unit.Factor, "hazard added by a dropped promise (κ2)", "design"),
        Of(Parameter.OnboardingHours, 20, 5, 80, 0, 2000, Unit.Hours, "working time of an onboarding", "C8 design", 'C'),
        Of(Parameter.OnboardingVariation, .5, .2, 1.2, .01, 5, Unit.Variation, "of each of its four steps (Gamma)", "design"),
        Of(Parameter.OnboardingLag, 2, 0, 10, 0, 250, Unit.WorkingDays, "the customer's own time before each step, mean", "C2", 'C'),
        Of(Parameter.OnboardingTarget, 30, 14, 120, 0, 3650, Unit.Days, "promised from signature to first value; later is late", "C2", 'C'),
        Of(Parameter.OnboardingsAtOnce, 5, 2, 12, 1, 1e6, Unit.Count, "onboardings that one CSM runs at once", "design"),
        Of(Parameter.CareHours, 1.5, .5, 4, 0, 100, Unit.Hours, "working time for one customer a month", "C8 design", 'C'),
        Of(Parameter.AccountsPerCsm, 40, 15, 104, .1, 1e6, Unit.Count, "customers that one CSM can look after", "C5", 'B'),
        Of(Parameter.Churn, .12, .08, .25, 0, .999, Unit.PerYear, "customers lost a year when all goes as it should", "E4, RO3", 'A'),
        Of(Parameter.LateHazard, .7, 0, 1.5, 0, 10, Unit.Factor, "b1: log hazard added in the first term by a late first value", "design"),
        Of(Parameter.LoadHazard, .8, 0, 2, 0, 10, Unit.Factor, "b2: log hazard added by each whole load above what a CSM can bear", "design"),
        Of(Parameter.NonIdealHazard, .7, 0, 1.5, 0, 10, Unit.Factor, "log hazard added outside the profile", "design"),
        Of(Parameter.Expansion, .25, 0, .5, 0, 1, Unit.Share, "renewals that take more", "design"),
        Of(Parameter.ExpansionSize, .3, .1, 1, 0, 100, Unit.Share, "how much more, mean", "design"),
        Of(Parameter.ExpansionVariation, .6, .2, 1.5, .01, 10, Unit.Variation, "of that (log-normal)", "design"),
        Of(Parameter.BilledMonthly, .15, 0, 1, 0, 1, Unit.Share, "contracts paid by the month", "design"),
        Of(Parameter.BilledQuarterly, .15, 0, 1, 0, 1, Unit.Share, "contracts paid by the quarter; the others by the year", "design"),
        Of(Parameter.PaymentDays, 30, 0, 90, 0, 3650, Unit.Days, "from invoice to payment, mean", "design"),
        Of(Parameter.PaymentVariation, .5, .1, 1.5, .01, 10, Unit.Variation, "of that (log-normal)", "design"),
        Of(Parameter.RefundedShare, .03, 0, .2, 0, 1, Unit.Share, "customers who leave and get their last invoice back", "design"),

        Of(Parameter.ProductiveSdr, .60, .28, .7, .01, 1, Unit.Share, "of an SDR's hours that go into the work itself", "B7, B30", 'C'),
        Of(Parameter.ProductiveAe, .55, .28, .7, .01, 1, Unit.Share, "of a seller's hours", "B7, B30", 'C'),
        Of(Parameter.ProductiveCsm, .65, .28, .7, .01, 1, Unit.Share, "of a CSM's hours", "B7, B30", 'C'),
        Of(Parameter.RampSdr, 3, 1, 4, 0, 60, Unit.Months, "until an SDR is productive", "B22, B23", 'C'),
        Of(Parameter.RampAe, 4, 3, 6, 0, 60, Unit.Months, "until a seller of smaller sales is productive", "3.11, B19–B21", 'C'),
        Of(Parameter.RampAeLarge, 6, 5, 12, 0, 60, Unit.Months, "until a seller of larger sales is productive", "3.11, B19–B21", 'C'),
        Of(Parameter.LargePrice, 25_000, 15_000, 100_000, 0, 1e9, Unit.Money, "value from which a sale is a larger one", "3.11", 'C'),
        Of(Parameter.RampCsm, 3, 1, 6, 0, 60, Unit.Months, "until a CSM is productive", "design"),
        Of(Parameter.RampStart, .1, .05, .5, .01, 1, Unit.Share, "speed on the first day (r0)", "design"),
        Of(Parameter.RampWin, .5, 0, 1, 0, 1, Unit.Share, "part of the missing ramp that also lowers the win rate", "design"),
        Of(Parameter.LogisticSteepness, 6, 3, 10, .1, 100, Unit.Factor, "steepness of a logistic ramp over its length (k·T)", "V49: 1.2·5"),
        Of(Parameter.LearningExponent, .234465, .1, .5, .001, 3, Unit.Factor, "b of the experience curve; 85% curve", "5.2.9"),
        Of(Parameter.AttritionSdr, .34, .2, .5, 0, 12, Unit.PerYear, "SDRs who leave a year", "B22–B24", 'C'),
        Of(Parameter.AttritionAe, .25, .15, .4, 0, 12, Unit.PerYear, "sellers who leave a year", "B22, rest design", 'C'),
        Of(Parameter.AttritionCsm, .15, .1, .3, 0, 12, Unit.PerYear, "CSMs and managers who leave a year", "design"),
        Of(Parameter.TimeToFill, 2, 1, 4, 0, 60, Unit.Months, "an empty seat until somebody new starts, mean", "5.2.9 design"),
        Of(Parameter.FillVariation, .4, .2, 1, .01, 5, Unit.Variation, "of that (log-normal)", "design"),
        Of(Parameter.KnowledgeKept, .8, .6, 1, 0, 1, Unit.Factor, "win rate left to sales whose seller has gone", "5.2.9 design"),
        Of(Parameter.AbsentDays, 20, 10, 35, 0, 250, Unit.WorkingDays, "away in a year", "design"),
        Of(Parameter.AbsenceLength, 4, 1, 10, .1, 250, Unit.WorkingDays, "away at a time, mean", "design"),
        Of(Parameter.SwitchMinutes, 10, 0, 23.25, 0, 480, Unit.Minutes, "lost at each change between kinds of work (σ)", "L4, L5", 'A'),
        Of(Parameter.BlockHours, 2, 1, 8, .1, 200, Unit.Hours, "length of a block where time is blocked", "design"),
        Of(Parameter.Quantum, 1, .25, 4, .01, 1000, Unit.Hours, "work done for one sale before the next has its turn: small is processor sharing", "5.2.5"),

        Of(Parameter.Span, 8, 6, 10, 1, 1000, Unit.Count, "people that one manager can lead; coaching thins out above", "H6–H8", 'B'),
        Of(Parameter.CoachingRamping, 4, 1, 6, 0, 40, Unit.HoursPerWeek, "coaching wanted by somebody who ramps", "H6, H7", 'C'),
        Of(Parameter.CoachingRamped, 1, .25, 2, 0, 40, Unit.HoursPerWeek, "coaching wanted afterwards", "H6, H7", 'C'),
        Of(Parameter.ManagerHours, 16, 6, 24, 0, 60, Unit.HoursPerWeek, "that a manager has for coaching", "V45; 16–28% on average", 'B'),
        Of(Parameter.CoachingWin, .15, 0, .3, 0, 5, Unit.Share, "w_max: win rate that coaching adds at most", "design"),
        Of(Parameter.CoachingScale, 1, .5, 4, .001, 100, Unit.HoursPerWeek, "y0: coaching that gives 63% of it", "V45"),
        Of(Parameter.UncoachedRamp, .5, .3, 1, .01, 1, Unit.Factor, "speed of a ramp without any coaching", "design"),
        Of(Parameter.FounderJoins, .1, 0, 1, 0, 1, Unit.Share, "meetings of other sellers that the founder sits in; told, without effect", "Z2"),

        Of(Parameter.PaySdr, 85_000, 60_000, 120_000, 0, 1e8, Unit.MoneyPerYear, "on-target earnings of an SDR", "5.3 design"),
        Of(Parameter.PayAe, 190_000, 110_000, 320_000, 0, 1e8, Unit.MoneyPerYear, "on-target earnings of a seller", "5.3 design"),
        Of(Parameter.PayCsm, 110_000, 70_000, 160_000, 0, 1e8, Unit.MoneyPerYear, "on-target earnings of a CSM", "5.3 design"),
        Of(Parameter.PayManager, 220_000, 160_000, 320_000, 0, 1e8, Unit.MoneyPerYear, "on-target earnings of a manager", "5.3 design"),
        Of(Parameter.PayOps, 80_000, 60_000, 140_000, 0, 1e8, Unit.MoneyPerYear, "pay of sales operations", "seed, R90", 'B'),
        Of(Parameter.PayFounder, 0, 0, 200_000, 0, 1e8, Unit.MoneyPerYear, "what the founder takes", "design"),
        Of(Parameter.Burden, 1.2, 1.1, 1.4, 1, 5, Unit.Factor, "cost of a unit of pay with taxes and benefits", "5.3"),
        Of(Parameter.Tools, 400, 100, 1_000, 0, 1e6, Unit.Money, "for one person a month", "V17"),
        Of(Parameter.Marketing, 15_000, 0, 100_000, 0, 1e9, Unit.Money, "a month", "V17"),
        Of(Parameter.HiringCost, 12_000, 0, 50_000, 0, 1e8, Unit.Money, "for one hire", "design"),
        Of(Parameter.GrossMargin, .78, .65, .85, 0, 1, Unit.Share, "of recognised revenue", "E5", 'B'),
        Of(Parameter.OpeningBalance, 1_000_000, 0, 1e7, -1e12, 1e12, Unit.Money, "in the bank on the first day", "design"),
    ];

    static readonly Dictionary<string, ParameterRow> byName = Rows.ToDictionary(row => row.Name, StringComparer.OrdinalIgnoreCase);

    public static int Count => Rows.Count;

    public static ParameterRow Row(Parameter parameter) => Rows[(int)parameter];

    public static ParameterRow? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The defaults, by <see cref="Parameter"/>.</summary>
    public static double[] Defaults() => [.. Rows.Select(row => row.Default)];

    static ParameterRow Of(Parameter parameter, double usual, double low, double high, double least, double most, Unit unit, string meaning, string source, char grade = Design) =>
        new(parameter, usual, low, high, least, most, unit, meaning, source, grade);
}
