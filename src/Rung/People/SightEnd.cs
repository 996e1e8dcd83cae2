using Rung.Accounts;
using Rung.Leads;
using Rung.Records;

namespace Rung.People;

/// <summary>
/// An administrator says that somebody sees an account, or a lead that has none, no more for having answered for it before.
/// What they answer for now they go on seeing until it is handed over, and what they are given later they see again.
/// Removing it gives the sight back.
/// </summary>
public sealed class SightEnd : Record<SightEnd>
{
    [Entered(Once = true)] public Id<Person> PersonId { get; private set; }
    [Entered(Once = true)] public Id<Account>? AccountId { get; private set; }
    [Entered(Once = true)] public Id<Lead>? LeadId { get; private set; }
    [Entered(Max = 500)] public string? Reason { get; private set; }

    public override Refusal? Check() => AccountId is null && LeadId is null ? new Missing("accountId") : null;
}
