using CsCheck;
using DiscreteEvents.Models;

namespace DiscreteEvents.Tests;

/// <summary>What must hold exactly in every run, whatever the numbers.</summary>
public sealed class LawsOfFlow
{
    static readonly Precision shortly = new(1e-9, 300_000);

    static readonly Gen<Shop> shops = Gen.Select(Gen.Int[1, 4], Gen.Int[0, 6], Gen.Double[0.1, 3], Gen.Int[1, 3], Gen.ULong, Gen.Bool,
        (servers, room, patience, priorities, seed, preemptive) => new Shop(servers, room, patience, priorities, seed, preemptive));

    [Fact]
    public void Who_came_was_served_or_left_or_was_turned_away() => shops.Sample(shop =>
    {
        var (use, _, _) = shop.Open();
        Assert.Equal(use.Arrived, use.Served + use.LostPatience + use.TurnedAway);
        Assert.Equal(Shop.Customers, use.Arrived);
    }, iter: 300);

    [Fact] // Little's law, in the form that has no error: both sides are the area under the same curve.
    public void The_area_of_the_line_is_the_sum_of_the_waits() => shops.Where(shop => !shop.Preemptive).Sample(shop =>
    {
        var (use, waited, now) = shop.Open();
        Assert.Equal(waited, use.WaitingArea(now), 1e-7);
    }, iter: 300);

    [Fact]
    public void The_area_of_service_is_the_work_that_was_done_even_if_interrupted() => shops.Sample(shop =>
    {
        var done = 0.0;
        var (use, _, now) = shop.Open(work => done += work);
        Assert.Equal(done, use.BusyArea(now), 1e-7);
    }, iter: 300);

    [Fact]
    public void Littles_law_holds_in_every_place_of_a_network()
    {
        var answer = NetworkModel.Tandem(3, 0.2, [(2, new Gamma(2, 0.5)), (3, new LogNormal(0.7, 1.5)), (1, new Uniform(0, 0.5))]).Simulate(1, new(0.004, 5_000_000));
        for (var place = 0; place < 3; place++)
            Assert.Equal(answer.Numbers[place].Mean, answer.Rates[place].Mean * answer.Stays[place].Mean, 0.002 * answer.Numbers[place].Mean);
    }

    [Theory]
    [InlineData(1, 0.9)]
    [InlineData(3, 2.5)]
    public void Patience_or_room_without_limit_is_no_limit(int servers, double rate)
    {
        var free = new QueueModel(servers, rate, new Exponential(1));
        var expected = free.Simulate(5, shortly);
        Assert.Equal(expected.Wait.Mean, (free with { Room = int.MaxValue - 1 }).Simulate(5, shortly).Wait.Mean);
        Assert.Equal(expected.Wait.Mean, (free with { Patience = new Deterministic(1e12) }).Simulate(5, shortly).Wait.Mean, 1e-9);
        Assert.Equal(0, (free with { Patience = new Deterministic(1e12) }).Simulate(5, shortly).LostPatience.Mean);
    }

    [Fact]
    public void A_setup_that_takes_no_time_is_none()
    {
        Customers[] kinds = [new(0.4, new Exponential(0.5)), new(0.3, new Gamma(2, 1))];
        var expected = new QueueModel(1, kinds).Simulate(6, shortly);
        // A setup is paid between two events, so the run is told in more of them; compare stretches of equal time.
        Assert.Equal(expected.Busy.Mean, new QueueModel(1, kinds, Setup: 1e-300).Simulate(6, shortly with { MaxEvents = 250_000 }).Busy.Mean, 0.02);
    }

    [Fact]
    public void One_more_server_makes_nobody_wait_longer() => Gen.Select(Gen.Int[1, 4], Gen.ULong).Sample((servers, seed) =>
    {
        var (fewer, more) = (new Shop(servers, int.MaxValue, 1e9, 1, seed, false).Waits(), new Shop(servers + 1, int.MaxValue, 1e9, 1, seed, false).Waits());
        for (var i = 0; i < fewer.Length; i++) Assert.True(more[i] <= fewer[i] + 1e-9, $"customer {i} waits {more[i]}, not {fewer[i]}");
    }, iter: 200);

