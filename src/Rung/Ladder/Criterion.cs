namespace Rung.Ladder;

/// <summary>An exit criterion, by its number. The rows go in, the reading of a day comes out.</summary>
public abstract class Criterion(string id, MaturityStage stage)
{
    public string Id => id;
    public MaturityStage Stage => stage;

    /// <summary>The thresholds and windows of its own.</summary>
    public abstract IReadOnlyList<YardstickRow> Yardsticks { get; }

    /// <summary>The threshold of the whole, where a reading names none.</summary>
    protected virtual YardstickRow? Main => Yardsticks.Count > 0 ? Yardsticks[0] : null;

    /// <summary>What it supposes of the data.</summary>
    public virtual Supposes Supposes => Supposes.Nothing;

    /// <summary>The probability a pass needs (γ).</summary>
    public virtual double Certainty(Evidence evidence) => evidence.Certainty;

    /// <summary>Where the data is not fit to judge by, it says so and judges nothing.</summary>
    public Reading Read(Evidence evidence) => evidence.Kept(Id, () => Told(evidence));

    Reading Told(Evidence evidence)
    {
        var reading = evidence.IsEmpty ? Reading.Lacking(Id, LackKind.NothingRecorded) : Judged(evidence);
        if (reading.Threshold is null && Main is { } main) reading = reading with { Threshold = evidence[main] };
        return evidence.Broken(Supposes) is { } lack ? reading with { Verdict = Verdict.Insufficient, Lack = lack, Probability = null, NeededMore = null } : reading;
    }

    protected abstract Reading Judged(Evidence evidence);
}

/// <summary>How bad a pattern is: what blocks keeps the rung from being left.</summary>
public enum Severity
{
    Warn,
    Block,
    Critical,
}

/// <summary>What a detector found.</summary>
public sealed record Finding(string Id, bool IsActive, Severity Severity)
{
    /// <summary>The day it began, where the rows themselves say it.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The rows that show it.</summary>
    public IReadOnlyList<Guid> Rows { get; init; } = [];

    /// <summary>The signs of it, each a reading; one that decides nothing says why.</summary>
    public IReadOnlyList<Sign> Signs { get; init; } = [];
}

/// <summary>One sign of a pattern: what was seen against its limit.</summary>
public sealed record Sign(string Id, bool IsOn, double? Seen, double? Limit, int N = 0, Lack? Lack = null);

/// <summary>A way in which a stage goes wrong, by its number.</summary>
public abstract class AntiPattern(string id, MaturityStage stage)
{
    public string Id => id;
    public MaturityStage Stage => stage;
    public abstract IReadOnlyList<YardstickRow> Yardsticks { get; }

    public Finding Look(Evidence evidence) => evidence.Kept(Id, () => Seen(evidence));

    protected abstract Finding Seen(Evidence evidence);

    protected Finding Found(Severity severity, bool active, params IReadOnlyList<Sign> signs) => new(Id, active, severity) { Signs = signs };
}

/// <summary>A figure that is shown and kept, and judged by nobody.</summary>
public abstract class Goal(string id, MaturityStage stage)
{
    public string Id => id;
    public MaturityStage Stage => stage;
    public abstract IReadOnlyList<YardstickRow> Yardsticks { get; }

    public IReadOnlyList<Reading> Read(Evidence evidence) => evidence.Kept(Id, () => Told(evidence));

    protected abstract IReadOnlyList<Reading> Told(Evidence evidence);
}
