using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

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

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Whose_health_is_red_is_no_success_and_was_one_while_that_was_not_known(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 16, 16);
        house.Clock.Advance(TimeSpan.FromHours(1));
        var before = house.Clock.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        house.Clock.Advance(TimeSpan.FromHours(1));
        var accounts = (await client.GetFromJsonAsync<JsonElement>("/api/v1/accounts?limit=3")).GetProperty("items").EnumerateArray().Select(a => a.Id()).ToList();
        foreach (var account in accounts)
        {
            for (var i = 0; i < 2; i++) await client.Enter("tickets", new { subject = "Down " + i, accountId = account, severity = "critical", openedAt = "2026-02-20T09:00:00Z" });
            await client.Enter("surveys", new { accountId = account, type = "satisfaction", sentAt = "2026-02-01T09:00:00Z", answeredAt = "2026-02-02T09:00:00Z", score = 0 });
            await client.Enter("invoices", new { number = "I-" + account, accountId = account, issuedOn = "2025-11-20", dueOn = "2025-12-01", amount = new { minor = 1200_00, currency = "USD" } });
            await client.Enter("check-ins", new { accountId = account, type = "cadence", dueOn = "2026-02-10", happenedAt = "2026-01-10T09:00:00Z" });
        }

        async Task<(int, int)> Success(string query)
        {
            var told = (await client.GetFromJsonAsync<JsonElement>("/api/v1/ladder" + query)).GetProperty("criteria").EnumerateArray().Single(c => c.Text("id") == "X1.3");
            return (told.GetProperty("numerator").GetInt32(), told.GetProperty("denominator").GetInt32());
        }

        Assert.Equal((13, 16), await Success("?asOf=2026-02-28"));
        Assert.Equal((16, 16), await Success("?asOf=2026-02-28&knownAt=" + Uri.EscapeDataString(before)));
        foreach (var account in accounts) Assert.Equal("red", (await client.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{account}/health?asOf=2026-02-28")).Text("band"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Use_is_counted_by_the_rule_that_held_on_the_day_and_not_by_the_last_one(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 6, 6);
        // From today on only another event counts, which nobody has sent.
        await client.Enter("acceptable-uses", new { fromOn = "2026-03-02", countedEvents = "report.sent", eventsADay = 1, daysAPeriod = 3, periodDays = 7, periods = 4, periodsNeeded = 3 });

        async Task<int> Using(string day) => (await client.GetFromJsonAsync<JsonElement>("/api/v1/ladder?asOf=" + day)).GetProperty("criteria").EnumerateArray().Single(c => c.Text("id") == "X0.2").GetProperty("numerator").GetInt32();

        Assert.Equal((6, 0), (await Using("2026-03-01"), await Using("2026-03-02")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Outreach_is_counted_by_the_companys_days_whether_all_is_known_or_what_was_known_then(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        foreach (var at in new[] { "2026-02-10T23:59:00Z", "2026-02-11T00:01:00Z", "2026-02-11T12:00:00Z" })
            await client.Enter("activities", new { subject = "Call", type = "call", direction = "outbound", happenedAt = at });
        house.Clock.Advance(TimeSpan.FromHours(1));

        var reader = house.Services.GetRequiredService<Rung.Server.Ladder.LadderReader>();
        var (now, then) = ((await reader.Read(null, CancellationToken.None)).Rows.Touches, (await reader.Read(house.Clock.GetUtcNow(), CancellationToken.None)).Rows.Touches);

        Assert.Equal([(new DateOnly(2026, 2, 10), 1), (new(2026, 2, 11), 2)], now.Select(t => (t.On, t.N)));
        Assert.Equal(then, now);
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
