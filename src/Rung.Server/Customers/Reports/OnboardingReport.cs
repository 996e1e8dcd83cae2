using System.Text.Json.Serialization;
using Rung.Accounts;
using Rung.Metrics;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Statistics;

namespace Rung.Server.Customers.Reports;

/// <summary>How long a step takes, in days from the beginning; those that have not come to it are watched and still going on.</summary>
/// <param name="N">Onboardings watched.</param>
/// <param name="Reached">How many came to it.</param>
/// <param name="Median">Null where more than half have not come to it within any time watched.</param>
/// <param name="Within30">The share that comes to it within thirty days, open ones counted for as long as they were watched.</param>
public sealed record StepTime(string Step, int N, int Reached, double? Median, double? MedianLow, double? MedianHigh, MoneyRate Within30);

/// <summary>Of what was due, how much came, and how sure it is that the share is at least so much.</summary>
public sealed record DueShare(Rate Share, double AtLeast, double Probability);

/// <summary>One onboarding behind the figures; days are counted from the beginning.</summary>
public sealed record OnboardingLine(Guid Id, Guid AccountId, string Account, string? Owner, DateOnly StartsOn, DateOnly? TargetOn, int? Kickoff, int? FirstValue, int? Completed, int Watched, bool? IsOnTime, bool HasLeft);

/// <param name="Completed">Of those promised for a day up to <paramref name="AsOf"/> (X1.2).</param>
/// <param name="OnTime">Completed by the day promised.</param>
/// <param name="FirstValueOnTime">First value by the day promised (X3.4).</param>
public sealed record OnboardingDocument(DateOnly AsOf, int Onboardings, IReadOnlyList<StepTime> Steps, DueShare Completed, DueShare OnTime, DueShare FirstValueOnTime, IReadOnlyList<OnboardingLine> Lines)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Of very many customers the figures may be some minutes old.</summary>
    public DateTimeOffset CountedAt { get; init; }
}

/// <summary>How onboardings go: times with the open ones censored, and what came by the day promised.</summary>
sealed class OnboardingReport(Store store, CustomerRecords records, Remembered remembered)
{
    const double Completed = 0.9, OnTime = 0.8;
    const int Frame = 30;

    /// <param name="asked">What is asked.</param>
    /// <param name="most">Lines told at most; the figures are of all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<OnboardingDocument> Read(Asked asked, int most, CancellationToken cancel)
    {
        var (told, at) = await remembered.Ask($"onboardings {await records.Day(asked):O} {asked.Key}", going => Count(asked, going), cancel);
        return told with { Lines = [.. told.Lines.Take(most)], CountedAt = at };
    }

    async Task<OnboardingDocument> Count(Asked asked, CancellationToken cancel)
    {
        var (book, zone, known) = (await records.Read(asked, cancel), await Zones.Of(store), asked.Scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1));
        var end = AsOf.StartOf(book.Day.AddDays(1), zone);
        int Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime).DayNumber;
        var left = book.Customers.ToDictionary(c => c.AccountId, c => c.LeftOn(book.Day));
        var only = asked.Scope.Only.Count == 0 ? null : book.Narrowed.Select(c => c.AccountId).ToHashSet();
        var lines = await store.Questions.All("""
            SELECT o.id, o.account_id, a.name, p.name, o.starts_on, o.created_at, o.target_on, o.kicked_off_at, o.first_value_at, o.completed_at
            FROM onboardings o JOIN accounts a ON a.id = o.account_id LEFT JOIN people p ON p.id = o.accountable_id
            WHERE o.removed_at IS NULL AND a.relation = 'prospect' AND o.created_at < @0 AND o.recorded_at <= @1
            """, [end, known], row =>
        {
            var (account, start) = (row.Id(1), row.Day(4)?.DayNumber ?? Day(row.At(5)));
            var gone = left.GetValueOrDefault(account) is { } day && day.DayNumber > start ? day.DayNumber : (int?)null;
            // Whoever leaves is watched until then.
            var until = Math.Min(gone ?? int.MaxValue, book.Day.DayNumber);
            int? After(DateTimeOffset? at) => at < end && at is { } then && Day(then) <= until ? Math.Max(0, Day(then) - start) : null;
            var (target, completed) = (row.Day(6), After(row.AtOrNull(9)));
            return new OnboardingLine(row.Id(0), account, row.Text(2)!, row.Text(3), DateOnly.FromDayNumber(start), target, After(row.AtOrNull(7)), After(row.AtOrNull(8)), completed, Math.Max(0, until - start),
                target is not { } promised ? null : completed is { } days ? start + days <= promised.DayNumber : promised >= book.Day ? null : false, gone is not null && completed is null);
        }, cancel);
        lines = [.. lines.Where(l => l.StartsOn <= book.Day && (asked.Scope.From is not { } from || l.StartsOn >= from) && only?.Contains(l.AccountId) != false)
            .OrderByDescending(l => l.StartsOn).ThenBy(l => l.Account, StringComparer.CurrentCultureIgnoreCase).ThenBy(l => l.Id)];

        var due = lines.Where(l => l.TargetOn <= book.Day).ToList();
        return new(book.Day, lines.Count, [Time("kickoff", lines, l => l.Kickoff), Time("firstValue", lines, l => l.FirstValue), Time("completed", lines, l => l.Completed)],
            Share(due, l => l.Completed is not null, Completed), Share(due, l => l.IsOnTime == true, OnTime), Share(due, l => l.FirstValue is { } days && l.StartsOn.AddDays(days) <= l.TargetOn, OnTime), lines)
        {
            KnownAt = asked.Scope.KnownAt,
        };
    }

    static StepTime Time(string step, IReadOnlyList<OnboardingLine> lines, Func<OnboardingLine, int?> of)
    {
        var curve = KaplanMeier.Of(lines.Select(l => new Lifetime(of(l) ?? l.Watched, of(l) is not null)));
        var (low, high) = curve.MedianBetween();
        var within = lines.Count == 0 ? null : curve.At(Frame);
        return new(step, lines.Count, lines.Count(l => of(l) is not null), curve.Median, low, high, new(1 - within?.Share, 1 - within?.Interval?.High, 1 - within?.Interval?.Low));
    }

    static DueShare Share(IReadOnlyList<OnboardingLine> due, Func<OnboardingLine, bool> came, double atLeast)
    {
        var share = new Proportion(due.Count(came), due.Count);
        return new(Rate.Of(share), atLeast, BetaDistribution.From(share).AtLeast(atLeast));
    }
}
