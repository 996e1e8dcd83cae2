namespace Rung.Planner;

/// <summary>What is counted of a month. Sums unless said otherwise; <see cref="Figures"/> puts them in relation.</summary>
public enum Figure
{
    // Leads
    Inbound, Referred, Worked, Touches, Answered, AnswerHours, LostPatience, Booked, Rebooked, NoShows, Held,

    // Acceptance
    Dropped, Rejected, TurnedAway, Accepted, SlotHours,

    // Sales
    Won, Lost, CycleDays, NewArr, Expansion,

    // Customers
    FirstValues, FlowDays, OnboardingDays, Late, RenewalsDue, Renewed, Churned, ChurnedArr,

    // Stocks at the end of the month
    LeadsWaiting, MeetingsAhead, SalesOpen, Onboarding, Customers, Arr, Heads, Bank, Receivable, Deferred,

    // Mean over the month (times hours: divide by Hours)
    Hours, LeadsWaitingArea, SalesOpenArea, OnboardingArea,

    // Money
    Invoiced, Received, Refunded, Recognised, PeopleCost, OtherCost, Contribution, CashFlow,

    // Hours of people by kind of work, and of those present by role
    ProspectHours, SellHours, SuccessHours, SwitchHours, CoachHours,
    BusyFounder, PresentFounder, BusySdr, PresentSdr, BusyAe, PresentAe, BusyCsm, PresentCsm, Hired, Left,
}

/// <summary>Quotients of figures, as people speak of them.</summary>
public static class Figures
{
    public static readonly int Count = Enum.GetValues<Figure>().Length;

    /// <summary>One figure over another; unknown where there was nothing to divide by.</summary>
    public static readonly IReadOnlyDictionary<string, (Figure Over, Figure Under)> Ratios = new Dictionary<string, (Figure, Figure)>
    {
        ["answerHours"] = (Figure.AnswerHours, Figure.Answered),
        ["slotHours"] = (Figure.SlotHours, Figure.Accepted),
        ["winRate"] = (Figure.Won, Figure.Accepted),
        ["cycleDays"] = (Figure.CycleDays, Figure.Won),
        ["averagePrice"] = (Figure.NewArr, Figure.Won),
        ["leadToFirstValueDays"] = (Figure.FlowDays, Figure.FirstValues),
        ["onboardingDays"] = (Figure.OnboardingDays, Figure.FirstValues),
        ["lateShare"] = (Figure.Late, Figure.FirstValues),
        ["renewalRate"] = (Figure.Renewed, Figure.RenewalsDue),
        ["leadsWaiting"] = (Figure.LeadsWaitingArea, Figure.Hours),
        ["salesOpen"] = (Figure.SalesOpenArea, Figure.Hours),
        ["onboarding"] = (Figure.OnboardingArea, Figure.Hours),
        ["founderBusy"] = (Figure.BusyFounder, Figure.PresentFounder),
        ["sdrBusy"] = (Figure.BusySdr, Figure.PresentSdr),
        ["aeBusy"] = (Figure.BusyAe, Figure.PresentAe),
        ["csmBusy"] = (Figure.BusyCsm, Figure.PresentCsm),
    };

    /// <summary>Levels at the end of a month: over several months the last one counts, not the sum.</summary>
    public static bool IsStock(Figure figure) => figure is >= Figure.LeadsWaiting and <= Figure.Deferred;
}
