using Rung.Vectors;

namespace Rung.Tests.Statistics;

/// <summary>The worked numbers of the domain dossier, V1–V55. Those that can be are simulated too: <c>bench -- vectors</c>.</summary>
public sealed class TheWorkedNumbers
{
    public static TheoryData<string> All => [.. Dossier.All.Select(vector => vector.ToString())];

    [Theory]
    [MemberData(nameof(All))]
    public void Come_out_to_every_digit_printed(string number)
    {
        var vector = Dossier.All.Single(each => each.ToString() == number);
        Assert.True(vector.Holds, $"{vector.Compute():R} is not {vector.Printed}");
    }

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, Experiments.All.Count)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Come_out_of_a_simulation_within_four_standard_errors(int run)
    {
        var experiment = Experiments.All[run];
        var (measured, _) = experiment.Run((ulong)(1_000 + run), new(0.003, 1_000_000));
        foreach (var ((id, what), estimate) in experiment.Of.Zip(measured))
            Assert.InRange(Experiment.Deviate(estimate, Dossier.All.Single(vector => (vector.Id, vector.What) == (id, what)).Compute()!.Value), -4, 4);
    }

    [Fact]
    public void Are_all_there()
    {
        var known = Dossier.All.Select(vector => vector.Id.Split(' ')[0].TrimEnd('a', 'b', 'c', 'd')).ToHashSet();
        Assert.DoesNotContain(Enumerable.Range(1, 55), n => !known.Contains($"V{n}"));
    }
}
