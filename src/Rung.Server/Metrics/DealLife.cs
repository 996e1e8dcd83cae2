using System.Text.Json;
using Rung.Accounts;
using Rung.Metrics;
using Rung.Opportunities;

namespace Rung.Server.Metrics;

/// <summary>One deal while its history is read: visits and kept values go in, in their order, spans of days come out.</summary>
sealed class DealLife(TimeZoneInfo zone, DateTimeOffset? createdAt, Deal begun)
{
    readonly List<(int Day, Func<Deal, Deal> Change)> visits = [];
    readonly List<(int Day, Func<Deal, Deal> Change)> values = [];
    Deal begun = begun with { BeganOn = createdAt is { } at ? Day(at, zone) : null };

    /// <summary>The account it lay with at the time asked for, where that is another one than now.</summary>
    public Guid? MovedFrom { get; init; }
    public string? OwnRegion { get; init; }
    public string? OwnSegment { get; init; }

    public void Lay(Relation relation, string? region, string? segment) => begun = begun with { Relation = relation, Region = region, Segment = segment };

    public void Visit(DateTimeOffset at, StageKind kind, Guid stage, bool marksAccepted, bool derived)
    {
        var day = Day(at, zone);
        visits.Add((day.DayNumber, deal => deal with
        {
            Kind = kind, StageId = stage, StageSince = day, Derived = deal.Derived || derived,
            AcceptedOn = deal.AcceptedOn ?? (marksAccepted && kind != StageKind.Lost ? day : null),
        }));
    }

    public void Keep(DateTimeOffset at, string field, string? json) => values.Add((Day(at, zone).DayNumber, field switch
    {
        "amount" => Read<Money?>(json) is var amount ? deal => deal with { Amount = amount } : null!,
        "value" => Read<Money?>(json) is var value ? deal => deal with { Value = value } : null!,
        "closeOn" => Read<DateOnly?>(json) is var expected ? deal => deal with { ExpectedOn = expected } : null!,
        "closedOn" => Read<DateOnly?>(json) is var closed ? deal => deal with { ClosedOn = closed } : null!,
        _ => Read<Guid?>(json) is var owner ? deal => deal with { OwnerId = owner } : null!,
    }));

    /// <summary>One span for each day on which something changed, from the day it began.</summary>
    public IEnumerable<DealSpan> Spans()
    {
        var start = begun.BeganOn?.DayNumber ?? 0;
        var changes = visits.Concat(values).GroupBy(c => Math.Max(c.Day, start)).OrderBy(g => g.Key).ToList();
        var (from, deal) = (start, begun);
        foreach (var day in changes)
        {
            if (day.Key > from) yield return new(from, day.Key, Told(deal));
            (from, deal) = (day.Key, day.Aggregate(deal, (d, change) => change.Change(d)));
        }

        yield return new(from, DealState.Ever, Told(deal));
    }

    /// <summary>A win closed on the day the seller gave, a loss on the day it was marked lost (2.3); only a win has a value.</summary>
    static Deal Told(Deal deal) => deal.Kind switch
    {
        StageKind.Open => deal with { ClosedOn = null, Value = null },
        StageKind.Won => deal with { ClosedOn = deal.ClosedOn ?? deal.StageSince },
        _ => deal with { ClosedOn = deal.StageSince, Value = null },
    };

    static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Api.Json.Options);
}
