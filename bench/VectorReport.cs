using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using DiscreteEvents;
using DiscreteEvents.Models;
using Rung.Statistics;
using Rung.Vectors;

namespace Rung.Bench;

/// <summary>
/// Every worked number of the domain dossier: expected, computed, and where chance can bring it forth simulated with seeds drawn
/// for this run, until its standard error is 0.3% or 10⁸ events are told (with --quick 4·10⁶). Ends with 1 on a mismatch.
/// </summary>
static class VectorReport
{
    public static int Run(string[] args)
    {
        var precision = new Precision(0.003, args.Contains("--quick") ? 4_000_000 : 100_000_000);
        var seed = args.SkipWhile(a => a != "--seed").Skip(1).Select(a => ulong.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        Console.WriteLine($"seed {seed}; the same again with --seed {seed}");

        var watch = Stopwatch.StartNew();
        var (measured, headlines, events) = Measure(seed, precision);
        var wrong = 0;
        Console.WriteLine($"{"",-18}{"",-42}{"expected",16}{"computed",18}{"simulated",16}{"± s.e.",12}{"z",8}  verdict");
        foreach (var vector in Dossier.All)
        {
            var simulated = measured.TryGetValue((vector.Id, vector.What), out var estimate);
            var z = simulated ? Experiment.Deviate(estimate, vector.Compute()!.Value) : 0;
            var verdict = !vector.Holds ? "COMPUTED WRONG" : Math.Abs(z) > 4 ? "SIMULATED OTHERWISE" : "holds";
            if (verdict != "holds") wrong++;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{vector.Id,-18}{vector.What,-42}{vector.Printed,16}{vector.Compute(),18:0.########}{(simulated ? estimate.Mean.ToString("0.######", CultureInfo.InvariantCulture) : "–"),16}{(simulated ? estimate.StandardError.ToString("0.######", CultureInfo.InvariantCulture) : ""),12}{(simulated ? z.ToString("0.00", CultureInfo.InvariantCulture) : ""),8}  {verdict}"));
        }
        foreach (var missing in measured.Keys.Except(Dossier.All.Select(vector => (vector.Id, vector.What))))
        {
            Console.WriteLine($"{missing} is measured and not in the dossier's list");
            wrong++;
        }

        var squares = headlines.Sum(z => z * z);
        var p = ChiSquared.Above(squares, headlines.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{Dossier.All.Count} numbers, {measured.Count} simulated in {headlines.Count} runs of {events / 1e6:0} million events and draws, {watch.Elapsed.TotalSeconds:0} s. Of the first z of each run: χ² {squares:0.0} with {headlines.Count} degrees of freedom, p {p:0.000}. {wrong} wrong."));
        if (p < 1e-4) Console.WriteLine("So large a χ² does not come about by chance.");
        return wrong > 0 || p < 1e-4 ? 1 : 0;
    }

    static (Dictionary<(string, string), Estimate> Measured, List<double> Headlines, long Events) Measure(ulong seed, Precision precision)
    {
        var experiments = Experiments.All;
        var results = new (IReadOnlyList<Estimate> Measured, long Events)[experiments.Count];
        Parallel.For(0, experiments.Count, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = experiments[i].Run(new Chance(seed).Split(i).Next(), precision));

        var expected = Dossier.All.ToDictionary(vector => (vector.Id, vector.What));
        var (measured, headlines) = (new Dictionary<(string, string), Estimate>(), new List<double>());
        foreach (var (experiment, result) in experiments.Zip(results))
        {
            foreach (var (number, estimate) in experiment.Of.Zip(result.Measured)) measured.Add(number, estimate);
            if (expected.TryGetValue(experiment.Of[0], out var first)) headlines.Add(Experiment.Deviate(result.Measured[0], first.Compute()!.Value));
        }
        return (measured, headlines, results.Sum(result => result.Events));
    }
}
