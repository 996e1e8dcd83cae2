using System.Globalization;

namespace Rung;

/// <summary>Days from <see cref="From"/> (included) to <see cref="Until"/> (excluded). Empty is allowed.</summary>
public readonly record struct Period
{
    public Period(DateOnly from, DateOnly until)
    {
        if (until < from) throw new ArgumentException($"A period cannot end ({until:O}) before it starts ({from:O}).");
        (From, Until) = (from, until);
    }

    public DateOnly From { get; }

    public DateOnly Until { get; }

    public int Days => Until.DayNumber - From.DayNumber;

    public DateOnly LastDay => Until.AddDays(-1);

    public bool Includes(DateOnly day) => day >= From && day < Until;

    public static Period Month(int year, int month) => Of(new DateOnly(year, month, 1), months: 1);

    public static Period MonthOf(DateOnly day) => Month(day.Year, day.Month);

    public static Period QuarterOf(DateOnly day) => Of(new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1), months: 3);

    public Period Next(int months) => Of(Until, months);

    static Period Of(DateOnly from, int months) => new(from, from.AddMonths(months));

    /// <summary>The stable name in JSON: <c>2017-03</c> for a month, <c>2017-Q1</c> for a calendar quarter, else the two days.</summary>
    public override string ToString()
    {
        if (From.Day == 1 && Until == From.AddMonths(1)) return From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (From is { Day: 1, Month: 1 or 4 or 7 or 10 } && Until == From.AddMonths(3))
            return string.Create(CultureInfo.InvariantCulture, $"{From.Year:0000}-Q{(From.Month - 1) / 3 + 1}");
        return string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}/{Until:yyyy-MM-dd}");
    }
}
