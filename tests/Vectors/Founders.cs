using Rung.Planner.ClosedForms;

namespace Rung.Vectors;

/// <summary>One person, several kinds of work: V30–V34.</summary>
static class Founders
{
    internal static readonly WorkKind Prospect = new(1.2, 0.25, 1), Sell = new(0.25, 1, 0.5), Success = new(0.12, 1.5, 1);

    static readonly WorkKind[] Everything = [Prospect, Sell, Success];

    internal static IEnumerable<Vector> All =>
    [
        .. Dossier.Of("V30",
            ("CV² 1 Wq", "4.000000", () => Mixture.Of([new(0.8, 1, 1)]).Value.Wait), ("CV² 0 Wq", "2.000000", () => Mixture.Of([new(0.8, 1, 0)]).Value.Wait),
            ("CV² 2 Wq", "6.000000", () => Mixture.Of([new(0.8, 1, 2)]).Value.Wait)),
        .. Dossier.Of("V30", () => Mixture.Of([new(0.7, 1.2, 0.5)]).Value,
            ("CV² 0.5 ρ", "0.840000", q => q.Load), ("CV² 0.5 Wq", "4.725000", q => q.Wait), ("CV² 0.5 W", "5.925000", q => q.Sojourn), ("CV² 0.5 Lq", "3.307500", q => q.Waiting), ("CV² 0.5 L", "4.147500", q => q.InSystem)),
        .. Dossier.Of("V31", () => Mixture.Of(Everything).Value,
            ("λ", "1.57", q => q.Rate), ("E[S]", "0.464968", q => q.Service), ("E[S²]", "0.678344", q => q.SecondMoment), ("ρ", "0.730000", q => q.Load), ("Wq", "1.972222", q => q.Wait)),
        .. Dossier.Of("V31", () => Mixture.Of(Everything, 0.05).Value, ("set-up 0.05 ρ", "0.760191", q => q.Load), ("set-up 0.05 Wq", "2.316892", q => q.Wait)),
        .. Dossier.Of("V31b", () => Mixture.Of(Everything, 0.10).Value,
            ("set-up 0.10 E[S]", "0.503428", q => q.Service), ("set-up 0.10 E[S²]", "0.739150", q => q.SecondMoment), ("set-up 0.10 ρ", "0.790382", q => q.Load), ("set-up 0.10 Wq", "2.768049", q => q.Wait)),
        .. Dossier.Of("V31b",
            ("by sequence, 0.05 Wq", "2.348818", () => ChangeOver.Of(Everything, 0.05).Value.Wait), ("by sequence, 0.10 Wq", "2.844566", () => ChangeOver.Of(Everything, 0.10).Value.Wait)),
        .. Dossier.Of("V32", () => Mixture.Of([Sell, Success]).Value, ("after an SDR ρ", "0.430000", q => q.Load), ("after an SDR Wq", "0.802632", q => q.Wait)),
        .. Dossier.Of("V32", () => Mixture.Of([Sell, Success], 0.1).Value, ("after an SDR, set-up ρ", "0.446216", q => q.Load), ("after an SDR, set-up Wq", "0.864202", q => q.Wait)),
        .. Dossier.Of("V33", () => Mixture.Of([Prospect, Sell]).Value, ("after a CSM ρ", "0.550000", q => q.Load), ("after a CSM Wq", "0.583333", q => q.Wait)),
        .. Dossier.Of("V33", () => Mixture.Of([Prospect, Sell], 0.1).Value, ("after a CSM, set-up ρ", "0.591379", q => q.Load), ("after a CSM, set-up Wq", "0.710759", q => q.Wait)),
        .. Dossier.Of("V34", () => Priorities.Of([Sell, Success, Prospect]).Value,
            ("W0", "0.532500", q => q.Residual), ("sell first: sell", "0.710000", q => q.Waits[0]), ("sell first: success", "1.245614", q => q.Waits[1]), ("sell first: prospect", "3.460039", q => q.Waits[2])),
        .. Dossier.Of("V34", () => Priorities.Of([Prospect, Sell, Success]).Value,
            ("prospect first: prospect", "0.760714", q => q.Waits[0]), ("prospect first: sell", "1.690476", q => q.Waits[1]), ("prospect first: success", "4.382716", q => q.Waits[2])),
    ];
}
