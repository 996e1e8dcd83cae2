using Rung.Statistics;

namespace Rung.Handoffs;

/// <summary>Whether customers are looked after once they are handed over (X3.6), in the ninety days up to a day.</summary>
/// <param name="OnTime">Check-ins and reviews done by their day, of those that fell due in the ninety days.</param>
/// <param name="Uncovered">Customers without a held meeting in sixty days, of those who are customers for as long.</param>
public sealed record FollowUp(Proportion OnTime, Proportion Uncovered)
{
    public const int Days = 90, SilentDays = 60;

    /// <summary>Not covered, at most (X3.6, design).</summary>
    public const double MostUncovered = 0.05;

    const int Least = 20;

    /// <summary>Pr(on time ≥ 90 %), of at least 20 due.</summary>
    public Settled Checks => new(OnTime, Least, BetaDistribution.From(OnTime).AtLeast(HandoffGroup.LeastOnTime));

    /// <summary>Pr(not covered ≤ 5 %), of at least 20 customers.</summary>
    public Settled Coverage => new(Uncovered, Least, BetaDistribution.From(Uncovered).AtMost(MostUncovered));

    /// <summary>Exact, 95 %; null without customers.</summary>
    public Interval? UncoveredInterval => Uncovered.Trials == 0 ? null : Binomial.ClopperPearson(Uncovered);
}
