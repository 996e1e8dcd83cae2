using DiscreteEvents;

namespace Rung.Bench.Sim;

/// <summary>
/// Leads, 200 a month → two SDRs → four in ten meet → two AEs with 25 slots each, four log-normal stages → two in ten buy → one
/// CSM → every month one in fifty leaves; how many customers after 36 months.
/// </summary>
sealed class SmallRevenue
{
    static readonly Exponential between = Exponential.WithRate(200), answering = new(0.008), onboarding = new(0.05);
    static readonly LogNormal stage = new(0.14, 0.8);

    readonly World world = new();
    readonly Resource sdrs, slots, csm;
    readonly Chance arriving, answers, meetings, stages, wins, starts, stays;
    int active;

    SmallRevenue(Chance chance)
    {
        (sdrs, slots, csm) = (new(world, 2), new(world, 50), new(world));
        (arriving, answers, meetings, stages) = (chance.Split(1), chance.Split(2), chance.Split(3), chance.Split(4));
        (wins, starts, stays) = (chance.Split(5), chance.Split(6), chance.Split(7));
    }

    internal static Answer Run(int replications, ulong seed, int threads = 1)
    {
        var (active, events) = (new Tally(), 0L);
        Replications.Run(replications, new Chance(seed), (chance, cancel) => new SmallRevenue(chance).Told(cancel), told =>
        {
            active.Add(told.Active);
            events += told.Events;
            return true;
        }, threads);
        return new(active.Mean, active.Estimate.StandardError, events);
    }

    (int Active, long Events) Told(CancellationToken cancel)
    {
        world.Start(Leads());
        world.Run(until: 36, cancel);
        return (active, world.Events);
    }

    async Process Leads()
    {
        while (true)
        {
            await world.Pause(between.Draw(arriving));
            world.Start(Lead());
        }
    }

    async Process Lead()
    {
        await sdrs.Serve(answering.Draw(answers));
        if (!meetings.Happens(0.4)) return;
        await slots.Seize();
        for (var i = 0; i < 4; i++) await world.Pause(stage.Draw(stages));
        slots.Release();
        if (!wins.Happens(0.2)) return;
        await csm.Serve(onboarding.Draw(starts));
        active++;
        do await world.Pause(1);
        while (!stays.Happens(0.02));
        active--;
    }
}
