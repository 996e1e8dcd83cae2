namespace DiscreteEvents.Models;

/// <summary>A place in a <see cref="NetworkModel"/>.</summary>
/// <param name="Rate">Poisson arrivals from outside, per time.</param>
/// <param name="Next">Where one goes from here, and with which probability; the rest leave.</param>
/// <param name="Delay">On the way to any next place.</param>
public sealed record Place(int Servers, Distribution Work, double Rate, IReadOnlyList<(int To, double Probability)> Next, double Delay = 0);

/// <summary>Lines that feed each other: tandems and open Jackson networks, and the same with other laws of service.</summary>
public sealed record NetworkModel(IReadOnlyList<Place> Places)
{
    public double Rate => Places.Sum(place => place.Rate);

    /// <summary>One after the other: everybody visits all.</summary>
    public static NetworkModel Tandem(double rate, double delay, params IReadOnlyList<(int Servers, Distribution Work)> steps) =>
        new([.. steps.Select((step, i) => new Place(step.Servers, step.Work, i == 0 ? rate : 0, i + 1 < steps.Count ? [(i + 1, 1)] : [], delay))]);

    /// <exception cref="OperationCanceledException"/>
    public NetworkAnswer Simulate(ulong seed, Precision precision, CancellationToken cancel = default, params IReadOnlyList<Func<NetworkAnswer, Estimate>> asked) =>
        new NetworkRun(this, new(seed)).Until(precision, asked is [] ? [answer => answer.InSystem] : asked, cancel);
}

/// <summary>What a <see cref="NetworkModel"/> settles to; places in their order.</summary>
/// <param name="Waits">Time in line per visit.</param>
/// <param name="Stays">Time in line and service per visit.</param>
/// <param name="Numbers">In line and in service, over time.</param>
/// <param name="Rates">Visits per time.</param>
/// <param name="InSystem">In all places together, over time; those on their way are not counted.</param>
/// <param name="Sojourn">From arrival to leaving, ways included, per customer.</param>
public sealed record NetworkAnswer(Settled Ended, long Events, IReadOnlyList<Estimate> Waits, IReadOnlyList<Estimate> Stays,
    IReadOnlyList<Estimate> Numbers, IReadOnlyList<Estimate> Rates, Estimate InSystem, Estimate Sojourn);

sealed class NetworkRun
{
    const int Most = 200_000;
    const double CustomersInStretch = 100;
    const int Total = 1, Left = 2, Sojourned = 3, PerPlace = 4, OfPlace = 4, Visits = 0, Waited = 1, Stayed = 2, Area = 3;

    readonly NetworkModel model;
    readonly World world = new(new(Limits.MostEvents, 2 * Most));
    readonly Resource[] servers;
    readonly Chance[] work;
    readonly Chance arrivals, ways;
    readonly SteadyRun run;
    readonly double[] sums;

    internal NetworkRun(NetworkModel model, Chance chance)
    {
        this.model = model;
        servers = [.. model.Places.Select(place => new Resource(world, place.Servers))];
        work = [.. model.Places.Select((_, i) => chance.Split("work").Split(i))];
        (arrivals, ways) = (chance.Split("arrivals"), chance.Split("ways"));
        run = new(world, PerPlace + OfPlace * model.Places.Count, CustomersInStretch / model.Rate);
        sums = run.Sums;
    }

    internal NetworkAnswer Until(Precision precision, IReadOnlyList<Func<NetworkAnswer, Estimate>> asked, CancellationToken cancel)
    {
        for (var place = 0; place < model.Places.Count; place++) if (model.Places[place].Rate > 0) world.Start(Arrivals(place));
        run.Until(precision, Total, Close, () => asked.Select(one => one(Answer())), Most, cancel);
        return Answer();
    }

    async Process Arrivals(int place)
    {
        var (between, luck) = (Exponential.WithRate(model.Places[place].Rate), arrivals.Split(place));
        while (true)
        {
            await world.Pause(between.Draw(luck));
            world.Start(Customer(place));
        }
    }

    async Process Customer(int at)
    {
        var came = world.Now;
        while (at >= 0)
        {
            var (place, arrived) = (model.Places[at], world.Now);
            var visit = await servers[at].Serve(place.Work.Draw(work[at]));
            Visited(at, visit, arrived);
            at = From(place);
            if (at >= 0 && place.Delay > 0) await world.Pause(place.Delay);
        }
        sums[Left]++;
        sums[Sojourned] += world.Now - came;
    }

    void Visited(int at, Visit visit, double arrived)
    {
        var first = PerPlace + OfPlace * at;
        sums[first + Visits]++;
        sums[first + Waited] += visit.WaitedFor;
        sums[first + Stayed] += world.Now - arrived;
    }

    int From(Place place)
    {
        if (place.Next is [(var only, 1)]) return only;
        var u = ways.Uniform();
        foreach (var (to, probability) in place.Next) if ((u -= probability) < 0) return to;
        return -1;
    }

    void Close()
    {
        for (var at = 0; at < servers.Length; at++)
        {
            var area = servers[at].Use.WaitingArea(world.Now) + servers[at].Use.BusyArea(world.Now);
            sums[PerPlace + OfPlace * at + Area] = area;
            sums[Total] += area;
            servers[at].Use.Restart(world.Now);
        }
    }

    NetworkAnswer Answer() => new(run.Ended, world.Events, Each(Waited), Each(Stayed), EachPerTime(Area), EachPerTime(Visits),
        run.PerTime(Total), run.Per(Sojourned, Left));

    Estimate[] Each(int sum) => [.. servers.Select((_, at) => run.Per(PerPlace + OfPlace * at + sum, PerPlace + OfPlace * at + Visits))];

    Estimate[] EachPerTime(int sum) => [.. servers.Select((_, at) => run.PerTime(PerPlace + OfPlace * at + sum))];
}
