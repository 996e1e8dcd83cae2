using Rung.Ladder;
using Rung.Planner;

namespace Rung.Server.Demo;

/// <summary>
/// What is true of a company and what happens to it, before chance has its say. Months count from its first day. Whatever
/// stands here is written into the truth file, and whatever the records show came from here.
/// </summary>
/// <param name="About">In a sentence or two, for whoever reads the truth file.</param>
/// <param name="Organisation">Who works there when, under which numbers.</param>
/// <param name="Exits">When the founder leaves a stage because, in the story, it is proven.</param>
sealed record Story(string Name, string About, Scenario Organisation, IReadOnlyList<Leaving> Exits, IReadOnlyList<Plot> Plots)
{
    /// <summary>Whether something of the kind goes wrong at a moment.</summary>
    public bool Has(PlotKind kind, double month) => Plots.Any(p => p.Kind == kind && p.FromMonth <= month && month < p.UntilMonth);
}

/// <summary>The founder takes a stage as proven.</summary>
sealed record Leaving(MaturityStage Stage, double Month);

/// <summary>What goes wrong for a while.</summary>
enum PlotKind
{
    /// <summary>A seller joins before the founder can say how to sell.</summary>
    HiredTooEarly,

    /// <summary>Customers use the product and pay nothing.</summary>
    NotCharging,

    /// <summary>Anybody is sold to; few of them succeed.</summary>
    SprayAndPray,

    /// <summary>The sellers do not get enough to sell.</summary>
    StarvedSellers,

    /// <summary>The founder sells beside the sellers and does not coach.</summary>
    FounderWillNotLetGo,

    /// <summary>Hand-offs lie unanswered.</summary>
    DroppedHandoffs,

    /// <summary>One seller brings most of the pod's revenue.</summary>
    OneStar,
}

/// <param name="Trips">Numbers of the criteria and detectors that should show it.</param>
/// <param name="What">For a reader.</param>
/// <param name="Changes">Numbers of the organisation that are others while it lasts.</param>
sealed record Plot(PlotKind Kind, double FromMonth, double UntilMonth, IReadOnlyList<string> Trips, string What, params IReadOnlyList<(Parameter Parameter, double Value)> Changes);
