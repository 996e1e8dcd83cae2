using DiscreteEvents.Models;
using Rung.Planner.ClosedForms;
using static Rung.Tests.Planner.Slow;

namespace Rung.Tests.Planner;

public sealed class OnePersonTheSlowWay
{
    readonly Random chance = new(2);

    [Fact]
    public void One_kind_of_work_in_phases_by_two_exact_ways()
    {
        for (var round = 0; round < 50; round++)
        {
            double[] phases = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => chance.Between(0.1, 2))];
            var (mean, arrivals) = (phases.Sum(), chance.Between(0.05, 0.95) / phases.Sum());
            Near(PhasedQueue.Of(arrivals, phases, 1).Value.Wait, Mixture.Of([new(arrivals, mean, phases.Sum(p => p * p) / (mean * mean))]).Value.Wait, 1e-8);
        }
    }

    [Fact]
    public void Kinds_alike_are_one_kind()
    {
        var apart = Mixture.Of([new(0.2, 1.5, 0.7), new(0.3, 1.5, 0.7)]).Value;
        Near(Mixture.Of([new(0.5, 1.5, 0.7)]).Value.Wait, apart.Wait);
    }

    [Fact]
    public void Set_ups_by_sequence_equal_the_chain_of_what_each_task_leaves_behind()
    {
        for (var round = 0; round < 12; round++)
        {
            var kinds = Enumerable.Range(0, chance.Next(2, 5)).Select(_ => new WorkKind(chance.Between(0.1, 1), chance.Between(0.1, 1), 1.0 / chance.Next(1, 4))).ToList();
            if (round % 4 == 0) kinds.Add(kinds[0]); // two kinds alike still need a set-up between them
            var scale = chance.Between(0.2, 0.6) / kinds.Sum(kind => kind.Load());
            kinds = [.. kinds.Select(kind => kind with { Arrivals = kind.Arrivals * scale })];
            var setup = chance.Between(0.02, 0.15) / kinds.Sum(kind => kind.Arrivals);
            Near(ByChain(kinds, setup), ChangeOver.Of(kinds, setup).Value.Wait, 1e-6);
        }
    }

    /// <summary>The chain of (left behind, kind that left), iterated until it stands; then Little: E[left] = λ(E[W] + E[S]).</summary>
    static double ByChain(List<WorkKind> kinds, double setup)
    {
        const int most = 160, arriving = 100;
        var rate = kinds.Sum(kind => kind.Arrivals);
        var during = kinds.Select(before => kinds.Select(kind => Arrivals(kind, ReferenceEquals(before, kind) ? 0 : setup, rate, arriving)).ToArray()).ToArray();
        for (var i = 0; i < kinds.Count; i++) for (var j = 0; j < kinds.Count; j++) during[i][j] = Arrivals(kinds[j], i == j ? 0 : setup, rate, arriving);

        var now = new double[most, kinds.Count];
        for (var kind = 0; kind < kinds.Count; kind++) now[0, kind] = kinds[kind].Arrivals / rate;
        for (var change = 1.0; change > 1e-12;)
        {
            var next = new double[most, kinds.Count];
            for (var left = 0; left < most; left++)
                for (var before = 0; before < kinds.Count; before++)
                {
                    if (now[left, before] < 1e-18) continue;
                    for (var kind = 0; kind < kinds.Count; kind++)
                        for (var n = 0; n < arriving && Math.Max(0, left - 1) + n < most; n++)
                            next[Math.Max(0, left - 1) + n, kind] += now[left, before] * kinds[kind].Arrivals / rate * during[before][kind][n];
                }
            change = 0;
            for (var left = 0; left < most; left++) for (var kind = 0; kind < kinds.Count; kind++) change += Math.Abs(next[left, kind] - now[left, kind]);
            now = next;
        }
        var (mean, service) = (0.0, 0.0);
        for (var left = 0; left < most; left++) for (var kind = 0; kind < kinds.Count; kind++) mean += left * now[left, kind];
        foreach (var kind in kinds) service += kind.Arrivals / rate * (kind.Mean + setup * (1 - kind.Arrivals / rate));
        return mean / rate - service;
    }

    /// <summary>Pr(n arrive during a Gamma time and a set-up): negative binomial and Poisson, added.</summary>
    static double[] Arrivals(WorkKind kind, double setup, double rate, int most)
    {
        var (shape, odds) = (1 / kind.SquaredVariation, rate * kind.Mean * kind.SquaredVariation);
        double[] work = new double[most], ready = new double[most], both = new double[most];
        (work[0], ready[0]) = (Math.Pow(1 + odds, -shape), Math.Exp(-rate * setup));
        for (var n = 1; n < most; n++)
        {
            work[n] = work[n - 1] * (shape + n - 1) / n * odds / (1 + odds);
            ready[n] = ready[n - 1] * rate * setup / n;
        }
        for (var n = 0; n < most; n++) for (var m = 0; m <= n; m++) both[n] += work[m] * ready[n - m];
        return both;
    }

    [Fact]
    public void Priorities_share_out_what_a_line_without_them_waits()
    {
        for (var round = 0; round < 100; round++)
        {
            WorkKind[] kinds = [.. Enumerable.Range(0, chance.Next(1, 6)).Select(_ => new WorkKind(chance.Between(0.1, 1), chance.Between(0.1, 1), chance.Between(0, 3)))];
            var scale = chance.Between(0.1, 0.95) / kinds.Sum(kind => kind.Load());
            kinds = [.. kinds.Select(kind => kind with { Arrivals = kind.Arrivals * scale })];
            var (priorities, plain) = (Priorities.Of(kinds).Value, Mixture.Of(kinds).Value);
            // Kleinrock's conservation law: Σρ_k·W_k does not depend on the order.
            Near(plain.Load * plain.Wait, kinds.Zip(priorities.Waits, (kind, wait) => kind.Load() * wait).Sum());
            Assert.Equal(priorities.Waits.Order(), priorities.Waits);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Priorities_come_out_of_a_simulation(int seed)
    {
        var random = new Random(seed);
        WorkKind[] kinds = [.. Enumerable.Range(0, 3).Select(_ => new WorkKind(random.Between(0.1, 0.3), random.Between(0.5, 1.2), 1))];
        var simulated = new QueueModel(1, [.. kinds.Select((kind, i) => new DiscreteEvents.Models.Customers(kind.Arrivals, new DiscreteEvents.Exponential(kind.Mean), i))]).Simulate((ulong)seed, new(0.01, 3_000_000));
        var waits = Priorities.Of(kinds).Value.Waits;
        for (var kind = 0; kind < 3; kind++) Assert.InRange(simulated.WaitOfKind[kind].Z(waits[kind]), -4, 4);
    }
}

static class Works
{
    internal static double Load(this WorkKind kind) => kind.Arrivals * kind.Mean;
}
