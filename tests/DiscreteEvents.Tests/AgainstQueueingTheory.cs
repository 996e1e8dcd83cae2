using DiscreteEvents.Models;

namespace DiscreteEvents.Tests;

/// <summary>
/// Closed forms of textbooks, to six decimals, against the clockwork: within four standard errors, and those at most 1.5 % of the value.
/// Longer runs with fresh seeds: <c>bench -- vectors</c>.
/// </summary>
public sealed class AgainstQueueingTheory
{
    static readonly Precision precision = new(0.01, 6_000_000);
    static readonly Distribution hour = new Exponential(1);

    // A founder's week: prospecting, selling, success; shorter, longer, more or less even.
    static readonly Customers[] founder = [new(1.2, new Exponential(0.25)), new(0.25, new Gamma(2, 1)), new(0.12, new Exponential(1.5))];

    [Fact] // V19
    public void One_server()
    {
        var answer = (new QueueModel(1, 0.8, hour) with { Late = 5 }).Simulate(19, precision, default, a => a.Wait, a => a.SojournLate);
        AssertIs(4, answer.Wait);
        AssertIs(5, answer.Sojourn);
        AssertIs(3.2, answer.Waiting);
        AssertIs(4, answer.InSystem);
        AssertIs(0.367879, answer.SojournLate);
        AssertIs(0.8, answer.Busy);
        AssertIs(0.8, answer.MustWait);
    }

    [Theory] // V20–V25
    [InlineData(20, 8, 1, 10, 0.409180, 0.204590, 1.204590, 1.636721, 9.636721)]
    [InlineData(21, 18, 2, 10, 0.668732, 0.334366, 0.834366, 6.018584, 15.018584)]
    [InlineData(22, 4, 1, 5, 0.554113, 0.554113, 1.554113, 2.216450, 6.216450)]
    [InlineData(23, 3, 1, 4, 0.509434, 0.509434, 1.509434, 1.528302, 4.528302)]
    [InlineData(24, 45, 5, 10, 0.668732, 0.133746, 0.333746, 6.018584, 15.018584)]
    [InlineData(25, 5.5, 2, 3, 0.846692, 1.693384, 2.193384, 9.313613, 12.063613)]
    public void Several_servers(ulong seed, double rate, double speed, int servers, double mustWait, double wait, double sojourn, double waiting, double inSystem)
    {
        var answer = new QueueModel(servers, rate, new Exponential(1 / speed)).Simulate(seed, precision with { Share = 0.015 }, default, a => a.Wait);
        AssertIs(mustWait, answer.MustWait);
        AssertIs(wait, answer.Wait, 0.02);
        AssertIs(sojourn, answer.Sojourn);
        AssertIs(waiting, answer.Waiting, 0.02);
        AssertIs(inSystem, answer.InSystem);
    }

    [Theory] // V27; room is what is left of K
    [InlineData(4, 1, 3, 5, 0.279540, 5.914196, 3.032358, 2.052230, 1.052230, 0.960613)]
    [InlineData(5, 1, 4, 0, 0.398343, 3.008286, 0, 1, 0, 0.752071)]
    [InlineData(3.5, 0.5, 10, 2, 0.035277, 6.874009, 0.120951, 2.035821, 0.035821, 0.675306)]
    [InlineData(6, 2, 2, 3, 0.374422, 3.665639, 1.788906, 0.976601, 0.476601, 0.938367)]
    public void Limited_room(double rate, double speed, int servers, int room, double turnedAway, double inSystem, double waiting, double sojourn, double wait, double busy)
    {
        var answer = new QueueModel(servers, rate, new Exponential(1 / speed), room).Simulate(27, precision, default, a => a.TurnedAway);
        AssertIs(turnedAway, answer.TurnedAway);
        AssertIs(inSystem, answer.InSystem);
        AssertIs(waiting, answer.Waiting, 0.02);
        AssertIs(sojourn, answer.Sojourn);
        AssertIs(wait, answer.Wait, 0.02);
        AssertIs(busy, answer.Busy);
    }

    [Theory] // V28; V50: any law of service with the same mean
    [InlineData(15, 0.600650)]
    [InlineData(20, 0.472629)]
    [InlineData(21, 0.447581)]
    [InlineData(30, 0.236611)]
    [InlineData(42, 0.044459)]
    public void No_room_at_all(int servers, double turnedAway)
    {
        foreach (var law in new Distribution[] { new Exponential(3), new LogNormal(3, 1.2), new Deterministic(3) })
            AssertIs(turnedAway, new QueueModel(servers, 12, law, room: 0).Simulate(28, precision, default, a => a.TurnedAway).TurnedAway);
    }

