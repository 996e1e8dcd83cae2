using DiscreteEvents;
using DiscreteEvents.Models;

namespace Rung.Vectors;

using Customers = DiscreteEvents.Models.Customers;

/// <summary>Every worked number that the clockwork, or chance alone, can bring forth.</summary>
static class Experiments
{
    static readonly Distribution unit = new Exponential(1);

    static readonly Customers[] founder = [new(1.2, new Exponential(0.25)), new(0.25, new Gamma(2, 1)), new(0.12, new Exponential(1.5))];

    internal static IReadOnlyList<Experiment> All => [.. Posteriors.All, .. Lines, .. Limited, .. OnePerson, .. Stations, .. Chains];

    static IEnumerable<Experiment> Lines =>
    [
        Experiment.Queue("V18", new(2, 0.5, new Exponential(1 / 0.7)), ("C(2, 0.5/0.7)", a => a.MustWait)),
        .. Enumerable.Range(3, 5).Select(servers => Experiment.Queue("V18", new(servers, 2.5, unit), ($"C({servers}, 2.5)", a => a.MustWait))),
        Experiment.Queue("V19", new QueueModel(1, 0.8, unit) with { Late = 5 }, ("Wq", a => a.Wait), ("W", a => a.Sojourn), ("Lq", a => a.Waiting), ("L", a => a.InSystem), ("P(W > 5)", a => a.SojournLate)),
        Line("V20", 8, 1, 10), Line("V21", 18, 2, 10), Line("V22", 4, 1, 5), Line("V23", 3, 1, 4), Line("V24", 45, 5, 10), Line("V25", 5.5, 2, 3),
        Experiment.Queue("V26", new QueueModel(10, 8, unit) with { Late = 0.5 }, ("P(Wq > 0.5)", a => a.WaitLate)),
        Experiment.Queue("V26", new QueueModel(10, 8, unit) with { Late = 1 }, ("P(Wq ≤ 1)", a => new(1 - a.WaitLate.Mean, a.WaitLate.StandardError, a.WaitLate.Freedom))),
        Experiment.Queue("5.5", new(1, 0.85, unit), ("M/M/1 at 0.85 Wq", a => a.Wait)), Experiment.Queue("5.5", new(2, 1.7, unit), ("M/M/2 at 1.7 Wq", a => a.Wait)),
    ];

    static Experiment Line(string id, double rate, double speed, int servers) => Experiment.Queue(id, new(servers, rate, new Exponential(1 / speed)),
        ("Wq", a => a.Wait), ("C", a => a.MustWait), ("ρ", a => a.Busy), ("W", a => a.Sojourn), ("Lq", a => a.Waiting), ("L", a => a.InSystem));

    static IEnumerable<Experiment> Limited =>
    [
        Room("V27a", 4, 1, 3, 5), Room("V27b", 5, 1, 4, 0), Room("V27c", 3.5, 0.5, 10, 2), Room("V27d", 6, 2, 2, 3),
        .. new[] { 15, 20, 21, 30, 42, 60 }.Select(slots => Experiment.Queue("V28", new(slots, 12, new Exponential(3), room: 0), ($"{slots} slots", a => a.TurnedAway))),
        Experiment.Queue("V50", new(42, 12, new Exponential(3), room: 0), ("42 slots, exponential", a => a.TurnedAway)),
        Experiment.Queue("V50", new(42, 12, new LogNormal(3, 1.2), room: 0), ("42 slots, log-normal", a => a.TurnedAway)),
        Experiment.Queue("V50", new(42, 12, new Deterministic(3), room: 0), ("42 slots, all alike", a => a.TurnedAway)),
        Patience("V29a", 10, 1, 10, 0.5), Patience("V29b", 12, 1, 10, 0.25), Patience("V29c", 6, 2, 3, 1), Patience("V29d", 20, 8, 2, 4),
    ];

