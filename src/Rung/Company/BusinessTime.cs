namespace Rung.Company;

/// <summary>
/// The company's working clock: it runs on workdays that are no holidays, from opening to closing on the wall of the
/// company's zone, and stands still otherwise. Days are taken whole and only their working hours are added up, so a year
/// costs a few hundred steps. Where a clock change falls into working hours, the hour that is lost is not worked and the
/// hour that comes twice is worked twice.
/// </summary>
/// <param name="company">Its workdays and hours.</param>
/// <param name="holidays">Days on which nobody works.</param>
/// <param name="elsewhere">The zone of a person who keeps the company's hours on another wall; null is the company's.</param>
public sealed class BusinessTime(CompanyProfile company, IReadOnlySet<DateOnly> holidays, string? elsewhere = null)
{
    readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(elsewhere ?? company.Zone);

    public bool IsOpen(DateTimeOffset at) => Hours(DayOf(at).AddDays(-1)).TakeWhile(h => h.From <= at).Any(h => at < h.Until);

    /// <summary>
    /// The earliest instant by which <paramref name="work"/> of working time has passed since <paramref name="from"/>:
    /// nothing passes at once, and a day's work ends at closing and not at the next opening.
    /// </summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        if (work == TimeSpan.Zero) return from;

        var left = work;
        foreach (var (opens, closes) in Hours(DayOf(from).AddDays(-1)))
        {
            var start = opens > from ? opens : from;
            if (closes <= start) continue;
            if (left <= closes - start) return start + left;
            left -= closes - start;
        }

        throw new InvalidOperationException($"There are not {work} of working time left in the calendar after {from:O}.");
    }

    /// <summary>Working time from one instant to another; negative where the second comes first.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from) return -Between(to, from);

        var worked = TimeSpan.Zero;
        foreach (var (opens, closes) in Hours(DayOf(from).AddDays(-1)))
        {
            if (opens >= to) break;
            var (start, end) = (opens > from ? opens : from, closes < to ? closes : to);
            if (end > start) worked += end - start;
        }

        return worked;
    }

    /// <summary>The day by which so many workdays have passed after a day; 0 is the day itself, or the next workday where it is none.</summary>
    public DateOnly Workday(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = from;
        while (!IsWorkday(day) && days == 0) day = day.AddDays(1);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkday(day)) left--;
        }

        return day;
    }

    /// <summary>Workdays after the first day up to and with the second; negative where the second comes first.</summary>
    public int Workdays(DateOnly from, DateOnly to)
    {
        if (to < from) return -Workdays(to, from);

        var days = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (IsWorkday(day)) days++;
        return days;
    }

    DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    bool IsWorkday(DateOnly day) => company.Workdays[((int)day.DayOfWeek + 6) % 7] == '1' && !holidays.Contains(day);

    /// <summary>Working hours from a day on, in order.</summary>
    IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Hours(DateOnly day)
    {
        for (; day.Year < 9999; day = day.AddDays(1))
            if (IsWorkday(day))
                foreach (var hours in HoursOf(day)) yield return hours;
    }

    /// <summary>One piece of a day, or two where the clocks change about it.</summary>
    IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> HoursOf(DateOnly day)
    {
        // Whatever the zone, the local day lies between these two.
        var (early, late) = (Utc(day.AddDays(-1)), Utc(day.AddDays(2)));
        var (before, after) = (zone.GetUtcOffset(early), zone.GetUtcOffset(late));
        var (opens, closes) = (Utc(day).AddMinutes(company.OpensAtMinute), Utc(day).AddMinutes(company.ClosesAtMinute));
        if (before == after)
        {
            yield return (opens - before, closes - before);
            yield break;
        }

        var change = Change(early, late, before);
        if (opens - before < change) yield return (opens - before, Earlier(closes - before, change));
        if (closes - after > change) yield return (Later(opens - after, change), closes - after);
    }

    /// <summary>The first second with another offset than before.</summary>
    DateTimeOffset Change(DateTimeOffset early, DateTimeOffset late, TimeSpan before)
    {
        var (same, other) = (early.ToUnixTimeSeconds(), late.ToUnixTimeSeconds());
        while (other - same > 1)
        {
            var middle = same + (other - same) / 2;
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == before) same = middle;
            else other = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(other);
    }

    static DateTimeOffset Utc(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
