using Rung.Accounts;
using Rung.People;
using Rung.Records;

namespace Rung.Meetings;

/// <summary>Somebody who sat in a meeting. Who did the selling is taken from here and not from the owner field (3.10).</summary>
public sealed class MeetingAttendee : Record<MeetingAttendee>
{
    [Entered(Once = true)] public Id<Meeting> MeetingId { get; private set; }
    [Entered(Once = true)] public Id<Person>? PersonId { get; private set; }
    [Entered(Once = true)] public Id<Contact>? ContactId { get; private set; }

    /// <summary>The person's role at that time; later changes of role leave it.</summary>
    [Entered(Once = true)] public Role? Role { get; private set; }

    /// <summary>Whether they came; empty while nobody has said.</summary>
    [Entered] public bool? CameAlong { get; private set; }

    public override Refusal? Check()
    {
        if (ExactlyOne.Of(("personId", PersonId is not null), ("contactId", ContactId is not null)) is { } refusal) return refusal;
        return Role is not null && PersonId is null ? new RolesAreOurs() : null;
    }
}

/// <summary>A role is what one of our people does; a contact has none.</summary>
public sealed record RolesAreOurs : Refusal
{
    public override string At => "role";
}
