using System.Text.Json;
using Rung.Accounts;
using Rung.Ladder;
using Rung.Metrics;
using Rung.Opportunities;

namespace Rung.Server.Metrics;

/// <summary>One deal while its history is read: visits and kept values go in, in their order, spans of days come out.</summary>
sealed class DealLife(TimeZoneInfo zone, DateTimeOffset? createdAt, Deal begun)
{
    /// <summary>Frozen as first said, and nothing that a state of the deal tells.</summary>
    const string IdealFit = "idealFit";

    readonly List<DealVisit> visits = [];
    readonly List<DealValue> values = [];
    DealValue fit;
    Deal begun = begun with { BeganOn = createdAt is { } at ? Day(at, zone) : null };

    /// <summary>The account it lay with at the time asked for, where that is another one than now.</summary>
    public Guid? MovedFrom { get; init; }
    public string? OwnRegion { get; init; }
    public string? OwnSegment { get; init; }

    /// <summary>Found by an SDR, and not by the seller.</summary>
    public Guid? SourcedById { get; init; }

    public void Lay(Relation relation, string? region, string? segment) => begun = begun with { Relation = relation, Region = region, Segment = segment };

    public void Visit(DealVisit visit) => visits.Add(visit with { Day = Day(visit.At, zone).DayNumber });

    public void Keep(DealValue value)
    {
        value = value with { Day = Day(value.At, zone).DayNumber };
        if (value.Field != IdealFit) values.Add(value);
        else if (fit.Json is null && value.Json is not (null or "null")) fit = value;
    }

    /// <summary>The whole life as the ladder looks at it; null where it is no sale of new business. What stages mark is theirs to say.</summary>
    public SaleRow? Sale()
    {
        if (begun.Type != OpportunityType.New) return null;

        IReadOnlyList<Dated<T?>> Told<T>(string field) => [.. values.Where(v => v.Field == field).Select(v => new Dated<T?>(DateOnly.FromDayNumber(v.Day), Read<T>(v.Json)))];
        var closed = visits.LastOrDefault(v => v.Kind != StageKind.Open);
        return new(begun.Id, begun.AccountId, begun.Relation, begun.BeganOn)
        {
            Source = begun.Source, SourcedById = SourcedById, Stages = [.. visits.Select(v => new StageRow(DateOnly.FromDayNumber(v.Day), v.Stage, v.Kind, false, false, false, v.Derived))],
            Owners = Told<Guid?>("accountableId"), Amounts = Told<Money?>("amount"), Values = Told<Money?>("value"), ClosedOn = Told<DateOnly?>("closedOn") is [.., var last] ? last.Value : null,
            Fit = fit.Json is null ? null : new(DateOnly.FromDayNumber(fit.Day), Read<bool?>(fit.Json), closed.At != default && (fit.At > closed.At || fit.Recorded > closed.Recorded)),
        };
    }

    /// <summary>One span for each day on which something changed, from the day it began.</summary>
    public IEnumerable<DealSpan> Spans()
    {
        var start = begun.BeganOn?.DayNumber ?? 0;
        var state = new State(begun);
        for (var (from, visit, value) = (start, 0, 0); ;)
        {
            var next = Math.Min(visit < visits.Count ? Math.Max(visits[visit].Day, start) : DealState.Ever, value < values.Count ? Math.Max(values[value].Day, start) : DealState.Ever);
            if (next > from) yield return new(from, next, state.Told()) { Pace = state.Pace() };
            if (next == DealState.Ever) yield break;

            from = next;
            for (; visit < visits.Count && visits[visit].Day <= next; visit++)
            {
                if (visit > 0) state.Leave(visits[visit - 1].Stage, visits[visit].At - visits[visit - 1].At);
                state.Visit(visits[visit]);
            }

            for (; value < values.Count && values[value].Day <= next; value++) state.Keep(values[value].Field, values[value].Json);
            state.EndDay();
        }
    }

    static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Api.Json.Options);

    static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>How it stands while the days pass.</summary>
    sealed class State(Deal begun)
    {
        readonly List<int> moves = [];
        readonly List<(Guid Stage, int Days)> left = [];
        StageKind kind = begun.Kind;
        Guid? stage, owner;
        DateOnly? since, accepted, closed, expected, expectedBefore;
        Money? amount, value;
        bool derived;

        public void Visit(DealVisit visit)
        {
            (kind, stage, since, derived) = (visit.Kind, visit.Stage, DateOnly.FromDayNumber(visit.Day), derived || visit.Derived);
            if (visit.MarksAccepted && kind != StageKind.Lost) accepted ??= since;
        }

        public void Leave(Guid stage, TimeSpan stayed) => left.Add((stage, (int)(stayed.Ticks / TimeSpan.TicksPerDay)));

        public void Keep(string field, string? json)
        {
            switch (field)
            {
                case "amount": amount = Read<Money?>(json); break;
                case "value": value = Read<Money?>(json); break;
                case "closeOn": expected = Read<DateOnly?>(json); break;
                case "closedOn": closed = Read<DateOnly?>(json); break;
                default: owner = Read<Guid?>(json); break;
            }
        }

        /// <summary>What was expected during the day and changed again before its end moved nothing.</summary>
        public void EndDay()
        {
            if (expected is not { } on) return;
            if (expectedBefore is { } before && before != on) moves.Add(on.DayNumber - before.DayNumber);
            expectedBefore = on;
        }

        public byte[] Pace() => DealPace.Pack(expectedBefore is not null, moves, left);

        /// <summary>A win closed on the day the seller gave, a loss on the day it was marked lost (2.3); only a win has a value.</summary>
        public Deal Told() => begun with
        {
            Kind = kind, StageId = stage, StageSince = since, Derived = derived, AcceptedOn = accepted, Amount = amount, ExpectedOn = expected, OwnerId = owner,
            Value = kind == StageKind.Won ? value : null, ClosedOn = kind switch { StageKind.Open => null, StageKind.Won => closed ?? since, _ => since },
        };
    }
}

/// <summary>A stage that a deal entered.</summary>
/// <param name="Derived">Its date was worked out and not told.</param>
readonly record struct DealVisit(DateTimeOffset At, DateTimeOffset Recorded, StageKind Kind, Guid Stage, bool MarksAccepted, bool Derived)
{
    public int Day { get; init; }
}

/// <summary>A value that was kept of a deal.</summary>
readonly record struct DealValue(DateTimeOffset At, DateTimeOffset Recorded, string Field, string? Json)
{
    public int Day { get; init; }
}
