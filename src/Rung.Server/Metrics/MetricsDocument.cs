using System.Text.Json.Serialization;
using Rung.Metrics;
using Rung.Statistics;

namespace Rung.Server.Metrics;

/// <summary>A share with how many it rests on and its exact 95 % interval (Clopper–Pearson); null where nothing can be said.</summary>
public sealed record Rate(double? Value, long N, double? Low, double? High)
{
    public static Rate Of(Proportion share)
    {
        if (share.Trials == 0) return new(null, 0, null, null);
        var interval = Binomial.ClopperPearson(share);
        return new(share.Share, share.Trials, interval.Low, interval.High);
    }

    /// <summary>
    /// The share of a cohort won within twice the median time to resolve (V9), open ones censored; nobody can be told of
    /// a time longer than anybody was watched.
    /// </summary>
    public static Rate Of(CompetingRisks risks) =>
        Horizon(risks) is { } until && risks.WonBy(until) is { } won ? new(won.Share, risks.Watched, won.Interval?.Low, won.Interval?.High) : new(null, risks.Watched, null, null);

    /// <summary>Days by which the incidence is told; null where fewer than half are resolved.</summary>
    public static double? Horizon(CompetingRisks risks) => risks.MedianResolution is { } median ? Math.Min(2 * median, risks.LastTime) : null;
}

public sealed record Excluded(Exclusion Reason, int N);

public sealed record CohortRate(double? Value, long N, double? Low, double? High, IReadOnlyList<Excluded> Excluded);

/// <param name="Period">Won of all closed, whatever they were: what most systems call the win rate.</param>
/// <param name="Cohort">Won of every new, accepted deal that passes the standard filters, open ones included (flow).</param>
/// <param name="CumulativeIncidence">The share of that cohort won within twice the median time to resolve, open ones censored (V9): what the ladder asks.</param>
public sealed record WinRates(Rate Period, CohortRate Cohort, Rate CumulativeIncidence);

public sealed record BookingsRow(string Period, int Won, int Lost, IReadOnlyDictionary<string, long> Value);

public sealed record RevenueRow(string Period, int ActiveSubscriptions, IReadOnlyDictionary<string, long> Value);

public sealed record ChurnCounts(int Events, int Accounts);

/// <summary>The figures of one group of a breakdown; null is the key of those that name none.</summary>
public sealed record Figures(
    string? Key,
    DealCounts Opportunities,
    WinRates WinRate,
    IReadOnlyDictionary<string, long> WonValue,
    CycleDays CycleDays,
    IReadOnlyList<BookingsRow> Bookings,
    IReadOnlyList<RevenueRow> RecurringRevenue,
    ChurnCounts Churn)
{
    /// <summary>What to ask for to see the group alone; empty for those that name none.</summary>
    [JsonIgnore] public string Ask { get; init; } = "";
}

public sealed record MetricsDocument(
    DateOnly AsOf,
    DealCounts Opportunities,
    WinRates WinRate,
    IReadOnlyDictionary<string, long> WonValue,
    CycleDays CycleDays,
    IReadOnlyList<BookingsRow> Bookings,
    IReadOnlyList<RevenueRow> RecurringRevenue,
    ChurnCounts Churn)
{
    /// <summary>The last instant of recording that counted, where one was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? KnownAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<Figures>? Groups { get; init; }

    /// <summary>The cohort in time, for drawing.</summary>
    [JsonIgnore] public CompetingRisks? Risks { get; init; }
}
