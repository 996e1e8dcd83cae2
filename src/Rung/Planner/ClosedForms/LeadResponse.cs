namespace Rung.Planner.ClosedForms;

/// <summary>
/// How the chance to qualify a lead falls with the hours until the first answer: q(r) = q∞ + (q0 − q∞)e^{−r/τ} (5.2 item 2;
/// after Oldroyd, McElheran and Elkington, HBR March 2011).
/// </summary>
/// <param name="AtOnce">q0.</param>
/// <param name="AtLast">q∞, what is left after days.</param>
/// <param name="Tau">Hours in which the difference falls to 1/e.</param>
public sealed record LeadResponse(double AtOnce, double AtLast, double Tau)
{
    /// <summary>τ = 1/ln 7: the published seven times for an hour read as the fall of the difference alone.</summary>
    public static readonly double PublishedTau = 1 / Math.Log(7);

    public static Outcome<LeadResponse> Of(double atOnce, double atLast, double tau) =>
        (Given.Share(atOnce) ?? Given.Between(atLast, 0, atOnce) ?? Given.Positive(tau)) is { } no ? no : new LeadResponse(atOnce, atLast, tau);

    /// <summary>With the published ratios: q∞ = q0/60, τ = 1/ln 7; q(0)/q(1) is then 6.363636, q(0)/q(24) 60.</summary>
    public static Outcome<LeadResponse> Published(double atOnce) => Of(atOnce, atOnce / 60, PublishedTau);

    /// <summary>The chance to qualify a lead answered after so many hours.</summary>
    public double After(double hours) => AtLast + (AtOnce - AtLast) * Math.Exp(-Math.Max(0, hours) / Tau);

    /// <summary>The τ with which q(0)/q(r) is exactly this: 0.487055 h for 7 after one hour and 60 at last. Null where no τ gives it.</summary>
    /// <param name="ratio">Above 1 and below <paramref name="lastRatio"/>.</param>
    /// <param name="lastRatio">q0/q∞.</param>
    public static double? TauFor(double ratio, double hours, double lastRatio) =>
        ratio > 1 && ratio < lastRatio && hours > 0 ? -hours / Math.Log((1 / ratio - 1 / lastRatio) / (1 - 1 / lastRatio)) : null;
}
