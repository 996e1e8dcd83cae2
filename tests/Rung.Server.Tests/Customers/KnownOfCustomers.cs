using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Customers;

/// <summary>What was recorded later does not change what was known of a customer.</summary>
public sealed class KnownOfCustomers
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Who_was_live_and_what_was_paid_is_told_from_what_had_been_recorded(Database database)
    {
        await using var house = await House.Open(database);
        var (client, later, paid) = (house.ClientOf(house.Founder), await Customer(house, "Live later"), await Customer(house, "Paid later"));
        await client.Enter("usage-days", new { accountId = paid, usedOn = "2025-10-02", coreEvents = 5 });
        var known = Known(house);
        var onboarding = await client.Enter("onboardings", new { accountId = later, startsOn = "2025-10-01", happenedAt = "2025-10-01T08:00:00Z" });
        await client.Enter("milestones", new { onboardingId = onboarding.Id(), name = "Users trained", goesLive = true, doneAt = "2025-10-15T08:00:00Z", happenedAt = "2025-10-01T08:00:00Z" });
        await client.Enter("payments", new { accountId = paid, paidOn = "2025-10-05", amount = new { minor = 2_000_00, currency = "EUR" } });

        Assert.Equal([("Live later", 138, ""), ("Paid later", 151, "200000")], await Worth(client, ""));
        Assert.Equal([("Paid later", 151, "")], await Worth(client, "?knownAt=" + known));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_given_back_is_not_paid(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = (house.ClientOf(house.Founder), await Customer(house, "Varg"));
        await client.Enter("payments", new { accountId = varg, paidOn = "2025-10-05", amount = new { minor = 2_000_00, currency = "USD" } });
        await client.Enter("payments", new { accountId = varg, paidOn = "2025-10-06", amount = new { minor = 1_250_00, currency = "USD" }, isRefund = true });
        await client.Enter("promised-outcomes", new { accountId = varg, kpi = "Hours", baseline = 20, target = 8, measured = 10, measuredAt = "2026-02-01T08:00:00Z", unitValue = new { minor = 100_00, currency = "USD" } });

        Assert.Contains("Value shown 1,000 against 750 paid to date", await client.GetStringAsync($"/customers/{varg}?lang=en"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_subscription_that_was_removed_since_was_there_then(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = (house.ClientOf(house.Founder), await Customer(house, "Varg"));
        var known = Known(house);
        var term = (await client.GetFromJsonAsync<JsonElement>("/api/v1/subscriptions?accountId=" + varg)).GetProperty("items")[0];

        (await client.DeleteAsync("/api/v1/subscriptions/" + term.Id())).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/accounts/{varg}/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/accounts/{varg}/health?knownAt={known}")).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_measure_that_was_told_late_was_not_known_before(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = (house.ClientOf(house.Founder), await Customer(house, "Varg"));
        await client.Enter("usage-days", new { accountId = varg, usedOn = "2025-10-02", coreEvents = 5 });
        var promise = await client.Enter("promised-outcomes", new { accountId = varg, kpi = "Hours", baseline = 20, target = 8, happenedAt = "2025-10-01T08:00:00Z" });
        var known = Known(house);
        await client.Post($"/api/v1/promised-outcomes/{promise.Id()}/measure", new { value = 7, happenedAt = "2026-02-01T08:00:00Z" });
        async Task<int> Met(string asked) => Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/value" + asked)).GetProperty("lines").EnumerateArray()).GetProperty("met").GetInt32();

        Assert.Equal((0, 1), (await Met("?knownAt=" + known), await Met("")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Of_several_later_changes_the_first_says_what_stood(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg" });
        var deal = await client.Enter("opportunities", new { name = "Deal", accountId = account.Id(), segment = "first" });
        var known = Known(house);
        foreach (var (version, segment) in ((int, string)[])[(1, "second"), (2, "third")]) Assert.Equal(HttpStatusCode.OK, (await client.Patch("opportunities", deal, version, new { segment })).StatusCode);
        async Task<string?> Segment(string asked) => Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/metrics?by=segment" + asked)).GetProperty("groups").EnumerateArray()).Text("key");

        Assert.Equal(("first", "third"), (await Segment("&knownAt=" + known), await Segment("")));
    }

    static async Task<List<(string, int, string)>> Worth(HttpClient client, string asked) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/v1/value" + asked)).GetProperty("lines").EnumerateArray()
            .Select(l => (l.Text("account")!, l.GetProperty("live").GetInt32(), l.GetProperty("paid").TryGetProperty("EUR", out var paid) ? paid.GetRawText() : "")).Order()];

    /// <summary>An instant by which everything so far is recorded and nothing that follows.</summary>
    static string Known(House house)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var at = Uri.EscapeDataString(house.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        return at;
    }

    static async Task<string> Customer(House house, string name)
    {
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name })).Id();
        await client.Enter("subscriptions", new { accountId = account, startsOn = "2025-10-01", billing = "year", price = new { minor = 2_000_00, currency = "EUR" } });
        return account;
    }
}
