using Rung.Ladder;

namespace Rung.Server.Ladder;

/// <summary>D1 as programs read it: whom the load, the waiting and the signs would have hired first, and whether they agree.</summary>
/// <param name="AsOf">The day it is decided from: the day before the first hire, once there is one.</param>
/// <param name="ByLoad">Whoever takes more of the founder's load; null where they take alike or nothing can be said.</param>
/// <param name="ByWaiting">Whoever leaves the shorter wait.</param>
/// <param name="BySigns">By the signs; null where none speaks, or they speak for both.</param>
public sealed record FirstHireDocument(string Id, DateOnly AsOf, FirstHire? ByLoad, FirstHire? ByWaiting, FirstHire? BySigns, bool Agree)
{
    public FirstHire? Taken { get; init; }
    public DateOnly? TakenOn { get; init; }
    public LackDocument? Lack { get; init; }
    public double AvailableHours { get; init; }

    /// <summary>λ, E[S], its squared variation and ρ of each kind of work; hours.</summary>
    public IReadOnlyList<WorkLoad> Loads { get; init; } = [];

    /// <summary>Load and mean wait in hours; the wait is null where more comes in than can be done.</summary>
    public Relief? Now { get; init; }
    public Relief? AfterSdr { get; init; }
    public Relief? AfterCsm { get; init; }
    public IReadOnlyList<SignDocument> Signs { get; init; } = [];

    public static FirstHireDocument Of(FirstHireDecision told) => new("D1", told.AsOf, told.ByLoad, told.ByWaiting, told.BySigns, told.Agree)
    {
        Taken = told.Taken, TakenOn = told.TakenOn, Lack = LackDocument.Of(told.Lack), AvailableHours = told.AvailableHours, Loads = told.Loads,
        Now = told.Now, AfterSdr = told.AfterSdr, AfterCsm = told.AfterCsm, Signs = [.. told.Signs.Select(SignDocument.Of)],
    };
}
