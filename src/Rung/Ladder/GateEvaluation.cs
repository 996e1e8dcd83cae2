using Rung.Records;

namespace Rung.Ladder;

/// <summary>The rungs, from the founder who does everything to the full team (1.3).</summary>
public enum MaturityStage
{
    S0,
    S1,
    S2,
    S3,
    S4,
    S5,
}

public enum Verdict
{
    /// <summary>Not enough evidence either way; the honest answer while n is small.</summary>
    Insufficient,
    Pass,
    Fail,

    /// <summary>Somebody answers for going on without it.</summary>
    Waived,
}

/// <summary>
/// What one criterion or anti-pattern said of one day, with what was known then: counts, estimate, interval, probability, and
/// a digest of the rows behind it. It stands as it was made; a better evaluation is another row.
/// </summary>
public sealed class GateEvaluation : Record<GateEvaluation>
{
    [Entered(Once = true)] public MaturityStage Stage { get; private set; }

    /// <summary>The number of the criterion or the anti-pattern: <c>X2.1</c>, <c>A1.2</c>.</summary>
    [Entered(Once = true, Max = 60), Title] public string Criterion { get; private set; } = "";

    /// <summary>What happened after the end of this day is left out.</summary>
    [Entered(Once = true)] public DateOnly AsOfOn { get; private set; }

    /// <summary>What was recorded after this instant is left out.</summary>
    [Entered(Once = true)] public DateTimeOffset KnownAt { get; private set; }

    /// <summary>Thresholds and switches it was made with, as JSON.</summary>
    [Entered(Once = true, Max = 20_000, Lines = true, Json = true)] public string? Parameters { get; private set; }

    [Entered(Once = true, Least = 0)] public int N { get; private set; }
    [Entered(Once = true)] public double? Estimate { get; private set; }
    [Entered(Once = true)] public double? Low { get; private set; }
    [Entered(Once = true)] public double? High { get; private set; }

    /// <summary>Of having reached the threshold, given the evidence (3.0).</summary>
    [Entered(Once = true, Least = 0, Most = 1)] public double? Probability { get; private set; }

    [Entered(Once = true)] public double? Threshold { get; private set; }

    /// <summary>As it stands: of an anti-pattern <see cref="Verdict.Fail"/> while it is active.</summary>
    [Entered(Once = true)] public Verdict Verdict { get; private set; }

    /// <summary>What this day alone said, before a second month-end confirmed it; null of what was stored without it.</summary>
    [Entered(Once = true)] public Verdict? Reading { get; private set; }

    /// <summary>How bad an anti-pattern is; null of a criterion.</summary>
    [Entered(Once = true)] public Severity? Severity { get; private set; }

    /// <summary>Since when an anti-pattern has been active without a break.</summary>
    [Entered(Once = true)] public DateOnly? SinceOn { get; private set; }

    /// <summary>The reading with its parts, or the signs of an anti-pattern, as JSON.</summary>
    [Entered(Once = true, Max = 20_000, Lines = true, Json = true)] public string? Figures { get; private set; }
    [Entered(Once = true, Least = 0)] public int Numerator { get; private set; }
    [Entered(Once = true, Least = 0)] public int Denominator { get; private set; }
    [Entered(Once = true, Least = 0)] public int Excluded { get; private set; }

    /// <summary>Of the set of rows, so that they can be proved the same later.</summary>
    [Entered(Once = true, Max = 128)] public string? Digest { get; private set; }

    public override Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act) => new EvaluationsStand();

    public override Outcome<Fact> Remove(Act act) => new EvaluationsStand();

    public override Refusal? Check() => High < Low ? new LowAboveHigh() : null;
}

/// <summary>An evaluation is neither changed nor removed; make another one.</summary>
public sealed record EvaluationsStand : Refusal;

/// <summary>An interval goes from low to high.</summary>
public sealed record LowAboveHigh : Refusal
{
    public override string At => "low";
}
