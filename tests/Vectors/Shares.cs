using Rung.Statistics;

namespace Rung.Vectors;

/// <summary>Shares, rates and win rates: V1–V9.</summary>
static class Shares
{
    internal static readonly Proportion Founder = new(18, 60), First = new(9, 32), Second = new(7, 31), Pooled = First + Second;

    internal static BetaDistribution Belief(Proportion seen) => BetaDistribution.From(seen);

    internal static IEnumerable<Vector> All =>
    [
        .. Interval("V1", "founder", Founder, "0.300000", "0.188451", "0.432083"),
        .. Dossier.Of("V1", () => Binomial.Wilson(Founder), ("founder Wilson low", "0.198982", w => w.Low), ("founder Wilson high", "0.425087", w => w.High)),
        .. Interval("V1", "AE1", First, "0.281250", "0.137457", "0.467471"),
        .. Interval("V1", "AE2", Second, "0.225806", "0.095942", "0.410964"),
        .. Interval("V1", "pooled", Pooled, "0.253968", "0.152670", "0.379403"),
        .. ForEach("V2", "Pr(AE > founder)", b => TwoProportions.Better(Belief(Founder), b), "0.441951", "0.243041", "0.285751"),
        .. ForEach("V3", "Pr(AE ≥ founder − 0.05)", b => TwoProportions.NotWorse(Belief(Founder), b, 0.05), "0.645472", "0.430687", "0.525499"),
        .. ForEach("V3", "Pr(AE ≥ founder − 0.10)", b => TwoProportions.NotWorse(Belief(Founder), b, 0.10), "0.817020", "0.641490", "0.756069"),
        .. ForEach("V3", "Pr(AE ≥ 0.8 founder)", b => TwoProportions.AtLeastRatio(Belief(Founder), b, 0.8), "0.698966", "0.472616", "0.587185"),
        .. ForEach("V4", "expected loss", b => TwoProportions.ExpectedLoss(Belief(Founder), b), "0.045098", "0.078288", "0.059065"),
        .. Dossier.Of("V4",
            ("Fisher one-sided p", "0.356029", () => FisherExact.Compare(Founder, Pooled)!.LowerP),
            ("Newcombe difference", "-0.046032", () => TwoProportions.Newcombe(Founder, Pooled, 0.90).Difference),
            ("Newcombe low", "-0.176664", () => TwoProportions.Newcombe(Founder, Pooled, 0.90).Interval.Low),
            ("Newcombe high", "0.085758", () => TwoProportions.Newcombe(Founder, Pooled, 0.90).Interval.High)),
        .. Dossier.Of("V5",
            ("Pr(both ≥ 0.8 founder)", "0.370050", () => TwoProportions.AllAtLeastRatio(Belief(Founder), [Belief(First), Belief(Second)], 0.8)),
            ("product of the two", "0.330343", () => TwoProportions.AtLeastRatio(Belief(Founder), Belief(First), 0.8) * TwoProportions.AtLeastRatio(Belief(Founder), Belief(Second), 0.8)),
            ("n per arm for 0.05", "927.384", () => SampleSize.TwoShares(0.25, 0.25, 0.05)),
            ("n per arm for 0.10", "231.846", () => SampleSize.TwoShares(0.25, 0.25, 0.10)),
            ("n per arm for 0.15", "103.043", () => SampleSize.TwoShares(0.25, 0.25, 0.15))),
        .. Interval("V6", "27 of 30", new(27, 30), null, "0.734712", "0.978883"),
        .. Interval("V6", "45 of 50", new(45, 50), null, "0.781865", "0.966725"),
        .. Dossier.Of("V6",
            ("27 of 30 lower bound", "0.761402", () => Binomial.LowerBound(new(27, 30))), ("45 of 50 lower bound", "0.801167", () => Binomial.LowerBound(new(45, 50))),
            ("8 of 8 lower bound", "0.687656", () => Binomial.LowerBound(new(8, 8))), ("12 of 12 lower bound", "0.779078", () => Binomial.LowerBound(new(12, 12))),
            ("27 of 30 Pr(≥ 0.8)", "0.892996", () => Belief(new(27, 30)).AtLeast(0.8)), ("27 of 30 Pr(≥ 0.9)", "0.376170", () => Belief(new(27, 30)).AtLeast(0.9)),
            ("45 of 50 Pr(≥ 0.8)", "0.957879", () => Belief(new(45, 50)).AtLeast(0.8)),
            ("8 of 8 Pr(≥ 0.8)", "0.865782", () => Belief(new(8, 8)).AtLeast(0.8)), ("12 of 12 Pr(≥ 0.8)", "0.945024", () => Belief(new(12, 12)).AtLeast(0.8)),
            ("all renewed for 0.8", "14", () => SampleSize.AllSuccesses(0.8)), ("all renewed for 0.9", "29", () => SampleSize.AllSuccesses(0.9))),
        .. Dossier.Of("V7", () => new EventCount(41, 3),
            ("rate", "13.666667", held => held.Rate), ("Garwood low", "9.807436", held => PoissonRate.Garwood(held)!.Value.Low), ("Garwood high", "18.540377", held => PoissonRate.Garwood(held)!.Value.High),
            ("Pr(rate ≥ 12)", "0.800198", held => GammaDistribution.From(held).AtLeast(12)), ("Pr(rate ≥ 15)", "0.280903", held => GammaDistribution.From(held).AtLeast(15)),
            ("P(X ≥ 41 | 36)", "0.222898", _ => PoissonRate.AtLeast(41, 36))),
        .. Interval("V8", "success 31 of 42", new(31, 42), "0.738095", "0.579603", "0.861390"),
        .. Dossier.Of("V8",
            ("31 of 42 Pr(≥ 0.7)", "0.672689", () => Belief(new(31, 42)).AtLeast(0.7)), ("14 of 36", "0.388889", () => new Proportion(14, 36).Share),
            ("14 of 36 Pr(≥ 0.5)", "0.093871", () => Belief(new(14, 36)).AtLeast(0.5))),
        .. Dossier.Of("V9", () => CompetingRisks.Of(Written.Deals("12L 18W 21L 25o 30L 34W 41o 45L 47W 55o 60L 72W 80o 95L 110o")),
            ("S(95)", "0.147273", c => c.OpenAfter(95)), ("CIF won", "0.319394", c => c.WonBy(95)!.Share), ("CIF won se", "0.134207", c => c.WonBy(95)!.StandardError),
            ("CIF lost", "0.533333", c => c.LostBy(95)!.Share), ("median resolution", "47", c => c.MedianResolution),
            ("win hazard", "0.00536913", c => c.WinHazard.Rate), ("loss hazard", "0.00805369", c => c.LossHazard.Rate), ("mean time to resolve", "74.500000", c => c.MeanTimeToResolve),
            ("naive W/(W+L)", "0.400000", c => new Proportion(c.Steps.Sum(s => s.Won), c.Steps.Sum(s => s.Won + s.Lost)).Share),
            ("W of all", "0.266667", c => new Proportion(c.Steps.Sum(s => s.Won), 15).Share),
            ("wrong 1 − KM(won)", "0.462755", _ => 1 - KaplanMeier.Of(Written.Deals("12L 18W 21L 25o 30L 34W 41o 45L 47W 55o 60L 72W 80o 95L 110o")
                .Select(deal => new Lifetime(deal.Time, deal.Ending == Ending.Won))).At(95)!.Share)),
    ];

    static IEnumerable<Vector> Interval(string id, string who, Proportion seen, string? share, string low, string high) =>
    [
        .. share is null ? [] : Dossier.Of(id, ($"{who} share", share, () => seen.Share)),
        .. Dossier.Of(id, ($"{who} exact low", low, () => Binomial.ClopperPearson(seen).Low), ($"{who} exact high", high, () => Binomial.ClopperPearson(seen).High)),
    ];

    static IEnumerable<Vector> ForEach(string id, string what, Func<BetaDistribution, double> of, string first, string second, string pooled) =>
        Dossier.Of(id, ($"AE1 {what}", first, () => of(Belief(First))), ($"AE2 {what}", second, () => of(Belief(Second))), ($"pooled {what}", pooled, () => of(Belief(Pooled))));
}
