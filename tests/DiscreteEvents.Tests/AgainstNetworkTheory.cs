using DiscreteEvents.Models;
using static DiscreteEvents.Tests.AgainstQueueingTheory;

namespace DiscreteEvents.Tests;

public sealed class AgainstNetworkTheory
{
    static readonly Precision precision = new(0.01, 8_000_000);

    [Fact] // V35
    public void Three_stations_in_a_row()
    {
        var answer = Stations(recycle: 0).Simulate(35, precision, default, a => a.InSystem, a => a.Waits[0], a => a.Waits[1]);
        AssertIs(0.055411, answer.Waits[0]);
        AssertIs(0.127055, answer.Waits[1], 0.02);
        AssertIs(0.143522, answer.Waits[2], 0.03);
        AssertIs(0.155411, answer.Stays[0]);
        AssertIs(0.511671, answer.Stays[1]);
        AssertIs(0.943522, answer.Stays[2]);
        AssertIs(6.216450, answer.Numbers[0]);
        AssertIs(6.140048, answer.Numbers[1]);
        AssertIs(2.830565, answer.Numbers[2]);
        AssertIs(15.187063, answer.InSystem);
        AssertIs(0.379677, answer.Sojourn);
    }

    [Fact] // V36
    public void Three_stations_and_a_way_back()
    {
        var answer = Stations(recycle: 0.1).Simulate(36, precision, default, a => a.InSystem);
        AssertIs(41.237113, answer.Rates[0]);
        AssertIs(12.371134, answer.Rates[1]);
        AssertIs(2.783505, answer.Rates[2]);
        AssertIs(6.960381, answer.Numbers[0]);
        AssertIs(6.688163, answer.Numbers[1], 0.02);
        AssertIs(2.521230, answer.Numbers[2]);
    }

    [Theory] // V37–V41; V40's generalists need a longer run than a test may take
    [InlineData(2.0, 1.323186, 1.073724)]
    [InlineData(2.5, 1.618379, 1.274124)]
    [InlineData(3.0, 2.641692, 1.689104)]
    [InlineData(3.4, null, 2.564451)]
    [InlineData(3.8, null, 8.938820)]
    public void Generalists_and_specialists(double rate, double? generalist, double specialised)
    {
        if (generalist is { } expected) AssertIs(expected, new QueueModel(4, rate, new Exponential(1.15)).Simulate(37, precision, default, a => a.Sojourn).Sojourn);
        AssertIs(specialised, Specialists(rate, 0).Simulate(38, precision with { Share = 0.02 }, default, a => a.Sojourn).Sojourn, 0.03);
        AssertIs(specialised + 0.5, Specialists(rate, 0.5).Simulate(39, precision with { Share = 0.02 }, default, a => a.Sojourn).Sojourn, 0.03);
    }

    [Fact] // V47, V48
    public void Items_that_move_between_states_until_they_end()
    {
        ChainModel chain = new(6, [[0.30, 0.45, 0, 0], [0, 0.50, 0.30, 0], [0, 0.05, 0.45, 0.30], [0, 0, 0.10, 0.40]], [0, 0.02, 0.03, 0.35]);
        double[] shareWon = [0.195593, 0.304255, 0.440426, 0.656738], time = [4.027356, 4.042553, 3.404255, 2.234043];
        double[] timeWon = [6.781941, 5.353370, 3.860965, 2.098211], timeLost = [3.357574, 3.469321, 3.044791, 2.493919];
        for (var start = 0; start < 4; start++)
        {
            var answer = chain.Simulate(47, precision with { Share = 0.004 }, start);
            AssertIs(shareWon[start], answer.ShareWon);
            AssertIs(time[start], answer.Time);
            AssertIs(timeWon[start], answer.TimeWon);
            AssertIs(timeLost[start], answer.TimeLost);
            if (start > 0) continue;
            AssertIs(24.164134, answer.InProgress);
            AssertIs(1.173556, answer.WonPerTime);
            foreach (var (expected, number) in new[] { 8.571429, 8.206687, 4.924012, 2.462006 }.Zip(answer.Numbers)) AssertIs(expected, number);
        }
    }

    [Fact]
    public void A_network_that_cannot_keep_up_is_stopped_and_said_to_be()
    {
        var answer = NetworkModel.Tandem(10, 0, [(1, new Exponential(0.05)), (1, new Exponential(0.2))]).Simulate(1, precision);
        Assert.Equal(Settled.Overfull, answer.Ended);
    }

    static NetworkModel Stations(double recycle) => new([
        new(5, Exponential.WithRate(10), 40, [(1, 0.30)]),
        new(6, Exponential.WithRate(2.6), 0, [(2, 0.25 * (1 - recycle)), (0, recycle)]),
        new(4, Exponential.WithRate(1.25), 0, [])]);

    static NetworkModel Specialists(double rate, double delay) =>
        NetworkModel.Tandem(rate, delay, [(2, new Exponential(0.34)), (2, new Exponential(0.51))]);
}
