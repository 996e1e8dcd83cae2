using Rung.Server.Ladder;

namespace Rung.Server.Tests.Ladder;

public sealed class TheDayOfAnInstant
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Monrovia")] // 44 minutes and 30 seconds behind until 1972
    public void Is_the_zones_own_however_often_and_in_whatever_order_it_is_asked(string name)
    {
        var (zone, chance) = (TimeZoneInfo.FindSystemTimeZoneById(name), new Random(5));
        var days = new DayOfInstant(zone);
        // So many, and so near, that remembered ones are met again and thrown out again.
        for (var i = 0; i < 200_000; i++)
        {
            var at = new DateTimeOffset(1960, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(chance.Next(3) switch
            {
                0 => chance.NextInt64(70L * 366 * 86_400),
                1 => 1_640_000_000 + chance.Next(40 * 86_400),
                _ => 360_000_000 + chance.Next(3 * 86_400),
            });
            Assert.Equal(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime), days.Of(at));
        }
    }
}
