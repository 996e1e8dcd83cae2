namespace DiscreteEvents.Tests;

/// <summary>A bit of everything a world offers, for ever.</summary>
sealed class Swing(World world, Chance chance)
{
    readonly Resource desk = new(world, capacity: 2, preemptive: true), machine = new(world);
    readonly Signal bell = new(world);

    public async Process Arrivals()
    {
        world.Start(Ring());
        while (true)
        {
            await world.Pause(chance.Exponential());
            world.Start(Customer());
        }
    }

    async Process Customer()
    {
        var visit = await desk.Serve(1.2 * chance.Exponential(), chance.Below(3), patience: 5);
        if (!visit.Served) return;
        if (!await Approved()) return;
        await bell.Heard(patience: 2);
    }

    async Process<bool> Approved()
    {
        var visit = await machine.Seize(patience: 3);
        if (!visit.Served) return false;
        await world.Pause(0.7 * chance.Exponential());
        machine.Release();
        return chance.Happens(0.5);
    }

    async Process Ring()
    {
        while (true)
        {
            await world.Pause(4);
            bell.Give();
        }
    }
}