    static Experiment Room(string id, double rate, double speed, int servers, int room)
    {
        (string, Func<QueueAnswer, Estimate>)[] numbers = [("P block", a => a.TurnedAway), ("λ eff", a => a.Throughput), ("L", a => a.InSystem), ("W", a => a.Sojourn), ("util", a => a.Busy)];
        return Experiment.Queue(id, new(servers, rate, new Exponential(1 / speed), room), room == 0 ? numbers : [.. numbers, ("Lq", a => a.Waiting), ("Wq", a => a.Wait)]);
    }

    static Experiment Patience(string id, double rate, double speed, int servers, double impatience) =>
        Experiment.Queue(id, new(servers, rate, new Exponential(1 / speed), patience: new Exponential(1 / impatience)),
            ("P(abandon)", a => a.LostPatience), ("P(wait)", a => a.MustWait), ("Lq", a => a.Waiting), ("L", a => a.InSystem), ("Wq", a => a.Wait), ("throughput", a => a.Throughput), ("busy", a => a.Busy));

    static IEnumerable<Experiment> OnePerson =>
    [
        Experiment.Queue("V30", new(1, 0.8, unit), ("CV² 1 Wq", a => a.Wait)), Experiment.Queue("V30", new(1, 0.8, new Deterministic(1)), ("CV² 0 Wq", a => a.Wait)),
        Experiment.Queue("V30", new(1, 0.8, Gamma.WithVariation(1, Math.Sqrt(2))), ("CV² 2 Wq", a => a.Wait)),
        Experiment.Queue("V30", new(1, 0.7, Gamma.WithVariation(1.2, Math.Sqrt(0.5))), ("CV² 0.5 Wq", a => a.Wait), ("CV² 0.5 ρ", a => a.Busy), ("CV² 0.5 W", a => a.Sojourn), ("CV² 0.5 Lq", a => a.Waiting), ("CV² 0.5 L", a => a.InSystem)),
        Experiment.Queue("V31", new(1, founder), ("Wq", a => a.Wait), ("ρ", a => a.Busy)),
        Experiment.Queue("V31", Independent(founder, 0.05), ("set-up 0.05 Wq", a => a.Wait), ("set-up 0.05 ρ", a => a.Busy)),
        Experiment.Queue("V31b", Independent(founder, 0.10), ("set-up 0.10 Wq", a => a.Wait), ("set-up 0.10 ρ", a => a.Busy)),
        Experiment.Queue("V31b", new(1, founder, Setup: 0.05), ("by sequence, 0.05 Wq", a => a.Wait)),
        Experiment.Queue("V31b", new(1, founder, Setup: 0.10), ("by sequence, 0.10 Wq", a => a.Wait)),
        Experiment.Queue("V32", new(1, founder[1..]), ("after an SDR Wq", a => a.Wait), ("after an SDR ρ", a => a.Busy)),
        Experiment.Queue("V32", Independent(founder[1..], 0.1), ("after an SDR, set-up Wq", a => a.Wait), ("after an SDR, set-up ρ", a => a.Busy)),
        Experiment.Queue("V33", new(1, founder[..2]), ("after a CSM Wq", a => a.Wait), ("after a CSM ρ", a => a.Busy)),
        Experiment.Queue("V33", Independent(founder[..2], 0.1), ("after a CSM, set-up Wq", a => a.Wait), ("after a CSM, set-up ρ", a => a.Busy)),
        Experiment.Queue("V34", Ordered(3, 1, 2), ("sell first: prospect", a => a.WaitOfKind[0]), ("sell first: sell", a => a.WaitOfKind[1]), ("sell first: success", a => a.WaitOfKind[2])),
        Experiment.Queue("V34", Ordered(1, 2, 3), ("prospect first: success", a => a.WaitOfKind[2]), ("prospect first: prospect", a => a.WaitOfKind[0]), ("prospect first: sell", a => a.WaitOfKind[1])),
    ];

    static QueueModel Independent(Customers[] kinds, double setup) =>
        new(1, [.. kinds.Select(kind => kind with { Work = new WithSetup(kind.Work, 1 - kind.Rate / kinds.Sum(other => other.Rate), setup) })]);

    static QueueModel Ordered(params int[] priorities) => new(1, [.. founder.Zip(priorities, (kind, priority) => kind with { Priority = priority })]);

