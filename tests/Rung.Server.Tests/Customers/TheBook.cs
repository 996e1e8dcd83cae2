using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Customers;

/// <summary>What is due, what burns, how renewals will end: read from records that were entered, opened by pages that show it.</summary>
public sealed class TheBook
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_renewal_is_forecast_by_what_is_recorded_and_says_why(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (quiet, burning, agreed) = (await Customer(client, "Quiet"), await Customer(client, "Burning"), await Customer(client, "Agreed"));
        await Held(client, quiet, burning, agreed);
        await client.Enter("surveys", new { accountId = burning.Id(), type = "relationshipNps", sentAt = "2026-02-01T09:00:00Z", answeredAt = "2026-02-02T09:00:00Z", score = 3 });
        await client.Enter("surveys", new { accountId = agreed.Id(), type = "renewalIntent", sentAt = "2026-02-01T09:00:00Z", answeredAt = "2026-02-02T09:00:00Z", score = 10 });

        var book = await client.GetFromJsonAsync<JsonElement>("/api/v1/renewals?within=90");

        Assert.Equal([("Agreed", "committed"), ("Burning", "atRisk"), ("Quiet", "likely")], book.GetProperty("lines").EnumerateArray().Select(l => (l.Text("account"), l.Text("outlook"))).Order());
        Assert.Equal("detractor", Assert.Single(book.GetProperty("lines").EnumerateArray().Single(l => l.Text("account") == "Burning").GetProperty("warnings").EnumerateArray()).Text("sign"));
        var total = book.GetProperty("total");
        Assert.Equal((1_200_00, 1_200_00, 3_600_00), (Value(total, "committed"), Value(total, "atRisk"), Value(total, "all")));
        Assert.Equal("2026-05", Assert.Single(book.GetProperty("byMonth").EnumerateArray()).Text("key"));
        var page = await client.GetStringAsync("/renewals?lang=en&outlook=atRisk");
        Assert.Contains("Detractor: NPS answer 3", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Quiet<", page, StringComparison.Ordinal);
        Assert.Contains("Case for renewal: Burning", await client.GetStringAsync($"/renewals/{await Term(client, burning)}?lang=en"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Month_to_month_trials_partners_and_replaced_terms_are_no_renewals(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        async Task Sub(string name, object more, string relation = "prospect")
        {
            var account = await client.Enter("accounts", new { name, relation });
            var body = JsonSerializer.SerializeToNode(new { accountId = account.Id(), plan = "P", startsOn = "2025-05-01", endsOn = "2026-05-01", termMonths = 12 })!.AsObject();
            foreach (var (key, value) in JsonSerializer.SerializeToNode(more)!.AsObject()) body[key] = value?.DeepClone();
            await client.Enter("subscriptions", body);
            if (name == "Replaced") await client.Enter("subscriptions", new { accountId = account.Id(), plan = "P2", startsOn = "2026-05-01", endsOn = "2028-05-01", termMonths = 24 });
        }

        await Sub("Monthly", new { termMonths = 1 });
        await Sub("Trial", new { isTrial = true });
        await Sub("Partner", new { }, "partner");
        await Sub("Replaced", new { });
        await Sub("Due", new { });

        Assert.Equal(["Due"], (await client.GetFromJsonAsync<JsonElement>("/api/v1/renewals?within=180")).GetProperty("lines").EnumerateArray().Select(l => l.Text("account")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_book_tells_what_each_owner_has_and_what_is_due(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var sara = await client.Enter("people", new { name = "Sara" });
        await client.Enter("role-assignments", new { personId = sara.Id(), role = "csm", startsOn = "2025-01-01", fte = 0.5 });
        await client.Enter("targets", new { metric = "customersPerCsm", role = "csm", fromOn = "2026-01-01", untilOn = "2027-01-01", value = 2.0 });
        var (one, two) = (await Customer(client, "One", sara.Id()), await Customer(client, "Two", sara.Id()));
        await client.Enter("check-ins", new { accountId = one.Id(), type = "cadence", dueOn = "2026-02-20" });
        await client.Enter("activities", new { type = "task", subject = "Call", accountId = one.Id(), dueAt = "2026-03-10T09:00:00Z" });
        await client.Enter("invoices", new { number = "1", accountId = two.Id(), issuedOn = "2025-12-01", dueOn = "2025-12-31", amount = Usd(500_00) });
        await client.Enter("payments", new { accountId = two.Id(), paidOn = "2026-01-05", amount = Usd(100_00), invoiceId = (await client.GetFromJsonAsync<JsonElement>("/api/v1/invoices")).GetProperty("items")[0].Id() });

        var book = await client.GetFromJsonAsync<JsonElement>("/api/v1/book-of-business?owner=" + sara.Id());

        var load = Assert.Single(book.GetProperty("load").EnumerateArray());
        Assert.Equal((2, 1.0, 1), (load.GetProperty("customers").GetInt32(), load.GetProperty("most").GetDouble(), load.GetProperty("burning").GetInt32()));
        Assert.Equal("""{"renewals":0,"checkIns":1,"milestones":0,"tasks":1,"all":2}""", book.GetProperty("due").GetRawText());
        var first = book.GetProperty("lines")[0];
        var overdue = first.GetProperty("warnings").EnumerateArray().Single(w => w.Text("sign") == "overdueInvoice");
        Assert.Equal(("Two", true, 400_00), (first.Text("account"), overdue.GetProperty("isGrave").GetBoolean(), overdue.GetProperty("amount").GetProperty("minor").GetInt32()));
        Assert.Contains("One", await client.GetStringAsync("/customers?owner=all&sort=due"), StringComparison.Ordinal);
        Assert.Contains("61 to 90 days late", await client.GetStringAsync("/invoices/due?lang=en&age=upto90"), StringComparison.Ordinal);
        Assert.Contains("Two", await client.GetStringAsync($"/customers/{two.Id()}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner=somebody", "owner"), InlineData("within=0", "within"), InlineData("within=x", "within"), InlineData("page=0", "page"), InlineData("outlook=odd", "outlook")]
    public async Task What_cannot_be_read_is_refused_by_name(string asked, string field)
    {
        await using var house = await House.Open(Database.Sqlite);

        var answer = await house.ClientOf(house.Founder).GetAsync("/api/v1/renewals?" + asked);

        Assert.Equal(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("field"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_customer_who_changes_currency_stays_one_where_all_is_told_in_one(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg" });
        await client.Enter("subscriptions", new { accountId = account.Id(), plan = "P", startsOn = "2025-01-01", endsOn = "2026-01-01", billing = "month", price = new { minor = 100_00, currency = "EUR" } });
        await client.Enter("subscriptions", new { accountId = account.Id(), plan = "P", startsOn = "2026-01-01", billing = "month", price = Usd(126_00) });
        var other = await client.Enter("accounts", new { name = "Tern" });
        await client.Enter("subscriptions", new { accountId = other.Id(), plan = "P", startsOn = "2026-01-01", billing = "month", price = new { minor = 700_00, currency = "CNY" } });
        await client.Enter("exchange-rates", new { from = "EUR", to = "USD", ratedOn = "2026-02-01", rate = "1.20" });

        var each = await client.GetFromJsonAsync<JsonElement>("/api/v1/recurring-revenue?from=2025-12-01");
        Assert.Equal(3, each.GetProperty("movements").GetArrayLength());
        var one = await client.GetFromJsonAsync<JsonElement>("/api/v1/recurring-revenue?from=2025-12-01&in=USD");

        var bridge = Assert.Single(one.GetProperty("movements").EnumerateArray());
        Assert.Equal((120_00, 6_00, 126_00), (bridge.GetProperty("before").GetInt32(), bridge.GetProperty("expansion").GetProperty("minor").GetInt32(), bridge.GetProperty("after").GetInt32()));
        Assert.Equal("""{"currency":"USD","on":"2026-03-02","rates":[{"from":"EUR","rate":1.20,"ratedOn":"2026-02-01","isTurned":false}]}""", one.GetProperty("converted").GetRawText());
        Assert.Equal("""[{"reason":"noRate","n":1}]""", one.GetProperty("notCounted").GetRawText());
        Assert.Equal(1.05, (await client.GetFromJsonAsync<JsonElement>("/api/v1/retention?from=2025-12-01&in=USD")).GetProperty("revenue")[0].GetProperty("net").GetProperty("value").GetDouble(), 9);
        Assert.Contains("at the rates of", await client.GetStringAsync("/reports/recurring?lang=en&in=USD"), StringComparison.Ordinal);
    }

    static int Value(JsonElement forecast, string part) => forecast.GetProperty(part).GetProperty("value").GetProperty("USD").GetInt32();

    static object Usd(long minor) => new { minor, currency = "USD" };

    static async Task<JsonElement> Customer(HttpClient client, string name, string? owner = null)
    {
        var account = await client.Enter("accounts", new { name, accountableId = owner });
        await client.Enter("subscriptions", new { accountId = account.Id(), plan = "Team", startsOn = "2025-05-20", endsOn = "2026-05-20", termMonths = 12, billing = "month", price = Usd(100_00) });
        return account;
    }

    static async Task Held(HttpClient client, params JsonElement[] accounts)
    {
        foreach (var account in accounts) await client.Enter("meetings", new { subject = "Review", type = "checkIn", accountId = account.Id(), scheduledFor = "2026-02-20T09:00:00Z", heldAt = "2026-02-20T09:00:00Z", status = "held" });
    }

    static async Task<string> Term(HttpClient client, JsonElement account) => (await client.GetFromJsonAsync<JsonElement>($"/api/v1/subscriptions?accountId={account.Id()}")).GetProperty("items")[0].Id();
}
