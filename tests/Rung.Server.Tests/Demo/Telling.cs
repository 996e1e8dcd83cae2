using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Demo;

namespace Rung.Server.Tests.Demo;

static class Telling
{
    /// <summary>The house's first year as the demo tells it, up to a few days before its clock.</summary>
    public static async Task LiveAYear(this House house)
    {
        var truth = Path.GetTempFileName();
        var until = DateOnly.FromDateTime(house.Desk.Now.UtcDateTime).AddDays(-3);
        (await house.Services.GetRequiredService<DemoCompany>().Tell(house.Founder, new(DemoCompany.UsualSeed, DemoSize.Small, Stories.Usual, until, 14, truth), null, CancellationToken.None)).Accepted(out _, out var refusal);
        File.Delete(truth);
        Assert.Null(refusal);
    }
}