    static IEnumerable<Experiment> Stations =>
    [
        Experiment.Network("V35", Row(0), ("L", a => a.InSystem), ("sojourn per lead", a => a.Sojourn),
            ("SDR Wq", a => a.Waits[0]), ("AE Wq", a => a.Waits[1]), ("CS Wq", a => a.Waits[2]), ("SDR W", a => a.Stays[0]), ("AE W", a => a.Stays[1]), ("CS W", a => a.Stays[2]),
            ("SDR L", a => a.Numbers[0]), ("AE L", a => a.Numbers[1]), ("CS L", a => a.Numbers[2])),
        Experiment.Network("V36", Row(0.1), ("SDR L", a => a.Numbers[0]), ("AE L", a => a.Numbers[1]), ("CS L", a => a.Numbers[2]), ("SDR rate", a => a.Rates[0]), ("AE rate", a => a.Rates[1]), ("CS rate", a => a.Rates[2])),
        .. new[] { ("V37", 2.0), ("V38", 2.5), ("V39", 3.0), ("V40", 3.4), ("V41", 3.8) }.SelectMany(load => Organisations(load.Item1, load.Item2)),
        Experiment.Network("V42", Specialists(2, 0.25), ("V37 with delay 0.25", a => a.Sojourn)),
        Experiment.Queue("V51", new(4, 3, new Exponential(1.15)), ("M/M/4 Wq", a => a.Wait)),
        Experiment.Queue("V51", new(4, 3, new SumOf(new Exponential(0.46), new Exponential(0.69))), ("two phases, exact Wq", a => a.Wait)),
    ];

    static IEnumerable<Experiment> Organisations(string id, double rate) =>
    [
        .. rate * 1.15 / 4 < 1 ? (Experiment[])[Experiment.Queue(id, new(4, rate, new Exponential(1.15)), ("generalists' W", a => a.Sojourn), ("generalists' ρ", a => a.Busy))] : [],
        Experiment.Network(id, Specialists(rate, 0), ("specialists' W", a => a.Sojourn)),
        Experiment.Network(id, Specialists(rate, 0.5), ("specialists' W + 0.5", a => a.Sojourn)),
    ];

    static NetworkModel Row(double recycle) => new([
        new(5, Exponential.WithRate(10), 40, [(1, 0.30)]), new(6, Exponential.WithRate(2.6), 0, [(2, 0.25 * (1 - recycle)), (0, recycle)]), new(4, Exponential.WithRate(1.25), 0, [])]);

    static NetworkModel Specialists(double rate, double delay) => NetworkModel.Tandem(rate, delay, (2, new Exponential(0.34)), (2, new Exponential(0.51)));

    static IEnumerable<Experiment> Chains
    {
        get
        {
            ChainModel deals = new(6, [[0.30, 0.45, 0, 0], [0, 0.50, 0.30, 0], [0, 0.05, 0.45, 0.30], [0, 0, 0.10, 0.40]], [0, 0.02, 0.03, 0.35]);
            foreach (var (start, id) in new[] { "V47 Meeting", "V47 Discovery", "V47 Proposal", "V47 Negotiation" }.Index())
                yield return Experiment.Chain(deals, start, (id, "P(won)", a => a.ShareWon), (id, "time", a => a.Time), (id, "time won", a => a.TimeWon), (id, "time lost", a => a.TimeLost));
            yield return Experiment.Chain(deals, 0, ("V48", "WIP", a => a.InProgress), ("V48", "wins per week", a => a.WonPerTime),
                ("V48", "Meeting", a => a.Numbers[0]), ("V48", "Discovery", a => a.Numbers[1]), ("V48", "Proposal", a => a.Numbers[2]), ("V48", "Negotiation", a => a.Numbers[3]));
            yield return Experiment.Draws("V52", ["wins"], (chance, values) =>
            {
                double[] rates = [0.15, 0.80, 0.65, 0.55, 0.45];
                values[0] = 0;
                for (var lead = 0; lead < 1_000; lead++)
                {
                    var step = 0;
                    while (step < rates.Length && chance.Happens(rates[step])) step++;
                    if (step == rates.Length) values[0]++;
                }
            });
        }
    }
}
