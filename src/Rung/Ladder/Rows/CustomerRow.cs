using Rung.Accounts;
using Rung.Customers;

namespace Rung.Ladder;

/// <summary>A subscription with its history.</summary>
/// <param name="CreatedOn">What was entered with it holds from its start.</param>
public sealed record SubscriptionRow(Guid Id, DateOnly StartsOn, DateOnly CreatedOn)
{
    public IReadOnlyList<Dated<DateOnly?>> Ends { get; init; } = [];

    /// <summary>What is paid each billing period; null while no price is known.</summary>
    public IReadOnlyList<Dated<Money?>> Prices { get; init; } = [];
    public IReadOnlyList<Dated<bool>> Trials { get; init; } = [];

    /// <summary>1 − price ÷ list price; null while either is unknown.</summary>
    public double? Discount { get; init; }
    public int? TermMonths { get; init; }
    public int NoticeDays { get; init; }
    public Guid? ProductId { get; init; }
    public Guid? SaleId { get; init; }

    /// <summary>Ends that were reached and from which it was renewed, by the day it was agreed.</summary>
    public IReadOnlyList<Dated<DateOnly>> RenewedFrom { get; init; } = [];
}

/// <param name="InvoiceId">What it pays; null where nobody said.</param>
public readonly record struct PaymentRow(DateOnly On, Money Amount, bool IsRefund, Guid? InvoiceId = null);

/// <summary>The way to the first value.</summary>
/// <param name="TargetOn">The day promised first; one moved afterwards does not count (3.10).</param>
public sealed record OnboardingRow(DateOnly BeganOn, DateOnly? TargetOn, DateOnly? FirstValueOn, DateOnly? CompletedOn);

/// <summary>An outcome that was promised.</summary>
public sealed record OutcomeRow(Guid Id, DateOnly PromisedOn, double? Baseline, double? Target, Money? UnitValue)
{
    public IReadOnlyList<Dated<double>> Measures { get; init; } = [];

    /// <summary>The days on which the customer said that a measure is right.</summary>
    public IReadOnlyList<DateOnly> ConfirmedOn { get; init; } = [];
}

/// <summary>A question to a customer.</summary>
/// <param name="OpenUntil">The last day for a first answer; null where nobody said.</param>
public sealed record QuestionRow(SurveyType Type, DateOnly SentOn, DateOnly? AnsweredOn, int? Score, DateOnly? OpenUntil = null)
{
    public Guid Id { get; init; }

    /// <summary>Who was asked; null where nobody is named.</summary>
    public Guid? RespondentId { get; init; }
}

/// <summary>How much the product was used on a day.</summary>
/// <param name="CoreEvents">Counted by the rule that held on the day.</param>
public readonly record struct UsageRow(DateOnly On, long CoreEvents, int? Users = null, int? Seats = null)
{
    /// <summary>Core events by each way of counting that the company's rules ever had; null where all are the same.</summary>
    public IReadOnlyList<long>? Counted { get; init; }

    /// <summary>Counted in the way of a rule.</summary>
    public long Events(int way) => Counted is { } counted ? counted[way] : CoreEvents;
}

/// <summary>A company that bought, with all the criteria ask of it; lists in the order of their days.</summary>
public sealed record CustomerRow(Guid AccountId, Relation Relation)
{
    Memo<CustomerThen> then;

    public IReadOnlyList<SubscriptionRow> Subscriptions { get; init; } = [];
    public IReadOnlyList<PaymentRow> Payments { get; init; } = [];

    /// <summary>The go-live milestone; where there is none the first core usage counts.</summary>
    public DateOnly? WentLiveOn { get; init; }
    public IReadOnlyList<UsageRow> Usage { get; init; } = [];
    public IReadOnlyList<OnboardingRow> Onboardings { get; init; } = [];
    public IReadOnlyList<OutcomeRow> Outcomes { get; init; } = [];
    public IReadOnlyList<QuestionRow> Surveys { get; init; } = [];
    public IReadOnlyList<Dated<ReferenceStatus>> References { get; init; } = [];

    /// <summary>What its health is told from.</summary>
    public HealthRows? Health { get; init; }

    /// <summary>The first day of core usage.</summary>
    public DateOnly? FirstUsedOn => Usage.FirstOrDefault(u => u.CoreEvents > 0) is { CoreEvents: > 0 } first ? first.On : null;

    public DateOnly? SinceOn => Subscriptions.Count == 0 ? null : Subscriptions.Min(s => s.StartsOn);

    /// <summary>As it stood at the end of a day, looked at once for the day.</summary>
    public CustomerThen Then(DateOnly day, UseLevel level, HealthBooks? books)
    {
        if (then.Last is { } known && ReferenceEquals(known.Row, this) && ReferenceEquals(known.Level, level) && ReferenceEquals(known.Books, books) && known.Day == day) return known;
        return then.Last = new(this, day, level, books);
    }
}
