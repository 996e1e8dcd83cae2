using Rung.Opportunities;
using Rung.Records;

namespace Rung.Accounts;

/// <summary>What somebody is in a purchase.</summary>
public enum BuyingRole
{
    Participant,

    /// <summary>Sells for us when we are not in the room.</summary>
    Champion,

    /// <summary>Answers for the undertaking on their side.</summary>
    Sponsor,

    /// <summary>Has the money and says yes.</summary>
    EconomicBuyer,
    Evaluator,
    User,
    Procurement,
    Blocker,
}

/// <summary>A contact's part in a further account or in an opportunity.</summary>
public sealed class ContactRole : Record<ContactRole>
{
    [Entered(Once = true)] public Id<Contact> ContactId { get; private set; }
    [Entered(Once = true)] public Id<Account>? AccountId { get; private set; }
    [Entered(Once = true)] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered] public BuyingRole Role { get; private set; }

    /// <summary>The one to speak to first.</summary>
    [Entered] public bool IsPrimary { get; private set; }

    public override Refusal? Check() => ExactlyOne.Of(("accountId", AccountId is not null), ("opportunityId", OpportunityId is not null));
}
