namespace Rung.Server.Metrics;

/// <summary>
/// The two cuts of 3.0: what had happened by the end of a day, and what had been recorded by a time. Either may be open.
/// </summary>
/// <param name="HappenedBefore">The first instant that no longer counts; null counts everything.</param>
/// <param name="KnownUntil">The last instant of recording that counts; null is all that is known now.</param>
/// <param name="Zone">The company's zone, in which days are counted.</param>
sealed record AsOf(DateTimeOffset? HappenedBefore, DateTimeOffset? KnownUntil, TimeZoneInfo Zone)
{
    public static AsOf Now(TimeZoneInfo zone) => new(null, null, zone);

    /// <summary>The end of a day, with all that is known now.</summary>
    public static AsOf EndOf(DateOnly day, TimeZoneInfo zone, DateTimeOffset? knownUntil = null) => new(StartOf(day.AddDays(1), zone), knownUntil, zone);

    public bool IsNow => HappenedBefore is null && KnownUntil is null;

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // A midnight that daylight saving skips begins when the clock goes on.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
