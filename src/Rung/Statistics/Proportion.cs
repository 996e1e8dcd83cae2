namespace Rung.Statistics;

/// <summary>Successes among trials; up to 10⁹ of either. 0 of 0 is allowed and has no share.</summary>
public readonly record struct Proportion
{
    const long Most = 1_000_000_000;

    public Proportion(long successes, long trials)
    {
        Need.Count(trials, Most);
        if (successes < 0 || successes > trials)
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Successes lie between 0 and the {trials} trials.");
        (Successes, Trials) = (successes, trials);
    }

    public long Successes { get; }

    public long Trials { get; }

    public long Failures => Trials - Successes;

    /// <summary>x/n; null where there were no trials.</summary>
    public double? Share => Trials == 0 ? null : (double)Successes / Trials;

    /// <summary>The same seen from the other side: what failed of what was tried.</summary>
    public Proportion Opposite => new(Failures, Trials);

    public static Proportion operator +(Proportion left, Proportion right) =>
        new(left.Successes + right.Successes, left.Trials + right.Trials);
}
