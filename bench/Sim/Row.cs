using DiscreteEvents;

namespace Rung.Bench.Sim;

/// <summary>Stations in a row; M/M/1 is one of them. The mean time from arrival to leaving, by forty batches.</summary>
sealed class Row
{
    const int Batches = 40;

    readonly World world = new(new(Limits.MostEvents));
    readonly Resource[] stations;
    readonly Exponential[] services;
    readonly Exponential between;
    readonly Chance arriving;
    readonly Chance[] serving;
    readonly double[] sums = new double[Batches];
    readonly int customers, size;
    int seen;

    Row(int customers, double between, (int Servers, double Service)[] steps, Chance chance)
    {
        (this.customers, size, this.between) = (customers, customers / Batches, new(between));
        stations = [.. steps.Select(step => new Resource(world, step.Servers))];
        services = [.. steps.Select(step => new Exponential(step.Service))];
        arriving = chance.Split("arrivals");
        serving = [.. steps.Select((_, i) => chance.Split("service").Split(i))];
    }

    internal static Answer Run(int customers, double between, (int Servers, double Service)[] steps, ulong seed)
    {
        var row = new Row(customers, between, steps, new(seed));
        row.world.Start(row.Arrivals());
        row.world.Run();
        var means = new Tally();
        foreach (var sum in row.sums) means.Add(sum / row.size);
        return new(means.Mean, means.Estimate.StandardError, row.world.Events);
    }

    async Process Arrivals()
    {
        for (var i = 0; i < customers; i++)
        {
            await world.Pause(between.Draw(arriving));
            world.Start(Customer());
        }
    }

    async Process Customer()
    {
        var came = world.Now;
        for (var at = 0; at < stations.Length; at++) await stations[at].Serve(services[at].Draw(serving[at]));
        var batch = seen++ / size;
        if (batch < Batches) sums[batch] += world.Now - came;
    }
}

/// <summary>A mean, its standard error, and the events it took.</summary>
readonly record struct Answer(double Mean, double Error, long Events);
