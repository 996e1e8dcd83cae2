namespace Rung.Planner;

/// <summary>Everything about a revenue organisation that can be another number; what each means stands in <see cref="Parameters.Rows"/>.</summary>
public enum Parameter
{
    // Supply
    InboundPerMonth, SeasonSwing, SeasonPeak, ReferralsPerCustomer, ListSize, ListYield, CoolDown, IdealShare, IdealShareOutbound,

    // Outreach and answering
    TouchMinutes, TouchesPerAccount, SequenceDays, AnswerHours, BookedCold, BookedWarm, BookedReferred, ResponseDecay, ResponseFloor, LeadPatience,

    // Meeting and acceptance
    BookingLag, BookingLagVariation, ShowAtOnce, ShowPerDay, Rebooked, RebookTouches, PitchHours, Acceptance,
    SaleHandoffDelay, SaleHandoffVariation, SaleHandoffLoss, SaleHandoffForgetting,

    // Selling
    Win, NonIdealWin, CycleDays, CycleVariation, HoursPerSale, Slots, SlotPatience, Overload, Price, PriceVariation, Discount,
    ToDiscovery, ToProposal, ToWonEarly, ToNegotiation, ToWonMiddle, BackToDiscovery, ToWonLate, BackToProposal,
    LostInMeeting, LostInDiscovery, LostInProposal, LostInNegotiation,

    // Customers
    SuccessHandoffDelay, SuccessHandoffLoss, SuccessHandoffForgetting, OnboardingHours, OnboardingVariation, OnboardingLag, OnboardingTarget, OnboardingsAtOnce,
    CareHours, AccountsPerCsm, Churn, LateHazard, LoadHazard, NonIdealHazard, Expansion, ExpansionSize, ExpansionVariation,
    BilledMonthly, BilledQuarterly, PaymentDays, PaymentVariation, RefundedShare,

    // People
    ProductiveSdr, ProductiveAe, ProductiveCsm, RampSdr, RampAe, RampAeLarge, LargePrice, RampCsm, RampStart, RampWin, LogisticSteepness, LearningExponent,
    AttritionSdr, AttritionAe, AttritionCsm, TimeToFill, FillVariation, KnowledgeKept, AbsentDays, AbsenceLength,
    SwitchMinutes, BlockHours, Quantum,

    // Management
    Span, CoachingRamping, CoachingRamped, ManagerHours, CoachingWin, CoachingScale, UncoachedRamp, FounderJoins,

    // Money
    PaySdr, PayAe, PayCsm, PayManager, PayOps, PayFounder, Burden, Tools, Marketing, HiringCost, GrossMargin, OpeningBalance,
}

/// <summary>In what a parameter is counted.</summary>
public enum Unit
{
    Share,
    PerMonth,
    PerYear,
    Minutes,
    Hours,
    HoursPerWeek,
    WorkingDays,
    Days,
    Months,
    Count,
    Factor,

    /// <summary>Coefficient of variation: deviation over mean.</summary>
    Variation,

    /// <summary>Major units of the scenario's currency.</summary>
    Money,

    /// <summary>Money, for a year.</summary>
    MoneyPerYear,
}

/// <summary>One parameter: its default, where it usually lies, and where that comes from.</summary>
/// <param name="Low">Lower end of what is usual.</param>
/// <param name="High">Upper end of what is usual.</param>
/// <param name="Least">Below this it is impossible.</param>
/// <param name="Most">Above this it is impossible.</param>
/// <param name="Source">Reference of domain.md section 7, or how it was chosen.</param>
/// <param name="Grade">A primary data, B a named practitioner, C secondary, D unsigned, – our own choice (design).</param>
public sealed record ParameterRow(Parameter Is, double Default, double Low, double High, double Least, double Most, Unit Unit, string Meaning, string Source, char Grade)
{
    /// <summary>Its stable name in files and addresses: <c>bookedCold</c>.</summary>
    public string Name { get; } = char.ToLowerInvariant(Is.ToString()[0]) + Is.ToString()[1..];
}
