namespace Rung.Planner.ClosedForms;

/// <summary>What a line before equal servers settles to. Times in the unit that rates are per.</summary>
/// <param name="Load">Work that arrives per server and time, below 1.</param>
/// <param name="MustWait">Share of arrivals that find every server busy.</param>
/// <param name="Wait">Mean time in line (Wq).</param>
/// <param name="Sojourn">Mean time from arrival to the end of service (W).</param>
/// <param name="Waiting">Mean number in line (Lq).</param>
/// <param name="InSystem">Mean number in line and in service (L).</param>
public record Queue(double Load, double MustWait, double Wait, double Sojourn, double Waiting, double InSystem)
{
    internal static Queue From(double arrivals, double service, double load, double mustWait, double wait) =>
        new(load, mustWait, wait, wait + service, arrivals * wait, arrivals * (wait + service));
}

/// <summary>A line before equal servers with exponential service: its tails are known too.</summary>
public sealed record ErlangQueue(double Load, double MustWait, double Wait, double Sojourn, double Waiting, double InSystem, double Service, int Servers)
    : Queue(Load, MustWait, Wait, Sojourn, Waiting, InSystem)
{
    /// <summary>Pr(time in line &gt; t) = C·e^{−(cμ−λ)t}; V26.</summary>
    public double WaitBeyond(double time) => time < 0 ? 1 : MustWait * Math.Exp(-Drain * time);

    /// <summary>Pr(time from arrival to the end of service &gt; t); e^{−(μ−λ)t} for one server, V19.</summary>
    public double SojournBeyond(double time)
    {
        if (time <= 0) return 1;
        // Waiting and service are exponential of two rates; where they meet, the difference quotient becomes the time itself.
        var apart = Drain - 1 / Service;
        var quotient = Math.Abs(apart * time) < 1e-9 ? time : (1 - Math.Exp(-apart * time)) / apart;
        return Math.Exp(-time / Service) * (1 + MustWait / Service * quotient);
    }

    /// <summary>Rate at which a line empties while all are busy: cμ − λ.</summary>
    double Drain => Servers * (1 - Load) / Service;
}

/// <summary>What becomes of arrivals that cannot wait.</summary>
/// <param name="TurnedAway">Share of arrivals that find every server busy (B).</param>
/// <param name="Busy">Mean number of busy servers: the offered work that is carried.</param>
public sealed record LossSystem(double TurnedAway, double Busy);

/// <summary>
/// Erlang's two formulas (Post Office Electrical Engineers' Journal 10, 1917), Poisson arrivals: the loss formula, which holds for
/// every law of service with the same mean (V50), and the delay formula for exponential service. Up to a million servers.
/// </summary>
public static class Erlang
{
    internal const int MostServers = 1_000_000;

    /// <summary>
    /// Erlang B by the recursion B(n) = A·B(n−1)/(n + A·B(n−1)), B(0) = 1; V28.
    /// </summary>
    /// <param name="offered">Work offered, arrivals × mean time held, in servers.</param>
    /// <param name="servers">Servers, or slots for deals at the same time.</param>
    public static Outcome<LossSystem> B(double offered, int servers)
    {
        if ((Given.NotNegative(offered) ?? Given.Whole(servers, 0, MostServers)) is { } no) return no;
        var turnedAway = Blocking(offered, servers);
        return new LossSystem(turnedAway, offered * (1 - turnedAway));
    }

    /// <summary>Erlang C, M/M/c: C = B/(1 − ρ(1 − B)), Wq = C/(cμ − λ); V18–V26. Refused at a load of 1 or more.</summary>
    /// <param name="arrivals">Per time (λ).</param>
    /// <param name="service">Mean time of service (1/μ).</param>
    public static Outcome<ErlangQueue> C(double arrivals, double service, int servers)
    {
        if ((Given.NotNegative(arrivals) ?? Given.Positive(service) ?? Given.Whole(servers, 1, MostServers)) is { } no) return no;
        var load = arrivals * service / servers;
        if (load >= 1) return new CannotKeepUp(load);
        var blocking = Blocking(arrivals * service, servers);
        var mustWait = blocking / (1 - load * (1 - blocking));
        var wait = mustWait * service / (servers * (1 - load));
        return new ErlangQueue(load, mustWait, wait, wait + service, arrivals * wait, arrivals * (wait + service), service, servers);
    }

    /// <summary>The fewest servers with which at least this share of arrivals need not wait; V18: 6 for 2.5 and 0.9.</summary>
    public static Outcome<ErlangQueue> ServersFor(double arrivals, double service, double servedAtOnce)
    {
        if ((Given.NotNegative(arrivals) ?? Given.Positive(service) ?? Given.Between(servedAtOnce, 0, 1 - Given.Least)) is { } no) return no;
        var offered = arrivals * service;
        var blocking = 1.0;
        for (var servers = 1; servers <= MostServers; servers++)
        {
            blocking = offered * blocking / (servers + offered * blocking);
            if (offered < servers && 1 - blocking / (1 - offered / servers * (1 - blocking)) >= servedAtOnce) return C(arrivals, service, servers);
        }
        return new CannotKeepUp(offered / MostServers);
    }

    static double Blocking(double offered, int servers)
    {
        var blocking = 1.0;
        for (var n = 1; n <= servers; n++) blocking = offered * blocking / (n + offered * blocking);
        return blocking;
    }
}
