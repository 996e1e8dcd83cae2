namespace Rung.Planner.ClosedForms;

/// <summary>A line whose people give up in the end. It settles at any load.</summary>
/// <param name="Load">Work offered per server and time; may exceed 1.</param>
/// <param name="LosePatience">Share of arrivals that give up.</param>
/// <param name="Wait">Mean time in line over everybody, those who gave up included.</param>
/// <param name="Throughput">Served per time.</param>
/// <param name="Busy">Share of the servers' time.</param>
public sealed record LimitedPatience(double Load, double MustWait, double LosePatience, double Waiting, double InSystem, double Wait, double Throughput, double Busy)
{
    /// <summary>
    /// Erlang A, M/M/c+M (Palm 1957; Garnett, Mandelbaum and Reiman, M&amp;SOM 4, 2002) by its birth–death chain: nλ against
    /// min(n, c)μ + (n − c)⁺θ; share giving up = θ·Lq/λ. With endless patience it is Erlang C; V29.
    /// </summary>
    /// <param name="arrivals">Per time (λ).</param>
    /// <param name="service">Mean time of service (1/μ).</param>
    /// <param name="impatience">Rate at which one who waits gives up (θ): one over the mean patience; 0 for never.</param>
    public static Outcome<LimitedPatience> Of(double arrivals, double service, int servers, double impatience)
    {
        if ((Given.Positive(arrivals) ?? Given.Positive(service) ?? Given.Whole(servers, 1, Erlang.MostServers) ?? Given.NotNegative(impatience)) is { } no) return no;
        var (offered, strain) = (arrivals * service, impatience * service);
        var load = offered / servers;
        if (impatience == 0 && load >= 1) return new CannotKeepUp(load);
        var likeliest = load < 1 ? (long)offered : servers + (offered - servers) / strain;
        if (likeliest > 1e15) return new CannotKeepUp(load);
        var state = BirthDeath.Of(n => offered / (Math.Min(n + 1, servers) + Math.Max(0, n + 1 - servers) * strain), (long)likeliest, long.MaxValue, servers);
        if (state is null) return new OutOfRange(nameof(impatience), "0", "1E+12");
        return new LimitedPatience(load, state.AllBusy, impatience * state.Waiting / arrivals, state.Waiting, state.InSystem, state.Waiting / arrivals, state.Busy / service, state.Busy / servers);
    }
}
