namespace DiscreteEvents.Tests.Examples;

/// <summary>
/// Ten machines make parts and break down. One repairman mends them; between repairs he does other jobs, which a broken machine
/// interrupts. What was interrupted goes on later where it stopped.
/// </summary>
sealed class MachineShop
{
    const int Machines = 10, Breakdown = 0, EverydayWork = 1;
    const double Week = 7 * 24 * 60; // minutes

    readonly World world = new();
    readonly Resource repairman;
    readonly Resource[] machines;
    readonly Distribution part = new Normal(10, 2), lifetime = new Exponential(300);
    int parts;

    MachineShop(Chance chance)
    {
        repairman = new(world, preemptive: true);
        machines = [.. Enumerable.Range(0, Machines).Select(_ => new Resource(world, preemptive: true))];
        for (var i = 0; i < Machines; i++)
        {
            world.Start(Produce(machines[i], chance.Split("parts").Split(i)));
            world.Start(BreakDown(machines[i], chance.Split("breakdowns").Split(i)));
        }
        world.Start(OtherJobs());
    }

    async Process Produce(Resource machine, Chance luck)
    {
        while (true)
        {
            await machine.Serve(Math.Max(part.Draw(luck), 0), EverydayWork);
            parts++;
        }
    }

    async Process BreakDown(Resource machine, Chance luck)
    {
        while (true)
        {
            await world.Pause(lifetime.Draw(luck));
            await machine.Seize(Breakdown);
            await repairman.Serve(30, Breakdown);
            machine.Release();
        }
    }

    async Process OtherJobs()
    {
        while (true) await repairman.Serve(30, EverydayWork);
    }

    public static void Run(Action<string> print)
    {
        var shop = new MachineShop(new Chance(seed: 42));
        var stop = shop.world.Run(until: 4 * Week);
        print($"{stop} after {shop.world.Now / Week} weeks: {shop.parts} parts");
        print($"Breakdowns {shop.machines.Sum(machine => machine.Use.Interrupted)}, of them into other jobs {shop.repairman.Use.Interrupted}");
    }
}
