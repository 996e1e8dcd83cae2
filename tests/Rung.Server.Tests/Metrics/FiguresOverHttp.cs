using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Metrics;

public class FiguresOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_past_day_is_told_as_it_was_with_all_that_is_known_now(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        house.Clock.SetUtcNow(new(2026, 4, 10, 9, 0, 0, TimeSpan.Zero));
        var won = await client.Enter("opportunities", new { name = "Won", accountId = (await client.Enter("accounts", new { name = "Varg" })).Id(), amount = new { minor = 5_000, currency = "EUR" } });
        var lost = await client.Enter("opportunities", new { name = "Lost" });
        house.Clock.SetUtcNow(new(2026, 5, 21, 9, 0, 0, TimeSpan.Zero));
        await client.Post($"/api/v1/opportunities/{won.Id()}/win", new { });
        await client.Post($"/api/v1/opportunities/{lost.Id()}/lose", new { reason = "price" });

        var now = await client.GetFromJsonAsync<JsonElement>("/api/v1/metrics?by=owner");
        var then = await client.GetFromJsonAsync<JsonElement>("/api/v1/metrics?asOf=2026-05-20");
        var before = await client.GetFromJsonAsync<JsonElement>("/api/v1/metrics?asOf=2026-04-09");

        Assert.Equal((0, 1, 1), Counts(now));
        Assert.Equal((2, 0, 0), Counts(then));
        Assert.Equal((0, 0, 0), Counts(before));
        Assert.Equal(5_000, now.GetProperty("wonValue").GetProperty("EUR").GetInt64());
        Assert.Equal(0.5, now.GetProperty("winRate").GetProperty("period").GetProperty("value").GetDouble());
        Assert.Equal(41, now.GetProperty("cycleDays").GetProperty("wonMedian").GetDouble());
        Assert.Equal("2026-05", now.GetProperty("bookings")[0].GetProperty("period").GetString());
        Assert.Equal(JsonValueKind.Null, before.GetProperty("winRate").GetProperty("period").GetProperty("value").ValueKind);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_is_computed_from_history_as_of_today_is_what_is_computed_from_the_present(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var chance = new Random(7);
        var stages = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?kind=open&sort=rank")).GetProperty("items").EnumerateArray().Select(s => s.Id()).ToList();
        for (var i = 0; i < 25; i++)
        {
            house.Clock.Advance(TimeSpan.FromHours(chance.Next(1, 60)));
            var deal = await client.Enter("opportunities", new { name = "D" + i, accountId = (await client.Enter("accounts", new { name = "A" + i })).Id(), amount = new { minor = chance.Next(1, 9000), currency = "USD" } });
            house.Clock.Advance(TimeSpan.FromHours(chance.Next(1, 60)));
            var verb = chance.Next(5);
            if (verb == 0) await client.Post($"/api/v1/opportunities/{deal.Id()}/win", new { });
            if (verb == 1) await client.Post($"/api/v1/opportunities/{deal.Id()}/lose", new { reason = "no" });
            if (verb == 2) await client.Post($"/api/v1/opportunities/{deal.Id()}/move", new { stageId = stages[chance.Next(1, stages.Count)] });
            if (verb == 3)
            {
                var won = await client.PostAsJsonAsync($"/api/v1/opportunities/{deal.Id()}/win", new { });
                await client.Post($"/api/v1/decisions/{won.Decision()}/undo", new { });
            }
        }

        var today = house.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var present = await client.GetStringAsync("/api/v1/metrics?by=owner&every=quarter");
        var history = await client.GetStringAsync($"/api/v1/metrics?by=owner&every=quarter&asOf={today}");
        Assert.Equal(present, history);
    }

    static (int Open, int Won, int Lost) Counts(JsonElement metrics)
    {
        var counts = metrics.GetProperty("opportunities");
        return (counts.GetProperty("open").GetInt32(), counts.GetProperty("won").GetInt32(), counts.GetProperty("lost").GetInt32());
    }
}
