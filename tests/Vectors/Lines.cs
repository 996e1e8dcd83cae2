using Rung.Planner.ClosedForms;

namespace Rung.Vectors;

/// <summary>Lines without an end: V18–V26.</summary>
static class Lines
{
    internal static IEnumerable<Vector> All =>
    [
        .. Dossier.Of("V18", ("C(2, 0.5/0.7)", "0.187970", () => Erlang.C(0.5, 1 / 0.7, 2).Value.MustWait)),
        .. new[] { "0.702247", "0.319857", "0.130371", "0.047445", "0.015443" }.SelectMany((printed, i) =>
            Dossier.Of("V18", ($"C({i + 3}, 2.5)", printed, () => Erlang.C(2.5, 1, i + 3).Value.MustWait))),
        .. Dossier.Of("V18", ("agents for 90% at once", "6", () => Erlang.ServersFor(2.5, 1, 0.9).Value.Servers)),
        .. Dossier.Of("V19", () => Erlang.C(0.8, 1, 1).Value,
            ("L", "4", q => q.InSystem), ("W", "5", q => q.Sojourn), ("Lq", "3.2", q => q.Waiting), ("Wq", "4", q => q.Wait), ("P(W > 5)", "0.367879", q => q.SojournBeyond(5))),
        .. Of("V20", 8, 1, 10, "0.800000", "0.409180", "0.204590", "1.204590", "1.636721", "9.636721"),
        .. Of("V21", 18, 2, 10, "0.900000", "0.668732", "0.334366", "0.834366", "6.018584", "15.018584"),
        .. Of("V22", 4, 1, 5, "0.800000", "0.554113", "0.554113", "1.554113", "2.216450", "6.216450"),
        .. Of("V23", 3, 1, 4, "0.750000", "0.509434", "0.509434", "1.509434", "1.528302", "4.528302"),
        .. Of("V24", 45, 5, 10, "0.900000", "0.668732", "0.133746", "0.333746", "6.018584", "15.018584"),
        .. Of("V25", 5.5, 2, 3, "0.916667", "0.846692", "1.693384", "2.193384", "9.313613", "12.063613"),
        .. Dossier.Of("V26", () => Erlang.C(8, 1, 10).Value, ("P(Wq > 0.5)", "0.150529", q => q.WaitBeyond(0.5)), ("P(Wq ≤ 1)", "0.944623", q => 1 - q.WaitBeyond(1))),
        .. Dossier.Of("5.5", ("M/M/1 at 0.85 Wq", "5.666667", () => Erlang.C(0.85, 1, 1).Value.Wait), ("M/M/2 at 1.7 Wq", "2.603604", () => Erlang.C(1.7, 1, 2).Value.Wait)),
    ];

    static IEnumerable<Vector> Of(string id, double arrivals, double speed, int servers, string load, string mustWait, string wait, string sojourn, string waiting, string inSystem) =>
        Dossier.Of(id, () => Erlang.C(arrivals, 1 / speed, servers).Value,
            ("ρ", load, q => q.Load), ("C", mustWait, q => q.MustWait), ("Wq", wait, q => q.Wait), ("W", sojourn, q => q.Sojourn), ("Lq", waiting, q => q.Waiting), ("L", inSystem, q => q.InSystem));
}
