namespace Rung.People;

/// <summary>Somebody among whom a row of the rules chooses, as they stand now.</summary>
/// <param name="Fte">Part of full time given to the role.</param>
/// <param name="Open">Live records they answer for in that role, and those on their way to them.</param>
/// <param name="LastGivenAt">When they last got something by this row.</param>
/// <param name="WorksAt">Now, or the next instant of their working hours.</param>
/// <param name="Segment">The only segment they work, where the assignment names one.</param>
public sealed record Candidate(Id<Person> Id, double Fte, bool IsAway, int Open, DateTimeOffset? LastGivenAt, DateTimeOffset WorksAt, string? Segment = null)
{
    /// <summary>Live records for each whole working time.</summary>
    public double Load => Open / Fte;

    /// <summary>Why a row passes them over; null where they may get it.</summary>
    public PassedOver? Against(AssignmentRule rule, AssignmentCase given) =>
        IsAway ? PassedOver.Away
        : Fte <= 0 ? PassedOver.NoTime
        : Segment is not null && given.Segment is not null && !string.Equals(Segment, given.Segment, StringComparison.OrdinalIgnoreCase) ? PassedOver.OtherSegment
        : Open >= rule.MostOpen ? PassedOver.Full : null;
}

public enum PassedOver
{
    Away,

    /// <summary>Gives no part of the week to the role.</summary>
    NoTime,
    OtherSegment,

    /// <summary>Has as many open as the row allows.</summary>
    Full,
}

/// <summary>One row that was tried, with everybody it looked at.</summary>
public sealed record Tried(AssignmentRule Rule, IReadOnlyList<(Candidate Candidate, PassedOver? Why)> Candidates);

/// <summary>Who gets it by the rules, and why.</summary>
/// <param name="Rule">The row that gave, or the first that fitted where nobody did; null where no row is for such a case.</param>
/// <param name="To">Null where nobody fits: it waits in the queue of <see cref="Rule"/>.</param>
/// <param name="Tried">In the order tried, the giving one last.</param>
public sealed record Assignment(AssignmentRule? Rule, Id<Person>? To, IReadOnlyList<Tried> Tried)
{
    /// <param name="given">What waits.</param>
    /// <param name="day">Which rows hold.</param>
    /// <param name="rules">Every row there is.</param>
    /// <param name="candidates">Whoever a row chooses among.</param>
    public static Assignment Of(AssignmentCase given, DateOnly day, IEnumerable<AssignmentRule> rules, Func<AssignmentRule, IReadOnlyList<Candidate>> candidates)
    {
        var tried = new List<Tried>();
        foreach (var rule in rules.Where(r => r.HoldsOn(day) && r.Fits(given)).OrderBy(r => r.Rank).ThenBy(r => r.FromOn).ThenBy(r => r.Id))
        {
            var looked = new Tried(rule, [.. candidates(rule).Select(c => (c, c.Against(rule, given)))]);
            tried.Add(looked);
            var fit = looked.Candidates.Where(c => c.Why is null).Select(c => c.Candidate).ToList();
            if (fit.Count > 0) return new(rule, First(rule, fit).Id, tried);
        }

        return new(tried.FirstOrDefault()?.Rule, null, tried);
    }

    static Candidate First(AssignmentRule rule, IEnumerable<Candidate> fit) => fit
        .OrderBy(c => rule.AtWork ? c.WorksAt : default)
        .ThenBy(c => rule.Way == AssignmentWay.ByLoad ? c.Load : 0)
        .ThenBy(c => c.LastGivenAt ?? DateTimeOffset.MinValue).ThenBy(c => c.Id).First();
}
