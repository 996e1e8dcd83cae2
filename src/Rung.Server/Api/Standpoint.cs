using System.Globalization;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Api;

/// <summary>
/// Where a list is read from: by whom, on which day. A filter may say <c>me</c>, <c>today-7</c> or <c>quarter</c>, and one
/// saved view serves everybody for ever.
/// </summary>
sealed record Standpoint(Guid Me, DateOnly Today, TimeZoneInfo Zone, DayOfWeek WeekStart, int FiscalStart)
{
    const int Furthest = 40_000;

    public static readonly Standpoint Nowhere = new(Guid.Empty, new(2000, 1, 1), TimeZoneInfo.Utc, DayOfWeek.Monday, 1);

    public static async Task<Standpoint> Of(HttpContext http)
    {
        var now = http.RequestServices.GetRequiredService<TheDesk>().Now;
        var profiles = await http.RequestServices.GetRequiredService<Store>().Known.Profiles();
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var company = profiles.LastOrDefault(p => p.FromOn <= day) ?? profiles[0];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(company.Zone);
        return new(http.Actor().Id.Value, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), zone, company.WeekStart, company.FiscalYearStartMonth);
    }

    /// <summary>
    /// Days from the first until before the second: a day as <c>2026-11-24</c>; <c>today+14</c>; <c>week</c>, <c>month-1</c>,
    /// <c>quarter+1</c>, <c>year</c> of the company; <c>days-30</c> up to and with today, <c>days+30</c> from today on. Null for anything else.
    /// </summary>
    public (DateOnly From, DateOnly Until)? Days(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (day, day.AddDays(1));

        var sign = text.AsSpan().IndexOfAny('+', '-');
        var (word, by) = (sign < 0 ? text : text[..sign], 0);
        if (sign >= 0 && (!int.TryParse(text.AsSpan(sign), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out by) || Math.Abs(by) > Furthest)) return null;
        if (word is "month" or "quarter" or "year" or "week" && Math.Abs(by) > 1000) return null;
        return word switch
        {
            "today" => (Today.AddDays(by), Today.AddDays(by + 1)),
            "days" => by < 0 ? (Today.AddDays(by), Today.AddDays(1)) : (Today, Today.AddDays(by + 1)),
            "week" => Week(by),
            "month" => Months(new(Today.Year, Today.Month, 1), 1, by),
            "quarter" => Months(Fiscal().AddMonths(MonthsIntoYear() / 3 * 3), 3, by),
            "year" => Months(Fiscal(), 12, by),
            _ => null,
        };
    }

    /// <summary>The first instant of a day in the company's zone.</summary>
    public DateTimeOffset Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clocks jump over midnight, the day begins after the jump.
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    (DateOnly, DateOnly) Week(int by)
    {
        var first = Today.AddDays(-(((int)Today.DayOfWeek - (int)WeekStart + 7) % 7) + by * 7);
        return (first, first.AddDays(7));
    }

    static (DateOnly, DateOnly) Months(DateOnly first, int length, int by) => (first.AddMonths(length * by), first.AddMonths(length * (by + 1)));

    int MonthsIntoYear() => (Today.Month - FiscalStart + 12) % 12;

    DateOnly Fiscal() => new DateOnly(Today.Year, Today.Month, 1).AddMonths(-MonthsIntoYear());
}
