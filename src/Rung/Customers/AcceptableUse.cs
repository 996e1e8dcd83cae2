using Rung.Records;

namespace Rung.Customers;

/// <summary>
/// The company's rule for how much use is acceptable (R34, X0.2): on so many days of a period at least so many core events,
/// in so many of the last periods. Rows are dated and never change: a verdict of a day is given by the row that held on it.
/// </summary>
public sealed class AcceptableUse : Record<AcceptableUse>, IDatedRule
{
    /// <summary>The first day on which verdicts are given by this row.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    /// <summary>Names of the events that count, separated by commas; empty where all of them do.</summary>
    [Entered(Once = true, Max = 2000)] public string? CountedEvents { get; private set; }

    /// <summary>E: a day counts from so many core events on.</summary>
    [Entered(Once = true, Least = 1, Most = 1e9)] public int EventsADay { get; private set; } = 1;

    /// <summary>D: a period has enough use from so many days that count on.</summary>
    [Entered(Once = true, Least = 1, Most = 92)] public int DaysAPeriod { get; private set; } = 3;

    /// <summary>T, in days; periods are counted back from the day that is judged.</summary>
    [Entered(Once = true, Least = 1, Most = 92)] public int PeriodDays { get; private set; } = 7;

    /// <summary>How many of the last periods are looked at.</summary>
    [Entered(Once = true, Least = 1, Most = 26)] public int Periods { get; private set; } = 4;

    /// <summary>How many of them must have enough use.</summary>
    [Entered(Once = true, Least = 1, Most = 26)] public int PeriodsNeeded { get; private set; } = 3;

    /// <summary>A day counts only with so many people in it, where this is asked.</summary>
    [Entered(Once = true, Least = 1, Most = 1e6)] public int? UsersADay { get; private set; }

    /// <summary>A day counts only where so large a share of the seats was in use, 0…1, where this is asked.</summary>
    [Entered(Once = true, Least = 0, Most = 1)] public double? SeatShare { get; private set; }

    /// <summary>Days back from the one judged that the verdict looks at.</summary>
    public int WindowDays => Periods * PeriodDays;

    /// <summary>The names that count, or none where all do.</summary>
    public IReadOnlyList<string> Counted => (CountedEvents ?? "").Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether a day has enough use. People and seats that are not known are not assumed.</summary>
    public bool IsMetBy(UseDay day) =>
        day.Events >= EventsADay
        && (UsersADay is not { } users || day.Users >= users)
        && (SeatShare is not { } share || (day is { Users: { } active, Seats: > 0 and var seats } && active >= share * seats));

    /// <summary>Judges the use of one customer as of the end of a day.</summary>
    /// <param name="use">What is recorded of it, days in order; days after the one judged are not looked at.</param>
    /// <param name="since">Since when it could use the product; periods that begin before are not counted against it.</param>
    /// <param name="asOf">The day.</param>
    public UseVerdict Judge(CustomerUse use, DateOnly? since, DateOnly asOf)
    {
        var (periods, end) = (new UsePeriod[Periods], asOf.DayNumber + 1);
        for (var i = Periods - 1; i >= 0; i--, end -= PeriodDays)
        {
            var (from, until) = (DateOnly.FromDayNumber(Math.Max(0, end - PeriodDays)), DateOnly.FromDayNumber(Math.Clamp(end, 0, DateOnly.MaxValue.DayNumber)));
            var (met, events) = (0, 0L);
            foreach (var day in use.Between(from, until)) (met, events) = (met + (IsMetBy(day) ? 1 : 0), events + day.Events);
            periods[i] = new(from, until, met, DaysAPeriod, events, !(since > from));
        }

        var enough = periods.Count(p => p is { IsWatched: true, IsMet: true });
        var answer = !(use.FirstOn <= asOf) ? UseAnswer.NothingRecorded
            : enough >= PeriodsNeeded ? UseAnswer.Acceptable
            : periods.All(p => p.IsWatched) ? UseAnswer.NotEnough : UseAnswer.TooEarly;
        return new(this, asOf, answer, periods);
    }

    public override Refusal? Check()
    {
        if (DaysAPeriod > PeriodDays) return new OutOfRange("daysAPeriod", "1", PeriodDays.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return PeriodsNeeded > Periods ? new OutOfRange("periodsNeeded", "1", Periods.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;
    }

    public override Outcome<Fact> Remove(Act act) => DatedRules.Held(this, act) ? new RuleHasHeld(FromOn) : base.Remove(act);
}
