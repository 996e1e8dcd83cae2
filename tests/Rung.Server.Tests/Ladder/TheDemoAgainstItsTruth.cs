using Microsoft.Extensions.DependencyInjection;
using Rung.Ladder;
using Rung.Server.Demo;
using Rung.Server.Ladder;
using Rung.Server.Tests.Demo;

namespace Rung.Server.Tests.Ladder;

/// <summary>The demo company at every month-end of its first year, beside what its truth file says.</summary>
public sealed class TheDemoAgainstItsTruth
{
    [Fact]
    public async Task What_goes_wrong_shows_while_it_does_and_no_rung_is_left_too_early()
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.LiveAYear();
        var until = DateOnly.FromDateTime(house.Desk.Now.UtcDateTime).AddDays(-3);
        var months = (await house.Services.GetRequiredService<LadderReport>().History(until, null, CancellationToken.None)).Months;
        var (story, first) = (Stories.Named(Stories.Usual)!, until.AddDays(1).AddMonths(-14));
        DateOnly On(double month) => TruthFile.Calendar(first, month);

        // Within the detector's window and one evaluation of its beginning and of its end.
        foreach (var (plot, id, window) in new[] { (PlotKind.HiredTooEarly, "A0.1", 0), (PlotKind.HiredTooEarly, "A1.1", 0), (PlotKind.NotCharging, "A0.2", 61) })
        {
            var told = story.Plots.Single(p => p.Kind == plot);
            var active = months.Where(m => m.Patterns.Single(p => p.Id == id).IsActive).Select(m => m.AsOf).ToList();
            Assert.NotEmpty(active);
            Assert.All(active.Where(day => day < On(11)), day => Assert.InRange(day, On(told.FromMonth), On(told.UntilMonth).AddDays(window + 31)));
        }

        Assert.DoesNotContain(months, m => m.Stage > MaturityStage.S0 && m.AsOf < On(story.Exits.Single(e => e.Stage == MaturityStage.S0).Month).AddDays(-60));
        Assert.DoesNotContain(months, m => m.Patterns.Any(p => p.Id is "A2.1" or "A2.2" && p.IsActive));
    }
}
