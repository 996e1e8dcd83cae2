using System.Text.Json;
using Rung.Ladder;
using Rung.Statistics;

namespace Rung.Server.Ladder;

/// <summary>A reading as it is stored: every figure and every reason, without the rows.</summary>
sealed record FigureKept(string Id, FigureKind Kind, Verdict Verdict, int N, long Numerator, long Denominator)
{
    public double? Estimate { get; init; }
    public IntervalDocument? Interval { get; init; }
    public double? Probability { get; init; }
    public double? Threshold { get; init; }
    public double? Certainty { get; init; }
    public int? Fewest { get; init; }
    public LackDocument? Lack { get; init; }
    public IReadOnlyList<LeftDocument> Left { get; init; } = [];
    public IReadOnlyDictionary<string, double?> Beside { get; init; } = new Dictionary<string, double?>();
    public IReadOnlyList<FigureKept> Parts { get; init; } = [];

    public static string Write(Reading reading) => JsonSerializer.Serialize(Of(reading), Api.Json.Options);

    public static string Write(IReadOnlyList<Sign> signs) => JsonSerializer.Serialize(new SignsKept([.. signs.Select(SignDocument.Of)]), Api.Json.Options);

    /// <param name="json">As written.</param>
    /// <param name="digest">Of the rows that were behind it.</param>
    public static Reading Read(string json, string? digest) => JsonSerializer.Deserialize<FigureKept>(json, Api.Json.Options)!.Told() with { StoredDigest = digest };

    public static IReadOnlyList<Sign> Signs(string json) =>
        [.. JsonSerializer.Deserialize<SignsKept>(json, Api.Json.Options)!.Signs.Select(s => new Sign(s.Id, s.On, s.Seen, s.Limit, s.N, Told(s.Lack)))];

    static FigureKept Of(Reading reading) => new(reading.Id, reading.Kind, reading.Verdict, reading.N, reading.Numerator, reading.Denominator)
    {
        Estimate = reading.Estimate, Interval = IntervalDocument.Of(reading.Interval), Probability = reading.Probability, Threshold = reading.Threshold, Certainty = reading.Certainty, Fewest = reading.Fewest,
        Lack = LackDocument.Of(reading.Lack), Left = [.. reading.Left.Select(l => new LeftDocument(l.Why, l.N))], Beside = reading.Beside, Parts = [.. reading.Parts.Select(Of)],
    };

    Reading Told() => new(Id, Verdict)
    {
        Kind = Kind, N = N, Numerator = Numerator, Denominator = Denominator, Estimate = Estimate, Interval = Interval is { } i ? new Interval(i.Low, i.High, i.Level) : null, Probability = Probability, Threshold = Threshold,
        Certainty = Certainty, Fewest = Fewest, Lack = Told(Lack), Left = [.. Left.Select(l => new Left(l.Why, []) { N = l.N })], Beside = Beside, Parts = [.. Parts.Select(p => p.Told())],
    };

    sealed record SignsKept(IReadOnlyList<SignDocument> Signs);

    static Lack? Told(LackDocument? lack) => lack is null ? null : new(lack.Kind, lack.Needed, lack.Seen);
}
