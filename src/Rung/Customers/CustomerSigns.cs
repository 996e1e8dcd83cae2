namespace Rung.Customers;

/// <summary>What speaks against a customer's staying.</summary>
public enum Sign
{
    /// <summary>Asked whether they would renew, they did not say yes.</summary>
    WouldNotRenew,
    Detractor,

    /// <summary>Used before, and not at all in four weeks.</summary>
    UseStopped,
    UseFell,
    OverdueInvoice,
    UrgentTicket,

    /// <summary>Measured, and none of what was promised is kept.</summary>
    NothingKept,
    PromiseMissed,

    /// <summary>Sixty days a customer, and nothing of what was promised was ever measured (R40).</summary>
    NothingMeasured,
    LateOnboarding,
    BlockedMilestone,
    LateCheckIn,

    /// <summary>Nobody has met them for longer than the rule allows (X3.6).</summary>
    NotSpokenWith,
}

/// <summary>One sign with what it rests on.</summary>
/// <param name="N">How many; for use, the fall in percent; for an answer, its score.</param>
/// <param name="On">Since when, where that is told.</param>
/// <param name="IsGrave">Enough by itself to put the renewal at risk.</param>
public readonly record struct Warning(Sign Sign, bool IsGrave, int N, DateOnly? On = null, Money? Amount = null);

/// <summary>What is recorded of a customer that signs are told from, as of a day.</summary>
public sealed record CustomerSigns(Guid AccountId)
{
    const int DaysUntilMeasured = 60, Weeks4 = 28;

    public DateOnly? SinceOn { get; init; }
    public int OverdueInvoices { get; init; }
    public DateOnly? OverdueSince { get; init; }

    /// <summary>What is not paid of them, where it is all in one currency.</summary>
    public Money? Overdue { get; init; }

    /// <summary>Open tickets that are high or critical.</summary>
    public int UrgentTickets { get; init; }
    public int CriticalTickets { get; init; }
    public DateOnly? UrgentSince { get; init; }
    public int OpenTickets { get; init; }

    /// <summary>The last answer to "would you recommend us", 0…10.</summary>
    public int? Nps { get; init; }
    public DateOnly? NpsOn { get; init; }

    /// <summary>The last answer to "would you renew", 0…10.</summary>
    public int? WouldRenew { get; init; }
    public DateOnly? WouldRenewOn { get; init; }

    public int Promised { get; init; }
    public int Measured { get; init; }
    public int Kept { get; init; }

    /// <summary>The day promised for the end of an onboarding that is not complete.</summary>
    public DateOnly? OnboardingBy { get; init; }
    public bool IsOnboarding { get; init; }
    public int Blocked { get; init; }

    /// <summary>Core events of the last 28 days, and of the 28 before.</summary>
    public long UsedLately { get; init; }
    public long UsedBefore { get; init; }
    public bool WasEverUsed { get; init; }

    public int LateCheckIns { get; init; }
    public DateOnly? LateCheckInSince { get; init; }
    public DateOnly? SpokenOn { get; init; }

    /// <summary>The customer said within the time of the rule that they would renew.</summary>
    public bool SaysYes(RenewalRule rule, DateOnly day) => IsFresh(WouldRenewOn, rule, day) && WouldRenew is { } score && Survey.IsYes(score);

    /// <summary>Every sign on a day, the gravest first.</summary>
    public IReadOnlyList<Warning> Warnings(RenewalRule rule, DateOnly day)
    {
        var told = new List<Warning>();
        if (IsFresh(WouldRenewOn, rule, day) && WouldRenew is { } intent && !Survey.IsYes(intent)) told.Add(new(Sign.WouldNotRenew, true, intent, WouldRenewOn));
        if (IsFresh(NpsOn, rule, day) && Nps is <= 6 and { } nps) told.Add(new(Sign.Detractor, true, nps, NpsOn));
        if (WasEverUsed && UsedLately == 0) told.Add(new(Sign.UseStopped, true, Weeks4));
        else if (UsedBefore > 0 && 100.0 * (UsedBefore - UsedLately) / UsedBefore is var fall && fall >= rule.FallPercent) told.Add(new(Sign.UseFell, fall >= 50, (int)Math.Round(fall)));
        if (OverdueInvoices > 0) told.Add(new(Sign.OverdueInvoice, OverdueSince is { } due && day.DayNumber - due.DayNumber > rule.OverdueDays, OverdueInvoices, OverdueSince, Overdue));
        if (UrgentTickets > 0) told.Add(new(Sign.UrgentTicket, CriticalTickets > 0, UrgentTickets, UrgentSince));
        if (Measured > 0 && Kept == 0) told.Add(new(Sign.NothingKept, true, Measured));
        else if (Measured > Kept) told.Add(new(Sign.PromiseMissed, false, Measured - Kept));
        else if (Promised > 0 && Measured == 0 && SinceOn is { } since && day.DayNumber - since.DayNumber >= DaysUntilMeasured) told.Add(new(Sign.NothingMeasured, false, Promised));
        if (IsOnboarding && OnboardingBy < day) told.Add(new(Sign.LateOnboarding, false, 1, OnboardingBy));
        if (Blocked > 0) told.Add(new(Sign.BlockedMilestone, false, Blocked));
        if (LateCheckIns > 0) told.Add(new(Sign.LateCheckIn, false, LateCheckIns, LateCheckInSince));
        if ((SpokenOn ?? SinceOn) is { } spoken && day.DayNumber - spoken.DayNumber > rule.SilentDays) told.Add(new(Sign.NotSpokenWith, false, day.DayNumber - spoken.DayNumber, SpokenOn));
        return [.. told.OrderByDescending(w => w.IsGrave)];
    }

    static bool IsFresh(DateOnly? on, RenewalRule rule, DateOnly day) => on is { } told && day.DayNumber - told.DayNumber < rule.AnswerDays;
}

/// <summary>How a renewal is expected to end (our design).</summary>
public enum RenewalOutlook
{
    /// <summary>Something grave speaks against it, or several things together do.</summary>
    AtRisk,

    /// <summary>Nothing grave speaks against it, and the customer has not said yes.</summary>
    Likely,

    /// <summary>Nothing grave speaks against it, and the customer said that they would renew or has our proposal.</summary>
    Committed,
}

public static class RenewalOutlooks
{
    /// <param name="hasProposal">The sale stands at or after the stage that marks a proposal.</param>
    /// <param name="saysYes">See <see cref="CustomerSigns.SaysYes"/>.</param>
    public static RenewalOutlook Of(RenewalRule rule, IReadOnlyList<Warning> warnings, bool saysYes, bool hasProposal) =>
        warnings.Any(w => w.IsGrave) || warnings.Count >= rule.Warnings ? RenewalOutlook.AtRisk : saysYes || hasProposal ? RenewalOutlook.Committed : RenewalOutlook.Likely;
}
