namespace Rung.Planner.ClosedForms;

/// <summary>Deals per time a team can finish at most, and the step that limits it, from 0.</summary>
public sealed record TeamCapacity(double PerTime, int Bottleneck)
{
    /// <summary>Everybody does everything: c/(Σm_i·(1 + s)); V37–V41: 3.478261.</summary>
    /// <param name="work">Mean time of each step on a deal, by one who does nothing else.</param>
    /// <param name="switching">Time lost by switching, relative.</param>
    public static Outcome<TeamCapacity> Generalists(int people, IReadOnlyList<double> work, double switching)
    {
        if ((Given.Whole(people, 1, Erlang.MostServers) ?? CheckWork(work) ?? Given.Between(switching, 0, 100)) is { } no) return no;
        return new TeamCapacity(people / (work.Sum() * (1 + switching)), 0);
    }

    /// <summary>Each to his own step: min c_i/m_i. Heads are whole, so the wrong split loses what every individual has gained (5.5 item 2).</summary>
    public static Outcome<TeamCapacity> Specialists(IReadOnlyList<int> people, IReadOnlyList<double> work)
    {
        if ((CheckWork(work) ?? Given.Whole(people.Count, work.Count, work.Count, nameof(people)) ?? Given.Each(people, 1, 100, heads => Given.Whole(heads, 1, Erlang.MostServers, nameof(people)))) is { } no) return no;
        var rates = people.Zip(work, (heads, time) => heads / time).ToList();
        return new TeamCapacity(rates.Min(), rates.IndexOf(rates.Min()));
    }

    /// <summary>Specialists if heads could be split at will: c/Σm_i; 4.705882.</summary>
    public static Outcome<TeamCapacity> Balanced(int people, IReadOnlyList<double> work) => Generalists(people, work, 0);

    /// <summary>The split of whole people that can finish most, one at least to each step: always one more where it is tightest.</summary>
    public static Outcome<BestSplit> Split(int people, IReadOnlyList<double> work)
    {
        if ((CheckWork(work) ?? Given.Whole(people, work.Count, 100_000)) is { } no) return no;
        var heads = Enumerable.Repeat(1, work.Count).ToArray();
        for (var left = people - heads.Length; left > 0; left--) heads[Tightest()]++;
        return new BestSplit(heads, heads[Tightest()] / work[Tightest()]);

        int Tightest() => Enumerable.Range(0, heads.Length).MinBy(i => heads[i] / work[i]);
    }

    static Refusal? CheckWork(IReadOnlyList<double> work) => Given.Each(work, 1, 100, time => Given.Positive(time, nameof(work)));
}

/// <summary>People for each step, and what they can finish per time.</summary>
public sealed record BestSplit(IReadOnlyList<int> People, double PerTime);
