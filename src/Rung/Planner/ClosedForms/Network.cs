namespace Rung.Planner.ClosedForms;

/// <summary>One station of a network: people of one role.</summary>
/// <param name="Arrivals">From outside, per time, Poisson.</param>
/// <param name="Service">Mean time of service, exponential.</param>
/// <param name="Next">For each station the share that goes there from here; the rest leave.</param>
public sealed record Station(int Servers, double Service, double Arrivals, IReadOnlyList<double> Next);

/// <summary>Stations that feed each other, each a line of its own (Jackson, Operations Research 5, 1957).</summary>
/// <param name="Rates">Visits per time at each station, returns included.</param>
/// <param name="Sojourn">Mean time in the network per arrival from outside: <paramref name="InSystem"/> over the arrivals, by Little.</param>
/// <param name="Path">Sum of one visit to each station: a customer who goes all the way.</param>
public sealed record Network(IReadOnlyList<double> Rates, IReadOnlyList<ErlangQueue> Queues, double InSystem, double Sojourn, double Path)
{
    /// <summary>
    /// Traffic equations λ_j = γ_j + Σ λ_i·p_ij, then Erlang C at every station; V35, V36. Refused where a station cannot keep up,
    /// with the highest load, or where somebody would go round for ever.
    /// </summary>
    public static Outcome<Network> Of(IReadOnlyList<Station> stations)
    {
        if ((Given.Each(stations, 1, 200, Check) ?? Ways.Check([.. stations.Select(station => station.Next)])) is { } no) return no;
        var arrivals = stations.Sum(station => station.Arrivals);
        if (Given.Positive(arrivals) is { } none) return none;

        var n = stations.Count;
        var rows = Linear.Identity(n);
        for (var from = 0; from < n; from++) for (var to = 0; to < n; to++) rows[to][from] -= stations[from].Next[to];
        if (Linear.Solve(rows, [.. stations.Select(station => station.Arrivals)]) is not { } rates) return new NobodyEverLeaves(0);
        var worst = stations.Select((station, i) => rates[i] * station.Service / station.Servers).Max();
        if (worst >= 1) return new CannotKeepUp(worst);

        var queues = new ErlangQueue[n];
        for (var i = 0; i < n; i++)
        {
            if (!Erlang.C(Math.Max(0, rates[i]), stations[i].Service, stations[i].Servers).Accepted(out var queue, out var refusal)) return refusal;
            queues[i] = queue;
        }
        var inSystem = queues.Sum(queue => queue.InSystem);
        return new Network(rates, queues, inSystem, inSystem / arrivals, queues.Sum(queue => queue.Sojourn));
    }

    /// <summary>Stations in a row that everybody passes, or the share <paramref name="onwards"/> of each to the next.</summary>
    public static Outcome<Network> Tandem(double arrivals, IReadOnlyList<(int Servers, double Service)> steps, IReadOnlyList<double>? onwards = null) =>
        Of([.. steps.Select((step, i) => new Station(step.Servers, step.Service, i == 0 ? arrivals : 0,
            [.. steps.Select((_, to) => to == i + 1 ? onwards?[i] ?? 1 : 0)]))]);

    static Refusal? Check(Station station) =>
        Given.Whole(station.Servers, 1, Erlang.MostServers) ?? Given.Positive(station.Service) ?? Given.NotNegative(station.Arrivals);
}
