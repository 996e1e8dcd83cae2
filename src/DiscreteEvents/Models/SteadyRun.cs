namespace DiscreteEvents.Models;

/// <summary>When a steady-state run is long enough.</summary>
/// <param name="Share">The standard error may be this share of the mean.</param>
/// <param name="MaxEvents">The run ends here in any case.</param>
public sealed record Precision(double Share = 0.003, long MaxEvents = 100_000_000);

/// <summary>How a steady-state run ended.</summary>
public enum Settled { Precise, EventLimit, Overfull }

/// <summary>A long run of one world, observed in equal stretches of time. Sum 0 is time itself.</summary>
/// <param name="sums">How many sums the model keeps, time included.</param>
/// <param name="stretch">Length of a stretch: a few hundred events.</param>
sealed class SteadyRun(World world, int sums, double stretch)
{
    const int StretchesBetweenLooks = 256;

    readonly Batches batches = new(sums);
    int warmUp;

    internal double[] Sums { get; } = new double[sums];

    internal Settled Ended { get; private set; }

    /// <summary>Runs until every quantity asked for is precise enough.</summary>
    /// <param name="close">Adds up what is known only at the end of a stretch.</param>
    /// <param name="level">The sum whose mean over time tells the warm-up.</param>
    /// <param name="most">Processes alive beyond which the system is taken not to settle at all.</param>
    internal void Until(Precision precision, int level, Action close, Func<IEnumerable<Estimate>> asked, int most, CancellationToken cancel)
    {
        while (true)
        {
            for (var i = 0; i < StretchesBetweenLooks; i++)
            {
                if (world.Run(world.Now + stretch, cancel) == Stop.Cancelled) cancel.ThrowIfCancellationRequested();
                Sums[0] += stretch;
                close();
                batches.Close(Sums);
                if (world.Alive > most)
                {
                    Ended = Settled.Overfull;
                    return;
                }
            }
            if (!batches.Suffices) continue;
            warmUp = batches.WarmUp(level, 0);
            if (asked().All(estimate => estimate.IsWithin(precision.Share)))
            {
                Ended = Settled.Precise;
                return;
            }
            if (world.Events < precision.MaxEvents) continue;
            Ended = Settled.EventLimit;
            return;
        }
    }

    internal Estimate PerTime(int sum) => batches.Ratio(sum, 0, warmUp);

    internal Estimate Per(int above, int below) => batches.Ratio(above, below, warmUp);
}
