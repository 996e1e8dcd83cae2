using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Playbook;

/// <summary>How far one sale was worked as one section of the playbook says.</summary>
public sealed class Adherence : Record<Adherence>
{
    [Entered(Once = true)] public Id<Opportunity> OpportunityId { get; private set; }
    [Entered(Once = true)] public Id<Section> SectionId { get; private set; }

    /// <summary>Whose work it was.</summary>
    [Entered(Once = true)] public Id<Person>? PersonId { get; private set; }

    [Entered] public Id<Person>? AssessedById { get; private set; }
    [Entered] public Id<Meeting>? MeetingId { get; private set; }

    /// <summary>0 not at all, 1 to the letter.</summary>
    [Entered(Least = 0, Most = 1)] public double Degree { get; private set; }

    [Entered(Max = 20_000, Lines = true)] public string? Evidence { get; private set; }
}
