using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Rung.Bench.Sim;
using Rung.Planner.ClosedForms;

namespace Rung.Bench;

/// <summary>
/// The clockwork against a hand-written C++ loop and SimPy on the same models, in turn and in CPU time, because wall time lies on
/// a busy machine. Results must agree within four standard errors. What is missing is named and skipped.
/// </summary>
static class SimReport
{
    sealed record Model(string Name, string Title, int Size, int PeerSize, double? Truth, Func<int, ulong, Answer> Run);

    static readonly (int Servers, double Service)[] one = [(1, 1.0)], three = [(2, 1.6), (3, 2.4), (4, 3.0)];

    public static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        var directory = Directory.CreateTempSubdirectory("rung-bench-").FullName;
        try
        {
            var (loop, simpy) = (Peer.Loop(directory), Peer.SimPy());
            if (loop is null) Console.WriteLine("C++ skipped: no g++ here.");
            if (simpy is null) Console.WriteLine("SimPy skipped: install python3-simpy3.");
            var wrong = Models(quick).Count(model => !Compare(model, loop, simpy, quick ? 3 : 7));
            Cores(quick ? 200 : 1_000);
            return wrong > 0 ? 1 : 0;
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    static IEnumerable<Model> Models(bool quick)
    {
        var part = quick ? 4 : 1;
        yield return new("mm1", $"M/M/1, {2_000_000 / part:N0} customers", 2_000_000 / part, 100_000 / part, 10, (size, seed) => Row.Run(size, 1 / 0.9, one, seed));
        yield return new("tandem", $"three M/M/c in a row, {500_000 / part:N0}", 500_000 / part, 40_000 / part, Network.Tandem(1, three).Value.Sojourn, (size, seed) => Row.Run(size, 1, three, seed));
        yield return new("revenue", $"small revenue model, {1_000 / part:N0} replications", 1_000 / part, 12 / part, null, (size, seed) => SmallRevenue.Run(size, seed));
    }

    /// <summary>One round of each to warm up, then in turn; the medians.</summary>
    static bool Compare(Model model, Peer? loop, Peer? simpy, int rounds)
    {
        Console.WriteLine($"\n{model.Title}{(model.Truth is { } truth ? string.Create(CultureInfo.InvariantCulture, $"; theory {truth:0.000}") : "")}");
        Console.WriteLine($"{"",-12}{"CPU s",10}{"million events/s",20}{"Rung per this",16}{"mean",14}{"± s.e.",10}");
        var engines = new List<(string Name, Func<ulong, (double Cpu, Answer Answer)> Run)> { ("Rung", seed => OnOneCore(() => model.Run(model.Size, seed))) };
        if (loop is not null) engines.Add(("C++", seed => loop.Run(model.Name, model.Size, seed)));
        if (simpy is not null) engines.Add(("SimPy", seed => simpy.Run(model.Name, model.PeerSize, seed)));

        var seen = engines.ToDictionary(engine => engine.Name, _ => new List<(double Cpu, Answer Answer)>());
        for (var round = -1; round < rounds; round++)
            foreach (var (name, run) in engines)
            {
                if (name == "SimPy" && round is < 0 or > 2) continue;
                var result = run(Seed());
                if (round >= 0) seen[name].Add(result);
            }

        // Engines count events differently: their speed is work done per CPU second.
        double Speed(string name) => (name == "SimPy" ? model.PeerSize : model.Size) / Median(seen[name].Select(each => each.Cpu));

        var agrees = true;
        var all = engines.Select(engine => (engine.Name, Answer: Pooled(seen[engine.Name]))).ToList();
        foreach (var (name, answer) in all)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-12}{Median(seen[name].Select(each => each.Cpu)),10:0.000}{Median(seen[name].Select(each => each.Answer.Events / each.Cpu)) / 1e6,20:0.00}{Speed("Rung") / Speed(name),16:0.00}{answer.Mean,14:0.000}{answer.Error,10:0.000}"));
            agrees &= Near(answer, model.Truth is { } known ? new(known, 0, 0) : all[0].Answer);
        }
        if (!agrees) Console.WriteLine("Results differ by more than four standard errors.");
        return agrees;
    }

    /// <summary>Wall time on a free machine, and CPU in any case: what two threads spend more than one is what they cost each other.</summary>
    static void Cores(int replications)
    {
        var cores = Environment.ProcessorCount;
        if (cores < 2)
        {
            Console.WriteLine("\nTwo cores skipped: there is one.");
            return;
        }
        List<(double Wall, double Cpu)> one = [], two = [];
        for (var round = -1; round < 5; round++)
        {
            var (alone, both) = (Timed(() => SmallRevenue.Run(replications, 5, 1)), Timed(() => SmallRevenue.Run(replications, 5, 2)));
            if (round < 0) continue;
            one.Add(alone);
            two.Add(both);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nsmall revenue model, {replications:N0} replications, two cores for one: wall {Median(one.Select(t => t.Wall)) / Median(two.Select(t => t.Wall)):0.00}, best wall {one.Min(t => t.Wall) / two.Min(t => t.Wall):0.00}, 2 × CPU of one over CPU of two {2 * Median(one.Select(t => t.Cpu)) / Median(two.Select(t => t.Cpu)):0.00}"));

        static (double, double) Timed(Func<Answer> run)
        {
            var (watch, cpu) = (Stopwatch.StartNew(), Cpu());
            run();
            return (watch.Elapsed.TotalSeconds, Cpu() - cpu);
        }
    }

    static (double, Answer) OnOneCore(Func<Answer> run)
    {
        var before = Cpu();
        var answer = run();
        return (Cpu() - before, answer);
    }

    static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    static Answer Pooled(List<(double Cpu, Answer Answer)> rounds) =>
        new(rounds.Average(round => round.Answer.Mean), Math.Sqrt(rounds.Sum(round => round.Answer.Error * round.Answer.Error)) / rounds.Count, rounds[0].Answer.Events);

    static bool Near(Answer one, Answer other) => Math.Abs(one.Mean - other.Mean) <= 4 * Math.Sqrt(one.Error * one.Error + other.Error * other.Error);

    static ulong Seed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}
