namespace Rung.Statistics;

/// <summary>
/// Is one share above, or not much below, another? (3.1 item 2; V2–V5.) The baseline is A, the other is B. Integrals are
/// taken on the logit of the baseline to about ten digits, for every parameter a <see cref="BetaDistribution"/> allows.
/// </summary>
public static class TwoProportions
{
    /// <summary>Pr(p_B &gt; p_A); V2. For whole parameters the sum of E. Miller, <i>Formulas for Bayesian A/B Testing</i>, gives the same.</summary>
    public static double Better(BetaDistribution baseline, BetaDistribution other) => NotWorse(baseline, other, 0);

    /// <summary>Pr(p_B ≥ p_A − δ) = ∫ f_A(y)·[1 − I_{max(0, y−δ)}(α_B, β_B)] dy, δ from −1 to 1 in points of share; V3.</summary>
    public static double NotWorse(BetaDistribution baseline, BetaDistribution other, double margin)
    {
        Need.InRange(margin, -1, 1);
        return Probability(baseline.Expect(
            at => Above(other, at.Less(margin)),
            Breaks(other.Turns().Select(turn => turn.Less(-margin)).Concat([Logit.Of(Math.Clamp(margin, 0, 1)), Logit.Of(Math.Clamp(1 + margin, 0, 1))]))));
    }

    /// <summary>Pr(p_B ≥ r·p_A) = ∫ f_A(y)·[1 − I_{r·y}(α_B, β_B)] dy, r &gt; 0; V3.</summary>
    public static double AtLeastRatio(BetaDistribution baseline, BetaDistribution other, double ratio) =>
        AllAtLeastRatio(baseline, [other], ratio);

    /// <summary>
    /// Pr(every p_i ≥ r·p_A) through the one baseline they share: ∫ f_A(y)·Π[1 − I_{r·y}(α_i, β_i)] dy; V5. More than the
    /// product of the single probabilities, because a low baseline helps all of them.
    /// </summary>
    public static double AllAtLeastRatio(BetaDistribution baseline, IReadOnlyList<BetaDistribution> others, double ratio)
    {
        Need.InRange(ratio, 1e-9, 1e9);
        return Probability(baseline.Expect(
            at => others.Aggregate(1.0, (product, other) => product * Above(other, at.Times(ratio))),
            Breaks(others.SelectMany(other => other.Turns()).Select(turn => turn.Times(1 / ratio)).Append(Logit.Of(1).Times(1 / ratio)))));
    }

    /// <summary>
    /// The share lost on average by choosing B: E[(p_A − p_B)⁺] = ∫ Pr(p_B &lt; s)·Pr(p_A &gt; s) ds, in points of share; V4.
    /// Equal to C. Stucchio's ∫ f_A(y)·[y·I_y(α_B, β_B) − mean_B·I_y(α_B+1, β_B)] dy, without its cancellation.
    /// </summary>
    public static double ExpectedLoss(BetaDistribution baseline, BetaDistribution other)
    {
        return Integral.Of(BetweenThem, -40, 40, Breaks(baseline.Turns().Concat(other.Turns())).Concat([-10, 0, 10]));

        double BetweenThem(double u)
        {
            var at = Logit.At(u);
            return at.X * at.Y * Below(other, at) * Above(baseline, at);
        }
    }

    /// <summary>
    /// p_B − p_A with Newcombe's hybrid score interval, from the Wilson interval of each share (Statistics in Medicine 17,
    /// 1998, method 10); V4. The difference is null where either has no trials; the interval is then as wide as it can be.
    /// </summary>
    public static (double? Difference, Interval Interval) Newcombe(Proportion baseline, Proportion other, double level = 0.95)
    {
        var (a, b) = (Binomial.Wilson(baseline, level), Binomial.Wilson(other, level));
        if (baseline.Share is not { } pa || other.Share is not { } pb)
            return (null, new(b.Low - a.High, b.High - a.Low, level));
        return (pb - pa, new(
            pb - pa - Hypotenuse(pb - b.Low, a.High - pa),
            pb - pa + Hypotenuse(b.High - pb, pa - a.Low),
            level));
    }

    static IEnumerable<double> Breaks(IEnumerable<Logit> points) => points.Select(point => point.U).Where(double.IsFinite);

    static double Above(BetaDistribution belief, Logit at) => Incomplete.Beta(at, belief.Alpha, belief.Beta).Upper;

    static double Below(BetaDistribution belief, Logit at) => Incomplete.Beta(at, belief.Alpha, belief.Beta).Lower;

    static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);

    static double Probability(double integral) => Math.Clamp(integral, 0, 1);
}
