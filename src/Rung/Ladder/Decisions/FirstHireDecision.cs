using Rung.Playbook;

namespace Rung.Ladder;

/// <summary>Who takes the first part of the founder's work.</summary>
public enum FirstHire
{
    Sdr,
    Csm,
}

/// <summary>One kind of the founder's work, as his time was written down.</summary>
/// <param name="Tasks">Pieces of time in the window.</param>
/// <param name="PerHour">λ: tasks that come in each available hour.</param>
/// <param name="MeanHours">E[S]: hours a task takes.</param>
/// <param name="SquaredVariation">Variance of those hours over the square of their mean.</param>
public sealed record WorkLoad(WorkClass Class, int Tasks, double PerHour, double MeanHours, double SquaredVariation)
{
    /// <summary>ρ = λ·E[S]: the share of the available hours it takes.</summary>
    public double Load => PerHour * MeanHours;
}

/// <summary>What is left of the founder's load, and how long a task then waits.</summary>
/// <param name="WaitHours">Mean hours before a task is begun (5.5, M/G/1); null where more comes in than can be done.</param>
public sealed record Relief(double Load, double? WaitHours);

/// <summary>
/// D1 (R41–R45): SDR or customer success manager first, by the load that goes and by the waiting that goes, which may disagree
/// (V31–V33), and by the signs of 3.3. Advice from the record; nobody is held to it.
/// </summary>
/// <param name="AsOf">The day it is decided from: the day before the first of the two began, once one has.</param>
public sealed record FirstHireDecision(DateOnly AsOf)
{
    /// <summary>Who was in fact taken first; null while neither was.</summary>
    public FirstHire? Taken { get; init; }
    public DateOnly? TakenOn { get; init; }

    /// <summary>Why nothing can be said of load and waiting.</summary>
    public Lack? Lack { get; init; }

    /// <summary>Hours there were for selling, prospecting and success in the window, all founders together.</summary>
    public double AvailableHours { get; init; }
    public IReadOnlyList<WorkLoad> Loads { get; init; } = [];
    public Relief? Now { get; init; }
    public Relief? AfterSdr { get; init; }
    public Relief? AfterCsm { get; init; }

    /// <summary>Whoever takes more of the load; null where they take alike.</summary>
    public FirstHire? ByLoad { get; init; }

    /// <summary>Whoever leaves the shorter wait; null where that cannot be told.</summary>
    public FirstHire? ByWaiting { get; init; }

    /// <summary>By the signs of 3.3; null where none speaks, or they speak for both.</summary>
    public FirstHire? BySigns { get; init; }
    public IReadOnlyList<Sign> Signs { get; init; } = [];

    /// <summary>Whether all ways that say anything say the same.</summary>
    public bool Agree => new[] { ByLoad, ByWaiting, BySigns }.OfType<FirstHire>().Distinct().Count() <= 1;
}
