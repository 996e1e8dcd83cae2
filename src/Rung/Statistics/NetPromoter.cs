namespace Rung.Statistics;

/// <summary>Answers to "how likely are you to recommend us": 9–10, 7–8 and 0–6.</summary>
public readonly record struct Recommendations
{
    const long Most = 1_000_000_000;

    public Recommendations(long promoters, long passives, long detractors) =>
        (Promoters, Passives, Detractors) = (Need.Count(promoters, Most), Need.Count(passives, Most), Need.Count(detractors, Most));

    public long Promoters { get; }

    public long Passives { get; }

    public long Detractors { get; }

    public long Answers => Promoters + Passives + Detractors;
}

/// <summary>The net promoter score, from −100 to 100, and how sure it is (3.1 item 9; V14).</summary>
public static class NetPromoter
{
    /// <summary>NPS = 100·(p − d); null where nobody answered.</summary>
    public static double? Score(Recommendations seen) =>
        seen.Answers == 0 ? null : 100.0 * (seen.Promoters - seen.Detractors) / seen.Answers;

    /// <summary>
    /// SE = 100·√[(p + d − (p−d)²)/n], times √((N−n)/(N−1)) where the N customers there are in all are given: then n of
    /// them are no small part. Null where nobody answered; 0 where all answered alike, which says little for few answers.
    /// </summary>
    public static double? StandardError(Recommendations seen, long? customers = null)
    {
        if (customers < seen.Answers) throw new ArgumentOutOfRangeException(nameof(customers), customers, $"{seen.Answers} of them answered.");
        if (seen.Answers == 0) return null;
        double n = seen.Answers, away = (seen.Promoters - seen.Detractors) / n;
        var variance = Math.Max(0, (seen.Promoters + seen.Detractors) / n - away * away) / n;
        return 100 * Math.Sqrt(variance * (customers is { } all ? all == 1 ? 0 : (all - n) / (all - 1) : 1));
    }

    /// <summary>NPS ± z·SE, cut at −100 and 100.</summary>
    public static Interval? Interval(Recommendations seen, long? customers = null, double level = 0.95)
    {
        var z = Normal.TwoSided(level);
        if (Score(seen) is not { } score || StandardError(seen, customers) is not { } error) return null;
        return new(Math.Max(-100, score - z * error), Math.Min(100, score + z * error), level);
    }

    /// <summary>The posterior mean on the prior Dirichlet(1, 1, 1): 100·(P − D)/(n + 3).</summary>
    public static double PosteriorMean(Recommendations seen) => 100.0 * (seen.Promoters - seen.Detractors) / (seen.Answers + 3);

    /// <summary>
    /// Pr(NPS &gt; t) on the prior Dirichlet(1, 1, 1): with s = p + d ~ Beta(P+D+2, M+1) and u = p/s ~ Beta(P+1, D+1), the mean
    /// of Pr(u &gt; (t/100/s + 1)/2) over s. All customers there could be are meant, not only those of today.
    /// </summary>
    public static double Above(Recommendations seen, double score) =>
        Above(seen.Promoters, seen.Passives, seen.Detractors, score);

    /// <summary>As above, for counts planned rather than seen.</summary>
    internal static double Above(double promoters, double passives, double detractors, double score)
    {
        var target = Need.InRange(score, -100, 100) / 100;
        var moved = new BetaDistribution(promoters + detractors + 2, passives + 1);
        var share = new BetaDistribution(promoters + 1, detractors + 1);
        // u turns at these shares; s there is t/100/(2u − 1).
        var breaks = share.Turns().Select(turn => target / (turn.X - turn.Y)).Append(Math.Abs(target))
            .Where(s => s is > 0 and < 1).Select(s => Logit.Of(s).U);
        return Math.Clamp(moved.Expect(s => share.AtLeast(Math.Clamp((target / s.X + 1) / 2, 0, 1)), breaks), 0, 1);
    }
}
