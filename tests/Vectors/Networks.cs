using Rung.Planner.ClosedForms;

namespace Rung.Vectors;

/// <summary>Stations, chains, generalists against specialists: V35–V42, V47, V48, V51.</summary>
static class Networks
{
    internal static readonly double[][] Moves = [[0.30, 0.45, 0, 0], [0, 0.50, 0.30, 0], [0, 0.05, 0.45, 0.30], [0, 0, 0.10, 0.40]];
    internal static readonly double[] Won = [0, 0.02, 0.03, 0.35];

    internal static IEnumerable<Vector> All =>
    [
        .. Dossier.Of("V35", () => Stations(0),
            ("SDR ρ", "0.8", n => n.Queues[0].Load), ("SDR Wq", "0.055411", n => n.Queues[0].Wait), ("SDR W", "0.155411", n => n.Queues[0].Sojourn), ("SDR L", "6.216450", n => n.Queues[0].InSystem),
            ("AE ρ", "0.769231", n => n.Queues[1].Load), ("AE C", "0.457399", n => n.Queues[1].MustWait), ("AE Wq", "0.127055", n => n.Queues[1].Wait), ("AE W", "0.511671", n => n.Queues[1].Sojourn), ("AE L", "6.140048", n => n.Queues[1].InSystem),
            ("CS ρ", "0.6", n => n.Queues[2].Load), ("CS C", "0.287043", n => n.Queues[2].MustWait), ("CS Wq", "0.143522", n => n.Queues[2].Wait), ("CS W", "0.943522", n => n.Queues[2].Sojourn), ("CS L", "2.830565", n => n.Queues[2].InSystem),
            ("L", "15.187063", n => n.InSystem), ("sojourn per lead", "0.379677", n => n.Sojourn), ("path of a customer", "1.610603", n => n.Path)),
        .. Dossier.Of("V36", () => Stations(0.1),
            ("SDR rate", "41.237113", n => n.Rates[0]), ("AE rate", "12.371134", n => n.Rates[1]), ("CS rate", "2.783505", n => n.Rates[2]),
            ("SDR L", "6.960381", n => n.Queues[0].InSystem), ("AE L", "6.688163", n => n.Queues[1].InSystem), ("CS L", "2.521230", n => n.Queues[2].InSystem)),
        .. Organisations("V37", 2.0, "0.575000", "1.323186", ".340000", ".510000", "1.073724", "1.573724"),
        .. Organisations("V38", 2.5, "0.718750", "1.618379", ".425000", ".637500", "1.274124", "1.774124"),
        .. Organisations("V39", 3.0, "0.862500", "2.641692", ".510000", ".765000", "1.689104", "2.189104"),
        .. Organisations("V40", 3.4, "0.977500", "13.295914", ".578000", ".867000", "2.564451", "3.064451"),
        .. Organisations("V41", 3.8, "1.0925", null, ".646000", ".969000", "8.938820", "9.438820"),
        .. Dossier.Of("V42", ("delay 0: crossings", "0", () => Crossing(0).Count), ("delay 0.25: crossings", "2", () => Crossing(0.25).Count), ("delay 0.25: first", "1.387910", () => Crossing(0.25)[0]), ("delay 0.25: second", "2.008914", () => Crossing(0.25)[1]),
            ("delay 0.5", "2.742478", () => Crossing(0.5).Single()), ("delay 1", "3.015079", () => Crossing(1).Single()),
            ("first: generalists' ρ", "0.399024", () => Pool(Crossing(0.25)[0]).Load), ("second: generalists' ρ", "0.577563", () => Pool(Crossing(0.25)[1]).Load),
            ("delay 0.5: ρ", "0.788462", () => Pool(Crossing(0.5)[0]).Load), ("delay 0.5: W", "1.932598", () => Pool(Crossing(0.5)[0]).Sojourn),
            ("delay 1: ρ", "0.866835", () => Pool(Crossing(1)[0]).Load), ("delay 1: W", "2.708474", () => Pool(Crossing(1)[0]).Sojourn),
            ("most the generalists lead by", "0.007426", () => Row(1.7378, 0.25) - Pool(1.7378).Sojourn), ("least the specialists lead by, less delay", "0.242574", () => Pool(1.7378).Sojourn - Row(1.7378, 0)),
            ("V37 with delay 0.25", "1.323724", () => Row(2, 0.25)),
            ("generalists' capacity", "3.478261", () => TeamCapacity.Generalists(4, [0.4, 0.6], 0.15).Value.PerTime),
            ("specialists' first step", "5.882353", () => TeamCapacity.Specialists([2], [0.34]).Value.PerTime), ("specialists' capacity", "3.921569", () => TeamCapacity.Specialists([2, 2], [0.34, 0.51]).Value.PerTime),
            ("balanced ideal", "4.705882", () => TeamCapacity.Balanced(4, [0.34, 0.51]).Value.PerTime)),
        .. Dossier.Of("5.5",
            ("70/30, 2+2 heads", "3.361345", () => TeamCapacity.Specialists([2, 2], [0.595, 0.255]).Value.PerTime), ("70/30, second step", "7.843137", () => TeamCapacity.Specialists([2], [0.255]).Value.PerTime),
            ("70/30, 3+1 heads", "3.921569", () => TeamCapacity.Split(4, [0.595, 0.255]).Value.PerTime)),
        .. Chain("V47 Meeting", 0, "0.195593", "4.027356", "3.120798", "6.781941", "3.357574"),
        .. Chain("V47 Discovery", 1, "0.304255", "4.042553", "2.891583", "5.353370", "3.469321"),
        .. Chain("V47 Proposal", 2, "0.440426", "3.404255", "2.442642", "3.860965", "3.044791"),
        .. Chain("V47 Negotiation", 3, "0.656738", "2.234043", "1.927461", "2.098211", "2.493919"),
        .. Dossier.Of("V47", () => Deals().Outlooks[0],
            ("N Meeting", "1.428571", o => o.Visits[0]), ("N Discovery", "1.367781", o => o.Visits[1]), ("N Proposal", "0.820669", o => o.Visits[2]), ("N Negotiation", "0.410334", o => o.Visits[3])),
        .. Dossier.Of("V48", () => Deals().InProgress(6),
            ("Meeting", "8.571429", n => n[0]), ("Discovery", "8.206687", n => n[1]), ("Proposal", "4.924012", n => n[2]), ("Negotiation", "2.462006", n => n[3]), ("WIP", "24.164134", n => n.Sum()),
            ("wins per week", "1.173556", _ => 6 * Deals().Outlooks[0].WinShare)),
        .. Dossier.Of("V51",
            ("M/M/4 Wq", "1.491692", () => Pool(3).Wait), ("Allen–Cunneen Wq", "1.133686", () => AllenCunneen.Of(3, 1.15, 4, 0.52).Value.Wait), ("Allen–Cunneen W", "2.283686", () => AllenCunneen.Of(3, 1.15, 4, 0.52).Value.Sojourn),
            ("two phases, exact Wq", "1.143943", () => PhasedQueue.Of(3, [0.46, 0.69], 4).Value.Wait)),
    ];

