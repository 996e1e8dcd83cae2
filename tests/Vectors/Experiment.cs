using DiscreteEvents;
using DiscreteEvents.Models;

namespace Rung.Vectors;

/// <summary>One run that measures some of the worked numbers, the first of which speaks for it in the sum of all z².</summary>
/// <param name="Of">Id and name of each number, as the dossier's list has them.</param>
sealed record Experiment(IReadOnlyList<(string Id, string What)> Of, Func<ulong, Precision, (IReadOnlyList<Estimate> Measured, long Events)> Run)
{
    internal static Experiment Queue(string id, QueueModel model, params (string What, Func<QueueAnswer, Estimate> Read)[] numbers) =>
        new([.. numbers.Select(number => (id, number.What))], (seed, precision) =>
        {
            var answer = model.Simulate(seed, precision, default, [.. numbers.Select(number => number.Read)]);
            return ([.. numbers.Select(number => number.Read(answer))], answer.Events);
        });

    internal static Experiment Network(string id, NetworkModel model, params (string What, Func<NetworkAnswer, Estimate> Read)[] numbers) =>
        new([.. numbers.Select(number => (id, number.What))], (seed, precision) =>
        {
            var answer = model.Simulate(seed, precision, default, [.. numbers.Select(number => number.Read)]);
            return ([.. numbers.Select(number => number.Read(answer))], answer.Events);
        });

    internal static Experiment Chain(ChainModel model, int start, params (string Id, string What, Func<ChainAnswer, Estimate> Read)[] numbers) =>
        new([.. numbers.Select(number => (number.Id, number.What))], (seed, precision) =>
        {
            var answer = model.Simulate(seed, precision, start, default, [.. numbers.Select(number => number.Read)]);
            return ([.. numbers.Select(number => number.Read(answer))], answer.Events);
        });

    /// <summary>Independent draws, each of which gives a value of every number.</summary>
    internal static Experiment Draws(string id, string[] names, Action<Chance, double[]> draw) =>
        new([.. names.Select(name => (id, name))], (seed, precision) =>
        {
            var (chance, values, tallies) = (new Chance(seed), new double[names.Length], names.Select(_ => new Tally()).ToArray());
            var most = precision.MaxEvents / 5;
            for (var i = 1L; ; i++)
            {
                draw(chance, values);
                for (var k = 0; k < values.Length; k++) tallies[k].Add(values[k]);
                if (i % 8192 == 0 && (i >= most || tallies.All(tally => tally.Estimate.IsWithin(precision.Share)))) return ([.. tallies.Select(tally => tally.Estimate)], i);
            }
        });

    /// <summary>As many standard deviations of the normal law as the estimate is off by Student's.</summary>
    internal static double Deviate(Estimate estimate, double truth)
    {
        var t = estimate.Z(truth);
        if (!double.IsFinite(t) || Math.Abs(t) > 30) return t;
        return Math.Sign(t) * Statistics.Normal.Quantile(1 - Math.Max(Statistics.StudentT.Below(-Math.Abs(t), estimate.Freedom), 1e-15));
    }
}

/// <summary>Work with a set-up that is needed with a probability, on its own each time.</summary>
sealed record WithSetup(Distribution Work, double Probability, double Setup) : Distribution
{
    public override double Mean => Work.Mean + Probability * Setup;

    public override double Variance => Work.Variance + Probability * (1 - Probability) * Setup * Setup;

    public override double Draw(Chance chance) => Work.Draw(chance) + (chance.Happens(Probability) ? Setup : 0);
}
