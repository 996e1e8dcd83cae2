namespace DiscreteEvents.Models;

/// <summary>A <see cref="QueueModel"/> under way.</summary>
sealed class QueueRun
{
    const int Most = 200_000;
    const double EventsInStretch = 400;

    const int Time = 0, WaitingArea = 1, BusyArea = 2, Arrived = 3, TurnedAway = 4, Lost = 5, Queued = 6, Waited = 7, Began = 8, Left = 9,
        Sojourned = 10, WaitedLate = 11, SojournedLate = 12, Admitted = 13, InSystem = 14, PerKind = 15;

    readonly QueueModel model;
    readonly World world = new(new(Limits.MostEvents, 2 * Most));
    readonly Resource servers;
    readonly SteadyRun run;
    readonly double[] sums;
    readonly Chance arrivals, work, patience;
    int lastKind = -1;

    internal QueueRun(QueueModel model, Chance chance)
    {
        this.model = model;
        (arrivals, work, patience) = (chance.Split("arrivals"), chance.Split("work"), chance.Split("patience"));
        servers = new(world, model.Servers, model.Room);
        run = new(world, PerKind + 2 * model.Kinds.Count, EventsInStretch / 2 / model.Rate);
        sums = run.Sums;
    }

    internal QueueAnswer Until(Precision precision, IReadOnlyList<Func<QueueAnswer, Estimate>> asked, CancellationToken cancel)
    {
        for (var kind = 0; kind < model.Kinds.Count; kind++) world.Start(Arrivals(kind));
        run.Until(precision, InSystem, Close, () => asked.Select(one => one(Answer())), Most, cancel);
        return Answer();
    }

    async Process Arrivals(int kind)
    {
        var (between, luck) = (Exponential.WithRate(model.Kinds[kind].Rate), arrivals.Split(kind));
        var (mine, patient) = (work.Split(kind), patience.Split(kind));
        while (true)
        {
            await world.Pause(between.Draw(luck));
            world.Start(model.Setup > 0 ? WithSetup(kind, mine, patient) : Customer(kind, mine, patient));
        }
    }

    async Process Customer(int kind, Chance luck, Chance patient)
    {
        var (customer, came) = (model.Kinds[kind], world.Now);
        Comes();
        var visit = await servers.Serve(customer.Work.Draw(luck), customer.Priority, model.Patience?.Draw(patient) ?? double.PositiveInfinity);
        if (visit.Outcome == Outcome.TurnedAway) return;
        Waits(kind, visit);
        if (visit.Served) Leaves(came);
    }

    async Process WithSetup(int kind, Chance luck, Chance patient)
    {
        var (customer, came) = (model.Kinds[kind], world.Now);
        Comes();
        var visit = await servers.Seize(customer.Priority, model.Patience?.Draw(patient) ?? double.PositiveInfinity);
        if (visit.Outcome == Outcome.TurnedAway) return;
        Waits(kind, visit);
        if (!visit.Served) return;
        var setup = lastKind == kind ? 0 : model.Setup;
        lastKind = kind;
        await world.Pause(setup + customer.Work.Draw(luck));
        servers.Release();
        Leaves(came);
    }

    void Comes()
    {
        sums[Arrived]++;
        if (servers.Busy < servers.Capacity) sums[Admitted]++;
        else if (servers.Waiting < servers.Room)
        {
            sums[Admitted]++;
            sums[Queued]++;
        }
        else sums[TurnedAway]++;
    }

    void Waits(int kind, Visit visit)
    {
        sums[Waited] += visit.WaitedFor;
        if (!visit.Served)
        {
            sums[Lost]++;
            return;
        }
        sums[Began]++;
        if (visit.WaitedFor > model.Late) sums[WaitedLate]++;
        sums[PerKind + 2 * kind] += visit.WaitedFor;
        sums[PerKind + 2 * kind + 1]++;
    }

    void Leaves(double came)
    {
        sums[Left]++;
        sums[Sojourned] += world.Now - came;
        if (world.Now - came > model.Late) sums[SojournedLate]++;
    }

    void Close()
    {
        sums[WaitingArea] = servers.Use.WaitingArea(world.Now);
        sums[BusyArea] = servers.Use.BusyArea(world.Now);
        sums[InSystem] = sums[WaitingArea] + sums[BusyArea];
        servers.Use.Restart(world.Now);
    }

    QueueAnswer Answer() => new(run.Ended, model.Load, world.Events,
        Wait: WaitOfAll(),
        Sojourn: run.Per(Sojourned, Left),
        WaitLate: run.Per(WaitedLate, Began),
        SojournLate: run.Per(SojournedLate, Left),
        Waiting: run.PerTime(WaitingArea),
        InSystem: run.PerTime(InSystem),
        Busy: Scaled(run.PerTime(BusyArea), 1.0 / model.Servers),
        TurnedAway: run.Per(TurnedAway, Arrived),
        LostPatience: run.Per(Lost, Arrived),
        MustWait: run.Per(Queued, Admitted),
        Throughput: run.PerTime(Left),
        Arriving: run.PerTime(Arrived),
        WaitOfKind: [.. Enumerable.Range(0, model.Kinds.Count).Select(kind => run.Per(PerKind + 2 * kind, PerKind + 2 * kind + 1))]);

    Estimate WaitOfAll() => run.Per(Waited, Admitted);

    static Estimate Scaled(Estimate estimate, double by) => new(estimate.Mean * by, estimate.StandardError * by, estimate.Freedom);
}
