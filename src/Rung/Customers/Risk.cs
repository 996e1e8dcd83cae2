using Rung.Accounts;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Customers;

/// <summary>What may go wrong with a customer, known since the sale or found later (2.5). It goes over with the customer.</summary>
public sealed class Risk : Record<Risk>
{
    [Entered(Max = 500), Title] public string Name { get; private set; } = "";
    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }

    /// <summary>The sale in which it was seen.</summary>
    [Entered(Once = true)] public Id<Opportunity>? OpportunityId { get; private set; }

    [Entered, Kept] public Severity Severity { get; private set; }
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>What is done about it.</summary>
    [Entered(Max = 2000, Lines = true)] public string? Answer { get; private set; }

    [Entered(Once = true), Kept] public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>It is none any more.</summary>
    public Outcome<Fact> Settle(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (SettledAt is not null) return new NothingToChange();

        SettledAt = act.At;
        return new RiskSettled();
    }
}

public sealed record RiskSettled : Fact;
