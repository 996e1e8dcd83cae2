namespace Rung.Ladder;

/// <summary>How much a number may be believed: A primary data, B a named practitioner, C secondary, D unsigned; ours is nobody's claim but our choice.</summary>
public enum SourceGrade
{
    A,
    B,
    C,
    D,
    Ours,
}

public enum YardstickUnit
{
    Number,
    Share,
    Days,
    Weeks,
    Months,
    Minutes,
    Hours,
    Factor,
}

/// <summary>
/// A threshold, a window or a definition of the company: what it is unless the company says otherwise, between which ends it
/// makes sense, and where the number comes from. A value is in force from a day on, so that no past verdict moves.
/// </summary>
public sealed record YardstickRow(string Name, double Default, double Least, double Most, YardstickUnit Unit, string Source, SourceGrade Grade = SourceGrade.Ours);

/// <summary>What every criterion shares (3.0, 3.9).</summary>
public static class Common
{
    public static readonly YardstickRow Certainty = new("common.certainty", 0.8, 0.55, 0.99, YardstickUnit.Share, "3.0 [design]");
    public static readonly YardstickRow PassAfter = new("common.pass-after", 2, 1, 6, YardstickUnit.Number, "3.0 [design]");
    public static readonly YardstickRow StayAbove = new("common.stay-above", 0.5, 0, 0.99, YardstickUnit.Share, "3.0 [design]");
    public static readonly YardstickRow BaselineMonths = new("common.baseline-months", 12, 3, 60, YardstickUnit.Months, "3.0 [design]");
    public static readonly YardstickRow BaselineLeast = new("common.baseline-least", 20, 1, 1_000, YardstickUnit.Number, "3.0 [design]");
    public static readonly YardstickRow RampMonths = new("common.ramp-months", 3, 0, 24, YardstickUnit.Months, "3.11: 3 months up to 25k ACV [K10, B21]", SourceGrade.B);
    public static readonly YardstickRow HorizonMedians = new("common.horizon-medians", 2, 1, 6, YardstickUnit.Factor, "G0.6 [design]");
    public static readonly YardstickRow MissingHistory = new("common.missing-history", 0.1, 0, 1, YardstickUnit.Share, "3.9 [design]");
    public static readonly YardstickRow UnknownMeetings = new("common.unknown-meetings", 0.05, 0, 1, YardstickUnit.Share, "3.9 [design]");
    public static readonly YardstickRow UnknownActors = new("common.unknown-actors", 0.2, 0, 1, YardstickUnit.Share, "3.9 [design]");

    public static IReadOnlyList<YardstickRow> All { get; } =
    [
        Certainty, PassAfter, StayAbove, BaselineMonths, BaselineLeast, RampMonths, HorizonMedians, MissingHistory, UnknownMeetings, UnknownActors,
    ];
}
