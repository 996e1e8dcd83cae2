using Rung.Company;
using static Rung.Tests.World;

namespace Rung.Tests.Company;

public sealed class ACompany
{
    [Theory]
    [InlineData("currency", "ISO 4217", "currency", "usd")]
    [InlineData("zone", "IANA", "zone", "Berlin")]
    [InlineData("language", "en, zh-CN", "language", "fr")]
    [InlineData("workdays", "1111100", "workdays", "0000000")]
    [InlineData("workdays", "1111100", "workdays", "111110")]
    [InlineData("workdays", "1111100", "workdays", "MTWTF--")]
    public void Is_described_in_words_that_can_be_computed_with(string at, string expected, string field, string value)
    {
        var profile = Values(new { fromOn = Day(2026, 1, 1), name = "Works" });
        profile[field] = value;
        Assert.Equal(new Unreadable(at, expected), Rung.Records.Record<CompanyProfile>.Enter(profile, Act()).Refusal);
    }

    [Fact]
    public void Closes_after_it_opens() => Assert.Equal(new EndsBeforeStart("closesAtMinute", "opensAtMinute"),
        EnteringRefused<CompanyProfile>(new { fromOn = Day(2026, 1, 1), name = "Works", opensAtMinute = 540, closesAtMinute = 540 }));

    [Fact]
    public void Works_from_nine_to_six_on_weekdays_unless_told_otherwise()
    {
        var profile = Entered<CompanyProfile>(new { fromOn = Day(2026, 1, 1), name = "Works" });
        Assert.Equal(("1111100", 540, 1080), (profile.Workdays, profile.OpensAtMinute, profile.ClosesAtMinute));
    }
}
