using Rung.Meetings;
using Rung.People;
using Rung.Playbook;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>G1.6 (R42): more meetings for the founder, or less prospecting, since an SDR or a customer success manager took part of the work.</summary>
public sealed class G16LeverageRealised() : Goal("G1.6", MaturityStage.S1)
{
    static readonly YardstickRow Weeks = new("g1.6.weeks", 8, 2, 52, YardstickUnit.Weeks, "G1.6 [design]");
    static readonly YardstickRow Rise = new("g1.6.rise", 1.25, 1, 5, YardstickUnit.Factor, "G1.6 [design]");
    static readonly YardstickRow Fall = new("g1.6.fall", 0.5, 0, 1, YardstickUnit.Factor, "G1.6 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Weeks, Rise, Fall];

    protected override IReadOnlyList<Reading> Told(Evidence evidence)
    {
        if (evidence.Team.FirstIn(Role.Sdr, Role.Csm, Role.Am) is not { } since) return [Reading.Lacking(Id, LackKind.NoBaseline)];
        var weeks = evidence.Whole(Weeks);
        EventCount Meetings(DateOnly from, DateOnly before) =>
            new(evidence.Held.Count(m => m.Type is MeetingType.Pitch or MeetingType.FollowUp && m.HeldOn >= from && m.HeldOn < before && evidence.FounderWasIn(m)), Math.Max(0, (before.DayNumber - from.DayNumber) / 7.0));

        var until = Earlier(evidence.Day.AddDays(1), since.AddDays(7 * weeks));
        var (was, now) = (Meetings(since.AddDays(-7 * weeks), since), Meetings(since, until));
        long Prospecting(DateOnly from, DateOnly before) => evidence.Team.Founders.Sum(f => evidence.Minutes(f, from.AddDays(-1), before.AddDays(-1), WorkClass.Prospect));
        var (minutesBefore, minutesNow) = (Prospecting(since.AddDays(-7 * weeks), since) / (double)weeks, now.Exposure == 0 ? 0 : Prospecting(since, until) / now.Exposure);
        return
        [
            new(Id, Verdict.Insufficient)
            {
                Kind = FigureKind.Rate, N = (int)(was.Events + now.Events), Numerator = now.Events, Denominator = was.Events, Estimate = RateRatio.Estimate(was, now), Interval = RateRatio.ExactInterval(was, now),
                Probability = RateRatio.AtLeast(was, now, evidence[Rise]), Threshold = evidence[Rise],
                Beside = new Dictionary<string, double?> { ["prospectingHoursBefore"] = minutesBefore / 60, ["prospectingHoursNow"] = minutesNow / 60, ["prospectingRatio"] = minutesBefore == 0 ? null : minutesNow / minutesBefore },
            },
        ];
    }

    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
