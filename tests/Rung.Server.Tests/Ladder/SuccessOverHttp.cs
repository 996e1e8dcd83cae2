using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Ladder;

/// <summary>V8 through the product: customers entered, their use sent event by event, the verdicts read back.</summary>
public sealed class SuccessOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Thirty_one_of_forty_two_on_the_way_to_success_are_not_enough_to_be_sure(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 42, 31);

        var ladder = await client.GetFromJsonAsync<JsonElement>("/api/v1/ladder?asOf=2026-02-28");

        var success = ladder.GetProperty("criteria").EnumerateArray().Single(c => c.Text("id") == "X1.3");
        Assert.Equal((31, 42, "INSUFFICIENT"), (success.GetProperty("numerator").GetInt32(), success.GetProperty("denominator").GetInt32(), success.Text("reading")));
        Assert.Equal((0.738095, 0.672689, 0.579603, 0.861390), (Six(success, "estimate"), Six(success, "probability"), Six(success.GetProperty("interval"), "low"), Six(success.GetProperty("interval"), "high")));
    }

    [Fact]
    public async Task Fourteen_of_thirty_six_are_spray_and_pray()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 36, 14);

        var ladder = await client.GetFromJsonAsync<JsonElement>("/api/v1/ladder?asOf=2026-02-28");

        var few = ladder.GetProperty("antiPatterns").EnumerateArray().Single(p => p.Text("id") == "A1.2").GetProperty("signs").EnumerateArray().Single(s => s.Text("id") == "A1.2.a");
        Assert.Equal((true, 0.388889, 36), (few.GetProperty("on").GetBoolean(), Six(few, "seen"), few.GetProperty("n").GetInt32()));
    }

    /// <summary>Customers since January, of whom so many use the product on every weekday of February, the others on Mondays.</summary>
    static async Task Customers(HttpClient client, int all, int successful)
    {
        await client.Enter("usage-events", new { name = "load.tracked" });
        var events = new List<object>();
        for (var i = 0; i < all; i++)
        {
            var account = (await client.Enter("accounts", new { name = "C" + i, externalId = "c:" + i })).Id();
            await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2026-01-01", endsOn = "2027-01-01", termMonths = 12, billing = "year", price = new { minor = 1200_00, currency = "USD" } });
            await client.Enter("onboardings", new { accountId = account, targetOn = "2026-02-01", kickedOffAt = "2026-01-05T09:00:00Z", firstValueAt = "2026-01-20T09:00:00Z" });
            await client.Enter("usage-days", new { accountId = account, usedOn = "2026-01-12", coreEvents = 12 });
            for (var day = new DateOnly(2026, 2, 2); day <= new DateOnly(2026, 2, 28); day = day.AddDays(1))
                if (i < successful ? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) : day.DayOfWeek == DayOfWeek.Monday)
                    events.Add(new { id = $"{i}/{day:O}", account = "c:" + i, @event = "load.tracked", at = $"{day:O}T10:00:00Z", times = 12, user = "u" });
        }

        Assert.Equal(events.Count, (await client.Post("/api/v1/usage", new { events })).GetProperty("counts").GetProperty("counted").GetInt32());
    }

    static double Six(JsonElement of, string field) => Math.Round(of.GetProperty(field).GetDouble(), 6);
}