    internal static Network Stations(double recycle) => Network.Of([
        new(5, 0.1, 40, [0, 0.30, 0]), new(6, 1 / 2.6, 0, [recycle, 0, 0.25 * (1 - recycle)]), new(4, 0.8, 0, [0, 0, 0])]).Value;

    static IEnumerable<Vector> Organisations(string id, double rate, string load, string? generalists, string first, string second, string specialists, string delayed) =>
    [
        .. Dossier.Of(id, ("generalists' ρ", load, () => rate * 1.15 / 4)),
        .. generalists is null
            ? Dossier.Of(id, ("load named in the refusal", load, () => ((CannotKeepUp)Erlang.C(rate, 1.15, 4).Refusal!).Load))
            : Dossier.Of(id, ("generalists' W", generalists, () => Pool(rate).Sojourn)),
        .. Dossier.Of(id, ("specialists' ρ A", first, () => rate * 0.34 / 2), ("specialists' ρ B", second, () => rate * 0.51 / 2), ("specialists' W", specialists, () => Row(rate, 0)), ("specialists' W + 0.5", delayed, () => Row(rate, 0.5))),
    ];

    static IEnumerable<Vector> Chain(string id, int state, string won, string time, string spread, string timeWon, string timeLost) =>
        Dossier.Of(id, () => Deals().Outlooks[state],
            ("P(won)", won, o => o.WinShare), ("time", time, o => o.Time), ("sd", spread, o => o.Spread), ("time won", timeWon, o => o.TimeWon), ("time lost", timeLost, o => o.TimeLost));

    static AbsorbingChain Deals() => AbsorbingChain.Of(Moves, Won).Value;

    static ErlangQueue Pool(double rate) => Erlang.C(rate, 1.15, 4).Value;

    static double Row(double rate, double delay) => Organisation(delay).At(rate).Value.Specialists!.Value;

    static IReadOnlyList<double> Crossing(double delay) => Organisation(delay).Loads().Value.Rates;

    static CrossOver Organisation(double delay) => new(4, 1.15, [(2, 0.34), (2, 0.51)], delay);
}
