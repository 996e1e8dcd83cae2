namespace Rung.Planner;

/// <summary>Whether a scenario can be run at all, and if not, why.</summary>
public static class ScenarioCheck
{
    /// <summary>The first thing that is impossible, or null.</summary>
    public static Refusal? Check(this Scenario scenario)
    {
        if (scenario.Months is < 1 or > Scenario.MostMonths) return new OutOfRange("months", "1", $"{Scenario.MostMonths}");
        if (scenario.Start.Year is < 1900 or > 2200) return new OutOfRange("start", "1900", "2200");
        if (scenario.Seats.Count == 0) return new NobodyWorksHere();
        if (scenario.Seats.Count > Scenario.MostSeats) return new OutOfRange("seats", "1", $"{Scenario.MostSeats}");
        if (!Currency.IsCode(scenario.Currency)) return new Unreadable("currency", "ISO 4217");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(scenario.Zone, out _)) return new Unreadable("zone", "IANA");
        if (scenario.Holidays.Count > 366 * 25) return new OutOfRange("holidays", "0", "9150");
        return scenario.Seats.Select(Seat).FirstOrDefault(refusal => refusal is not null)
            ?? scenario.Overrides.Select(row => Value(row.Key, row.Value)).FirstOrDefault(refusal => refusal is not null)
            ?? scenario.Episodes.Select(Episode).FirstOrDefault(refusal => refusal is not null)
            ?? scenario.Beliefs.Select(belief => Value(belief.Key, belief.Value.Mean)).FirstOrDefault(refusal => refusal is not null)
            ?? Truths(scenario.Truths)
            ?? Chain(scenario)
            ?? TooMuch(scenario);
    }

    static Refusal? Value(Parameter parameter, double value)
    {
        if (!Enum.IsDefined(parameter)) return new UnknownParameter(parameter.ToString());
        var row = Parameters.Row(parameter);
        return value >= row.Least && value <= row.Most ? null : new ImpossibleValue(row.Name, value, row.Least, row.Most);
    }

    static Refusal? Seat(Seat seat)
    {
        if (!(seat.FromMonth is >= 0 and <= Scenario.MostMonths)) return new ImpossibleValue("fromMonth", seat.FromMonth, 0, Scenario.MostMonths);
        if (seat.UntilMonth is { } until && !(until >= seat.FromMonth)) return new EndsBeforeStart("untilMonth", "fromMonth");
        if (seat.Pod is < 0 or > 100) return new ImpossibleValue("pod", seat.Pod, 0, 100);
        if (!(seat.Time is > 0 and <= 1)) return new ImpossibleValue("time", seat.Time, 0, 1);
        if (!(seat.Skill is >= 0 and <= 10)) return new ImpossibleValue("skill", seat.Skill, 0, 10);
        foreach (var streak in seat.Streaks)
        {
            if (!(streak.Skill is >= 0 and <= 10)) return new ImpossibleValue("skill", streak.Skill, 0, 10);
            if (!(streak.UntilMonth > streak.FromMonth)) return new EndsBeforeStart("untilMonth", "fromMonth");
        }
        return seat.CoachHours is { } hours && !(hours is >= 0 and <= WorkCalendar.HoursAWeek) ? new ImpossibleValue("coachHours", hours, 0, WorkCalendar.HoursAWeek) : null;
    }

    static Refusal? Episode(Episode episode)
    {
        if (!(episode.FromMonth >= 0 && episode.FromMonth <= Scenario.MostMonths)) return new ImpossibleValue("fromMonth", episode.FromMonth, 0, Scenario.MostMonths);
        if (!(episode.UntilMonth > episode.FromMonth)) return new EndsBeforeStart("untilMonth", "fromMonth");
        return Value(episode.Parameter, episode.Value);
    }

    static Refusal? Truths(Truths truths)
    {
        if (truths.Drift?.FirstOrDefault(drift => !(drift.Value is > -1 and <= 10)) is { Value: not 0 } impossible) return new ImpossibleValue("drift", impossible.Value, -1, 10);
        if (!(truths.SharedShock is >= 0 and <= 2)) return new ImpossibleValue("sharedShock", truths.SharedShock, 0, 2);
        if (!(truths.ShockMemory is >= 0 and < 1)) return new ImpossibleValue("shockMemory", truths.ShockMemory, 0, 1);
        if (!(truths.HeavyTails is >= .1 and <= 10)) return new ImpossibleValue("heavyTails", truths.HeavyTails, .1, 10);
        if (!(truths.LateShare is >= 0 and <= 1)) return new ImpossibleValue("lateShare", truths.LateShare, 0, 1);
        if (!(truths.LateDays is >= 0 and <= 365)) return new ImpossibleValue("lateDays", truths.LateDays, 0, 365);
        return truths.UnloggedShare is >= 0 and <= 1 ? null : new ImpossibleValue("unloggedShare", truths.UnloggedShare, 0, 1);
    }

    static Refusal? Chain(Scenario scenario) =>
        SaleChain.Check(parameter => scenario.Overrides.TryGetValue(parameter, out var value) ? value : Parameters.Row(parameter).Default);

    /// <summary>A run of more events than anybody will wait for is refused before it begins.</summary>
    static Refusal? TooMuch(Scenario scenario)
    {
        double Of(Parameter parameter) => Math.Max(scenario.Overrides.TryGetValue(parameter, out var value) ? value : Parameters.Row(parameter).Default,
            scenario.Episodes.Where(e => e.Parameter == parameter).Select(e => e.Value).DefaultIfEmpty(0).Max());
        var inbound = Of(Parameter.InboundPerMonth) * scenario.Months;
        var touches = scenario.Seats.Count * scenario.Months * WorkCalendar.OfMonths(1) * 60 / Of(Parameter.TouchMinutes);
        var expected = inbound * 30 + touches;
        return expected <= Scenario.MostEvents ? null : new TooLarge((long)expected, Scenario.MostEvents);
    }
}

/// <summary>A scenario needs seats.</summary>
public sealed record NobodyWorksHere : Refusal
{
    public override string At => "seats";
}

/// <summary>There is no parameter of this name.</summary>
public sealed record UnknownParameter(string Field) : Refusal
{
    public override string At => Field;
}

/// <summary>The value of a parameter cannot be.</summary>
public sealed record ImpossibleValue(string Field, double Value, double Least, double Most) : Refusal
{
    public override string At => Field;
}

/// <summary>What may happen next in a stage adds up to more than certainty.</summary>
public sealed record MoreThanCertain(string Stage, double Sum) : Refusal
{
    public override string At => Stage;
}

/// <summary>No way leads from the first stage to a win.</summary>
public sealed record NoWayToWin : Refusal
{
    public override string At => "win";
}

/// <summary>The run would take more events than are allowed.</summary>
public sealed record TooLarge(long Expected, long Most) : Refusal
{
    public override string At => "months";
}
