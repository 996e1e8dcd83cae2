using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Opportunities;

namespace Rung.Server.Tests.Desk;

public class UndoingOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Undoing_a_win_takes_back_all_of_it(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var deal = await client.Enter("opportunities", new { name = "Visibility", accountId = account.Id(), amount = new { minor = 100, currency = "EUR" } });
        var won = await client.PostAsJsonAsync($"/api/v1/opportunities/{deal.Id()}/win", new { });

        await client.Post($"/api/v1/decisions/{won.Decision()}/undo", new { });

        Assert.Equal("open", (await client.Get("opportunities", deal)).Text("stageKind"));
        Assert.Equal(JsonValueKind.Null, (await client.Get("accounts", account)).GetProperty("customerSince").ValueKind);
        await using var db = house.Store.Open();
        Assert.Equal(1, await db.Set<StageVisit>().CountAsync(v => v.RetractedAt != null));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_later_change_is_in_the_way_until_somebody_chooses(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Before", city = "Oslo" });
        var changed = await client.Patch("accounts", account, 1, new { name = "After", city = "Bergen" });
        await client.Patch("accounts", account, 2, new { name = "Later" });

        var refused = await client.PostAsJsonAsync($"/api/v1/decisions/{changed.Decision()}/undo", new { });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("changed-since", await refused.Problem());

        await client.Post($"/api/v1/decisions/{changed.Decision()}/undo?onConflict=keep", new { });
        var now = await client.Get("accounts", account);
        Assert.Equal(("Later", "Oslo"), (now.Text("name"), now.Text("city")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_undone_is_not_undone_again(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var entered = await client.PostAsJsonAsync("/api/v1/accounts", new { name = "Once" });
        await client.Post($"/api/v1/decisions/{entered.Decision()}/undo", new { });

        Assert.Equal("undone-already", await (await client.PostAsJsonAsync($"/api/v1/decisions/{entered.Decision()}/undo", new { })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Private_values_come_back_from_under_their_key(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var contact = await client.Enter("contacts", new { name = "Karin Holm", email = "karin@example.com" });
        var changed = await client.Patch("contacts", contact, 1, new { name = "Karin Berg" });

        await using var db = house.Store.Open();
        Assert.DoesNotContain(await db.Journal.Select(j => j.Changes).ToListAsync(), c => c != null && c.Contains("Karin", StringComparison.Ordinal));
        await client.Post($"/api/v1/decisions/{changed.Decision()}/undo", new { });

        Assert.Equal("Karin Holm", (await client.Get("contacts", contact)).Text("name"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_stage_is_not_put_back_under_a_later_move(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var stages = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?kind=open&sort=rank")).GetProperty("items").EnumerateArray().Select(s => s.Id()).ToList();
        var deal = await client.Enter("opportunities", new { name = "Visibility" });
        house.Clock.Advance(TimeSpan.FromHours(1));
        var moved = await client.PostAsJsonAsync($"/api/v1/opportunities/{deal.Id()}/move", new { stageId = stages[1] });
        house.Clock.Advance(TimeSpan.FromHours(1));
        await client.Post($"/api/v1/opportunities/{deal.Id()}/move", new { stageId = stages[2] });

        Assert.Equal("changed-since", await (await client.PostAsJsonAsync($"/api/v1/decisions/{moved.Decision()}/undo?onConflict=restore", new { })).Problem());

        await client.Post($"/api/v1/decisions/{moved.Decision()}/undo?onConflict=keep", new { });
        Assert.Equal(stages[2], (await client.Get("opportunities", deal)).Text("stageId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_stage_left_and_found_again_since_is_kept_with_the_moment_of_the_last_move(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var stages = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?kind=open&sort=rank")).GetProperty("items").EnumerateArray().Select(s => s.Id()).ToList();
        var deal = await client.Enter("opportunities", new { name = "Visibility" });
        HttpResponseMessage? first = null;
        foreach (var stage in (int[])[1, 2, 1])
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            var moved = await client.PostAsJsonAsync($"/api/v1/opportunities/{deal.Id()}/move", new { stageId = stages[stage] });
            first ??= moved;
        }

        await client.Post($"/api/v1/decisions/{first!.Decision()}/undo?onConflict=keep", new { });

        Assert.Equal(stages[1], (await client.Get("opportunities", deal)).Text("stageId"));
    }
}
