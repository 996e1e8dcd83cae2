namespace Rung.Statistics;

/// <summary>One life watched for a time: it ended then, or was still going on when we last looked (censored).</summary>
public readonly record struct Lifetime
{
    public Lifetime(double time, bool ended) => (Time, Ended) = (Need.NotNegative(time), ended);

    public double Time { get; }

    public bool Ended { get; }
}

/// <summary>A time at which lives ended, and the share surviving it.</summary>
public sealed record SurvivalStep(double Time, int AtRisk, int Ended, double Survival);

/// <summary>
/// Survival to a time with Greenwood's standard error and the log-log interval; both null where everybody has ended,
/// where neither says anything.
/// </summary>
public sealed record SurvivalEstimate(double Share, double? StandardError, Interval? Interval);

/// <summary>
/// The product-limit estimate of survival S(t) = Π(1 − d/Y) over the times with d ends among Y at risk (Kaplan and Meier,
/// JASA 53, 1958; 3.1 item 6; V16). Times in any one unit. At equal times ends come before censorings.
/// </summary>
public sealed class KaplanMeier
{
    readonly double[] greenwood;
    readonly double[] times;

    KaplanMeier(SurvivalStep[] steps, double[] greenwood, double[] times) =>
        (Steps, this.greenwood, this.times) = (steps, greenwood, times);

    public static KaplanMeier Of(IEnumerable<Lifetime> lives)
    {
        var sorted = lives.OrderBy(life => life.Time).ToArray();
        var (steps, sums) = (new List<SurvivalStep>(), new List<double>());
        var (survival, sum) = (1.0, 0.0);
        for (var i = 0; i < sorted.Length;)
        {
            var (time, atRisk, ended) = (sorted[i].Time, sorted.Length - i, 0);
            for (; i < sorted.Length && sorted[i].Time == time; i++)
                if (sorted[i].Ended) ended++;
            if (ended == 0) continue;

            survival *= 1 - (double)ended / atRisk;
            sum += ended < atRisk ? (double)ended / atRisk / (atRisk - ended) : 0;
            steps.Add(new(time, atRisk, ended, survival));
            sums.Add(sum);
        }
        return new([.. steps], [.. sums], [.. sorted.Select(life => life.Time)]);
    }

    public IReadOnlyList<SurvivalStep> Steps { get; }

    /// <summary>The first time at which half or fewer survive; null where more than half did all along.</summary>
    public double? Median => Steps.FirstOrDefault(step => step.Survival <= 0.5)?.Time;

    /// <summary>
    /// The times between which the median lies: from the first at which the lower log-log limit of survival is one half or
    /// less to the first at which the upper one is (Brookmeyer and Crowley, Biometrics 38, 1982). An end is null where no time
    /// watched reaches it.
    /// </summary>
    public (double? Low, double? High) MedianBetween(double level = 0.95)
    {
        var limits = Steps.Select(step => (step.Time, At(step.Time, level)?.Interval)).ToList();
        return (limits.FirstOrDefault(l => l.Interval?.Low <= 0.5) is { Interval: not null } low ? low.Time : null, limits.FirstOrDefault(l => l.Interval?.High <= 0.5) is { Interval: not null } high ? high.Time : null);
    }

    /// <summary>
    /// Survival past this time, Var S = S²·G with G = Σ d/[Y(Y−d)] (Greenwood), interval S^exp(±z·√G/|ln S|). Null after
    /// the last life was seen still going on, and without lives: nobody was watched that long.
    /// </summary>
    /// <remarks>Before the first end S is 1 and the log-log interval has no width: the exact one for the m lives watched past the time, [(α/2)^(1/m), 1], stands in.</remarks>
    public SurvivalEstimate? At(double time, double level = 0.95)
    {
        Need.NotNegative(time);
        var z = Normal.TwoSided(level);
        var last = Steps.Count - 1;
        while (last >= 0 && Steps[last].Time > time) last--;

        var share = last < 0 ? 1 : Steps[last].Survival;
        if (share == 0) return new(0, null, null);
        if (times.Length == 0 || time > times[^1]) return null;
        if (last < 0) return new(1, 0, Binomial.ClopperPearson(Watched(time), level));

        var error = Math.Sqrt(greenwood[last]);
        var power = z * error / Math.Abs(Math.Log(share));
        return new(share, share * error, new(Math.Pow(share, Math.Exp(power)), Math.Pow(share, Math.Exp(-power)), level));
    }

    Proportion Watched(double time)
    {
        var watched = times.Count(each => each >= time);
        return new(watched, watched);
    }
}

/// <summary>Ends at a constant hazard.</summary>
public static class ExponentialHazard
{
    /// <summary>
    /// Ends over the time watched in all: the maximum-likelihood hazard d/Σt, with Garwood's interval and the Poisson
    /// posterior of the count (V16).
    /// </summary>
    public static EventCount Of(IEnumerable<Lifetime> lives)
    {
        var (ended, time) = (0L, 0.0);
        foreach (var life in lives) (ended, time) = (ended + (life.Ended ? 1 : 0), time + life.Time);
        return new(ended, time);
    }
}