    [Theory] // V29
    [InlineData(10, 1, 10, 0.5, 0.619655, 0.103913, 2.078264, 11.039132, 0.207826, 8.960868, 0.896087)]
    [InlineData(12, 1, 10, 0.25, 0.925599, 0.181083, 8.691961, 18.518971, 0.724330, 9.827010, 0.982701)]
    [InlineData(6, 2, 3, 1, 0.646272, 0.187268, 1.123606, 3.561803, 0.187268, 4.876394, 0.812732)]
    [InlineData(20, 8, 2, 4, 0.789024, 0.308502, 1.542509, 3.271255, 0.077125, 13.829963, 0.864373)]
    public void Limited_patience(double rate, double speed, int servers, double impatience, double mustWait, double lost, double waiting, double inSystem, double wait, double throughput, double busy)
    {
        var answer = new QueueModel(servers, rate, new Exponential(1 / speed), patience: new Exponential(1 / impatience)).Simulate(29, precision, default, a => a.LostPatience);
        AssertIs(mustWait, answer.MustWait);
        AssertIs(lost, answer.LostPatience);
        AssertIs(waiting, answer.Waiting);
        AssertIs(inSystem, answer.InSystem);
        AssertIs(wait, answer.Wait);
        AssertIs(throughput, answer.Throughput);
        AssertIs(busy, answer.Busy);
    }

    public static TheoryData<double, Distribution, double> LawsOfService => new()
    {
        { 0.8, new Exponential(1), 4 }, { 0.8, new Deterministic(1), 2 }, { 0.8, Gamma.WithVariation(1, Math.Sqrt(2)), 6 }, { 0.7, Gamma.WithVariation(1.2, Math.Sqrt(0.5)), 4.725 },
    };

    [Theory] // V30
    [MemberData(nameof(LawsOfService))]
    public void Any_law_of_service(double rate, Distribution law, double wait) =>
        AssertIs(wait, new QueueModel(1, rate, law).Simulate(30, precision with { Share = 0.02 }, default, a => a.Wait).Wait, 0.03);

    [Fact] // V31–V33
    public void A_founder_who_does_everything_and_then_less()
    {
        AssertIs(1.972222, Founder(founder).Wait);
        AssertIs(0.802632, Founder(founder[1..]).Wait);
        AssertIs(0.583333, Founder(founder[..2]).Wait);
    }

    [Fact] // V31b: 2.768049 by Pollaczek–Khinchine would be wrong, since setups make service times correlated.
    public void Setups_that_depend_on_what_was_done_before()
    {
        var setup = new QueueModel(1, founder, Setup: 0.1).Simulate(31, new(0.004, 40_000_000), default, a => a.Wait);
        AssertIs(2.844566, setup.Wait, 0.006);
        Assert.True(setup.Wait.Z(2.768049) > 4);
        AssertIs(2.348818, new QueueModel(1, founder, Setup: 0.05).Simulate(31, precision, default, a => a.Wait).Wait);
    }

    [Fact] // V34
    public void Priorities_without_interruption()
    {
        AssertWaits([3.460039, 0.710000, 1.245614], Founder([founder[0] with { Priority = 3 }, founder[1] with { Priority = 1 }, founder[2] with { Priority = 2 }]));
        AssertWaits([0.760714, 1.690476, 4.382716], Founder([founder[0] with { Priority = 1 }, founder[1] with { Priority = 2 }, founder[2] with { Priority = 3 }]));

        static void AssertWaits(double[] expected, QueueAnswer answer)
        {
            for (var kind = 0; kind < expected.Length; kind++) AssertIs(expected[kind], answer.WaitOfKind[kind], 0.03);
        }
    }

    [Fact] // V51: service of two phases, exact by linear equations
    public void Several_servers_with_two_phases_of_service() =>
        AssertIs(1.143943, new QueueModel(4, 3, new SumOf(new Exponential(0.46), new Exponential(0.69))).Simulate(51, precision with { Share = 0.02 }, default, a => a.Wait).Wait, 0.03);

    [Fact] // V41
    public void A_line_that_cannot_keep_up_is_said_to_and_not_simulated()
    {
        var answer = new QueueModel(4, 3.8, new Exponential(1.15)).Simulate(1, precision);
        Assert.Equal(Settled.Overfull, answer.Ended);
        Assert.Equal(1.0925, answer.Load, 1e-9);
        Assert.Equal(0, answer.Events);
    }

    static QueueAnswer Founder(IReadOnlyList<Customers> kinds) => new QueueModel(1, kinds).Simulate(32, precision, default, a => a.Wait);

    internal static void AssertIs(double expected, Estimate estimate, double share = 0.015)
    {
        if (expected == 0)
        {
            Assert.Equal(0, estimate.Mean);
            return;
        }
        Assert.True(estimate.StandardError <= share * expected, $"{estimate} is too rough for {expected}");
        Assert.True(Math.Abs(estimate.Z(expected)) <= 4, $"{estimate} is not {expected}: z {estimate.Z(expected):F2}");
    }
}
