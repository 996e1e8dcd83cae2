using Rung.Planner.ClosedForms;
using static Rung.Tests.Planner.Slow;

namespace Rung.Tests.Planner;

/// <summary>Lines against the balance of their states, written out one by one.</summary>
public sealed class LinesTheSlowWay
{
    readonly Random chance = new(1);

    [Fact]
    public void A_line_without_end()
    {
        for (var round = 0; round < 60; round++)
        {
            var (service, servers) = (chance.Between(0.1, 5), chance.Next(1, 9));
            var arrivals = chance.Between(0.05, 0.9) * servers / service;
            var shares = Line(400, _ => arrivals, n => Math.Min(n, servers) / service);
            var queue = Erlang.C(arrivals, service, servers).Value;
            Near(shares.Weighed(n => n >= servers ? 1 : 0), queue.MustWait, 1e-7);
            Near(shares.Weighed(n => Math.Max(0, n - servers)), queue.Waiting, 1e-6);
            Near(shares.Weighed(n => n), queue.InSystem, 1e-6);
            Near(queue.InSystem, arrivals * queue.Sojourn);
            // The tail: n − c + 1 departures of the busy servers before one's turn, and then one's own service.
            var time = chance.Between(0.1, 3) * service;
            Near(shares.Weighed(n => n < servers ? 0 : Poisson(n - servers, servers / service * time)), queue.WaitBeyond(time), 1e-6);
            Near(shares.Weighed(n => n < servers ? Math.Exp(-time / service) : Area(at => Density(n - servers, servers / service, at) * Math.Exp(-(time - at) / service), time, 400) + Poisson(n - servers, servers / service * time)),
                queue.SojournBeyond(time), 1e-5);
        }

        // Pr(at most k events), and the density of the time of the (k + 1)-th.
        static double Poisson(int k, double expected) => Enumerable.Range(0, k + 1).Sum(i => Math.Exp(i * Math.Log(expected) - expected - MathNet.Numerics.SpecialFunctions.GammaLn(i + 1)));
        static double Density(int k, double rate, double at) => at == 0 ? (k == 0 ? rate : 0) : rate * Math.Exp(k * Math.Log(rate * at) - rate * at - MathNet.Numerics.SpecialFunctions.GammaLn(k + 1));
    }

    [Fact]
    public void No_line_at_all()
    {
        for (var round = 0; round < 100; round++)
        {
            var (offered, servers) = (chance.Between(0.01, 80), chance.Next(1, 60));
            var shares = Line(servers, _ => offered, n => n);
            Near(shares[servers], Erlang.B(offered, servers).Value.TurnedAway, 1e-8);
            Near(shares.Weighed(n => n), Erlang.B(offered, servers).Value.Busy, 1e-8);
        }
    }

    [Fact]
    public void The_fewest_servers_are_those_that_counting_up_finds()
    {
        for (var round = 0; round < 100; round++)
        {
            var (offered, atOnce) = (chance.Between(0.01, 60), chance.Between(0.1, 0.99));
            var servers = 1;
            while (offered >= servers || 1 - Erlang.C(offered, 1, servers).Value.MustWait < atOnce) servers++;
            Assert.Equal(servers, Erlang.ServersFor(offered, 1, atOnce).Value.Servers);
        }
    }

    [Fact]
    public void A_line_with_an_end()
    {
        for (var round = 0; round < 100; round++)
        {
            var (service, servers) = (chance.Between(0.1, 5), chance.Next(1, 9));
            var (arrivals, room) = (chance.Between(0.05, 3) * servers / service, servers + chance.Next(0, 40));
            var shares = Line(room, _ => arrivals, n => Math.Min(n, servers) / service);
            var queue = LimitedRoom.Of(arrivals, service, servers, room).Value;
            Near(shares[0], queue.Empty, 1e-7);
            Near(shares[room], queue.TurnedAway, 1e-7);
            Near(shares.Weighed(n => n), queue.InSystem, 1e-8);
            Near(shares.Weighed(n => Math.Max(0, n - servers)), queue.Waiting, 1e-7);
            Near(arrivals * (1 - shares[room]), queue.Throughput, 1e-8);
            Near(queue.InSystem, queue.Throughput * queue.Sojourn);
            Near(queue.Waiting, queue.Throughput * queue.Wait);
            Near(queue.Busy, queue.Throughput * service / servers);
        }
    }

    [Fact]
    public void A_line_whose_people_give_up()
    {
        for (var round = 0; round < 60; round++)
        {
            var (service, servers) = (chance.Between(0.1, 5), chance.Next(1, 9));
            var (arrivals, impatience) = (chance.Between(0.05, 2) * servers / service, chance.Between(0.1, 4) / service);
            var shares = Line(300, _ => arrivals, n => Math.Min(n, servers) / service + Math.Max(0, n - servers) * impatience);
            var queue = LimitedPatience.Of(arrivals, service, servers, impatience).Value;
            Near(shares.Weighed(n => n >= servers ? 1 : 0), queue.MustWait, 1e-7);
            Near(shares.Weighed(n => Math.Max(0, n - servers)), queue.Waiting, 1e-7);
            Near(shares.Weighed(n => n), queue.InSystem, 1e-8);
            Near(queue.Throughput, arrivals * (1 - queue.LosePatience), 1e-9);
            Near(queue.Busy, queue.Throughput * service / servers);
            Near(queue.Waiting, arrivals * queue.Wait);
        }
    }

    [Fact]
    public void Several_servers_with_phases_of_service()
    {
        for (var round = 0; round < 12; round++)
        {
            var (first, second) = (chance.Between(0.1, 2), chance.Between(0.1, 2));
            var arrivals = chance.Between(0.1, 0.75) * 2 / (first + second);
            // A state: how many are in the system, and how many of the two servers are in their first phase.
            var states = Enumerable.Range(0, 90).SelectMany(n => Enumerable.Range(0, Math.Min(n, 2) + 1).Select(inFirst => (n, inFirst))).ToList();
            var shares = Balance(states.Count, states.SelectMany(Moves).Where(move => move.From >= 0 && move.To >= 0));
            var waiting = shares.Weighed(i => Math.Max(0, states[i].n - 2));
            var queue = PhasedQueue.Of(arrivals, [first, second], 2).Value;
            Near(waiting, queue.Waiting, 1e-6);
            Near(shares.Weighed(i => states[i].n >= 2 ? 1 : 0), queue.MustWait, 1e-6);

            IEnumerable<(int From, int To, double Rate)> Moves((int n, int inFirst) at)
            {
                var (from, inSecond) = (states.IndexOf(at), Math.Min(at.n, 2) - at.inFirst);
                yield return (from, states.IndexOf((at.n + 1, at.inFirst + (at.n < 2 ? 1 : 0))), arrivals);
                if (at.inFirst > 0) yield return (from, states.IndexOf((at.n, at.inFirst - 1)), at.inFirst / first);
                if (inSecond > 0) yield return (from, states.IndexOf((at.n - 1, at.inFirst + (at.n > 2 ? 1 : 0))), inSecond / second);
            }
        }
    }
}
