using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Ladder;
using Rung.Server.Ladder;

namespace Rung.Server.Tests.Ladder;

/// <summary>Rows entered over the API, the ladder read back.</summary>
public sealed class TheLadderOverHttp
{
    static object Usd(long minor) => new { minor, currency = "USD" };

    static Task<JsonElement> Read(HttpClient client, string query = "") => client.GetFromJsonAsync<JsonElement>("/api/v1/ladder" + query);

    static JsonElement Of(JsonElement ladder, string id) => ladder.GetProperty("criteria").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    static JsonElement Pattern(JsonElement ladder, string id) => ladder.GetProperty("antiPatterns").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    /// <summary>So many paying customers since January, of whom so many use the product on five days a week until the end of March.</summary>
    static async Task Customers(HttpClient client, int all, int active)
    {
        for (var i = 0; i < all; i++)
        {
            var account = (await client.Enter("accounts", new { name = "C" + i })).Id();
            await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2026-01-01", endsOn = "2027-01-01", termMonths = 12, billing = "year", price = Usd(1200) });
            await client.Enter("payments", new { accountId = account, paidOn = "2026-01-20", amount = Usd(1200) });
            await client.Enter("onboardings", new { accountId = account, targetOn = "2026-02-01", kickedOffAt = "2026-01-05T09:00:00Z", firstValueAt = "2026-01-20T09:00:00Z" });
            for (var day = new DateOnly(2026, 1, 5); day <= new DateOnly(2026, 2, 28); day = day.AddDays(1))
                if (i < active ? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) : day.DayOfWeek == DayOfWeek.Monday) await client.Enter("usage-days", new { accountId = account, usedOn = day, activeUsers = 3, coreEvents = 12 });
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Six_paying_customers_are_read_from_what_was_entered(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 6, 5);

        var ladder = await Read(client, "?asOf=2026-02-28");

        Assert.Equal(("2026-02-28", "S0", false), (ladder.Text("asOf"), ladder.Text("stage"), ladder.GetProperty("stageConfirmed").GetBoolean()));
        Assert.Equal((14, 7), (ladder.GetProperty("criteria").GetArrayLength(), ladder.GetProperty("antiPatterns").GetArrayLength()));
        var paying = Of(ladder, "X0.1");
        Assert.Equal(("PASS", 6, JsonValueKind.Null, 5.0), (paying.Text("verdict"), paying.GetProperty("n").GetInt32(), paying.GetProperty("probability").ValueKind, paying.GetProperty("threshold").GetDouble()));
        var use = Of(ladder, "X0.2");
        Assert.Equal((6, 5.0 / 6, "/ladder/X0.2?asOf=2026-02-28"), (use.GetProperty("n").GetInt32(), use.GetProperty("estimate").GetDouble(), use.Text("evidence")));
        Assert.Equal("INSUFFICIENT", Of(ladder, "X0.3").Text("verdict"));
        Assert.Equal("noOutcomes", Of(ladder, "X0.3").GetProperty("lack").Text("kind"));
        Assert.Contains("X0.2", await client.GetStringAsync("/ladder/X0.2?asOf=2026-02-28"), StringComparison.Ordinal);
        Assert.Contains("aria-current=\"step\"", await client.GetStringAsync("/ladder?asOf=2026-02-28"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Whom_to_hire_first_is_told_from_the_founders_own_time(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 1, 1);
        var founder = (await client.Enter("people", new { name = "Maya" })).Id();
        await client.Enter("role-assignments", new { personId = founder, role = "founder", startsOn = "2025-06-01" });
        for (var day = 1; day <= 15; day++)
        {
            await client.Enter("time-blocks", new { personId = founder, @class = "prospect", startsAt = $"2026-02-{day:00}T08:00:00Z", minutes = 60 });
            await client.Enter("time-blocks", new { personId = founder, @class = "sell", startsAt = $"2026-02-{day:00}T10:00:00Z", minutes = 120 });
            if (day % 4 == 0) await client.Enter("time-blocks", new { personId = founder, @class = "success", startsAt = $"2026-02-{day:00}T13:00:00Z", minutes = day * 25 });
        }

        var told = (await Read(client, "?asOf=2026-02-28")).GetProperty("firstHire");

        Assert.Equal(("D1", "sdr", "csm", "csm", false), (told.Text("id"), told.Text("byLoad"), told.Text("byWaiting"), told.Text("bySigns"), told.GetProperty("agree").GetBoolean()));
        // Maya founded it with whoever founded the house: eight weeks of forty hours each.
        Assert.Equal((3, 7, 640.0), (told.GetProperty("loads").GetArrayLength(), told.GetProperty("signs").GetArrayLength(), told.GetProperty("availableHours").GetDouble()));
        Assert.Equal("noTime", (await Read(client, "?asOf=2025-12-31")).GetProperty("firstHire").GetProperty("lack").Text("kind"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_learned_later_was_not_known_then(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 5, 5);
        house.Clock.Advance(TimeSpan.FromHours(1));
        var then = house.Clock.GetUtcNow();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await Customers(client, 1, 1);

        var known = "&knownAt=" + Uri.EscapeDataString(then.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal((5, 6), (Of(await Read(client, "?asOf=2026-02-28" + known), "X0.1").GetProperty("n").GetInt32(), Of(await Read(client, "?asOf=2026-02-28"), "X0.1").GetProperty("n").GetInt32()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_stored_evaluation_is_proved_the_same_after_more_was_learned(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customers(client, 5, 4);
        house.Clock.Advance(TimeSpan.FromHours(1));
        var evaluations = house.Services.GetRequiredService<Evaluations>();

        var stored = (await evaluations.Store(house.Founder, new DateOnly(2026, 2, 28), CancellationToken.None)).Value;
        house.Clock.Advance(TimeSpan.FromHours(1));
        await Customers(client, 2, 2);
        await client.Enter("yardsticks", new { name = "x0.1.customers", fromOn = "2026-01-01", value = 50, reason = "We want more." });
        var replayed = await evaluations.Replay(CancellationToken.None);

        Assert.Equal((42, 42, 42), (stored.Evaluations, replayed.Evaluations, replayed.Identical));
        Assert.Equal(50, Of(await Read(client, "?asOf=2026-02-28"), "X0.1").GetProperty("threshold").GetDouble());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_rung_that_the_record_does_not_reach_is_not_confirmed(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);

        var tooHigh = await client.PostAsJsonAsync("/api/v1/stage-confirmations", new { stage = "s2", fromOn = "2026-02-28" });
        Assert.Equal(422, (int)tooHigh.StatusCode);
        Assert.Contains("X0.1", await tooHigh.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await client.Enter("stage-confirmations", new { stage = "s0", fromOn = "2026-02-28" });
        var ladder = await Read(client, "?asOf=2026-02-28");
        Assert.Equal(("S0", true), (ladder.Text("stage"), ladder.GetProperty("stageConfirmed").GetBoolean()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_seller_who_comes_too_early_needs_a_reason_and_it_is_kept(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var seat = new { name = "First seller", role = "ae", plannedOn = "2026-05-01" };

        var refused = await client.PostAsJsonAsync("/api/v1/openings", seat);
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("A0.1, A1.1", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var opened = await client.Enter("openings", new { seat.name, seat.role, seat.plannedOn, despite = "She sold the same thing for ten years." });
        Assert.Equal("She sold the same thing for ten years.", opened.Text("despite"));
        await client.Enter("openings", new { name = "SDR", role = "sdr", plannedOn = "2026-05-01" });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_vice_president_of_sales_before_the_first_rung_is_left_shows_at_once(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var person = (await client.Enter("people", new { name = "Grant" })).Id();
        await client.Enter("role-assignments", new { personId = person, role = "vpSales", startsOn = "2026-02-10" });

        var found = Pattern(await Read(client, "?asOf=2026-02-28"), "A0.1");
        Assert.Equal((true, "critical", "2026-02-10"), (found.GetProperty("active").GetBoolean(), found.Text("severity"), found.Text("since")));
    }

    [Fact]
    public void Every_lack_says_what_to_do_and_every_reason_and_name_is_there()
    {
        var texts = new Rung.Server.Ui.Texts();
        string[] wanted =
        [
            .. Enum.GetNames<LackKind>().SelectMany(k => new[] { "lack." + Words.Camel(k), "repair." + Words.Camel(k) }), .. Enum.GetNames<LeftWhy>().Select(w => "left." + Words.Camel(w)),
            .. Criteria.All.SelectMany(c => new[] { $"criterion.{c.Id}.title", $"criterion.{c.Id}.what" }), .. AntiPatterns.All.SelectMany(a => new[] { $"pattern.{a.Id}.title", $"pattern.{a.Id}.what", $"pattern.{a.Id}.way" }),
        ];
        Assert.All(wanted, key => Assert.True(texts.Has(key), key));
    }
}
