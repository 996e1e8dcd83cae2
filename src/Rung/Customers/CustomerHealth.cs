namespace Rung.Customers;

/// <summary>The colour of a health.</summary>
public enum HealthBand
{
    /// <summary>Too little is known to say.</summary>
    Unknown,
    Red,
    Amber,
    Green,
}

/// <summary>What a part's points rest on, or why it has none; {n}, {of} and {value} are those of <see cref="PartHealth"/>.</summary>
public enum HealthBecause
{
    /// <summary>n of so many days with enough use, in so many periods.</summary>
    DaysOfUse,
    NoUseRecorded,

    /// <summary>For longer than a period nobody's use has come in: the feed has stopped, not the customer.</summary>
    NoUseComesIn,
    UsedTooShort,
    NoRuleOfUse,

    /// <summary>n of so many measured promises are kept; value of others are not measured.</summary>
    PromisesKept,
    NothingMeasured,
    NothingPromised,

    /// <summary>n answers, on average value of 10.</summary>
    AnswersGiven,
    NoAnswers,

    /// <summary>The last contact was n days ago.</summary>
    LastContact,

    /// <summary>n of so many check-ins in time, the last contact value days ago.</summary>
    ContactAndCheckIns,

    /// <summary>n of so many check-ins in time; no contact is recorded.</summary>
    CheckInsOnly,
    NoContact,

    /// <summary>n tickets are open.</summary>
    TicketsOpen,
    NoTicketsKept,

    /// <summary>n invoices are overdue, the oldest for value days.</summary>
    Overdue,
    NothingOverdue,
    NoInvoices,
}

/// <summary>One row behind a part: a record, or a period of use where <see cref="RecordId"/> is the account.</summary>
/// <param name="RecordKind">The kind of record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="On">The day that matters about it.</param>
/// <param name="Name">What it is called, where its name is no text of a person.</param>
/// <param name="Value">Its figure: days of use, the measure, the score, days overdue.</param>
/// <param name="Points">What it is worth by itself, 0…100; for a ticket what it takes away, below 0. Null where it is shown and not counted.</param>
public sealed record HealthRow(string RecordKind, Guid RecordId, DateOnly? On, string? Name, double? Value, double? Points);

/// <summary>One part of a health.</summary>
/// <param name="Part">Which.</param>
/// <param name="Weight">As the rule has it.</param>
/// <param name="Points">0…100; null where it is missing, which is not zero.</param>
public sealed record PartHealth(HealthPart Part, int Weight, double? Points, HealthBecause Because, int N, int Of, double? Value, IReadOnlyList<HealthRow> Rows)
{
    /// <summary>Its share of the weight of all parts that are known, 0…1; 0 where it is missing.</summary>
    public double Share { get; init; }

    /// <summary>Points of the whole that it brings.</summary>
    public double Brings => Share * (Points ?? 0);

    /// <summary>Points of the whole that it costs.</summary>
    public double Costs => Points is { } points ? Share * (100 - points) : 0;
}

/// <summary>
/// The health of a customer at the end of a day: the mean of its parts, weighted; what is missing is left out, and the
/// weights of the others are scaled to make one again.
/// </summary>
/// <param name="Points">0…100; null where nothing is known.</param>
/// <param name="Known">The share of all weight whose parts are known, 0…1.</param>
public sealed record CustomerHealth(Guid AccountId, DateOnly AsOf, HealthRule Rule, double? Points, HealthBand Band, double Known, IReadOnlyList<PartHealth> Parts)
{
    /// <summary>Weights were scaled because something is missing.</summary>
    public bool IsRenormalised => Known < 1;

    /// <summary>The part that costs most, where one costs anything.</summary>
    public PartHealth? Worst => Parts.Where(p => p.Costs > 0).MaxBy(p => p.Costs);

    public static CustomerHealth Of(HealthRule rule, HealthSigns signs, DateOnly asOf)
    {
        PartHealth[] parts =
        [
            HealthParts.Usage(rule, signs, asOf), HealthParts.Outcomes(rule, signs), HealthParts.Sentiment(rule, signs, asOf),
            HealthParts.Relationship(rule, signs, asOf), HealthParts.Tickets(rule, signs), HealthParts.Billing(rule, signs, asOf),
        ];
        var known = parts.Sum(p => p.Points is null ? 0 : p.Weight);
        if (known > 0) parts = [.. parts.Select(p => p.Points is null ? p : p with { Share = (double)p.Weight / known })];
        double? points = known == 0 ? null : parts.Sum(p => p.Brings);
        var share = (double)known / rule.AllWeight;
        return new(signs.AccountId, asOf, rule, points, Colour(rule, points, share), share, parts);
    }

    static HealthBand Colour(HealthRule rule, double? points, double known) => points is not { } p || known * 100 < rule.LeastKnown ? HealthBand.Unknown
        : p < rule.RedBelow ? HealthBand.Red
        : p >= rule.GreenFrom ? HealthBand.Green : HealthBand.Amber;
}
