using Rung.Accounts;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Customers;

/// <summary>A demand for payment.</summary>
public sealed class Invoice : Record<Invoice>
{
    [Entered(Max = 100), Title] public string Number { get; private set; } = "";
    [Entered] public Id<Account> AccountId { get; private set; }
    [Entered] public Id<Subscription>? SubscriptionId { get; private set; }
    [Entered] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered] public DateOnly IssuedOn { get; private set; }
    [Entered] public DateOnly? DueOn { get; private set; }

    /// <summary>Negative for a credit note.</summary>
    [Entered] public Money Amount { get; private set; }

    public override Refusal? Check() => DueOn < IssuedOn ? new EndsBeforeStart("dueOn", "issuedOn") : null;
}

/// <summary>Money that moved: to us, or back as a refund.</summary>
public sealed class Payment : Record<Payment>
{
    [Entered] public Id<Account> AccountId { get; private set; }
    [Entered] public Id<Invoice>? InvoiceId { get; private set; }
    [Entered] public DateOnly PaidOn { get; private set; }

    /// <summary>Always more than zero; <see cref="IsRefund"/> says which way it went.</summary>
    [Entered] public Money Amount { get; private set; }

    [Entered] public bool IsRefund { get; private set; }

    public override Refusal? Check() => Amount.Minor <= 0 ? new OutOfRange("amount", "0", "∞") : null;

    /// <summary>Gives back at most what the customer has paid in its currency, less what it was given back already.</summary>
    public Refusal? Beyond(IEnumerable<Payment> others)
    {
        if (!IsRefund || RemovedAt is not null) return null;

        var left = others.Where(p => p.Id != Id && p.RemovedAt is null && p.AccountId == AccountId && p.Amount.Currency == Amount.Currency).Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor);
        return Amount.Minor > left ? new RefundAbovePayments(new(Math.Max(0, left), Amount.Currency), Amount) : null;
    }
}

/// <summary>More would be given back than was paid.</summary>
public sealed record RefundAbovePayments(Money Paid, Money Refund) : Refusal
{
    public override string At => "amount";
}
