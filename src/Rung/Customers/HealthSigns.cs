namespace Rung.Customers;

/// <summary>
/// Everything that one customer's health is told from, as it stood at the end of a day: nothing in it happened later.
/// </summary>
public sealed record HealthSigns(Guid AccountId)
{
    /// <summary>Since when it could use the product.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The verdict on its use; null where the company has no rule.</summary>
    public UseVerdict? Use { get; init; }

    /// <summary>The last day for which any customer's use came in; null where none ever did.</summary>
    public DateOnly? FeedLastOn { get; init; }

    public IReadOnlyList<PromiseSign> Promises { get; init; } = [];
    public IReadOnlyList<AnswerSign> Answers { get; init; } = [];

    /// <summary>The last time somebody was in touch with it.</summary>
    public ContactSign? Contact { get; init; }

    public IReadOnlyList<CheckInSign> CheckIns { get; init; } = [];

    /// <summary>Tickets open at the end of the day.</summary>
    public IReadOnlyList<TicketSign> Tickets { get; init; } = [];

    /// <summary>The company keeps tickets at all: without any, having none says nothing.</summary>
    public bool KeepsTickets { get; init; }

    public IReadOnlyList<InvoiceSign> Invoices { get; init; } = [];
}

public readonly record struct PromiseSign(Guid Id, string Kpi, double? Baseline, double? Target, DateOnly? DueOn, double? Measured, DateOnly? MeasuredOn);

/// <param name="RespondentId">Who answered; the account where nobody is named.</param>
public readonly record struct AnswerSign(Guid Id, Guid RespondentId, SurveyType Type, int Score, DateOnly On);

/// <param name="Kind">The kind of record: a meeting, an activity, a check-in.</param>
public readonly record struct ContactSign(string Kind, Guid Id, DateOnly On);

public readonly record struct CheckInSign(Guid Id, CheckInType Type, DateOnly DueOn, DateOnly? DoneOn);

public readonly record struct TicketSign(Guid Id, Severity Severity, DateOnly OpenedOn);

/// <param name="DueOn">The day by which it was to be paid; the day of issue where none is said.</param>
/// <param name="Open">What is not paid of it.</param>
public readonly record struct InvoiceSign(Guid Id, string Number, DateOnly DueOn, Money Open);
