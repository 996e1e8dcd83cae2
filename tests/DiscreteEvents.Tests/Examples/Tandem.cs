using System.Globalization;

namespace DiscreteEvents.Tests.Examples;

/// <summary>Two stations in a row, three customers an hour: twenty replications of 2,000 hours, and how sure they are.</summary>
sealed class Tandem(Chance chance)
{
    const double WarmUp = 200, End = 2_200;

    readonly World world = new();
    readonly Distribution between = Exponential.WithRate(3), first = new Exponential(0.34), second = new Exponential(0.51);
    readonly Chance arrivals = chance.Split("arrivals"), atFirst = chance.Split("first"), atSecond = chance.Split("second");
    readonly Tally sojourn = new();

    async Process Arrivals(Resource desk, Resource workshop)
    {
        while (true)
        {
            await world.Pause(between.Draw(arrivals));
            world.Start(Customer(desk, workshop));
        }
    }

    async Process Customer(Resource desk, Resource workshop)
    {
        var came = world.Now;
        await desk.Serve(first.Draw(atFirst));
        await workshop.Serve(second.Draw(atSecond));
        if (came > WarmUp) sojourn.Add(world.Now - came);
    }

    double MeanSojourn(CancellationToken cancel)
    {
        world.Start(Arrivals(new(world, capacity: 2), new(world, capacity: 2)));
        world.Run(until: End, cancel);
        return sojourn.Mean;
    }

    public static void Run(Action<string> print)
    {
        var means = new Tally();
        Replications.Run(20, new Chance(seed: 42), (chance, cancel) => new Tandem(chance).MeanSojourn(cancel), mean =>
        {
            means.Add(mean);
            return true;
        });
        var answer = means.Estimate;
        print(string.Create(CultureInfo.InvariantCulture, $"{answer.Mean:F3} ± {answer.HalfWidth(0.95):F3} hours; theory says 1.689"));
    }
}
