using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Customers;

/// <summary>Health as programs and people read it: what is behind each point, on any day, against what came of it.</summary>
public sealed class HealthOverHttp
{
    /// <summary>Every part by hand: use ⅔, one promise three quarters of the way, answers 6 and 9, contact of ten days ago and one check-in missed, a high ticket, thirty days overdue.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Each_part_is_told_with_its_rows_and_the_whole_is_their_weighted_mean(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Customer(house, "2025-01-01");
        // Three periods with two of three days each, the last with none but one.
        foreach (var day in (string[])["2026-03-02", "2026-03-01", "2026-02-23", "2026-02-22", "2026-02-16", "2026-02-15", "2026-02-09", "2026-02-08"]) await client.Enter("usage-days", new { accountId = varg, usedOn = day, coreEvents = 3, activeUsers = 2 });
        await client.Enter("promised-outcomes", new { accountId = varg, kpi = "Hours to answer", baseline = 10, target = 4, measured = 5.5, measuredAt = "2026-02-01T09:00:00Z" });
        var (ada, ben) = (await client.Enter("contacts", new { name = "Ada", accountId = varg }), await client.Enter("contacts", new { name = "Ben", accountId = varg }));
        await client.Enter("surveys", new { accountId = varg, respondentId = ada.Id(), type = "relationshipNps", sentAt = "2026-02-01T09:00:00Z", answeredAt = "2026-02-02T09:00:00Z", score = 6 });
        await client.Enter("surveys", new { accountId = varg, respondentId = ben.Id(), type = "relationshipNps", sentAt = "2026-02-01T09:00:00Z", answeredAt = "2026-02-02T09:00:00Z", score = 9 });
        await client.Enter("meetings", new { accountId = varg, type = "checkIn", scheduledFor = "2026-02-20T09:00:00Z", status = "held", heldAt = "2026-02-20T09:00:00Z" });
        await client.Enter("check-ins", new { accountId = varg, type = "cadence", dueOn = "2026-02-10" });
        await client.Enter("tickets", new { accountId = varg, subject = "Slow", severity = "high", openedAt = "2026-02-27T09:00:00Z" });
        await client.Enter("invoices", new { accountId = varg, number = "7", issuedOn = "2026-01-01", dueOn = "2026-01-31", amount = new { minor = 1000, currency = "USD" } });

        var health = await client.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{varg}/health");

        Assert.Equal([("usage", 66.667), ("outcomes", 75), ("sentiment", 75), ("relationship", 50), ("tickets", 75), ("billing", 50)], health.GetProperty("parts").EnumerateArray().Select(p => (p.Text("part"), Math.Round(p.GetProperty("points").GetDouble(), 3))));
        Assert.Equal((30 * 200.0 / 3 + 20 * 75 + 15 * 75 + 15 * 50 + 10 * 75 + 10 * 50) / 100, health.GetProperty("points").GetDouble(), 9);
        Assert.Equal(("amber", 1.0, false), (health.Text("band"), health.GetProperty("known").GetDouble(), health.GetProperty("isRenormalised").GetBoolean()));
        Assert.Equal(2, health.GetProperty("parts")[2].GetProperty("rows").GetArrayLength());

