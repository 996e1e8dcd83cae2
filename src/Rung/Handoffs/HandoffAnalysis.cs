using Rung.Ladder;
using Rung.People;
using Rung.Statistics;

namespace Rung.Handoffs;

/// <summary>A follow-up check that fell due.</summary>
public sealed record CheckSeen(DateOnly DueOn, bool OnTime);

/// <summary>One hand-off with between whom it went and the checks it asked for.</summary>
public sealed record HandoffCase(Guid Id, Id<Person>? From, Id<Person>? To, HandoffSeen Seen, IReadOnlyList<CheckSeen> Checks);

/// <summary>Which hand-offs stand behind a figure.</summary>
public enum HandoffPart
{
    Sent,
    Due,
    Leaked,
    Answered,
    Returned,
    Acted,

    /// <summary>Sent with something missing.</summary>
    Lacking,
    Checked,
    CheckedLate,
}

/// <summary>What a share says of its limit (3.0): settled only by enough of them and enough probability.</summary>
public sealed record Settled(Proportion Seen, int Least, double Chance)
{
    /// <summary>Probability that settles it (3.0, design).</summary>
    public const double Gamma = 0.8;

    public Verdict Verdict => Seen.Trials < Least ? Verdict.Insufficient : Chance >= Gamma ? Verdict.Pass : Chance <= 1 - Gamma ? Verdict.Fail : Verdict.Insufficient;
}

/// <summary>Hand-offs of one type, or of one type between two people (X3.5, X3.6).</summary>
/// <param name="Type">Null of all types together.</param>
/// <param name="Checks">Follow-up checks done on time, of those due.</param>
public sealed record HandoffGroup(HandoffType? Type, Id<Person>? From, Id<Person>? To, IReadOnlyList<HandoffCase> Cases, HandoffFigures Figures, Proportion Checks, DateTimeOffset AsOf)
{
    /// <summary>Leaks, at most, of what was due (X3.5).</summary>
    public const double MostLeaked = 0.05;

    /// <summary>Checks on time, at least (X3.6, design).</summary>
    public const double LeastOnTime = 0.9;

    /// <summary>Told when sent, at least (X3.5).</summary>
    public const double LeastTold = 0.95;

    const int LeastDue = 45, LeastChecks = 20;

    /// <summary>Pr(leaks ≤ 5 %), of at least 45 due (X3.5); V15: 0.593858 for 2 of 60.</summary>
    public Settled Leaks => new(Figures.Leaked, LeastDue, BetaDistribution.From(Figures.Leaked).AtMost(MostLeaked));

    /// <summary>Pr(on time ≥ 90 %), of at least 20 due (X3.6).</summary>
    public Settled OnTime => new(Checks, LeastChecks, BetaDistribution.From(Checks).AtLeast(LeastOnTime));

    /// <summary>Exact, 95 %; null where nothing was due. V15: 0.004063 to 0.115281 for 2 of 60.</summary>
    public Interval? LeakInterval => Figures.Leaked.Trials == 0 ? null : Binomial.ClopperPearson(Figures.Leaked);

    /// <summary>Without a single leak, so many in all would show 5 % or fewer with 95 % (V15: 59); null once one has leaked.</summary>
    public long? CleanNeeded => Figures.Leaked.Successes == 0 ? SampleSize.AllSuccesses(1 - MostLeaked) : null;

    public IEnumerable<HandoffCase> Of(HandoffPart part) => Cases.Where(c => c.Seen.Status != HandoffStatus.Withdrawn && part switch
    {
        HandoffPart.Due => c.Seen.IsDue(AsOf),
        HandoffPart.Leaked => c.Seen.HasLeaked(AsOf),
        HandoffPart.Answered => c.Seen.AnsweredAt <= AsOf,
        HandoffPart.Returned => c.Seen.AnsweredAt <= AsOf && c.Seen.Status == HandoffStatus.Returned,
        HandoffPart.Acted => c.Seen.FirstActionAt <= AsOf,
        HandoffPart.Lacking => c.Seen.Completeness < 1,
        HandoffPart.Checked => c.Checks.Count > 0,
        HandoffPart.CheckedLate => c.Checks.Any(k => !k.OnTime),
        _ => true,
    });
}

/// <summary>How smoothly work passes on: together, by type, and by type and pair, the leakiest first.</summary>
public sealed record HandoffAnalysis(HandoffGroup Whole, IReadOnlyList<HandoffGroup> Types, IReadOnlyList<HandoffGroup> Pairs)
{
    /// <param name="cases">Whatever was handed over in the time.</param>
    /// <param name="asOf">Later answers are not known yet.</param>
    public static HandoffAnalysis Of(IReadOnlyList<HandoffCase> cases, DateTimeOffset asOf)
    {
        HandoffGroup Group(HandoffType? type, Id<Person>? from, Id<Person>? to, IEnumerable<HandoffCase> some)
        {
            List<HandoffCase> all = [.. some];
            var checks = all.SelectMany(c => c.Checks).ToList();
            return new(type, from, to, all, HandoffFigures.Of(all.Select(c => c.Seen), asOf), new(checks.Count(c => c.OnTime), checks.Count), asOf);
        }

        return new(Group(null, null, null, cases),
            [.. cases.GroupBy(c => c.Seen.Type).OrderBy(g => g.Key).Select(g => Group(g.Key, null, null, g))],
            [.. cases.GroupBy(c => (c.Seen.Type, c.From, c.To)).Select(g => Group(g.Key.Type, g.Key.From, g.Key.To, g)).OrderByDescending(g => g.Figures.Leaked.Successes).ThenByDescending(g => g.Cases.Count).ThenBy(g => g.Type).ThenBy(g => g.From?.Value).ThenBy(g => g.To?.Value)]);
    }
}
