using Rung.Statistics;

namespace Rung.Vectors;

/// <summary>Scores, leaks, churn and two groups: V14–V16.</summary>
static class Comparisons
{
    internal static readonly Recommendations Answers = new(13, 8, 3);

    const string Customers = "3¹ 5⁰ 6¹ 8⁰ 9⁰ 12¹ 12⁰ 12⁰ 12⁰ 12⁰ 14⁰ 15⁰ 18¹ 20⁰ 24⁰ 24⁰";

    internal static IEnumerable<Vector> All =>
    [
        .. Dossier.Of("V14",
            ("NPS", "41.666667", () => NetPromoter.Score(Answers)), ("SE", "14.333172", () => NetPromoter.StandardError(Answers)),
            ("low", "13.574166", () => NetPromoter.Interval(Answers)!.Value.Low), ("high", "69.759167", () => NetPromoter.Interval(Answers)!.Value.High),
            ("SE of 30 customers", "6.519570", () => NetPromoter.StandardError(Answers, 30)),
            ("low of 30", "28.888545", () => NetPromoter.Interval(Answers, customers: 30)!.Value.Low), ("high of 30", "54.444789", () => NetPromoter.Interval(Answers, customers: 30)!.Value.High),
            ("Pr(NPS > 30)", "0.705385", () => NetPromoter.Above(Answers, 30)), ("Pr(NPS > 0)", "0.993637", () => NetPromoter.Above(Answers, 0)),
            ("posterior mean", "37.037037", () => NetPromoter.PosteriorMean(Answers))),
        .. Dossier.Of("V15",
            ("0 of 45 upper bound", "0.064404", () => Binomial.UpperBound(new(0, 45))), ("2 of 60 exact low", "0.004063", () => Binomial.ClopperPearson(new(2, 60)).Low),
            ("2 of 60 exact high", "0.115281", () => Binomial.ClopperPearson(new(2, 60)).High), ("2 of 60 Pr(≤ 0.05)", "0.593858", () => Shares.Belief(new(2, 60)).AtMost(0.05)),
            ("clean runs for 5%", "59", () => SampleSize.AllSuccesses(0.95)), ("clean runs for 2%", "149", () => SampleSize.AllSuccesses(0.98))),
        .. Dossier.Of("V16", () => KaplanMeier.Of(Written.Lives(Customers)),
            ("S(3)", "0.937500", c => c.At(3)!.Share), ("S(3) se", "0.060515", c => c.At(3)!.StandardError), ("S(6)", "0.870536", c => c.At(6)!.Share), ("S(6) se", "0.085566", c => c.At(6)!.StandardError),
            ("S(12)", "0.791396", c => c.At(12)!.Share), ("S(12) se", "0.108372", c => c.At(12)!.StandardError), ("S(12) low", "0.478638", c => c.At(12)!.Interval!.Value.Low),
            ("S(12) high", "0.928405", c => c.At(12)!.Interval!.Value.High), ("S(18)", "0.593547", c => c.At(18)!.Share)),
        .. Dossier.Of("V16", () => ExponentialHazard.Of(Written.Lives(Customers)),
            ("hazard", "0.019417", h => h.Rate), ("hazard low", "0.005291", h => PoissonRate.Garwood(h)!.Value.Low), ("hazard high", "0.049716", h => PoissonRate.Garwood(h)!.Value.High)),
        .. Dossier.Of("V16",
            ("founder at closing Pr(≤ 0.25)", "0.808318", () => Shares.Belief(new(3, 20)).AtMost(0.25)), ("founder at closing low", "0.032071", () => Binomial.ClopperPearson(new(3, 20)).Low),
            ("founder at closing high", "0.378927", () => Binomial.ClopperPearson(new(3, 20)).High)),
        .. Dossier.Of("V16", () => LogRank.Compare(Written.Lives("20¹ 25⁰ 31¹ 38⁰ 44¹ 52⁰ 60¹ 66⁰ 75⁰"), Written.Lives("28¹ 35⁰ 47⁰ 58¹ 62⁰ 70⁰ 81¹ 88⁰")),
            ("log-rank O", "4", t => t.Observed), ("log-rank E", "2.754195", t => t.Expected), ("log-rank V", "1.475231", t => t.Variance), ("log-rank χ²", "1.052059", t => t.ChiSquare), ("log-rank p", "0.305033", t => t.P)),
        .. Dossier.Of("V16", () => MannWhitney.Compare([31, 44, 52, 60, 38, 47], [58, 49, 71, 66, 45])!,
            ("Mann–Whitney U", "24", t => t.U), ("Mann–Whitney p", "0.062771", t => t.HigherP)),
        .. Dossier.Of("V16", () => WelchOnLogs.Compare([14, 16.5, 12, 18, 15.5, 21, 13.5, 17], [12.5, 15, 11, 16, 14.5, 13])!,
            ("ASP ratio", "0.862739", t => t.Ratio), ("ASP se(log)", "0.084124", t => t.StandardError), ("ASP t", "-1.755061", t => t.T), ("ASP df", "11.963566", t => t.Degrees), ("ASP p", "0.052399", t => t.LowerP)),
    ];
}
