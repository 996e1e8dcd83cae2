using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Handoffs;
using Rung.People;

namespace Rung.Server.Tests.Handoffs;

/// <summary>Somebody leaves, or is away: the work has somebody all the same. Now is Monday 2 March 2026.</summary>
public sealed class Leaving
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Whoever_leaves_passes_everything_open_to_their_manager_and_offers_it_to_the_successor(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var founder = house.ClientOf(house.Founder);
        var manager = (await founder.Enter("people", new { name = "Mona" })).Id();
        await founder.Enter("role-assignments", new { personId = team.InesId, role = "ae", startsOn = "2026-01-01", managerId = manager });
        var (account, sale) = await team.Sale();
        var lost = (await team.Ines.Enter("opportunities", new { name = "Lost", accountId = account, accountableId = team.InesId })).Id();
        await team.Ines.Post($"/api/v1/opportunities/{lost}/lose", new { reason = "Price" });
        var task = (await team.Ines.Enter("activities", new { subject = "Call", type = "task", accountId = account, dueAt = "2026-03-05T10:00:00Z" })).Id();
        var handoff = (await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = team.InesId })).Id();

        await founder.Post($"/api/v1/people/{team.InesId}/leave", new { on = "2026-03-02", successorId = team.SaraId });

        Assert.Equal((manager, manager, team.InesId), ((await founder.Read("opportunities", sale)).Text("accountableId"), (await founder.Read("activities", task)).Text("actorId"), (await founder.Read("opportunities", lost)).Text("accountableId")));
        Assert.Equal(manager, (await founder.Read("handoffs", handoff)).Text("toPersonId"));
        Assert.Equal("2026-03-03", (await founder.List("role-assignments")).Single(r => r.Text("personId") == team.InesId).Text("endsOn"));
        await using var db = house.Store.Open();
        var offered = await db.Set<Handoff>().SingleAsync(h => h.Type == HandoffType.Exit);
        Assert.Equal((sale, manager, team.SaraId), (offered.OpportunityId.ToString(), offered.FromPersonId.ToString(), offered.ToPersonId.ToString()));
        await team.Sara.Post($"/api/v1/handoffs/{offered.Id}/accept", new { });
        Assert.Equal(team.SaraId, (await founder.Read("opportunities", sale)).Text("accountableId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Saying_a_last_day_that_is_over_passes_the_work_on_in_the_same_decision_and_undoing_it_gives_it_back(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var (_, sale) = await team.Sale();
        var founder = house.ClientOf(house.Founder);
        var ines = await founder.Read("people", team.InesId);

        var answer = await founder.Patch("people", ines, ines.GetProperty("version").GetInt64(), new { leftOn = "2026-02-27" });
        Assert.Equal(house.Founder.Id.ToString(), (await founder.Read("opportunities", sale)).Text("accountableId"));
        (await founder.PostAsJsonAsync($"/api/v1/decisions/{answer.Decision()}/undo", new { })).EnsureSuccessStatusCode();
        Assert.Equal(team.InesId, (await founder.Read("opportunities", sale)).Text("accountableId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Nobody_who_has_left_is_named_again_and_what_comes_back_goes_to_who_stays(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var founder = house.ClientOf(house.Founder);
        var (account, sale) = await team.Sale();
        await team.Ines.Post($"/api/v1/opportunities/{sale}/lose", new { reason = "Price" });
        await founder.Post($"/api/v1/people/{team.InesId}/leave", new { on = "2026-03-01" });

        Assert.Equal("colleague-has-left", await (await founder.PostAsJsonAsync("/api/v1/opportunities", new { name = "New", accountId = account, accountableId = team.InesId })).Problem());
        Assert.Equal(team.InesId, (await founder.Read("opportunities", sale)).Text("accountableId"));
        await founder.Post($"/api/v1/opportunities/{sale}/reopen", new { });
        Assert.Equal(house.Founder.Id.ToString(), (await founder.Read("opportunities", sale)).Text("accountableId"));
    }

    [Fact]
    public async Task The_last_founder_stays()
    {
        await using var house = await House.Open(Database.Sqlite);
        Assert.Equal("last-founder", await (await house.ClientOf(house.Founder).PostAsJsonAsync($"/api/v1/people/{house.Founder.Id}/leave", new { on = "2026-03-01" })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task While_somebody_is_away_the_stand_in_sees_the_work_as_their_own(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        await team.Ines.Enter("opportunities", new { name = "Nobody's step", accountableId = team.InesId });
        async Task<IEnumerable<string?>> Leaks(HttpClient who) => (await who.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/leaks?whose=me")).GetProperty("items").EnumerateArray().Select(l => l.Text("reason"));

        Assert.Empty(await Leaks(team.Sara));
        await house.ClientOf(house.Founder).Enter("absences", new { personId = team.InesId, startsOn = "2026-03-02", backOn = "2026-03-03", coveredById = team.SaraId });
        Assert.Equal(["noNextStep"], await Leaks(team.Sara));
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await Leaks(team.Sara));
    }
}
