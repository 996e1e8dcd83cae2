using Rung.People;
using Rung.Records;

namespace Rung.Accounts;

/// <summary>What an organisation is to us; only prospects count in the figures, and customers are prospects who bought.</summary>
public enum Relation
{
    Prospect,
    Partner,
    Investor,
    Internal,
    Test,
}

/// <summary>A company or organisation.</summary>
public sealed class Account : Record<Account>
{
    [Entered(Max = 300), Title] public string Name { get; private set; } = "";
    [Entered, Kept] public Relation Relation { get; private set; }
    [Entered(Max = 253)] public string? Domain { get; private set; }
    [Entered(Max = 500)] public string? Website { get; private set; }
    [Entered(Max = 50)] public string? Phone { get; private set; }
    [Entered] public string? Industry { get; private set; }
    [Entered, Kept] public string? Segment { get; private set; }
    [Entered] public string? Region { get; private set; }
    [Entered] public string? City { get; private set; }
    [Entered] public string? Country { get; private set; }
    [Entered(Least = 0, Most = 1e8)] public int? Employees { get; private set; }
    [Entered] public Money? Revenue { get; private set; }
    [Entered(Least = 0, Most = 2200)] public int? FoundedIn { get; private set; }
    [Entered] public Id<Account>? ParentId { get; private set; }
    [Entered(Max = 500)] public string? Tags { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Description { get; private set; }

    /// <summary>Whether the ideal customer profile fits, once decided.</summary>
    [Entered, Kept] public bool? IdealFit { get; private set; }

    /// <summary>Who answers for the account now.</summary>
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>Where it waits when nobody is named.</summary>
    [Entered, Kept] public Id<Queue>? QueueId { get; private set; }

    /// <summary>When it became a customer: its first won opportunity of type new, or its first subscription.</summary>
    [Kept] public DateTimeOffset? CustomerSince { get; private set; }

    /// <summary>A won opportunity or a subscription makes the account a customer; saying so again changes nothing.</summary>
    [Consequence]
    public Outcome<Fact> BecomeCustomer(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (CustomerSince is { } since && since <= act.At) return new NothingToChange();

        CustomerSince = act.At;
        return new CustomerWon();
    }

    public override Refusal? Check() => ParentId == Id ? new OwnParent() : null;
}

/// <summary>The account became a customer.</summary>
public sealed record CustomerWon : Fact;

/// <summary>An account cannot be its own parent.</summary>
public sealed record OwnParent : Refusal
{
    public override string At => "parentId";
}
