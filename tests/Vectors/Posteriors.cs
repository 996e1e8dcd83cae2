using DiscreteEvents;

namespace Rung.Vectors;

/// <summary>What the statistics say of shares, rates and scores, drawn instead of computed.</summary>
static class Posteriors
{
    static readonly (string Who, int Won, int All)[] sellers = [("AE1", 9, 32), ("AE2", 7, 31), ("pooled", 16, 63)];

    internal static IEnumerable<Experiment> All =>
    [
        .. sellers.Select(seller => new Experiment(
            [("V2", $"{seller.Who} Pr(AE > founder)"), ("V3", $"{seller.Who} Pr(AE ≥ founder − 0.05)"), ("V3", $"{seller.Who} Pr(AE ≥ founder − 0.10)"), ("V3", $"{seller.Who} Pr(AE ≥ 0.8 founder)"), ("V4", $"{seller.Who} expected loss")],
            Experiment.Draws("", ["", "", "", "", ""], (chance, values) =>
            {
                var (founder, seen) = (Beta(chance, 18, 60), Beta(chance, seller.Won, seller.All));
                (values[0], values[1], values[2], values[3], values[4]) = (One(seen > founder), One(seen >= founder - 0.05), One(seen >= founder - 0.10), One(seen >= 0.8 * founder), Math.Max(0, founder - seen));
            }).Run)),
        Experiment.Draws("V5", ["Pr(both ≥ 0.8 founder)"], (chance, values) =>
        {
            var least = 0.8 * Beta(chance, 18, 60);
            values[0] = One(Beta(chance, 9, 32) >= least & Beta(chance, 7, 31) >= least);
        }),
        AtLeast("V6", 27, 30, ("27 of 30 Pr(≥ 0.8)", 0.8), ("27 of 30 Pr(≥ 0.9)", 0.9)), AtLeast("V6", 45, 50, ("45 of 50 Pr(≥ 0.8)", 0.8)),
        AtLeast("V6", 8, 8, ("8 of 8 Pr(≥ 0.8)", 0.8)), AtLeast("V6", 12, 12, ("12 of 12 Pr(≥ 0.8)", 0.8)),
        Experiment.Draws("V7", ["Pr(rate ≥ 12)", "Pr(rate ≥ 15)"], (chance, values) =>
        {
            var rate = Gamma(chance, 41.5) / 3;
            (values[0], values[1]) = (One(rate >= 12), One(rate >= 15));
        }),
        Experiment.Draws("V7", ["P(X ≥ 41 | 36)"], (chance, values) => values[0] = One(new Poisson(36).Draw(chance) >= 41)),
        AtLeast("V8", 31, 42, ("31 of 42 Pr(≥ 0.7)", 0.7)), AtLeast("V8", 14, 36, ("14 of 36 Pr(≥ 0.5)", 0.5)),
        Experiment.Draws("V13", ["false alarm per point"], (chance, values) => values[0] = One(Math.Abs(chance.Normal()) > 3)),
        Experiment.Draws("V13", ["false alarm in eight"], (chance, values) =>
        {
            values[0] = 0;
            for (var i = 0; i < 8; i++) if (Math.Abs(chance.Normal()) > 3) values[0] = 1;
        }),
        Experiment.Draws("V13", ["run of eight"], (chance, values) =>
        {
            var above = 0;
            for (var i = 0; i < 8; i++) if (chance.Normal() > 0) above++;
            values[0] = One(above is 0 or 8);
        }),
        Experiment.Draws("V14", ["posterior mean", "Pr(NPS > 30)", "Pr(NPS > 0)"], (chance, values) =>
        {
            double promoters = Gamma(chance, 14), passives = Gamma(chance, 9), detractors = Gamma(chance, 4);
            var score = 100 * (promoters - detractors) / (promoters + passives + detractors);
            (values[0], values[1], values[2]) = (score, One(score > 30), One(score > 0));
        }),
        Experiment.Draws("V15", ["2 of 60 Pr(≤ 0.05)"], (chance, values) => values[0] = One(Beta(chance, 2, 60) <= 0.05)),
        Experiment.Draws("V16", ["founder at closing Pr(≤ 0.25)"], (chance, values) => values[0] = One(Beta(chance, 3, 20) <= 0.25)),
    ];

    static Experiment AtLeast(string id, int won, int all, params (string What, double Threshold)[] numbers) =>
        Experiment.Draws(id, [.. numbers.Select(number => number.What)], (chance, values) =>
        {
            var share = Beta(chance, won, all);
            for (var i = 0; i < numbers.Length; i++) values[i] = One(share >= numbers[i].Threshold);
        });

    /// <summary>From the posterior of a share after so many successes, on a uniform prior.</summary>
    static double Beta(Chance chance, int won, int all)
    {
        var (a, b) = (Gamma(chance, 1 + won), Gamma(chance, 1 + all - won));
        return a / (a + b);
    }

    static double Gamma(Chance chance, double shape) => new Gamma(shape, shape).Draw(chance);

    static double One(bool happened) => happened ? 1 : 0;
}
