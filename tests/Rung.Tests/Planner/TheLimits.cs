using Rung.Planner.ClosedForms;
using static Rung.Tests.Planner.Slow;

namespace Rung.Tests.Planner;

/// <summary>What closed forms must become where one of their numbers vanishes or grows without end (5.8), and how they must rise and fall.</summary>
public sealed class TheLimits
{
    readonly Random chance = new(5);

    [Fact]
    public void Endless_patience_and_endless_room_are_an_endless_line() => ForLines((arrivals, service, servers) =>
    {
        var queue = Erlang.C(arrivals, service, servers).Value;
        foreach (var impatience in (double[])[0, 1e-12])
        {
            Near(queue.Waiting, LimitedPatience.Of(arrivals, service, servers, impatience).Value.Waiting, 1e-6);
            Near(queue.MustWait, LimitedPatience.Of(arrivals, service, servers, impatience).Value.MustWait, 1e-6);
        }
        Near(queue.InSystem, LimitedRoom.Of(arrivals, service, servers, 20_000).Value.InSystem, 1e-8);
    });

    [Fact]
    public void Room_for_nobody_else_is_the_loss_formula() => ForLines((arrivals, service, servers) =>
        Near(Erlang.B(arrivals * service, servers).Value.TurnedAway, LimitedRoom.Of(arrivals, service, servers, servers).Value.TurnedAway, 1e-9));

    [Fact]
    public void No_patience_is_the_loss_formula_too() => ForLines((arrivals, service, servers) =>
        Near(Erlang.B(arrivals * service, servers).Value.TurnedAway, LimitedPatience.Of(arrivals, service, servers, 1e12).Value.LosePatience, 1e-6));

    [Fact]
    public void One_phase_one_kind_and_one_station_are_the_plain_line() => ForLines((arrivals, service, servers) =>
    {
        var queue = Erlang.C(arrivals, service, servers).Value;
        Near(queue.Wait, PhasedQueue.Of(arrivals, [service], servers).Value.Wait, 1e-8);
        Near(queue.Wait, AllenCunneen.Of(arrivals, service, servers, 1).Value.Wait);
        Near(queue.Sojourn, Network.Of([new(servers, service, arrivals, [0])]).Value.Sojourn);
        if (servers > 1) return;
        Near(queue.Wait, Mixture.Of([new(arrivals, service, 1)]).Value.Wait);
        Near(queue.Wait, Priorities.Of([new(arrivals, service, 1)]).Value.Wait);
        Near(Mixture.Of([new(arrivals, service, 0.3)]).Value.Wait, AllenCunneen.Of(arrivals, service, 1, 0.3).Value.Wait);
    });

    [Fact]
    public void A_set_up_that_takes_no_time_is_none()
    {
        WorkKind[] kinds = [new(1.2, 0.25, 1), new(0.25, 1, 0.5), new(0.12, 1.5, 0)];
        var plain = Mixture.Of(kinds).Value.Wait;
        Near(plain, ChangeOver.Of(kinds, 0).Value.Wait);
        Near(plain, Mixture.Of(kinds, 0).Value.Wait);
        foreach (var setup in (double[])[1e-4, 1e-6, 1e-8]) Near(plain, ChangeOver.Of(kinds, setup).Value.Wait, 30 * setup);
        Near(Mixture.Of([kinds[0]]).Value.Wait, ChangeOver.Of([kinds[0]], 0.5).Value.Wait);
    }

    [Fact]
    public void Specialists_as_fast_as_generalists_never_carry_more()
    {
        for (var round = 0; round < 200; round++)
        {
            double[] work = [chance.Between(0.1, 2), chance.Between(0.1, 2), chance.Between(0.1, 2)];
            var people = chance.Next(3, 12);
            var pool = TeamCapacity.Generalists(people, work, 0).Value.PerTime;
            Assert.True(TeamCapacity.Split(people, work).Value.PerTime <= pool * (1 + 1e-12));
            var rate = chance.Between(0.05, 0.9) * TeamCapacity.Split(people, work).Value.PerTime;
            var split = TeamCapacity.Split(people, work).Value.People;
            var at = new CrossOver(people, work.Sum(), [.. split.Zip(work)], 0).At(rate).Value;
            Assert.True(rate * work.Sum() / people < 1 && at.Specialists is not null);
        }
    }

    [Fact]
    public void Who_is_productive_at_once_loses_no_month()
    {
        Assert.Equal(12, Ramp.Linear(0).Value.Area(12));
        Near(12, Ramp.Exponential(1e-9).Value.Area(12), 1e-8);
        Near(12, Ramp.Logistic(1e9, 0).Value.Area(12), 1e-8);
    }

    [Fact]
    public void A_list_without_end_loses_nothing_to_growth()
    {
        var endless = Pods.Replicated(null, 15.6, 0.22, 30_000, 0.78, 59_000).Value.Choices;
        var huge = Pods.Replicated(1e11, 15.6, 0.22, 30_000, 0.78, 59_000).Value.Choices;
        foreach (var (one, other) in endless.Zip(huge)) Near(one.Supply, other.Supply, 1e-7);
        Assert.All(endless, pods => Assert.Equal(1, pods.Efficiency, 1e-12));
    }

    [Fact]
    public void More_of_what_helps_never_hurts() => ForLines((arrivals, service, servers) =>
    {
        Assert.True(Erlang.C(arrivals, service, servers + 1).Value.Wait <= Erlang.C(arrivals, service, servers).Value.Wait);
        Assert.True(Erlang.C(arrivals * 0.9, service, servers).Value.Wait <= Erlang.C(arrivals, service, servers).Value.Wait);
        Assert.True(Erlang.B(arrivals * service, servers + 1).Value.TurnedAway <= Erlang.B(arrivals * service, servers).Value.TurnedAway);
        Assert.True(LimitedRoom.Of(arrivals, service, servers, servers + 4).Value.TurnedAway <= LimitedRoom.Of(arrivals, service, servers, servers + 3).Value.TurnedAway);
        Assert.True(LimitedPatience.Of(arrivals, service, servers, 0.5).Value.LosePatience <= LimitedPatience.Of(arrivals, service, servers, 1).Value.LosePatience + 1e-15);
        // More supply never lowers what is accepted.
        var (some, more) = (Goldilocks.ByMoney(arrivals, 3, 5, 0.2, 1, 1, 0).Value.Choices, Goldilocks.ByMoney(arrivals * 1.1, 3, 5, 0.2, 1, 1, 0).Value.Choices);
        foreach (var (less, greater) in some.Zip(more)) Assert.True(less.Accepted <= greater.Accepted);
    });

    void ForLines(Action<double, double, int> check)
    {
        for (var round = 0; round < 60; round++)
        {
            var (service, servers) = (chance.Between(0.1, 5), chance.Next(1, 9));
            check(chance.Between(0.05, 0.95) * servers / service, service, servers);
        }
    }
}
