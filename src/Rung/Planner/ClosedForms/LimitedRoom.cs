namespace Rung.Planner.ClosedForms;

/// <summary>A line with an end: who finds it full is turned away. It settles at any load.</summary>
/// <param name="Empty">Share of time with nobody there (P0).</param>
/// <param name="TurnedAway">Share of arrivals that find no room.</param>
/// <param name="Throughput">Let in, and so served, per time.</param>
/// <param name="Sojourn">Mean time of those let in (W).</param>
/// <param name="Busy">Share of the servers' time.</param>
public sealed record LimitedRoom(double Empty, double TurnedAway, double Throughput, double InSystem, double Waiting, double Sojourn, double Wait, double Busy)
{
    /// <summary>M/M/c/K (Gross, Shortle, Thompson and Harris, <i>Fundamentals of Queueing Theory</i>, 2.5); V27.</summary>
    /// <param name="arrivals">Per time.</param>
    /// <param name="service">Mean time of service.</param>
    /// <param name="room">Places in all, those at the servers included (K), up to ten million.</param>
    public static Outcome<LimitedRoom> Of(double arrivals, double service, int servers, int room)
    {
        if ((Given.Positive(arrivals) ?? Given.Positive(service) ?? Given.Whole(servers, 1, Erlang.MostServers) ?? Given.Whole(room, servers, 10_000_000)) is { } no) return no;
        var offered = arrivals * service;
        var likeliest = offered < servers ? (long)offered : room;
        var state = BirthDeath.Of(n => offered / Math.Min(n + 1, servers), likeliest, room, servers)!;
        var throughput = state.Busy / service;
        var (sojourn, wait) = (state.InSystem / throughput, state.Waiting / throughput);
        return new LimitedRoom(state.Empty, state.Full, throughput, state.InSystem, state.Waiting, sojourn, wait, state.Busy / servers);
    }
}
