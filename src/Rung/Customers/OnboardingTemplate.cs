using Rung.Records;

namespace Rung.Customers;

/// <summary>Where on the way from the signature to daily use a step stands (2.5).</summary>
public enum OnboardingPhase
{
    /// <summary>Made ready for use; also what nobody has said the phase of.</summary>
    Setup,
    Kickoff,
    Training,

    /// <summary>The customer gets something out of it for the first time.</summary>
    FirstValue,
    Adoption,
}

/// <summary>
/// How onboardings usually go, in steps. A plan takes the steps as they are when it is made and notes the edition; every
/// change of a step is a new edition and leaves running plans alone.
/// </summary>
public sealed class OnboardingTemplate : Record<OnboardingTemplate>
{
    [Entered, Title] public string Name { get; private set; } = "";

    /// <summary>The segment it is meant for; empty for all that have none of their own.</summary>
    [Entered] public string? Segment { get; private set; }

    /// <summary>Goes up with every step added, changed or taken out: the changes of all its steps, removed ones too.</summary>
    public static int EditionOf(IEnumerable<TemplateStep> steps) => (int)steps.Sum(s => s.Version);

    /// <summary>The one for a segment: its own, else the one for all; the youngest where there are several.</summary>
    public static OnboardingTemplate? For(string? segment, IEnumerable<OnboardingTemplate> templates)
    {
        var present = templates.Where(t => t.RemovedAt is null).OrderByDescending(t => t.Id).ToList();
        return present.Find(t => t.Segment is not null && t.Segment == segment) ?? present.Find(t => t.Segment is null);
    }
}

/// <summary>The phases in the order in which they are gone through.</summary>
public static class OnboardingPhases
{
    public static readonly IReadOnlyList<OnboardingPhase> InOrder = [OnboardingPhase.Kickoff, OnboardingPhase.Setup, OnboardingPhase.Training, OnboardingPhase.FirstValue, OnboardingPhase.Adoption];
}

/// <summary>One step of a template.</summary>
public sealed class TemplateStep : Record<TemplateStep>
{
    [Entered(Once = true)] public Id<OnboardingTemplate> TemplateId { get; private set; }
    [Entered(Max = 300), Title, Kept] public string Name { get; private set; } = "";
    [Entered(Least = 0, Most = 1000), Kept] public int Rank { get; private set; }
    [Entered, Kept] public OnboardingPhase Phase { get; private set; }

    /// <summary>Workdays from the beginning until it is due.</summary>
    [Entered(Least = 0, Most = 1000), Kept] public int DueDays { get; private set; }

    /// <summary>What must be seen before it counts as done.</summary>
    [Entered(Max = 1000), Kept] public string? ExitTest { get; private set; }

    /// <summary>Once it is done the customer is live.</summary>
    [Entered, Kept] public bool GoesLive { get; private set; }
}
