namespace DiscreteEvents.Tests;

public sealed class WorldTests
{
    readonly World world = new();
    readonly List<string> told = [];

    [Fact]
    public void Events_happen_in_the_order_of_their_time()
    {
        foreach (var time in new double[] { 5, 1, 4, 2, 3 }) world.Start(TellAt(time));
        Assert.Equal(Stop.NothingLeft, world.Run());
        Assert.Equal(["1", "2", "3", "4", "5"], told);
        Assert.Equal(5, world.Now);
        Assert.Equal(5, world.Events);
        Assert.Equal(0, world.Alive);
    }

    [Fact]
    public void Of_events_at_the_same_time_the_turn_decides_and_then_who_asked_first()
    {
        world.Start(TellAt(2, "a"));
        world.Start(TellAt(2, "last", Turn.Last));
        world.Start(TellAt(2, "b"));
        world.Start(TellAt(2, "first", Turn.First));
        world.Start(TellAt(2, "c"));
        world.Run();
        Assert.Equal(["first", "a", "b", "c", "last"], told);
    }

    [Fact]
    public void Any_mixture_of_times_comes_out_sorted_and_ties_in_the_order_of_asking()
    {
        var (chance, expected) = (new Chance(1), new List<(double, int)>());
        var heard = new List<(double, int)>();
        for (var i = 0; i < 5_000; i++)
        {
            var time = chance.Below(700);
            expected.Add((time, i));
            world.Start(Hear(time, i));
        }
        world.Run();
        Assert.Equal(expected.Order(), heard);

        async Process Hear(double time, int number)
        {
            await world.Pause(time);
            heard.Add((world.Now, number));
        }
    }

    [Fact]
    public void A_process_runs_at_once_until_its_first_wait()
    {
        world.Start(Story());
        Assert.Equal(["begun"], told);
        world.Run();
        Assert.Equal(["begun", "over"], told);

        async Process Story()
        {
            told.Add("begun");
            await world.Pause(1);
            told.Add("over");
        }
    }

    [Fact]
    public void A_process_can_await_another_and_hear_its_answer()
    {
        world.Start(Story());
        world.Run();
        Assert.Equal(["21 at 3", "fast 1", "done"], told);

        async Process Story()
        {
            told.Add($"{await Answer(21, 3)} at {world.Now}");
            told.Add($"fast {await AtOnce(1)}");
            await TellNothing();
            told.Add("done");
        }

        async Process<int> Answer(int answer, double after)
        {
            await world.Pause(after);
            return answer;
        }

        async Process<int> AtOnce(int answer) => answer;

        async Process TellNothing() => await world.Pause(0);
    }

    [Fact]
    public void A_process_begun_earlier_can_be_awaited_when_it_is_over()
    {
        world.Start(Story());
        world.Run();
        Assert.Equal(["2", "10", "10"], told);

        async Process Story()
        {
            var (quick, slow) = (TellAt(2), TellAt(10));
            await world.Pause(5);
            Assert.True(quick.IsOver);
            Assert.False(slow.IsOver);
            await quick;
            await slow;
            told.Add($"{world.Now}");
        }
    }

    [Fact]
    public void A_story_reused_for_another_process_is_not_mistaken_for_the_first()
    {
        world.Start(Story());
        world.Run();
        Assert.Equal(["1", "7", "8"], told);

        async Process Story()
        {
            var first = TellAt(1);
            await first;
            var second = TellAt(7);
            Assert.True(first.IsOver);
            await second;
            told.Add($"{world.Now}");
        }
    }

    [Fact]
    public void What_a_started_process_throws_comes_out_of_the_run()
    {
        world.Start(Fail());
        Assert.Equal("broken", Assert.Throws<InvalidTimeZoneException>(() => world.Run()).Message);

        async Process Fail()
        {
            await world.Pause(1);
            throw new InvalidTimeZoneException("broken");
        }
    }

    [Fact]
    public void What_an_awaited_process_throws_comes_out_of_the_await()
    {
        world.Start(Story());
        world.Run();
        Assert.Equal(["caught broken", "caught at once"], told);

        async Process Story()
        {
            try { await Fail("broken", 1); }
            catch (InvalidTimeZoneException fault) { told.Add("caught " + fault.Message); }
            try { await Fail("at once", 0); }
            catch (InvalidTimeZoneException fault) { told.Add("caught " + fault.Message); }
        }

        async Process Fail(string why, double after)
        {
            if (after > 0) await world.Pause(after);
            throw new InvalidTimeZoneException(why);
        }
    }

    [Fact]
    public void A_task_cannot_be_awaited_by_a_process()
    {
        var source = new TaskCompletionSource();
        Assert.Throws<InvalidOperationException>(() => world.Start(Story()));

        async Process Story() => await source.Task;
    }

    [Fact]
    public void A_run_stops_at_its_time_and_goes_on_from_there()
    {
        foreach (var time in new double[] { 1, 2, 3 }) world.Start(TellAt(time));
        Assert.Equal(Stop.TimeReached, world.Run(until: 2));
        Assert.Equal(["1", "2"], told);
        Assert.Equal(2, world.Now);
        Assert.Equal(Stop.NothingLeft, world.Run(until: 10));
        Assert.Equal(["1", "2", "3"], told);
        Assert.Equal(10, world.Now);
    }

    [Fact]
    public void A_run_without_end_is_stopped_by_the_limit_of_events()
    {
        var limited = new World(new(Events: 10_000));
        limited.Start(ForEver());
        Assert.Equal(Stop.EventLimit, limited.Run());
        Assert.Equal(10_000, limited.Events);
        Assert.Equal(Stop.EventLimit, limited.Run());

        async Process ForEver()
        {
            while (true) await limited.Pause(0);
        }
    }

    [Fact]
    public void A_run_that_fills_up_is_stopped_by_the_limit_of_processes()
    {
        var limited = new World(new(Processes: 500));
        limited.Start(Multiply());
        Assert.Equal(Stop.ProcessLimit, limited.Run());
        Assert.Equal(501, limited.Alive);

        async Process Multiply()
        {
            while (true)
            {
                await limited.Pause(1);
                limited.Start(Sleep());
            }
        }

        async Process Sleep() => await limited.Pause(1e9);
    }

    [Fact]
    public void A_run_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        world.Start(Story());
        Assert.Equal(Stop.Cancelled, world.Run(cancel: source.Token));
        Assert.True(world.Now < 50_000);

        async Process Story()
        {
            while (true)
            {
                await world.Pause(1);
                if (world.Now == 1000) source.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_impossible_duration_is_refused(double duration) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Pause(duration));

    [Fact]
    public void A_signal_is_heard_by_all_who_wait_and_by_nobody_else()
    {
        var opened = new Signal(world);
        world.Start(Listen("patient", double.PositiveInfinity));
        world.Start(Listen("impatient", 2));
        world.Start(Announce());
        world.Run();
        Assert.Equal(["impatient False at 2", "patient True at 5"], told);
        Assert.Equal(0, opened.Listening);

        async Process Listen(string who, double patience) => told.Add($"{who} {await opened.Heard(patience)} at {world.Now}");

        async Process Announce()
        {
            await world.Until(5);
            opened.Give();
        }
    }

    Process TellAt(double time) => TellAt(time, $"{time}");

    async Process TellAt(double time, string what, Turn turn = Turn.Normal)
    {
        await world.Pause(time, turn);
        told.Add(what);
    }
}