    [Fact]
    public void More_places_turn_fewer_away_and_more_patience_loses_fewer()
    {
        var turnedAway = Enumerable.Range(1, 8).Select(servers => new QueueModel(servers, 4, new Exponential(1), room: 0).Simulate(7, shortly).TurnedAway.Mean).ToArray();
        Assert.Equal(turnedAway.OrderDescending(), turnedAway);
        var lost = new double[] { 0.1, 0.5, 1, 2, 5, 20 }.Select(patience => new QueueModel(3, 2.9, new Exponential(1), patience: new Exponential(patience)).Simulate(7, shortly).LostPatience.Mean).ToArray();
        Assert.Equal(lost.OrderDescending(), lost);
    }

    [Fact]
    public void Specialists_never_carry_more_than_generalists_of_the_same_speed()
    {
        // Two and two people, three jobs a day of 0.55 + 0.6: the pool can carry 3.48, the halves 3.33.
        var (pool, halves) = (Finished(1), Finished(2));
        Assert.True(halves <= pool, $"{halves} > {pool}");

        static long Finished(int lines)
        {
            var (world, chance) = (new World(), new Chance(8));
            Resource[] desks = lines == 1 ? [new(world, 4)] : [new(world, 2), new(world, 2)];
            for (var i = 0; i < 3_000; i++) world.Start(Job());
            world.Run(until: 500);
            return desks[^1].Use.Served / (lines == 1 ? 2 : 1);

            async Process Job()
            {
                var (first, second) = (0.55 * chance.Exponential(), 0.6 * chance.Exponential());
                await desks[0].Serve(first, 1);
                await desks[^1].Serve(second, 0);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var model = new QueueModel(2, 1.8, new LogNormal(1, 1), patience: new Exponential(3));
        Assert.Equal(model.Simulate(9, shortly).Wait, model.Simulate(9, shortly).Wait);
        Assert.NotEqual(model.Simulate(9, shortly).Wait, model.Simulate(10, shortly).Wait);
    }

    [Fact]
    public void A_world_in_full_swing_allocates_nothing()
    {
        var (world, chance) = (new World(), new Chance(10));
        world.Start(new Swing(world, chance).Arrivals());
        // The first stretches still allocate: pools fill, and the runtime has not optimised the code yet.
        for (var stretch = 0; stretch < 300; stretch++)
        {
            var (before, events) = (GC.GetAllocatedBytesForCurrentThread(), world.Events);
            world.Run(until: world.Now + 5_000);
            if (world.Events - events > 20_000 && GC.GetAllocatedBytesForCurrentThread() == before) return;
        }
        Assert.Fail("Every stretch allocated something.");
    }

    /// <summary>Five hundred customers, all from one seed, until the last has left.</summary>
    sealed record Shop(int Servers, int Room, double Patience, int Priorities, ulong Seed, bool Preemptive)
    {
        internal const int Customers = 500;

        internal (Usage Use, double Waited, double Now) Open(Action<double>? served = null)
        {
            var (world, chance, waited) = (new World(), new Chance(Seed), 0.0);
            var desk = new Resource(world, Servers, Room, Preemptive);
            world.Start(Arrivals());
            Assert.Equal(Stop.NothingLeft, world.Run());
            Assert.Equal((0, 0, 0), (desk.Busy, desk.Waiting, world.Alive));
            return (desk.Use, waited, world.Now);

            async Process Arrivals()
            {
                for (var i = 0; i < Customers; i++)
                {
                    await world.Pause(chance.Exponential() / Servers);
                    world.Start(Customer());
                }
            }

            async Process Customer()
            {
                var work = chance.Exponential();
                var visit = await desk.Serve(work, chance.Below(Priorities), Patience * chance.Uniform());
                waited += visit.WaitedFor;
                if (visit.Served) served?.Invoke(work);
            }
        }

        internal double[] Waits()
        {
            var (world, arrivals, work, waits) = (new World(), new Chance(Seed).Split("arrivals"), new Chance(Seed).Split("work"), new double[Customers]);
            var desk = new Resource(world, Servers);
            world.Start(Arrivals());
            world.Run();
            return waits;

            async Process Arrivals()
            {
                for (var i = 0; i < Customers; i++)
                {
                    await world.Pause(arrivals.Exponential());
                    world.Start(Customer(i));
                }
            }

            async Process Customer(int i) => waits[i] = (await desk.Serve(1.5 * work.Exponential())).WaitedFor;
        }
    }
}
