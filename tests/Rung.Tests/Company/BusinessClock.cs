using CsCheck;
using Rung.Company;
using static Rung.Tests.World;

namespace Rung.Tests.Company;

public sealed class BusinessClock
{
    static readonly DateOnly Holiday = Day(2026, 3, 4);

    static readonly BusinessTime Office = new(Profile("Europe/Berlin", "1111100", 540, 1080), new HashSet<DateOnly> { Holiday });

    [Fact]
    public void Four_hours_from_Monday_noon_end_the_same_afternoon() => Assert.Equal(Hour(2, 15), Office.Add(Hour(2, 11), TimeSpan.FromHours(4)));

    [Fact]
    public void What_a_day_cannot_hold_goes_on_the_next_morning() =>
        // Berlin closes at 17:00 UTC and opens at 08:00 UTC.
        Assert.Equal(Hour(3, 10), Office.Add(Hour(2, 15), TimeSpan.FromHours(4)));

    [Fact]
    public void A_whole_day_of_work_ends_at_closing_and_not_at_the_next_opening() => Assert.Equal(Hour(2, 17), Office.Add(Hour(2, 8), TimeSpan.FromHours(9)));

    [Fact]
    public void Holidays_and_weekends_do_not_count()
    {
        Assert.Equal(Hour(5, 9), Office.Add(Hour(3, 16), TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromHours(2), Office.Between(Hour(3, 16), Hour(5, 9)));
        Assert.Equal(TimeSpan.Zero, Office.Between(Hour(7, 0), Hour(9, 8)));
    }

    [Fact]
    public void Workdays_pass_over_weekends_and_holidays_and_nought_is_the_next_workday()
    {
        Assert.Equal(Day(2026, 3, 5), Office.Workday(Day(2026, 3, 3), 1));
        Assert.Equal(Day(2026, 3, 9), Office.Workday(Day(2026, 3, 6), 1));
        Assert.Equal(Day(2026, 3, 9), Office.Workday(Day(2026, 3, 7), 0));
        Assert.Equal(Day(2026, 3, 6), Office.Workday(Day(2026, 3, 6), 0));
        Assert.Equal(Day(2026, 3, 10), Office.Workday(Day(2026, 3, 2), 5));
        for (var days = 0; days < 40; days++) Assert.Equal(days, Office.Workdays(Day(2026, 3, 2), Office.Workday(Day(2026, 3, 2), days)));
        Assert.Equal(-2, Office.Workdays(Day(2026, 3, 5), Day(2026, 3, 2)));
    }

    [Fact]
    public void Between_runs_backwards_with_a_minus() => Assert.Equal(TimeSpan.FromHours(-2), Office.Between(Hour(5, 9), Hour(3, 16)));

    [Fact]
    public void It_is_open_from_opening_and_closed_from_closing()
    {
        Assert.True(Office.IsOpen(Hour(2, 8)));
        Assert.False(Office.IsOpen(Hour(2, 7, 59)));
        Assert.False(Office.IsOpen(Hour(2, 17)));
        Assert.False(Office.IsOpen(Hour(4, 12)));
    }

    [Fact]
    public void The_wall_decides_and_not_the_world_when_the_clocks_change()
    {
        // Germany moves to summer time on Sunday 29 March 2026: nine o'clock is 08:00 UTC before and 07:00 UTC after.
        Assert.Equal(Hour(30, 8), Office.Add(Hour(27, 16), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Walking_minute_by_minute_finds_the_same() => Gen.Select(Situation, Gen.Int[0, 6000]).Sample((situation, length) =>
    {
        var (profile, holidays, from) = situation;
        var (clock, to) = (new BusinessTime(profile, holidays), from.AddMinutes(length));
        Assert.Equal(TimeSpan.FromMinutes(Walk(profile, holidays, from, to)), clock.Between(from, to));
        Assert.Equal(Counts(profile, holidays, from), clock.IsOpen(from));
    }, iter: 300);

    [Fact]
    public void Adding_gives_the_first_instant_by_which_so_much_has_passed() => Gen.Select(Situation, Gen.Int[1, 3000]).Sample((situation, work) =>
    {
        var (profile, holidays, from) = situation;
        var clock = new BusinessTime(profile, holidays);
        var end = clock.Add(from, TimeSpan.FromMinutes(work));
        Assert.Equal(TimeSpan.FromMinutes(work), clock.Between(from, end));
        Assert.Equal(TimeSpan.FromMinutes(work) - TimeSpan.FromTicks(1), clock.Between(from, end.AddTicks(-1)));
    }, iter: 1000);

    static readonly (string Zone, string Day)[] Changes =
    [
        ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"), ("America/New_York", "2026-03-08"), ("America/New_York", "2026-11-01"),
        ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"), ("Pacific/Apia", "2011-12-30"), ("Africa/Cairo", "2026-04-24"),
        ("Asia/Shanghai", "2026-02-17"), ("Asia/Kathmandu", "2026-05-01"), ("UTC", "2026-01-01"),
    ];

    /// <summary>Days around every clock change of zones that differ most: half an hour (Lord Howe), a day left out (Apia 2011), at midnight (Cairo).</summary>
    static readonly Gen<(CompanyProfile, HashSet<DateOnly>, DateTimeOffset)> Situation =
        Gen.Select(
            Gen.Int[0, Changes.Length - 1].Select(i => Changes[i]),
            Gen.Int[0, 1439], Gen.Int[0, 1440], Gen.Int[1, 127], Gen.Int[-5 * 1440, 2 * 1440], Gen.Int[-3, 3].Array[0, 2])
        .Select((change, a, b, days, offset, free) =>
        {
            var (opens, closes) = a == b ? (a, a + 1) : (Math.Min(a, b), Math.Max(a, b));
            var day = DateOnly.Parse(change.Day, System.Globalization.CultureInfo.InvariantCulture);
            var workdays = string.Concat(Enumerable.Range(0, 7).Select(i => (days >> i & 1) == 1 ? '1' : '0'));
            return (Profile(change.Zone, workdays, opens, closes), free.Select(day.AddDays).ToHashSet(),
                new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddMinutes(offset));
        });

    static int Walk(CompanyProfile profile, HashSet<DateOnly> holidays, DateTimeOffset from, DateTimeOffset to)
    {
        var worked = 0;
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
            if (Counts(profile, holidays, minute)) worked++;
        return worked;
    }

    static bool Counts(CompanyProfile profile, HashSet<DateOnly> holidays, DateTimeOffset at)
    {
        var wall = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(profile.Zone)).DateTime;
        var minute = wall.Hour * 60 + wall.Minute;
        return profile.Workdays[((int)wall.DayOfWeek + 6) % 7] == '1' && !holidays.Contains(DateOnly.FromDateTime(wall))
            && minute >= profile.OpensAtMinute && minute < profile.ClosesAtMinute;
    }

    static CompanyProfile Profile(string zone, string workdays, int opens, int closes) => Entered<CompanyProfile>(new
    {
        fromOn = Day(2000, 1, 1), name = "Works", currency = "EUR", zone, language = "en", workdays, opensAtMinute = opens, closesAtMinute = closes,
    });
}
