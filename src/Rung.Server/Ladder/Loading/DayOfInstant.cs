namespace Rung.Server.Ladder;

/// <summary>
/// The day in a zone of millions of instants: each quarter of an hour, of which every zone's days are made, is worked out
/// once while it is remembered. Several may ask at the same time.
/// </summary>
sealed class DayOfInstant(TimeZoneInfo zone)
{
    const int Remembered = 1 << 12, DayBits = 24;

    /// <summary>Before this, zones differ from each other by minutes and seconds of their sun.</summary>
    static readonly long Quartered = new DateTimeOffset(1973, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    readonly long[] known = new long[Remembered];

    public DateOnly Of(DateTimeOffset at)
    {
        var ticks = at.UtcTicks;
        if (ticks < Quartered) return Told(at);

        var quarter = ticks / TimeSpan.FromMinutes(15).Ticks;
        ref var place = ref known[quarter & (Remembered - 1)];
        // Quarter and day in one word, so that nobody reads half of what another writes.
        if (Volatile.Read(ref place) is var held && held >> DayBits == quarter) return DateOnly.FromDayNumber((int)(held & ((1 << DayBits) - 1)));

        var day = Told(at);
        Volatile.Write(ref place, quarter << DayBits | (long)day.DayNumber);
        return day;
    }

    DateOnly Told(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
