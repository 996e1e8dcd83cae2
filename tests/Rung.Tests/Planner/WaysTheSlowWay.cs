using Rung.Planner.ClosedForms;
using static Rung.Tests.Planner.Slow;

namespace Rung.Tests.Planner;

public sealed class WaysTheSlowWay
{
    readonly Random chance = new(3);

    [Fact]
    public void A_chain_is_what_following_its_shares_step_by_step_gives()
    {
        for (var round = 0; round < 60; round++)
        {
            var n = chance.Next(1, 7);
            var (moves, won) = (new double[n][], new double[n]);
            for (var i = 0; i < n; i++)
            {
                var stay = chance.Between(0.2, 0.95);
                double[] shares = [.. Enumerable.Range(0, n).Select(_ => chance.NextDouble() < 0.6 ? chance.NextDouble() : 0)];
                moves[i] = [.. shares.Select(share => share / Math.Max(1e-9, shares.Sum()) * stay)];
                won[i] = (1 - moves[i].Sum()) * chance.NextDouble();
            }
            var chain = AbsorbingChain.Of(moves, won).Value;
            for (var start = 0; start < n; start++) Follow(moves, won, start, chain.Outlooks[start]);
        }
    }

    static void Follow(double[][] moves, double[] won, int start, Outlook outlook)
    {
        var (at, n) = (new double[won.Length], won.Length);
        at[start] = 1;
        var (visits, wins, time, squares, wonTime, lostTime) = (new double[n], 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var step = 1; step <= 4_000; step++)
        {
            var next = new double[n];
            for (var i = 0; i < n; i++)
            {
                visits[i] += at[i];
                for (var j = 0; j < n; j++) next[j] += at[i] * moves[i][j];
                var (win, lose) = (at[i] * won[i], at[i] * (1 - moves[i].Sum() - won[i]));
                (wins, wonTime, lostTime) = (wins + win, wonTime + win * step, lostTime + lose * step);
                (time, squares) = (time + (win + lose) * step, squares + (win + lose) * step * step);
            }
            at = next;
        }
        Near(wins, outlook.WinShare, 1e-8);
        Near(time, outlook.Time, 1e-8);
        Near(Math.Sqrt(squares - time * time), outlook.Spread, 1e-6);
        if (wins > 1e-9) Near(wonTime / wins, outlook.TimeWon!.Value, 1e-7);
        if (wins < 1 - 1e-9) Near(lostTime / (1 - wins), outlook.TimeLost!.Value, 1e-6);
        foreach (var (slow, fast) in visits.Zip(outlook.Visits)) Near(slow, fast, 1e-7);
    }

    [Fact]
    public void A_network_carries_what_following_the_flow_from_station_to_station_gives()
    {
        for (var round = 0; round < 60; round++)
        {
            var n = chance.Next(1, 6);
            var stations = Enumerable.Range(0, n).Select(_ =>
            {
                var onwards = chance.Between(0, 0.9);
                double[] shares = [.. Enumerable.Range(0, n).Select(_ => chance.NextDouble())];
                return new Station(chance.Next(1, 6), 0.01 * chance.Between(0.1, 1) / n, chance.Between(0, 10) + 0.1, [.. shares.Select(share => share / shares.Sum() * onwards)]);
            }).ToArray();
            var network = Network.Of(stations).Value;
            var (rates, wave) = (new double[n], stations.Select(station => station.Arrivals).ToArray());
            for (var hop = 0; hop < 2_000; hop++)
            {
                var next = new double[n];
                for (var i = 0; i < n; i++)
                {
                    rates[i] += wave[i];
                    for (var j = 0; j < n; j++) next[j] += wave[i] * stations[i].Next[j];
                }
                wave = next;
            }
            for (var i = 0; i < n; i++) Near(rates[i], network.Rates[i], 1e-8);
            Near(network.InSystem, stations.Sum(station => station.Arrivals) * network.Sojourn);
            Near(network.Queues.Zip(rates, (queue, rate) => rate * queue.Sojourn).Sum(), network.InSystem, 1e-8);
        }
    }

    [Fact]
    public void Best_split_of_people_is_the_best_of_all_splits()
    {
        for (var round = 0; round < 200; round++)
        {
            double[] work = [.. Enumerable.Range(0, chance.Next(1, 4)).Select(_ => chance.Between(0.1, 2))];
            var people = work.Length + chance.Next(0, 9);
            var best = Splits(people, work.Length).Max(split => split.Zip(work, (heads, time) => heads / time).Min());
            Near(best, TeamCapacity.Split(people, work).Value.PerTime);
        }

        static IEnumerable<int[]> Splits(int people, int steps) => steps == 1
            ? [[people]]
            : Enumerable.Range(1, people - steps + 1).SelectMany(first => Splits(people - first, steps - 1).Select(rest => (int[])[first, .. rest]));
    }

    [Fact]
    public void Loads_of_equal_lead_time_are_where_a_fine_walk_sees_the_faster_change()
    {
        for (var round = 0; round < 12; round++)
        {
            var (first, second) = (chance.Between(0.2, 0.6), chance.Between(0.2, 0.6));
            var organisation = new CrossOver(4, (first + second) * chance.Between(1, 1.3), [(2, first), (2, second)], chance.Between(0, 1));
            var found = organisation.Loads().Value;
            foreach (var rate in found.Rates)
            {
                var at = organisation.At(rate).Value;
                Near(at.Generalists!.Value, at.Specialists!.Value, 1e-6);
            }
            var (changes, before) = (0, Faster(1e-9 * found.Capacity));
            for (var part = 0.0001; part < 1; part += 0.0001)
            {
                var now = Faster(part * found.Capacity);
                if (now != before) changes++;
                before = now;
            }
            Assert.Equal(found.Rates.Count(rate => rate < 0.9999 * found.Capacity), changes);

            bool Faster(double rate) => organisation.At(rate).Value is var at && at.Generalists < at.Specialists;
        }
    }
}
