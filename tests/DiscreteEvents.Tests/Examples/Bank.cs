namespace DiscreteEvents.Tests.Examples;

/// <summary>Five customers come to a bank with one counter. Who waits too long leaves.</summary>
sealed class Bank(World world, Chance chance, Action<string> print)
{
    readonly Resource counter = new(world);
    readonly Distribution between = new Exponential(10), patience = new Uniform(1, 3), service = new Exponential(12);
    readonly Chance arrivals = chance.Split("arrivals"), patiences = chance.Split("patience"), services = chance.Split("service");

    public async Process Open()
    {
        for (var number = 1; number <= 5; number++)
        {
            world.Start(Customer($"Customer {number}"));
            await world.Pause(between.Draw(arrivals));
        }
    }

    async Process Customer(string name)
    {
        Say($"{name} arrives");
        var visit = await counter.Seize(patience: patience.Draw(patiences));
        if (!visit.Served)
        {
            Say($"{name} gives up after {visit.WaitedFor:F1}");
            return;
        }
        Say($"{name} has waited {visit.WaitedFor:F1}");
        await world.Pause(service.Draw(services));
        counter.Release();
        Say($"{name} leaves");
    }

    void Say(string what) => print(FormattableString.Invariant($"{world.Now,5:F1}  ") + what);

    public static void Run(Action<string> print)
    {
        var world = new World();
        world.Start(new Bank(world, new Chance(seed: 42), print).Open());
        world.Run();
    }
}
