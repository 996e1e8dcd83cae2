namespace DiscreteEvents.Tests;

public sealed class ResourceTests
{
    readonly World world = new();
    readonly List<string> told = [];

    [Fact]
    public void Who_comes_first_is_served_first()
    {
        var desk = new Resource(world);
        foreach (var name in new[] { "a", "b", "c" }) world.Start(Visit(desk, name, 2));
        world.Run();
        Assert.Equal(["a 2 waited 0", "b 4 waited 2", "c 6 waited 4"], told);
    }

    [Fact]
    public void Lower_priority_numbers_go_first_and_do_not_interrupt()
    {
        var desk = new Resource(world);
        world.Start(Visit(desk, "first", 2, priority: 5));
        world.Start(Visit(desk, "later", 2, priority: 3));
        world.Start(Visit(desk, "urgent", 2, priority: -1));
        world.Start(Visit(desk, "later still", 2, priority: 3));
        world.Run();
        Assert.Equal(["first 2 waited 0", "urgent 4 waited 2", "later 6 waited 4", "later still 8 waited 6"], told);
    }

    [Fact]
    public void Who_loses_patience_leaves_the_line()
    {
        var desk = new Resource(world);
        world.Start(Visit(desk, "a", 10));
        world.Start(Visit(desk, "b", 1, patience: 3));
        world.Start(Visit(desk, "c", 1, patience: 30));
        world.Run();
        Assert.Equal(["b 3 LostPatience 3", "a 10 waited 0", "c 11 waited 10"], told);
        Assert.Equal(1, desk.Use.LostPatience);
    }

    [Fact]
    public void Patience_of_nothing_means_now_or_never()
    {
        var desk = new Resource(world);
        world.Start(Visit(desk, "a", 10, patience: 0));
        world.Start(Visit(desk, "b", 10, patience: 0));
        world.Run();
        Assert.Equal(["b 0 LostPatience 0", "a 10 waited 0"], told);
    }

    [Fact]
    public void Who_finds_no_room_is_turned_away()
    {
        var desk = new Resource(world, room: 1);
        foreach (var name in new[] { "a", "b", "c" }) world.Start(Visit(desk, name, 2));
        world.Run();
        Assert.Equal(["c 0 TurnedAway 0", "a 2 waited 0", "b 4 waited 2"], told);
    }

    [Fact]
    public void What_is_seized_is_kept_until_released()
    {
        var desk = new Resource(world, preemptive: true);
        world.Start(Keep(desk, "keeper", 5, priority: 9));
        world.Start(Visit(desk, "urgent", 1, priority: 0));
        world.Run();
        Assert.Equal(["keeper gives back at 5", "urgent 6 waited 5"], told);
        Assert.Throws<InvalidOperationException>(desk.Release);
    }

    [Fact]
    public void Interrupted_work_goes_on_where_it_stopped_and_before_its_equals()
    {
        var desk = new Resource(world, preemptive: true);
        world.Start(Visit(desk, "long", 10, priority: 2));
        world.Start(After(1, () => Visit(desk, "equal", 1, priority: 2)));
        world.Start(After(4, () => Visit(desk, "urgent", 3, priority: 1)));
        world.Start(After(5, () => Visit(desk, "most urgent", 1, priority: 0)));
        world.Run();
        Assert.Equal(["most urgent 6 waited 0", "urgent 8 waited 0", "long 14 waited 0", "equal 15 waited 13"], told);
        Assert.Equal(2, desk.Use.Interrupted);
    }

    [Fact]
    public void The_least_urgent_and_latest_work_is_interrupted()
    {
        var desk = new Resource(world, capacity: 3, preemptive: true);
        world.Start(Visit(desk, "a", 10, priority: 1));
        world.Start(Visit(desk, "b", 10, priority: 2));
        world.Start(Visit(desk, "c", 10, priority: 2));
        world.Start(After(1, () => Visit(desk, "urgent", 1, priority: 0)));
        world.Run();
        Assert.Equal(["urgent 2 waited 0", "a 10 waited 0", "b 10 waited 0", "c 11 waited 0"], told);
    }

    [Fact]
    public void A_seizure_interrupts_too()
    {
        var machine = new Resource(world, preemptive: true);
        world.Start(Visit(machine, "part", 10, priority: 1));
        world.Start(After(4, () => Keep(machine, "repair", 5, priority: 0)));
        world.Run();
        Assert.Equal(["repair gives back at 9", "part 15 waited 0"], told);
    }

    [Fact]
    public void More_capacity_lets_in_who_waits_and_less_lets_work_end_in_peace()
    {
        var desk = new Resource(world);
        for (var i = 0; i < 4; i++) world.Start(Visit(desk, $"{i}", 2));
        world.Start(After(1, () => SetCapacity(desk, 2)));
        world.Start(After(2, () => SetCapacity(desk, 1)));
        world.Run();
        Assert.Equal(["0 2 waited 0", "1 3 waited 1", "2 4 waited 2", "3 6 waited 4"], told);
    }

    [Fact]
    public void Shifts_interrupt_work_on_a_pre_emptive_resource_until_the_next_day()
    {
        var desk = new Resource(world, preemptive: true);
        world.Start(desk.Follow([new(For: 8, Capacity: 1), new(For: 16, Capacity: 0)]));
        world.Start(Visit(desk, "long", 12));
        world.Run(until: 100);
        Assert.Equal(["long 28 waited 0"], told);
        Assert.Equal(12.0 / 100, desk.Use.MeanBusy(world.Now), 12);
    }

    [Fact]
    public void Use_tells_levels_over_time_and_waits()
    {
        var desk = new Resource(world);
        world.Start(Visit(desk, "a", 2));
        world.Start(Visit(desk, "b", 2));
        world.Run(until: 8);
        Assert.Equal(0.5, desk.Use.MeanBusy(8), 12);
        Assert.Equal(0.25, desk.Use.MeanWaiting(8), 12);
        Assert.Equal((2, 2, 1.0), (desk.Use.Arrived, desk.Use.Served, desk.Use.Waits.Mean));
    }

    [Fact]
    public void Thousands_of_unneeded_patiences_are_swept_away()
    {
        var desk = new Resource(world);
        for (var i = 0; i < 20_000; i++) world.Start(Visit(desk, "quick", 1e-3, patience: 1e9));
        Assert.Equal(Stop.NothingLeft, world.Run());
        Assert.Equal(20, world.Now, 6);
        Assert.Equal(20_000, desk.Use.Served);
    }

    [Fact]
    public void Impossible_wishes_are_refused()
    {
        var desk = new Resource(world);
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Serve(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Serve(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Serve(1, patience: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Seize(patience: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Capacity = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resource(world, capacity: -1));
        Assert.Throws<ArgumentException>(() => world.Start(desk.Follow([])));
    }

    async Process Visit(Resource desk, string name, double work, int priority = 0, double patience = double.PositiveInfinity)
    {
        var visit = await desk.Serve(work, priority, patience);
        told.Add(visit.Served ? $"{name} {world.Now:0.###} waited {visit.WaitedFor:0.###}" : $"{name} {world.Now} {visit.Outcome} {visit.WaitedFor}");
    }

    async Process Keep(Resource desk, string name, double duration, int priority)
    {
        await desk.Seize(priority);
        await world.Pause(duration);
        desk.Release();
        told.Add($"{name} gives back at {world.Now}");
    }

    async Process SetCapacity(Resource desk, int capacity) => desk.Capacity = capacity;

    async Process After(double delay, Func<Process> story)
    {
        await world.Pause(delay);
        await story();
    }
}
