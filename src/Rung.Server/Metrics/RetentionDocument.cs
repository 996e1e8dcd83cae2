using System.Text.Json.Serialization;
using Rung.Metrics;
using Rung.Statistics;

namespace Rung.Server.Metrics;

/// <summary>A ratio of money with the 95 % interval that drawing whole customers gives (BCa where there is one, 2,000 draws); null where nothing can be said.</summary>
public sealed record MoneyRate(double? Value, double? Low, double? High)
{
    public static MoneyRate Of(double? value, Bootstrapped? band) => (band?.Bca ?? band?.Percentile) is { } interval ? new(value, interval.Low, interval.High) : new(value, null, null);
}

/// <summary>Revenue retention of one currency, in minor units a month.</summary>
/// <param name="Customers">Who paid at the first day.</param>
/// <param name="Kept">Of each customer the smaller of before and after.</param>
public sealed record RevenueRetention(string Currency, int Customers, long Before, long Kept, long After, MoneyRate Gross, MoneyRate Net)
{
    public static RevenueRetention Of(RevenueKept k) => new(k.Currency.Code, k.Customers, k.Before, k.Kept, k.After, MoneyRate.Of(k.Gross, k.GrossBand), MoneyRate.Of(k.Net, k.NetBand));
}

/// <param name="AtStart">Customers active at the end of the first day.</param>
/// <param name="Left">Of those, not active at the end of the last.</param>
public sealed record Logos(long AtStart, long Left, Rate Churn)
{
    public static Logos Of(Proportion left) => new(left.Trials, left.Successes, Rate.Of(left));
}

public sealed record TermEnds(int Renewed, int RanOn, int Replaced, int Ended);

public sealed record NotDueRow(NotDue Reason, int N);

/// <summary>Terms that had ended by the day and what came of them (X0.5).</summary>
/// <param name="AtLeast">The share that is asked for.</param>
/// <param name="Probability">That the true share is at least that, on a uniform prior.</param>
/// <param name="LowerBound">Exact, one-sided, 95 %.</param>
/// <param name="More">How many more would settle it at four to one.</param>
/// <param name="MoreRenewed">Further ones, all renewed, until the lower bound reaches the share asked for.</param>
public sealed record RenewalRate(Rate Share, double AtLeast, double Probability, double LowerBound, HowManyMore More, long? MoreRenewed, TermEnds Ends, IReadOnlyList<NotDueRow> NotDue);

/// <param name="Months">Since the first day as a customer.</param>
public sealed record SurvivalPoint(double Months, int AtRisk, int Left, double Share, double? Low, double? High);

/// <summary>Customers until they leave for the first time, those who have not left censored (Kaplan–Meier, V16).</summary>
/// <param name="Hazard">Leavings a customer-month, with the exact 95 % interval; null where nobody was watched.</param>
/// <param name="Watched">Months of the one watched longest.</param>
public sealed record CustomerSurvival(int Customers, int Left, double? MedianMonths, MoneyRate Hazard, double Watched, IReadOnlyList<SurvivalPoint> Steps)
{
    /// <summary>Share still there past a number of months; nothing beyond what anybody was watched.</summary>
    [JsonIgnore] public KaplanMeier Curve { get; init; } = KaplanMeier.Of([]);

    public SurvivalPoint? At(double months) => Curve.At(months) is { } at ? new(months, 0, 0, at.Share, at.Interval?.Low, at.Interval?.High) : null;
}

public sealed record CohortMonth(int Months, int Active, double Logos, IReadOnlyDictionary<string, double> NetRevenue);

public sealed record CohortLine(string Began, int Customers, IReadOnlyList<CohortMonth> Ages);

/// <param name="AfterYear">The share still there after twelve months, with its interval; null where nobody was watched that long.</param>
public sealed record GroupRetention(string? Key, int Customers, int LeftEver, Logos Logos, SurvivalPoint? AfterYear, IReadOnlyList<RevenueRetention> Revenue)
{
    [JsonIgnore] public string Ask { get; init; } = "";
}

public sealed record ReasonCount(string? Reason, int N);

public sealed record RetentionDocument(
    DateOnly AsOf, DateOnly Since, Logos Logos, IReadOnlyList<RevenueRetention> Revenue, RenewalRate Renewals, CustomerSurvival Survival, IReadOnlyList<CohortLine> Cohorts,
    IReadOnlyList<ReasonCount> Reasons, IReadOnlyList<LeftOut> NotCounted, int Contradictions)
{
    /// <summary>Where everything is told in one currency: which, and at which rates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Converted? Converted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Of very many customers the figures may be some minutes old.</summary>
    public DateTimeOffset CountedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<GroupRetention>? Groups { get; init; }
}
