namespace Rung.Ladder;

/// <summary>A criterion at an evaluation: the verdict as it stands, and the reading of the day it was made from.</summary>
/// <param name="Since">The first evaluation of this verdict in a row.</param>
public sealed record Stood(string Id, Verdict Verdict, DateOnly? Since, Reading Reading)
{
    public Lack? Lack { get; init; }
    public Guid? WaiverId { get; init; }
    public bool IsMet => Verdict is Verdict.Pass or Verdict.Waived;
}

/// <summary>
/// Keeps the verdict of one criterion from one evaluation date to the next (3.0): a pass stands after the second in a row, and
/// until the probability was below one half on two. Looking every day changes nothing.
/// </summary>
sealed class Keeper(Criterion criterion)
{
    readonly List<(DateOnly On, Verdict Verdict)> stood = [];
    int passes, doubts;
    bool holds;
    Lack? lack;

    public Criterion Criterion => criterion;

    public Verdict? On(DateOnly day) => stood.LastOrDefault(s => s.On <= day) is { On: var on, Verdict: var verdict } && on != default ? verdict : null;

    /// <summary>An evaluation date moves the verdict.</summary>
    public Stood Take(DateOnly day, Reading reading, Yardsticks yardsticks, WaiverRow? waiver)
    {
        Count(reading, yardsticks);
        if (passes >= yardsticks.Whole(Common.PassAfter)) holds = true;
        if (doubts >= 2) holds = false;

        // Data that is not fit to judge by proves nothing, whatever was proven before.
        var unfit = IsUnfit(reading.Lack);
        var own = holds && !unfit ? Verdict.Pass : reading.Verdict == Verdict.Fail ? Verdict.Fail : Verdict.Insufficient;
        lack = Lacks(own, reading, yardsticks);
        stood.Add((day, own != Verdict.Pass && waiver is not null ? Verdict.Waived : own));
        return Now(reading, waiver);
    }

    /// <summary>An evaluation date that was stored stands as it was made, whatever came to be known since.</summary>
    public Stood Recall(DateOnly day, Stood stored, Yardsticks yardsticks, WaiverRow? waiver)
    {
        Count(stored.Reading, yardsticks);
        if (!IsUnfit(stored.Reading.Lack)) holds = stored.Verdict == Verdict.Pass;
        lack = Lacks(stored.Verdict, stored.Reading, yardsticks);
        stood.Add((day, stored.Verdict));
        return Now(stored.Reading, waiver);
    }

    void Count(Reading reading, Yardsticks yardsticks)
    {
        passes = reading.Verdict == Verdict.Pass ? passes + 1 : 0;
        doubts = IsDoubtful(reading, yardsticks[Common.StayAbove]) ? doubts + 1 : 0;
    }

    /// <summary>The verdict of the last evaluation date beside the reading of another day.</summary>
    public Stood Now(Reading reading, WaiverRow? waiver)
    {
        if (stood.Count == 0 && waiver is not null) return new(criterion.Id, Verdict.Waived, null, reading) { WaiverId = waiver.Id };
        if (stood.Count == 0) return new(criterion.Id, Verdict.Insufficient, null, reading) { Lack = reading.Lack ?? new(LackKind.NoMonthEnd) };

        var last = stood[^1].Verdict;
        if (waiver is not null && last != Verdict.Pass) last = Verdict.Waived;
        else if (waiver is null && last == Verdict.Waived) last = Verdict.Insufficient;
        var since = stood[^1].On;
        for (var i = stood.Count - 1; i >= 0 && stood[i].Verdict == last; i--) since = stood[i].On;
        return new(criterion.Id, last, since, reading) { Lack = last == Verdict.Insufficient ? lack ?? new(LackKind.Undecided) : null, WaiverId = last == Verdict.Waived ? waiver?.Id : null };
    }

    Lack? Lacks(Verdict verdict, Reading reading, Yardsticks yardsticks) =>
        verdict != Verdict.Insufficient ? null : reading.Verdict == Verdict.Pass ? new(LackKind.NotConfirmed, yardsticks[Common.PassAfter], passes) : reading.Lack;

    static bool IsDoubtful(Reading reading, double least) => reading.Probability is { } p ? p < least : reading.Verdict == Verdict.Fail;

    static bool IsUnfit(Lack? lack) => lack?.Kind is not (null or LackKind.TooFew or LackKind.Undecided or LackKind.NotConfirmed or LackKind.NoMonthEnd);
}
