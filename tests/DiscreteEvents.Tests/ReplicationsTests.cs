namespace DiscreteEvents.Tests;

public sealed class ReplicationsTests
{
    [Fact]
    public void The_number_of_threads_does_not_show()
    {
        var answers = new[] { 1, 2, 5 }.Select(threads =>
        {
            var (sum, quantiles) = (new Tally(), new Quantiles());
            Replications.Run(60, new Chance(1), Replicate, value =>
            {
                sum.Add(value);
                quantiles.Add(value);
                return true;
            }, threads);
            return (sum.Mean, sum.Variance, quantiles.At(0.9));
        }).ToArray();
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public void Where_enough_is_known_does_not_depend_on_the_number_of_threads()
    {
        var taken = new[] { 1, 2, 7 }.Select(threads =>
        {
            var tally = new Tally();
            return Replications.Run(100_000, new Chance(2), Replicate, value =>
            {
                tally.Add(value);
                return tally.Count < 30 || !tally.Estimate.IsWithin(0.02);
            }, threads);
        }).ToArray();
        Assert.Single(taken.Distinct());
        Assert.InRange(taken[0], 30, 5_000);
    }

    [Fact]
    public void Results_come_in_the_order_of_their_number_and_all_of_them()
    {
        var reports = new List<Advance>();
        var results = Replications.Run(50, new Chance(3), (chance, _) => chance.Next(), 4, new Reports(reports));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => new Chance(3).Split(i).Next()), results);
        Assert.Equal(Enumerable.Range(1, 50).Select(done => new Advance(done, 50)), reports);
        Assert.Empty(Replications.Run(0, new Chance(3), (chance, _) => chance.Next()));
    }

    [Fact]
    public void Cancelling_ends_them()
    {
        using var source = new CancellationTokenSource();
        var taken = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Replications.Run(1_000_000, new Chance(4), Replicate, _ =>
        {
            if (++taken == 20) source.Cancel();
            return true;
        }, 2, cancel: source.Token));
        Assert.Equal(20, taken);
    }

    [Fact]
    public void A_fault_in_one_comes_out() =>
        Assert.Throws<InvalidTimeZoneException>(() => Replications.Run<int>(100, new Chance(5), (_, _) => throw new InvalidTimeZoneException(), 3));

    static double Replicate(Chance chance, CancellationToken cancel)
    {
        var world = new World();
        var desk = new Resource(world);
        var between = new Exponential(1.2);
        world.Start(Arrivals());
        world.Run(until: 200, cancel);
        return desk.Use.Waits.Mean;

        async Process Arrivals()
        {
            while (true)
            {
                await world.Pause(between.Draw(chance));
                world.Start(Customer());
            }
        }

        async Process Customer() => await desk.Serve(chance.Exponential());
    }

    sealed class Reports(List<Advance> heard) : IProgress<Advance>
    {
        public void Report(Advance value) => heard.Add(value);
    }
}
