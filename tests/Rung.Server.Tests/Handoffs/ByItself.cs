using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Handoffs;
using Rung.Server.People;

namespace Rung.Server.Tests.Handoffs;

/// <summary>What nobody has to say: the first move is seen, and an announced last day passes the work on.</summary>
public sealed class ByItself
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_new_owners_first_move_with_the_record_is_seen_and_nobody_elses(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var lead = await team.Lead();
        var handoff = await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = team.InesId, packet = """{"Why they buy":"x"}""" });
        await team.Ines.Post($"/api/v1/handoffs/{handoff.Id()}/accept", new { });
        var sale = (await team.Ines.Read("leads", lead)).Text("opportunityId");
        async Task<DateTimeOffset?> Seen()
        {
            await house.CatchUp();
            await using var db = house.Store.Open();
            return (await db.Set<Handoff>().AsNoTracking().SingleAsync()).FirstActionAt;
        }

        Assert.Null(await Seen());
        house.Clock.Advance(TimeSpan.FromHours(1));
        await team.Tom.Enter("activities", new { subject = "Call", type = "call", opportunityId = sale });
        await team.Ines.Enter("activities", new { subject = "Elsewhere", type = "call" });
        Assert.Null(await Seen());
        house.Clock.Advance(TimeSpan.FromHours(1));
        await team.Ines.Enter("activities", new { subject = "Call", type = "call", opportunityId = sale });
        Assert.Equal(House.Begins.AddHours(2), await Seen());
        house.Clock.Advance(TimeSpan.FromHours(1));
        await team.Ines.Enter("activities", new { subject = "Again", type = "call", opportunityId = sale });
        Assert.Equal(House.Begins.AddHours(2), await Seen());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_announced_last_day_passes_the_work_on_once_it_is_over(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var (_, sale) = await team.Sale();
        var founder = house.ClientOf(house.Founder);
        var ines = await founder.Read("people", team.InesId);
        (await founder.Patch("people", ines, ines.GetProperty("version").GetInt64(), new { leftOn = "2026-03-03" })).EnsureSuccessStatusCode();
        var rounds = house.Services.GetRequiredService<ExitRounds>();

        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, team.InesId), (await rounds.Run(default), (await founder.Read("opportunities", sale)).Text("accountableId")));
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, house.Founder.Id.ToString()), (await rounds.Run(default), (await founder.Read("opportunities", sale)).Text("accountableId")));
        Assert.Equal(0, await rounds.Run(default));
    }
}
