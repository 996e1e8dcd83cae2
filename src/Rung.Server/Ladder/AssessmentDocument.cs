using Rung.Ladder;

namespace Rung.Server.Ladder;

/// <summary>The ladder as of a day, as programs read it.</summary>
/// <param name="Stage">The confirmed rung, else the one proposed by going through the history.</param>
public sealed record AssessmentDocument(DateOnly AsOf, string Stage, bool StageConfirmed, IReadOnlyList<CriterionDocument> Criteria, IReadOnlyList<AntiPatternDocument> AntiPatterns)
{
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>When the record stood so; null of a month-end in a history.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The rung that the record itself reaches.</summary>
    public string ProposedStage { get; init; } = "";

    /// <summary>Criteria of earlier rungs that are not met.</summary>
    public IReadOnlyList<string> Debt { get; init; } = [];

    /// <summary>What keeps the rung from being left.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
    public IReadOnlyDictionary<string, DateOnly> Entered { get; init; } = new Dictionary<string, DateOnly>();
    public IReadOnlyList<FigureDocument> Goals { get; init; } = [];

    /// <summary>D1: SDR or customer success manager first.</summary>
    public FirstHireDocument? FirstHire { get; init; }

    public static AssessmentDocument Of(Assessment told, DateTimeOffset? knownAt) => new(
        told.AsOf, told.Stage.ToString(), told.IsConfirmed, [.. told.Criteria.Select(c => CriterionDocument.Of(c, told.AsOf, knownAt))], [.. told.Patterns.Select(AntiPatternDocument.Of)])
    {
        KnownAt = knownAt, ProposedStage = told.Proposed.ToString(), Debt = [.. told.Debt.Select(c => c.Id)], Missing = [.. told.Missing(told.Stage)],
        Entered = told.Entered.OrderBy(e => e.Key).ToDictionary(e => e.Key.ToString(), e => e.Value), Goals = [.. told.Goals.Select(FigureDocument.Of)], FirstHire = told.FirstHire is { } d1 ? FirstHireDocument.Of(d1) : null,
    };

    internal static string Word(Verdict verdict) => verdict.ToString().ToUpperInvariant();
}

public sealed record IntervalDocument(double Low, double High, double Level)
{
    public static IntervalDocument? Of(Rung.Statistics.Interval? interval) => interval is { } i ? new(i.Low, i.High, i.Level) : null;
}

public sealed record LackDocument(LackKind Kind, double? Needed, double? Seen)
{
    public static LackDocument? Of(Lack? lack) => lack is null ? null : new(lack.Kind, lack.Needed, lack.Seen);
}

public sealed record LeftDocument(LeftWhy Why, int N);

/// <summary>A criterion: the verdict as it stands since the last month-end, and the figures of the day.</summary>
/// <param name="Probability">Of having reached the threshold; null of counts.</param>
/// <param name="NeededMore">How many more would settle it; null when settled or unknown.</param>
/// <param name="Evidence">The page with the rows behind it.</param>
public sealed record CriterionDocument(string Id, string Verdict, int N, double? Estimate, IntervalDocument? Interval, double? Probability, double? Threshold, long? NeededMore, string Evidence)
{
    public string Stage { get; init; } = "";

    /// <summary>The verdict of this day alone, which no month-end has confirmed.</summary>
    public string Reading { get; init; } = "";
    public DateOnly? Since { get; init; }
    public double? Certainty { get; init; }
    public long Numerator { get; init; }
    public long Denominator { get; init; }
    public IReadOnlyList<LeftDocument> Excluded { get; init; } = [];
    public LackDocument? Lack { get; init; }
    public string Digest { get; init; } = "";
    public IReadOnlyList<FigureDocument> Parts { get; init; } = [];

    public static CriterionDocument Of(Stood stood, DateOnly asOf, DateTimeOffset? knownAt) => new(
        stood.Id, AssessmentDocument.Word(stood.Verdict), stood.Reading.N, stood.Reading.Estimate, IntervalDocument.Of(stood.Reading.Interval), stood.Reading.Probability, stood.Reading.Threshold, stood.Reading.NeededMore,
        FormattableString.Invariant($"/ladder/{stood.Id}?asOf={asOf:yyyy-MM-dd}{(knownAt is { } at ? $"&knownAt={at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}" : "")}"))
    {
        Stage = Criteria.Named(stood.Id)!.Stage.ToString(), Reading = AssessmentDocument.Word(stood.Reading.Verdict), Since = stood.Since, Certainty = stood.Reading.Certainty, Numerator = stood.Reading.Numerator,
        Denominator = stood.Reading.Denominator, Excluded = [.. stood.Reading.Left.Select(l => new LeftDocument(l.Why, l.N))], Lack = LackDocument.Of(stood.Lack), Digest = stood.Reading.Digest(),
        Parts = [.. stood.Reading.Parts.Select(FigureDocument.Of)],
    };
}

/// <summary>A figure: a part of a criterion, or a goal that nobody judges.</summary>
public sealed record FigureDocument(string Id, string Reading, int N, double? Estimate, IntervalDocument? Interval, double? Probability, double? Threshold, long? NeededMore)
{
    public LackDocument? Lack { get; init; }
    public IReadOnlyDictionary<string, double?> Beside { get; init; } = new Dictionary<string, double?>();

    public static FigureDocument Of(Reading part) => new(part.Id, AssessmentDocument.Word(part.Verdict), part.N, part.Estimate, IntervalDocument.Of(part.Interval), part.Probability, part.Threshold, part.NeededMore)
    {
        Lack = LackDocument.Of(part.Lack), Beside = part.Beside,
    };
}

/// <param name="Since">Since when it has been active without a break.</param>
public sealed record AntiPatternDocument(string Id, bool Active, Severity Severity, DateOnly? Since)
{
    public string Stage { get; init; } = "";
    public IReadOnlyList<SignDocument> Signs { get; init; } = [];

    public static AntiPatternDocument Of(PatternStood stood) => new(stood.Id, stood.IsActive, stood.Finding.Severity, stood.Since)
    {
        Stage = AntiPatterns.Named(stood.Id)!.Stage.ToString(), Signs = [.. stood.Finding.Signs.Select(SignDocument.Of)],
    };
}

public sealed record SignDocument(string Id, bool On, double? Seen, double? Limit, int N, LackDocument? Lack)
{
    public static SignDocument Of(Sign sign) => new(sign.Id, sign.IsOn, sign.Seen, sign.Limit, sign.N, LackDocument.Of(sign.Lack));
}
