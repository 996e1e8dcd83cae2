using Rung.Accounts;
using Rung.Opportunities;

namespace Rung.Ladder;

/// <summary>A stage that a sale entered.</summary>
/// <param name="Derived">Its date was worked out and not told.</param>
public readonly record struct StageRow(DateOnly On, Guid StageId, StageKind Kind, bool MarksAccepted, bool MarksDemo, bool MarksProposal, bool Derived);

/// <summary>Whether the ideal customer profile fitted, as first said.</summary>
/// <param name="AfterOutcome">It was said when the outcome was known: a leak, and no evidence (3.9).</param>
public readonly record struct FitRow(DateOnly On, bool? Fits, bool AfterOutcome);

/// <summary>A sale of new business with its history; all lists in the order of their days.</summary>
/// <param name="BeganOn">Null when nobody knows.</param>
public sealed record SaleRow(Guid Id, Guid? AccountId, Relation Relation, DateOnly? BeganOn)
{
    Memo<SaleThen> then;

    public IReadOnlyList<StageRow> Stages { get; init; } = [];
    public IReadOnlyList<Dated<Guid?>> Owners { get; init; } = [];
    public IReadOnlyList<Dated<Money?>> Amounts { get; init; } = [];

    /// <summary>What was agreed; only of a win.</summary>
    public IReadOnlyList<Dated<Money?>> Values { get; init; } = [];

    /// <summary>The day the seller gives for the close; only a win's counts.</summary>
    public DateOnly? ClosedOn { get; init; }
    public FitRow? Fit { get; init; }
    public string? Source { get; init; }

    /// <summary>Found by an SDR, and not by the seller.</summary>
    public Guid? SourcedById { get; init; }

    /// <summary>The last day on which anything is known to have happened to it.</summary>
    public DateOnly LastOn
    {
        get
        {
            var last = Latest(BeganOn ?? default, ClosedOn ?? default);
            if (Fit is { } fit) last = Latest(last, fit.On);
            if (Stages.Count > 0) last = Latest(last, Stages[^1].On);
            if (Owners.Count > 0) last = Latest(last, Owners[^1].On);
            if (Amounts.Count > 0) last = Latest(last, Amounts[^1].On);
            return Values.Count > 0 ? Latest(last, Values[^1].On) : last;
        }
    }

    /// <summary>
    /// As <see cref="SaleThen.Of"/>, looked at once for a day; one that is closed, and of which nothing more is known, once for
    /// all later days.
    /// </summary>
    public SaleThen? Then(DateOnly day)
    {
        if (then.Last is { } known && ReferenceEquals(known.Row, this) && (known.Day == day || (known.IsSettled && known.Day < day))) return known;
        var sale = SaleThen.Of(this, day);
        // One that is settled is not given up for a day before it.
        if (sale is not null && !(then.Last is { IsSettled: true } settled && ReferenceEquals(settled.Row, this) && settled.Day > day)) then.Last = sale;
        return sale;
    }

    static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}
