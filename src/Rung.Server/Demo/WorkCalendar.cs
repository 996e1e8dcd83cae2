namespace Rung.Server.Demo;

/// <summary>
/// The working days of the story: from nine to six, Monday to Friday, in the company's zone. Turns working hours since the
/// first morning into instants, which a simulation that runs on working hours needs millions of times.
/// </summary>
sealed class WorkCalendar
{
    public const double HoursADay = 9;
    public const string Zone = "Europe/Stockholm";

    static readonly TimeZoneInfo Here = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    readonly List<DateTimeOffset> mornings = [];

    public WorkCalendar(DateOnly firstDay, DateOnly lastDay)
    {
        (First, Last) = (firstDay, lastDay);
        for (var day = firstDay; day <= lastDay.AddDays(60); day = day.AddDays(1))
            if (IsWorkday(day)) mornings.Add(Morning(day));
    }

    public DateOnly First { get; }
    public DateOnly Last { get; }

    /// <summary>The last instant of the last day.</summary>
    public DateTimeOffset Ends => StartOf(Last.AddDays(1)).AddMilliseconds(-1);

    public int Workdays => mornings.Count;

    /// <summary>The instant at which so many working hours have passed since the first morning.</summary>
    public DateTimeOffset At(double workingHours)
    {
        var day = Math.Clamp((int)(workingHours / HoursADay), 0, mornings.Count - 1);
        return Whole(mornings[day].AddHours(workingHours - day * HoursADay));
    }

    /// <summary>Working hours passed since the first morning.</summary>
    public double HoursAt(DateTimeOffset at)
    {
        var day = mornings.BinarySearch(at);
        if (day < 0) day = Math.Max(~day - 1, 0);
        return day * HoursADay + Math.Clamp((at - mornings[day]).TotalHours, 0, HoursADay);
    }

    /// <summary>A time of a day; on a day off, of the next working day.</summary>
    public static DateTimeOffset On(DateOnly day, double hour)
    {
        while (!IsWorkday(day)) day = day.AddDays(1);
        return Whole(Morning(day).AddHours(hour - 9));
    }

    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Here.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))).ToUniversalTime();

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Here).DateTime);

    public static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>Days on which the whole company is away.</summary>
    public static bool IsHoliday(DateOnly day) => Holidays.ContainsKey((day.Month, day.Day));

    public static readonly IReadOnlyDictionary<(int Month, int Day), string> Holidays = new Dictionary<(int, int), string>
    {
        [(1, 1)] = "New Year's Day", [(1, 6)] = "Epiphany", [(5, 1)] = "May Day", [(6, 6)] = "National Day", [(12, 24)] = "Christmas Eve", [(12, 25)] = "Christmas Day", [(12, 26)] = "Boxing Day", [(12, 31)] = "New Year's Eve",
    };

    static DateTimeOffset Morning(DateOnly day)
    {
        var nine = day.ToDateTime(new TimeOnly(9, 0));
        return new DateTimeOffset(nine, Here.GetUtcOffset(nine)).ToUniversalTime();
    }

    /// <summary>To the second: nobody writes down more.</summary>
    static DateTimeOffset Whole(DateTimeOffset at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