        var line = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/health")).GetProperty("weakest").EnumerateArray());
        Assert.Equal(("Varg", health.GetProperty("points").GetDouble(), "usage"), (line.Text("name"), line.GetProperty("points").GetDouble(), line.Text("lowest")));
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/accounts/{varg}/health?lang=en"));
        foreach (var shown in (string[])["66 of 100. Usage costs most, 10 points: 8 of 12 days with enough use", "one invoice overdue, the oldest for 30 days", "Hours to answer: 5.5"]) Assert.Contains(shown, page);
        Assert.Contains("Varg", await client.GetStringAsync("/reports/health?lang=zh"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task On_a_past_day_it_is_what_it_was(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Customer(house, "2025-01-01");
        var promise = await client.Enter("promised-outcomes", new { accountId = varg, kpi = "Errors", baseline = 10, target = 0, measured = 10, measuredAt = "2026-03-02T08:00:00Z" });
        var ticket = await client.Enter("tickets", new { accountId = varg, subject = "Down", severity = "critical", openedAt = "2026-03-02T08:00:00Z" });
        var invoice = await client.Enter("invoices", new { accountId = varg, number = "7", issuedOn = "2026-03-02", dueOn = "2026-03-02", amount = new { minor = 1000, currency = "USD" } });
        house.Clock.Advance(TimeSpan.FromDays(19));
        await client.Post($"/api/v1/promised-outcomes/{promise.Id()}/measure", new { value = 0 });
        await client.Post($"/api/v1/tickets/{ticket.Id()}/close", new { });
        await client.Enter("payments", new { accountId = varg, invoiceId = invoice.Id(), paidOn = "2026-03-21", amount = new { minor = 1000, currency = "USD" } });

        async Task<string> On(string day) => string.Join(' ', (await client.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{varg}/health?asOf={day}")).GetProperty("parts").EnumerateArray().Where(p => p.Text("part") is "outcomes" or "tickets" or "billing").Select(p => p.GetProperty("points").ToString() is { Length: > 0 } points ? points : "–"));

        Assert.Equal("– – –", await On("2026-03-01"));
        Assert.Equal("0 50 100", await On("2026-03-02"));
        Assert.Equal("0 50 70", await On("2026-03-20"));
        Assert.Equal("100 100 100", await On("2026-03-21"));
        var history = (await client.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{varg}/health/history?asOf=2026-03-21&from=2026-03-02&step=19")).GetProperty("days");
        Assert.Equal(["2026-03-02", "2026-03-21"], history.EnumerateArray().Select(d => d.Text("on")));
        Assert.Equal(100, history[1].GetProperty("points").GetDouble());
    }

    /// <summary>Every part is changed afterwards, with days before the one that is asked of: known at the time it is what it was, to the last row.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_learned_later_was_not_known_then(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Customer(house, "2025-01-01");
        await client.Enter("usage-events", new { name = "shipped" });
        await client.Enter("usage-days", new { accountId = varg, usedOn = "2026-02-23", coreEvents = 5 });
        await client.Post("/api/v1/usage", new { events = new[] { new { id = "1", account = varg, @event = "shipped", at = "2026-02-24T10:00:00Z" } } });
        var promise = await client.Enter("promised-outcomes", new { accountId = varg, kpi = "Errors", baseline = 10, target = 0, measured = 8, measuredAt = "2026-02-01T08:00:00Z" });
        var survey = await client.Enter("surveys", new { accountId = varg, type = "worthIt", sentAt = "2026-02-01T08:00:00Z" });
        var wrong = await client.Enter("surveys", new { accountId = varg, type = "renewalIntent", sentAt = "2026-02-01T08:00:00Z", answeredAt = "2026-02-02T08:00:00Z", score = 9 });
        var check = await client.Enter("check-ins", new { accountId = varg, type = "cadence", dueOn = "2026-02-10", happenedAt = "2026-02-01T08:00:00Z" });
        var ticket = await client.Enter("tickets", new { accountId = varg, subject = "Down", severity = "critical", openedAt = "2026-02-20T08:00:00Z" });
        var invoice = await client.Enter("invoices", new { accountId = varg, number = "7", issuedOn = "2026-01-02", dueOn = "2026-02-02", amount = new { minor = 1000, currency = "USD" } });
        Task<string> Told(string more = "") => client.GetStringAsync($"/api/v1/accounts/{varg}/health?asOf=2026-03-01{more}");
        var then = await Told();
        async Task<(string Bands, string Weakest)> Book(string more = "") => await client.GetFromJsonAsync<JsonElement>("/api/v1/health?asOf=2026-03-01" + more) is var all ? (all.GetProperty("bands").GetRawText(), all.GetProperty("weakest").GetRawText()) : default;
        var book = await Book();
        house.Clock.Advance(TimeSpan.FromHours(1));
        var known = "&knownAt=" + Uri.EscapeDataString(house.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        house.Clock.Advance(TimeSpan.FromHours(1));

        await client.Enter("usage-days", new { accountId = varg, usedOn = "2026-02-25", coreEvents = 5 });
        await client.Post("/api/v1/usage", new { events = new[] { new { id = "2", account = varg, @event = "shipped", at = "2026-02-26T10:00:00Z" } } });
        await client.Post($"/api/v1/promised-outcomes/{promise.Id()}/measure", new { value = 1, happenedAt = "2026-02-20T08:00:00Z" });
        await client.Post($"/api/v1/surveys/{survey.Id()}/answer", new { score = 2, happenedAt = "2026-02-20T08:00:00Z" });
        (await client.DeleteAsync($"/api/v1/surveys/{wrong.Id()}")).EnsureSuccessStatusCode();
        await client.Post($"/api/v1/check-ins/{check.Id()}/complete", new { notes = "Well.", happenedAt = "2026-02-09T08:00:00Z" });
        await client.Enter("meetings", new { accountId = varg, type = "checkIn", scheduledFor = "2026-02-27T09:00:00Z", status = "held", heldAt = "2026-02-27T09:00:00Z" });
        await client.Post($"/api/v1/tickets/{ticket.Id()}/close", new { happenedAt = "2026-02-25T08:00:00Z" });
        await client.Enter("payments", new { accountId = varg, invoiceId = invoice.Id(), paidOn = "2026-02-15", amount = new { minor = 1000, currency = "USD" } });

        using var now = JsonDocument.Parse(await Told());
        using var before = JsonDocument.Parse(then);
        foreach (var (part, was) in now.RootElement.GetProperty("parts").EnumerateArray().Zip(before.RootElement.GetProperty("parts").EnumerateArray())) Assert.NotEqual(was.GetProperty("points").GetRawText(), part.GetProperty("points").GetRawText());
        Assert.Equal(then, await Told(known));
        Assert.NotEqual(book.Bands, (await Book()).Bands);
        Assert.Equal(book, await Book(known));
    }

    /// <summary>Forty customers who answered 10 or 1 a hundred days ago; of those who answered 1 ten left since.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task It_is_held_against_who_stayed(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("health-rules", new { fromOn = "2026-03-02", leastKnown = 0 });
        for (var i = 0; i < 40; i++)
        {
            var account = (await client.Enter("accounts", new { name = $"C{i:00}" })).Id();
            await client.Enter("subscriptions", new { accountId = account, startsOn = "2025-11-01", endsOn = i < 10 ? "2026-06-15" : null, billing = "month" });
            await client.Enter("surveys", new { accountId = account, type = "worthIt", sentAt = "2026-03-02T08:00:00Z", answeredAt = "2026-03-02T08:30:00Z", score = i < 12 ? 1 : 10 });
        }

        house.Clock.Advance(TimeSpan.FromDays(130));
        var report = await client.GetFromJsonAsync<JsonElement>("/api/v1/health?asOf=2026-07-08");
        var staying = report.GetProperty("staying");

        // On 9 April twelve were told 10 of 100 and twenty-eight 100; ninety days later ten of the twelve had left.
        Assert.Equal((40, 30, 40), (staying.GetProperty("forecasts").GetInt32(), Stayed(staying).Stayed, Stayed(staying).N));
        Assert.Equal((10 * 0.01 + 2 * 0.81) / 40, staying.GetProperty("brier").GetDouble(), 12);
        Assert.Equal((28 * 10 + 2 * 10 * 0.5) / 300.0, staying.GetProperty("order").GetDouble(), 12);
        Assert.Equal([(2, 12), (28, 28)], staying.GetProperty("bins").EnumerateArray().Select(Stayed).Where(b => b.N > 0));
        Assert.True(staying.GetProperty("gain").GetProperty("low").GetDouble() > 0);
        Assert.Equal(30, report.GetProperty("customers").GetInt32());
        Assert.Contains("Health says more than the mean alone", await client.GetStringAsync("/reports/health?lang=en&asOf=2026-07-08"));
    }

    /// <summary>Forty terms that ended on 1 July; ten of the twelve who had answered 1 did not go on.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task It_is_held_against_who_renewed(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("health-rules", new { fromOn = "2026-03-02", leastKnown = 0 });
        for (var i = 0; i < 40; i++)
        {
            var account = (await client.Enter("accounts", new { name = $"C{i:00}" })).Id();
            await client.Enter("subscriptions", new { accountId = account, startsOn = "2025-07-01", endsOn = "2026-07-01", termMonths = 12 });
            if (i >= 10) await client.Enter("subscriptions", new { accountId = account, startsOn = "2026-07-01", endsOn = "2027-07-01", termMonths = 12 });
            await client.Enter("surveys", new { accountId = account, type = "worthIt", sentAt = "2026-03-02T08:00:00Z", answeredAt = "2026-03-02T08:30:00Z", score = i < 12 ? 1 : 10 });
        }

        house.Clock.Advance(TimeSpan.FromDays(130));
        var renewing = (await client.GetFromJsonAsync<JsonElement>("/api/v1/health?asOf=2026-07-08")).GetProperty("renewing");

        Assert.Equal((40, 30, 40), (renewing.GetProperty("forecasts").GetInt32(), Stayed(renewing).Stayed, Stayed(renewing).N));
        Assert.Equal([(2, 12), (28, 28)], renewing.GetProperty("bins").EnumerateArray().Select(Stayed).Where(b => b.N > 0));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Adoption_is_told_by_week_and_cohort(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("usage-events", new { name = "shipped" });
        var events = new List<object>();
        for (var i = 0; i < 4; i++)
        {
            var account = (await client.Enter("accounts", new { name = $"C{i}" })).Id();
            await client.Enter("subscriptions", new { accountId = account, startsOn = i == 3 ? "2026-01-26" : "2026-02-02", billing = "month" });
            if (i != 2) for (var d = 0; d < 28; d++) events.Add(new { id = $"{i}-{d}", account, @event = "shipped", at = House.Begins.AddDays(-d), user = "u" });
        }

        await client.Post("/api/v1/usage", new { events });
        var report = await client.GetFromJsonAsync<JsonElement>("/api/v1/usage/adoption?weeks=5");

        Assert.Equal([(1, 3, 0, 2), (2, 3, 0, 3), (3, 3, 2, 3), (4, 3, 3, 3), (5, 1, 1, 1)], report.GetProperty("all").GetProperty("weeks").EnumerateArray().Select(w => (w.GetProperty("week").GetInt32(), w.GetProperty("customers").GetInt32(), w.GetProperty("acceptable").GetInt32(), w.GetProperty("inThatPeriod").GetInt32())));
        Assert.Equal((4, 1), (report.GetProperty("all").GetProperty("customers").GetInt32(), report.GetProperty("all").GetProperty("nothingRecorded").GetInt32()));
        Assert.Equal(["2026-01", "2026-02"], report.GetProperty("cohorts").EnumerateArray().Select(c => c.Text("cohort")));
        Assert.Equal([("acceptable", 3), ("nothingRecorded", 1)], report.GetProperty("now").EnumerateArray().Select(n => (n.Text("answer"), n.GetProperty("customers").GetInt32())));
        Assert.Equal("C2", Assert.Single(report.GetProperty("short").EnumerateArray()).Text("name"));
        Assert.Contains("3 of the last", WebUtility.HtmlDecode(await client.GetStringAsync("/reports/adoption?lang=en")));
    }

    [Fact]
    public async Task Who_is_no_customer_has_no_health_and_an_empty_company_says_what_to_do()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Prospect" })).Id();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/accounts/{account}/health")).StatusCode);
        Assert.Equal("out-of-range", await (await client.GetAsync($"/api/v1/accounts/{account}/health/history?step=0")).Problem());
        Assert.Equal("unreadable", await (await client.GetAsync("/api/v1/health?band=purple")).Problem());
        foreach (var path in (string[])["/reports/health", "/reports/adoption", "/settings/usage", "/settings/health", $"/accounts/{account}/health"]) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        Assert.Contains("Not a customer on this day", await client.GetStringAsync($"/accounts/{account}/health?lang=en"));
        Assert.Contains("Health appears with the first subscription", await client.GetStringAsync("/reports/health?lang=en"));
    }

    static (int Stayed, int N) Stayed(JsonElement of) => of.GetProperty("stayed") is var rate && rate.GetProperty("n").GetInt32() is > 0 and var n ? ((int)Math.Round(rate.GetProperty("value").GetDouble() * n), n) : (0, 0);

    static async Task<(HttpClient, string)> Customer(House house, string since)
    {
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        await client.Enter("subscriptions", new { accountId = account, startsOn = since, billing = "month" });
        return (client, account);
    }
}
