using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Customers.Care;
using Rung.Server.Tests.Surveys;

namespace Rung.Server.Tests.Customers;

/// <summary>Figures and pages of onboardings, promises and care, over HTTP.</summary>
public class HowCustomersDo
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Times_count_open_onboardings_for_as_long_as_they_were_watched(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        // Begun on 1 February: first value after 10 and 20 days, one still open on 2 March after 29, one that left after 5.
        foreach (var (name, value, done) in ((string, string?, string?)[])[("A", "2026-02-11T10:00:00Z", "2026-02-13T10:00:00Z"), ("B", "2026-02-21T10:00:00Z", null), ("C", null, null), ("D", null, null)])
        {
            var account = await client.Enter("accounts", new { name });
            await client.Enter("subscriptions", new { accountId = account.Id(), startsOn = "2026-01-20", endsOn = name == "D" ? "2026-02-06" : null, billing = "month" });
            await client.Enter("onboardings", new { accountId = account.Id(), startsOn = "2026-02-01", targetOn = "2026-02-15", firstValueAt = value, completedAt = done, happenedAt = "2026-02-01T08:00:00Z" });
        }

        var report = await client.GetFromJsonAsync<JsonElement>("/api/v1/onboarding-times");

        var first = report.GetProperty("steps")[1];
        // 5+, 10, 20, 29+: S = 2/3 after 10, 1/3 after 20.
        Assert.Equal((4, 2, 20.0), (first.GetProperty("n").GetInt32(), first.GetProperty("reached").GetInt32(), first.GetProperty("median").GetDouble()));
        Assert.Equal((1L, 4L), (Hits(report.GetProperty("completed")), report.GetProperty("completed").GetProperty("share").GetProperty("n").GetInt64()));
        Assert.Equal((1L, 1L), (Hits(report.GetProperty("onTime")), Hits(report.GetProperty("firstValueOnTime"))));
        var then = await client.GetFromJsonAsync<JsonElement>("/api/v1/onboarding-times?asOf=2026-02-12");
        Assert.Equal((1, 0), (then.GetProperty("steps")[1].GetProperty("reached").GetInt32(), then.GetProperty("steps")[2].GetProperty("reached").GetInt32()));
        Assert.Equal(0, then.GetProperty("completed").GetProperty("share").GetProperty("n").GetInt32());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_customer_is_worth_it_by_its_own_word_on_that_day(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var reached = await Live(house, "Reached", target: 8, unitValue: null, measured: 7, confirm: true);
        await Live(house, "Unconfirmed", target: 8, unitValue: 9_000, measured: 7, confirm: false);
        await Live(house, "Missed", target: 8, unitValue: 1, measured: 19, confirm: true);
        await Live(house, "By money", target: 8, unitValue: 500, measured: 15, confirm: true);
        await Live(house, "New", target: 8, unitValue: 500, measured: 7, confirm: true, since: "2026-01-30");

        var report = await client.GetFromJsonAsync<JsonElement>("/api/v1/value");

        Assert.Equal(["By money", "Reached"], report.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("isWorthIt").GetBoolean()).Select(l => l.Text("account")).Order(StringComparer.Ordinal));
        Assert.Equal((2L, 4L, 1), (Hits(report.GetProperty("worthIt")), report.GetProperty("worthIt").GetProperty("share").GetProperty("n").GetInt64(), report.GetProperty("tooNew").GetInt32()));
        var money = report.GetProperty("lines").EnumerateArray().Single(l => l.Text("account") == "By money");
        Assert.Equal((2_500_00L, 2_000_00L), (money.GetProperty("confirmedWorth").GetProperty("EUR").GetInt64(), money.GetProperty("paid").GetProperty("EUR").GetInt64()));

        // The next measure is worse: from its day on nothing is confirmed, and the day before stays what it was.
        house.Clock.Advance(TimeSpan.FromDays(3));
        await client.Post($"/api/v1/promised-outcomes/{reached}/measure", new { value = 12 });
        Assert.Equal(1L, Hits((await client.GetFromJsonAsync<JsonElement>("/api/v1/value")).GetProperty("worthIt")));
        Assert.Equal(2L, Hits((await client.GetFromJsonAsync<JsonElement>("/api/v1/value?asOf=2026-03-04")).GetProperty("worthIt")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_a_review_needs_is_prepared_from_the_record(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (account, contacts) = await house.Customer("Varg", 1, "2025-10-01");
        await client.Enter("check-ins", new { accountId = account.Id(), type = "qbr", dueOn = "2025-12-01", doneAt = "2025-12-01T10:00:00Z", nextGoals = "Two more sites" });
        await client.Enter("usage-days", new { accountId = account.Id(), usedOn = "2026-02-25", coreEvents = 321, activeUsers = 7 });
        await client.Enter("tickets", new { subject = "Imports are slow", accountId = account.Id(), openedAt = "2026-02-20T09:00:00Z", firstAnsweredAt = "2026-02-20T11:00:00Z", severity = "high" });
        await client.Enter("surveys", new { accountId = account.Id(), respondentId = contacts[0].Id(), type = "relationshipNps", sentAt = "2026-01-05T09:00:00Z", answeredAt = "2026-01-06T09:00:00Z", score = 9, verbatim = "It saves us a day a week." });
        var outcome = await client.Enter("promised-outcomes", new { kpi = "Hours to answer", accountId = account.Id(), baseline = 20, target = 8 });
        await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/measure", new { value = 11 });
        var review = await client.Enter("check-ins", new { accountId = account.Id(), type = "qbr", dueOn = "2026-03-05" });

        var (page, chinese) = (await client.GetStringAsync($"/check-ins/{review.Id()}/review"), await client.GetStringAsync($"/check-ins/{review.Id()}/review?lang=zh-CN"));

        foreach (var fact in (string[])["Two more sites", "321", "Imports are slow", "2 working hours", "It saves us a day a week.", "11 now", "8 promised"]) Assert.Contains(fact, page);
        Assert.Contains("上次约定的目标", chinese);
        Assert.Equal("missing", await (await client.PostAsJsonAsync($"/api/v1/check-ins/{review.Id()}/complete", new { notes = "Nice talk" })).Problem());
        await client.Post($"/api/v1/check-ins/{review.Id()}/complete", new { goalsReviewed = "One of two", nextGoals = "The other one" });
        Assert.Contains("The other one", await client.GetStringAsync($"/check-ins/{review.Id()}/review"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_review_looks_back_to_the_one_before(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (account, _) = await house.Customer("Varg", 1, "2025-10-01");
        await client.Enter("check-ins", new { accountId = account.Id(), type = "qbr", dueOn = "2026-02-20", doneAt = "2026-02-20T10:00:00Z", nextGoals = "More" });
        foreach (var (opened, closed) in ((string, string?)[])[("2026-02-10T09:00:00Z", "2026-02-15T09:00:00Z"), ("2026-02-25T09:00:00Z", "2026-02-26T09:00:00Z"), ("2026-02-27T09:00:00Z", null)])
            await client.Enter("tickets", new { subject = "Slow", accountId = account.Id(), openedAt = opened, closedAt = closed });
        var review = await client.Enter("check-ins", new { accountId = account.Id(), type = "qbr", dueOn = "2026-03-05" });

        Assert.Contains("2 opened and 1 closed since then", await client.GetStringAsync($"/check-ins/{review.Id()}/review?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_names_who_has_not_been_spoken_with()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await house.Customer("Silent", 1, "2025-10-01");
        var (spoken, _) = await house.Customer("Spoken", 1, "2025-10-01");
        await client.Enter("meetings", new { subject = "Check-in", type = "checkIn", accountId = spoken.Id(), scheduledFor = "2026-02-15T10:00:00Z", status = "held" });

        var coverage = await client.GetFromJsonAsync<JsonElement>("/api/v1/coverage");

        Assert.Equal([("Silent", 152, 60)], coverage.GetProperty("uncovered").EnumerateArray().Select(u => (u.Text("account"), u.GetProperty("silent").GetInt32(), u.GetProperty("limit").GetInt32())));
        Assert.Equal(0.5, coverage.GetProperty("figures").GetProperty("covered").GetProperty("value").GetDouble());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/coverage?asOf=yesterday")).StatusCode);
        var page = await client.GetStringAsync("/care");
        Assert.True(page.IndexOf("Silent", StringComparison.Ordinal) > page.IndexOf("id=\"coverage\"", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_page_of_the_day_shows_as_many_check_ins_as_a_day_has_room_for_and_says_where_the_rest_is(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (customer, _) = await house.Customer("Talkative", 1, "2025-10-01");
        var before = Rows(await client.GetStringAsync("/care"));
        for (var i = before; i < 60; i++) await client.Enter("check-ins", new { accountId = customer.Id(), dueOn = "2026-02-20" });
        var full = await client.GetStringAsync("/care");
        await client.Enter("check-ins", new { accountId = customer.Id(), dueOn = "2026-02-19" });
        var over = await client.GetStringAsync("/care");

        Assert.Equal((60, 60), (Rows(full), Rows(over)));
        Assert.DoesNotContain("More is due", full, StringComparison.Ordinal);
        Assert.Contains("More is due", over, StringComparison.Ordinal);

        static int Rows(string page) => page.Split("class=\"care-row\"").Length - 1;
    }

    [Theory]
    [InlineData("/onboardings"), InlineData("/onboardings?show=late"), InlineData("/onboardings?show=completed&accountableId=me"), InlineData("/care"), InlineData("/care?accountableId=me"), InlineData("/reports/onboarding"), InlineData("/reports/value")]
    [InlineData("/tickets"), InlineData("/references"), InlineData("/promised-outcomes"), InlineData("/check-ins"), InlineData("/risks"), InlineData("/settings/onboarding"), InlineData("/settings/cadence")]
    public async Task Pages_are_whole_with_nothing_in_the_company_and_with_something(string path)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var empty = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);

        var (account, _) = await house.Customer("Varg", 1, "2025-10-01");
        await client.Post($"/api/v1/accounts/{account.Id()}/onboard", new { startsOn = "2026-01-05" });
        foreach (var (kinds, body) in ((string, object)[])[("tickets", new { subject = "Slow", accountId = account.Id(), openedAt = "2026-02-20T09:00:00Z" }), ("references", new { accountId = account.Id() }), ("check-ins", new { accountId = account.Id(), dueOn = "2026-03-01" }), ("risks", new { name = "Slow IT", accountId = account.Id() }), ("promised-outcomes", new { kpi = "Errors", accountId = account.Id() })])
        {
            var record = await client.Enter(kinds, body);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/{kinds}/{record.Id()}")).StatusCode);
        }

        foreach (var language in (string[])["en", "zh-CN"])
        {
            var page = await client.GetStringAsync($"{path}{(path.Contains('?') ? "&" : "?")}lang={language}");
            Assert.DoesNotMatch(@">\s*[a-z]+(\.[a-zA-Z-]+){1,3}\s*<", page);
        }
    }

    [Fact]
    public async Task A_plan_shows_what_is_late_and_blocked_and_the_way_through_it()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var (onboarding, steps) = await RunningAnOnboarding.Begun(house);
        house.Clock.Advance(TimeSpan.FromDays(14));
        await client.Post($"/api/v1/milestones/{steps[1].Id()}/block", new { reason = "Their firewall" });

        var (plan, list) = (await client.GetStringAsync("/onboardings/" + onboarding.Id()), await client.GetStringAsync("/onboardings?show=blocked"));

        foreach (var word in (string[])["Their firewall", "5 workdays late", "1 blocked", "Both sides agreed the plan", "Was due 9 Mar"]) Assert.Contains(word, plan);
        Assert.Contains("Varg Steel", list);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/onboardings/" + Guid.NewGuid())).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/onboardings?show=everything")).StatusCode);
    }

    static long Hits(JsonElement share) => (long)Math.Round(share.GetProperty("share").GetProperty("n").GetInt64() * (share.GetProperty("share").GetProperty("value").ValueKind == JsonValueKind.Null ? 0 : share.GetProperty("share").GetProperty("value").GetDouble()));

    /// <summary>Live since a day, 2,000 EUR paid, a promise from 20 downwards.</summary>
    static async Task<string> Live(House house, string name, double target, long? unitValue, double measured, bool confirm, string since = "2025-12-01")
    {
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name });
        var them = await client.Enter("contacts", new { name = name + " 1", accountId = account.Id() });
        await client.Enter("subscriptions", new { accountId = account.Id(), startsOn = since, billing = "year", price = new { minor = 2_000_00, currency = "EUR" } });
        await client.Enter("usage-days", new { accountId = account.Id(), usedOn = since, coreEvents = 5 });
        await client.Enter("payments", new { accountId = account.Id(), paidOn = since, amount = new { minor = 2_000_00, currency = "EUR" } });
        var outcome = await client.Enter("promised-outcomes", new { kpi = "Hours", accountId = account.Id(), baseline = 20, target, unitValue = unitValue is { } unit ? new { minor = unit * 100, currency = "EUR" } : null, happenedAt = since + "T08:00:00Z" });
        await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/measure", new { value = measured });
        if (confirm) await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/confirm", new { by = them.Id() });
        return outcome.Id();
    }
}
