namespace Rung.Tests;

public sealed class ThePeriod
{
    [Fact]
    public void Has_its_first_day_and_not_the_day_it_ends()
    {
        var march = Period.Month(2026, 3);
        Assert.True(march.Includes(new(2026, 3, 1)));
        Assert.True(march.Includes(march.LastDay));
        Assert.False(march.Includes(march.Until));
        Assert.Equal(31, march.Days);
    }

    [Fact]
    public void Is_named_as_json_names_it()
    {
        Assert.Equal("2017-03", Period.Month(2017, 3).ToString());
        Assert.Equal("2017-Q4", Period.QuarterOf(new(2017, 12, 31)).ToString());
        Assert.Equal("2017-01-05/2017-01-06", new Period(new(2017, 1, 5), new(2017, 1, 6)).ToString());
    }

    [Fact]
    public void Does_not_end_before_it_starts() => Assert.Throws<ArgumentException>(() => new Period(new(2026, 1, 2), new(2026, 1, 1)));

    [Fact]
    public void Words_are_written_alike_everywhere()
    {
        Assert.Equal("opportunity-won", Words.Kebab("OpportunityWon"));
        Assert.Equal("stage_visit", Words.Snake("StageVisit"));
        Assert.Equal("sha256", Words.Camel("Sha256"));
        Assert.Equal("linked-in", Words.Kebab("LinkedIn"));
    }
}
