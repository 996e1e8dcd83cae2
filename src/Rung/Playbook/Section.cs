using Rung.People;
using Rung.Records;

namespace Rung.Playbook;

/// <summary>The twelve things that must be written down before anybody can be expected to ramp (2.6).</summary>
public enum Topic
{
    IdealCustomer,
    ProspectingMotion,
    InboundMotion,
    PreCallPlanning,
    DiscoveryQuestions,
    Pitch,
    Demo,
    Stages,
    MeetingTypes,
    Pricing,
    Contracting,
    Implementation,
}

/// <summary>A section of the playbook. Approval is of a text: another text needs another approval.</summary>
public sealed class Section : Record<Section>
{
    [Entered(Once = true)] public Topic Topic { get; private set; }
    [Entered(Max = 300), Title] public string Name { get; private set; } = "";

    /// <summary>Markdown.</summary>
    [Entered(Max = 200_000, Lines = true)] public string? Body { get; private set; }

    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>Counts the texts, from 1.</summary>
    [Entered(Once = true, Least = 1, Most = 100_000), Kept] public int Edition { get; private set; } = 1;

    [Entered(Once = true), Kept] public DateTimeOffset? ApprovedAt { get; private set; }
    [Entered(Once = true)] public Id<Person>? ApprovedById { get; private set; }

    /// <summary>When somebody last worked by it.</summary>
    [Entered(Once = true)] public DateTimeOffset? UsedAt { get; private set; }

    public Outcome<Fact> Approve(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (string.IsNullOrWhiteSpace(Body)) return new Missing("body");
        if (ApprovedAt is not null) return new NothingToChange();

        (ApprovedAt, ApprovedById) = (act.At, act.By);
        return new SectionApproved(Edition);
    }

    public Outcome<Fact> Use(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (UsedAt >= act.At) return new NothingToChange();

        UsedAt = act.At;
        return new SectionUsed(Edition);
    }

    public override Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act)
    {
        var (name, body) = (Name, Body);
        var amended = base.Amend(values, act);
        if (amended.Refusal is null && (Name, Body) != (name, body) && ApprovedAt is not null)
            (Edition, ApprovedAt, ApprovedById) = (Edition + 1, null, null);
        return amended;
    }
}

public sealed record SectionApproved(int Edition) : Fact;

public sealed record SectionUsed(int Edition) : Fact;
