namespace DiscreteEvents.Models;

/// <summary>Customers of one kind: Poisson arrivals at a rate, and what each of them needs.</summary>
/// <param name="Priority">Lower numbers go first, without interrupting.</param>
public sealed record Customers(double Rate, Distribution Work, int Priority = 0);

/// <summary>
/// One line before equal servers: M/M/c, M/M/c/K, Erlang's B and A, M/G/1, priorities, and a server who must set up when the kind of
/// work changes. A model to check the clockwork against theory, and theory against the clockwork.
/// </summary>
/// <param name="Room">Places in line besides those at the servers.</param>
/// <param name="Patience">How long one waits before giving up; null for ever.</param>
/// <param name="Setup">Added to the work where the server's previous customer was of another kind.</param>
/// <param name="Late">Waits longer than this are counted as late.</param>
public sealed record QueueModel(int Servers, IReadOnlyList<Customers> Kinds, int Room = int.MaxValue, Distribution? Patience = null,
    double Setup = 0, double Late = double.PositiveInfinity)
{
    public QueueModel(int servers, double rate, Distribution work, int room = int.MaxValue, Distribution? patience = null) :
        this(servers, [new(rate, work)], room, patience) { }

    public double Rate => Kinds.Sum(kind => kind.Rate);

    /// <summary>Work that arrives per server and time, without setups. From 1 on a line without end or patience never settles.</summary>
    public double Load => Kinds.Sum(kind => kind.Rate * kind.Work.Mean) / Servers;

    /// <summary>Runs until all of <paramref name="asked"/> is precise; everything else in the answer is as precise as it came out.</summary>
    /// <exception cref="OperationCanceledException"/>
    public QueueAnswer Simulate(ulong seed, Precision precision, CancellationToken cancel = default, params IReadOnlyList<Func<QueueAnswer, Estimate>> asked)
    {
        if (Servers < 1) throw new InvalidOperationException("Somebody must serve.");
        if (!(Setup == 0 || (Setup > 0 && Servers == 1))) throw new InvalidOperationException("Setups are those of a single server.");
        if (Room == int.MaxValue && Patience is null && Load >= 1) return QueueAnswer.NeverSettles(Load);
        var queue = new QueueRun(this, new(seed));
        return queue.Until(precision, asked is [] ? [answer => answer.InSystem] : asked, cancel);
    }
}

/// <summary>What a <see cref="QueueModel"/> settles to.</summary>
/// <param name="Load">Work offered per server and time.</param>
/// <param name="Wait">Time in line, over everybody who is not turned away (Wq).</param>
/// <param name="Sojourn">Time from arrival to the end of service, over those served (W).</param>
/// <param name="SojournLate">Share of those served whose sojourn exceeded the model's limit for late.</param>
/// <param name="WaitLate">Share of those whose service began who waited longer than the limit for late.</param>
/// <param name="Waiting">Number in line over time (Lq).</param>
/// <param name="InSystem">Number in line or in service over time (L).</param>
/// <param name="Busy">Share of the servers' time.</param>
/// <param name="TurnedAway">Share of arrivals that find no room.</param>
/// <param name="LostPatience">Share of arrivals that give up.</param>
/// <param name="MustWait">Share of arrivals with room that find no free server.</param>
/// <param name="Throughput">Served per time.</param>
/// <param name="Arriving">Arrivals per time.</param>
/// <param name="WaitOfKind">Time in line by kind of customer, over those whose service began.</param>
public sealed record QueueAnswer(Settled Ended, double Load, long Events, Estimate Wait, Estimate Sojourn, Estimate WaitLate, Estimate SojournLate,
    Estimate Waiting, Estimate InSystem, Estimate Busy, Estimate TurnedAway, Estimate LostPatience, Estimate MustWait, Estimate Throughput,
    Estimate Arriving, IReadOnlyList<Estimate> WaitOfKind)
{
    static readonly Estimate unknown = new(double.PositiveInfinity, double.PositiveInfinity, 0);

    internal static QueueAnswer NeverSettles(double load) =>
        new(Settled.Overfull, load, 0, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, []);
}
