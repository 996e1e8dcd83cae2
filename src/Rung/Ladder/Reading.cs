using System.Security.Cryptography;
using System.Text;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>Why a figure decides nothing; each has its repair in the texts.</summary>
public enum LackKind
{
    /// <summary>Fewer than the criterion asks for.</summary>
    TooFew,

    /// <summary>Enough rows, and yet neither likely nor unlikely.</summary>
    Undecided,

    /// <summary>Passed once; a pass counts at the second month-end in a row.</summary>
    NotConfirmed,

    /// <summary>No month has ended yet.</summary>
    NoMonthEnd,

    NothingRecorded,

    /// <summary>Too many sales without the history of their stages.</summary>
    MissingHistory,

    /// <summary>Every date was worked out by an import.</summary>
    OnlyDerived,

    /// <summary>Too many meetings of which nobody said whether they were held.</summary>
    MeetingsWithoutStatus,

    /// <summary>Too much of the outreach names nobody.</summary>
    ActivitiesWithoutActor,

    CurrencyMissing,

    /// <summary>Several currencies that cannot be compared.</summary>
    CurrenciesDiffer,

    /// <summary>Sales that closed before they began.</summary>
    ClocksChanged,

    /// <summary>Somebody was founder and seller at once, so nobody knows who sold.</summary>
    RolesOverlap,

    /// <summary>The ideal customer profile was decided when the outcome was known.</summary>
    FitAfterOutcome,
    NoUsage,
    NoOutcomes,
    NoSurveys,
    LowResponse,
    NoBaseline,
    NoSellers,
    NoPlaybook,
    NoTime,
    NoOnboarding,
}

/// <summary>What is missing.</summary>
/// <param name="Needed">How much there should be.</param>
/// <param name="Seen">How much there is.</param>
public sealed record Lack(LackKind Kind, double? Needed = null, double? Seen = null);

/// <summary>Why a row is not counted.</summary>
public enum LeftWhy
{
    NotAProspect,
    NotAccepted,
    NothingAsked,
    Undated,
    ClosedBeforeItBegan,
    NotNewBusiness,
    NotLiveLongEnough,
    NotLive,
    LeftBefore,
    Unpriced,
    Refunded,
    StillOpen,
    ResponseOpen,
    NotAsked,
    NotAnswered,
    NotDue,
    OutsideWindow,
    FitUnknown,
    FitAfterOutcome,
    NotIdeal,
    RoleUnclear,
    FounderThere,
    ChangedHands,
    NotLedBySeller,
    NoTarget,
    NotMeasured,
    CurrencyMissing,
}

/// <summary>Rows left out for one reason.</summary>
public sealed record Left(LeftWhy Why, IReadOnlyList<Guid> Rows)
{
    /// <summary>How many: known also where the rows themselves are no longer held.</summary>
    public int N { get; init; } = Rows.Count;
}

/// <summary>How a figure is to be read.</summary>
public enum FigureKind
{
    Count,
    Share,
    Rate,
    Ratio,
    Checklist,
    Probability,
}

/// <summary>
/// What the rows say as of a day, and how sure that is: counts, estimate, interval, probability of having reached the
/// threshold, and the verdict of this day alone. Not stored; the same rows give the same reading for ever.
/// </summary>
/// <param name="Id">The number of the criterion, or of a part of it: <c>X2.3.i</c>.</param>
public sealed record Reading(string Id, Verdict Verdict)
{
    readonly Lazy<long?>? settles;

    public FigureKind Kind { get; init; } = FigureKind.Share;
    public int N { get; init; }
    public long Numerator { get; init; }
    public long Denominator { get; init; }
    public double? Estimate { get; init; }
    public Interval? Interval { get; init; }

    /// <summary>Of having reached the threshold, given the rows; null of counts.</summary>
    public double? Probability { get; init; }
    public double? Threshold { get; init; }

    /// <summary>How likely it must be to pass (γ); null of counts.</summary>
    public double? Certainty { get; init; }
    public int? Fewest { get; init; }

    /// <summary>How many more rows would settle it at what was seen so far; null when it is settled or nobody can say.</summary>
    public long? NeededMore
    {
        get => settles?.Value;
        init => settles = value is null ? null : new(() => value);
    }

    /// <summary>How it is worked out once somebody asks: a search that the month-ends of a replay need not pay for.</summary>
    public Func<long?> Settles
    {
        init => settles = new(value);
    }

    public Lack? Lack { get; init; }

    /// <summary>The rows in the denominator and, of those, the ones in the numerator.</summary>
    public IReadOnlyList<Guid> Counted { get; init; } = [];
    public IReadOnlyList<Guid> Hits { get; init; } = [];
    public IReadOnlyList<Left> Left { get; init; } = [];
    public IReadOnlyList<Reading> Parts { get; init; } = [];

    /// <summary>A figure beside it that decides nothing: the lower scenario, the loss to expect.</summary>
    public IReadOnlyDictionary<string, double?> Beside { get; init; } = new Dictionary<string, double?>();

    public int Excluded => Left.Sum(l => l.N);

    /// <summary>The digest it was stored with, where the rows themselves are no longer held.</summary>
    public string? StoredDigest { get; init; }

    /// <summary>The figures without the rows: a million of them at each month-end of years would fill the memory.</summary>
    public Reading WithoutRows() => this with { Counted = [], Hits = [], Left = [.. Left.Select(l => new Left(l.Why, []) { N = l.N })], Parts = [.. Parts.Select(p => p.WithoutRows())], NeededMore = null };

    public static Reading Lacking(string id, LackKind kind, double? needed = null, double? seen = null) => new(id, Verdict.Insufficient) { Lack = new(kind, needed, seen) };

    /// <summary>SHA-256 over the rows counted, hit and left out, parts included; the order in which they were read does not matter.</summary>
    public string Digest()
    {
        if (StoredDigest is not null) return StoredDigest;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    void Add(IncrementalHash hash)
    {
        Add(hash, Id, Counted);
        Add(hash, "hits", Hits);
        foreach (var left in Left.OrderBy(l => l.Why)) Add(hash, left.Why.ToString(), left.Rows);
        foreach (var part in Parts) part.Add(hash);
    }

    static void Add(IncrementalHash hash, string name, IReadOnlyList<Guid> rows)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        Span<byte> bytes = stackalloc byte[16 * 256];
        var used = 0;
        foreach (var row in InOrder(rows))
        {
            row.TryWriteBytes(bytes[used..], bigEndian: true, out _);
            if ((used += 16) < bytes.Length) continue;
            hash.AppendData(bytes);
            used = 0;
        }

        hash.AppendData(bytes[..used]);
    }

    /// <summary>Rows mostly come in their order, and sorting a million takes longer than looking whether they do.</summary>
    static IReadOnlyList<Guid> InOrder(IReadOnlyList<Guid> rows)
    {
        for (var i = 1; i < rows.Count; i++)
            if (rows[i - 1].CompareTo(rows[i]) > 0) return [.. rows.Order()];
        return rows;
    }
}
