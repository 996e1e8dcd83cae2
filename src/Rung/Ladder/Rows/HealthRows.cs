using Rung.Customers;

namespace Rung.Ladder;

/// <summary>What the health of every customer is told by: the rules with their days, and what is the same for all customers.</summary>
/// <param name="Rules">How much each part weighs, and where red ends.</param>
/// <param name="Uses">How much use is acceptable, with the way in which each counts core events.</param>
/// <param name="FeedDays">The days of which any customer's use came in, in order.</param>
/// <param name="TicketsFrom">The first day of a ticket; null where none is kept.</param>
public sealed record HealthBooks(IReadOnlyList<HealthRule> Rules, IReadOnlyList<(AcceptableUse Rule, int Way)> Uses, IReadOnlyList<DateOnly> FeedDays, DateOnly? TicketsFrom)
{
    /// <summary>The last day of which any use came in, up to a day.</summary>
    public DateOnly? FeedLastOn(DateOnly day)
    {
        var (low, high) = (0, FeedDays.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (FeedDays[middle] <= day) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : FeedDays[low - 1];
    }
}

public readonly record struct CheckInRow(CheckInSign Sign, DateOnly CreatedOn);

public readonly record struct TicketRow(TicketSign Sign, DateOnly? ClosedOn);

/// <param name="Sign">With its whole amount.</param>
public readonly record struct InvoiceRow(InvoiceSign Sign, DateOnly IssuedOn);

/// <summary>What the health of one customer is told from besides what else is known of it; as of any day.</summary>
public sealed record HealthRows
{
    /// <summary>The days on which somebody was in touch, in order.</summary>
    public IReadOnlyList<DateOnly> Contacts { get; init; } = [];
    public IReadOnlyList<CheckInRow> CheckIns { get; init; } = [];
    public IReadOnlyList<TicketRow> Tickets { get; init; } = [];

    /// <summary>The one due first first.</summary>
    public IReadOnlyList<InvoiceRow> Invoices { get; init; } = [];

    /// <summary>Null where the company has no rule.</summary>
    public CustomerHealth? On(HealthBooks books, CustomerRow customer, DateOnly day)
    {
        if (books.Rules.On(day) is not { } rule) return null;
        var use = books.Uses.Select(u => u.Rule).On(day);
        return CustomerHealth.Of(rule, new HealthSigns(customer.AccountId)
        {
            Since = customer.SinceOn, Use = use?.Judge(UseOf(books, customer, use, day), customer.SinceOn, day), FeedLastOn = books.FeedLastOn(day), KeepsTickets = books.TicketsFrom <= day,
            Promises = [.. customer.Outcomes.Where(o => o.PromisedOn <= day || o.Measures.Any(m => m.On <= day)).Select(o => Promise(o, day))],
            Answers = [.. customer.Surveys.Where(s => s is { AnsweredOn: { } on, Score: not null } && on <= day).Select(s => new AnswerSign(s.Id, s.RespondentId ?? customer.AccountId, s.Type, s.Score!.Value, s.AnsweredOn!.Value))],
            Contact = Contacts.Any(c => c <= day) ? new("meeting", customer.AccountId, Contacts.Last(c => c <= day)) : null,
            CheckIns = [.. CheckIns.Where(c => c.CreatedOn <= day).Select(c => c.Sign with { DoneOn = c.Sign.DoneOn <= day ? c.Sign.DoneOn : null })],
            Tickets = [.. Tickets.Where(t => t.Sign.OpenedOn <= day && !(t.ClosedOn <= day)).Select(t => t.Sign)],
            Invoices = OpenInvoices.Of(Invoices.Where(i => i.IssuedOn <= day).Select(i => i.Sign), customer.Payments.Where(p => p.On <= day).Select(p => new InvoicePaid(p.InvoiceId, p.Amount.Currency, p.IsRefund ? -p.Amount.Minor : p.Amount.Minor))),
        }, day);
    }

    /// <summary>The days of the window that the rule looks at, counted in its way.</summary>
    static CustomerUse UseOf(HealthBooks books, CustomerRow customer, AcceptableUse rule, DateOnly day)
    {
        var way = books.Uses.First(u => ReferenceEquals(u.Rule, rule)).Way;
        var from = DateOnly.FromDayNumber(Math.Max(0, day.DayNumber + 1 - rule.WindowDays));
        return new([.. customer.Usage.Where(u => u.On >= from && u.On <= day).Select(u => new UseDay(u.On, u.Events(way), u.Users, u.Seats))], customer.Usage.Count > 0 ? customer.Usage[0].On : null);
    }

    static PromiseSign Promise(OutcomeRow outcome, DateOnly day)
    {
        var measure = outcome.Measures.LastOrDefault(m => m.On <= day);
        return new(outcome.Id, "", outcome.Baseline, outcome.Target, null, measure == default ? null : measure.Value, measure == default ? null : measure.On);
    }
}
