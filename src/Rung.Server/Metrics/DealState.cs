using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>
/// One opportunity as it stood at the ends of some days in a row, flat, for reports. A roll-up of visits, kept values and
/// the record, made by <see cref="DealStates"/>; it can be thrown away and made again. Days are day numbers.
/// </summary>
[Table("deal_states"), PrimaryKey(nameof(OpportunityId), nameof(FromOn))]
sealed class DealState
{
    /// <summary>Where the last state ends: it holds now.</summary>
    public const int Ever = int.MaxValue;

    public Guid OpportunityId { get; init; }

    /// <summary>The first day at whose end it stood so; 0 where nobody knows when it began.</summary>
    public int FromOn { get; init; }

    /// <summary>The first day at whose end it no longer did.</summary>
    public int UntilOn { get; init; }

    public int Type { get; init; }
    public int Kind { get; init; }

    /// <summary>0 when it passes the standard filters, else one more than the <see cref="Exclusion"/>.</summary>
    public int Why { get; init; }

    public int Relation { get; init; }
    public int? BeganOn { get; init; }
    public int? AcceptedOn { get; init; }
    public int? ClosedOn { get; init; }

    /// <summary>Of closed ones the cycle in days.</summary>
    public int? Days { get; init; }

    /// <summary>Of closed ones twelve times the year plus the month, from 0.</summary>
    public int? Month { get; init; }

    public long? AmountMinor { get; init; }
    public string? AmountCurrency { get; init; }
    public long? ValueMinor { get; init; }
    public string? ValueCurrency { get; init; }
    public int? CloseOn { get; init; }
    public Guid? StageId { get; init; }
    public int? StageOn { get; init; }
    public Guid? AccountId { get; init; }
    public Guid? OwnerId { get; init; }
    public string? Team { get; init; }
    public Guid? ProductId { get; init; }
    public string? Region { get; init; }
    public string? Source { get; init; }
    public string? Segment { get; init; }
    public bool Derived { get; init; }

    /// <summary>Moves of dates and stays in stages until then, as <see cref="DealPace"/> packs them.</summary>
    public byte[] Pace { get; init; } = [];

    public static DealState Of(DealSpan span)
    {
        var deal = span.Deal;
        return new()
        {
            OpportunityId = deal.Id, FromOn = span.From, UntilOn = span.Until, Type = (int)deal.Type, Kind = (int)deal.Kind, Why = deal.Why is { } why ? 1 + (int)why : 0, Relation = (int)deal.Relation,
            BeganOn = deal.BeganOn?.DayNumber, AcceptedOn = deal.AcceptedOn?.DayNumber, ClosedOn = deal.ClosedOn?.DayNumber, Days = deal.CycleDays, Month = deal.ClosedOn is { } on ? MonthOf(on) : null,
            AmountMinor = deal.Amount?.Minor, AmountCurrency = deal.Amount?.Currency.Code, ValueMinor = deal.Value?.Minor, ValueCurrency = deal.Value?.Currency.Code, CloseOn = deal.ExpectedOn?.DayNumber,
            StageId = deal.StageId, StageOn = deal.StageSince?.DayNumber, AccountId = deal.AccountId, OwnerId = deal.OwnerId, Team = deal.Team, ProductId = deal.ProductId,
            Region = deal.Region, Source = deal.Source, Segment = deal.Segment, Derived = deal.Derived, Pace = span.Pace,
        };
    }

    public const string Columns = "s.opportunity_id, s.from_on, s.until_on, s.type, s.kind, s.relation, s.began_on, s.accepted_on, s.closed_on, s.amount_minor, s.amount_currency, s.value_minor, s.value_currency, s.close_on, s.stage_id, s.stage_on, s.account_id, s.owner_id, s.team, s.product_id, s.region, s.source, s.segment, s.derived";

    /// <summary>A row of <see cref="Columns"/>.</summary>
    public static DealSpan Read(Reading row) => new((int)row.Number(1), (int)row.Number(2), new(
        row.Id(0), (OpportunityType)row.Number(3), DayAt(row, 6), DayAt(row, 7), (StageKind)row.Number(4), DayAt(row, 8))
    {
        Relation = (Relation)row.Number(5), Amount = row.Money(9), Value = row.Money(11), ExpectedOn = DayAt(row, 13), StageId = row.IdOrNull(14), StageSince = DayAt(row, 15), AccountId = row.IdOrNull(16),
        OwnerId = row.IdOrNull(17), Team = row.Text(18), ProductId = row.IdOrNull(19), Region = row.Text(20), Source = row.Text(21), Segment = row.Text(22), Derived = row.Flag(23),
    });

    public static int MonthOf(DateOnly day) => day.Year * 12 + day.Month - 1;

    public static DateOnly FirstOf(int month) => new(month / 12, month % 12 + 1, 1);

    static DateOnly? DayAt(Reading row, int i) => row.NumberOrNull(i) is { } day ? DateOnly.FromDayNumber((int)day) : null;

    public static void Map(ModelBuilder model) => model.Entity<DealState>(state =>
    {
        state.Property(s => s.OpportunityId).ValueGeneratedNever();
        state.Property(s => s.FromOn).ValueGeneratedNever();
        // Renewals are few; whoever asks which accounts renewed need not read every state of every deal.
        state.HasIndex(s => new { s.AccountId, s.Kind }).HasFilter("\"type\" = 2");
    });
}

/// <summary>The deals that stood alike now under one key of one breakdown: what <see cref="AlikeCount"/> reads at once.</summary>
[Table("deal_tallies"), PrimaryKey(nameof(By), nameof(Key), nameof(Kind), nameof(Why), nameof(Days))]
sealed class DealTally
{
    /// <summary>0 the whole company, else one more than the <see cref="Breakdown"/>.</summary>
    public int By { get; init; }

    /// <summary>Empty where none is given.</summary>
    public string Key { get; init; } = "";
    public int Kind { get; init; }
    public int Why { get; init; }

    /// <summary>Of closed ones the cycle, of open ones the day number they began; −1 where unknown.</summary>
    public int Days { get; init; }
    public long N { get; init; }

    public static void Map(ModelBuilder model)
    {
        model.Entity<DealTally>();
        model.Entity<CloseTally>();
    }
}

/// <summary>The deals closed in one month under one key of one breakdown: what <see cref="ClosedCount"/> reads at once.</summary>
[Table("close_tallies"), PrimaryKey(nameof(By), nameof(Key), nameof(Kind), nameof(Month), nameof(Currency))]
sealed class CloseTally
{
    public int By { get; init; }
    public string Key { get; init; } = "";
    public int Kind { get; init; }
    public int Month { get; init; }

    /// <summary>Empty where no value is known.</summary>
    public string Currency { get; init; } = "";
    public long N { get; init; }
    public long Minor { get; init; }
}

/// <summary>A deal that stood the same from the end of one day until the end of another; day numbers, the second excluded.</summary>
sealed record DealSpan(int From, int Until, Deal Deal)
{
    /// <summary>As <see cref="DealPace"/> packs it; left out where only the deal is read.</summary>
    public byte[] Pace { get; init; } = [];

    public bool Holds(int day) => From <= day && day < Until;
}
