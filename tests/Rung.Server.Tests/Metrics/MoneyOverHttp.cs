using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Metrics;

/// <summary>Contracts and money, from records entered to figures read, and every figure to its rows.</summary>
public sealed class MoneyOverHttp
{
    /// <summary>V16: months as a customer; l left, o still here.</summary>
    const string Worked = "3l 5o 6l 8o 9o 12l 12o 12o 12o 12o 14o 15o 18l 20o 24o 24o";

    static readonly DateOnly Day = new(2026, 2, 28);

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Thirty_terms_twenty_seven_of_them_renewed_give_the_worked_rate(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        for (var i = 0; i < 30; i++)
        {
            var account = (await client.Enter("accounts", new { name = "A" + i })).Id();
            var term = (await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2025-01-01", endsOn = "2026-01-01", termMonths = 12, billing = "year", price = Usd(1200) })).Id();
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            if (i < 27) await client.Post($"/api/v1/subscriptions/{term}/renew", new { });
        }

        var renewals = (await Read(client, "retention")).GetProperty("renewals");

        var share = renewals.GetProperty("share");
        Assert.Equal((0.9, 30, 0.734712, 0.978883), (share.GetProperty("value").GetDouble(), share.GetProperty("n").GetInt32(), Six(share, "low"), Six(share, "high")));
        Assert.Equal((0.761402, 0.892996), (Six(renewals, "lowerBound"), Six(renewals, "probability")));
        Assert.Equal(0.376170, Six((await Read(client, "retention?atLeast=0.9")).GetProperty("renewals"), "probability"));
        Assert.Equal((27, 3), (renewals.GetProperty("ends").GetProperty("renewed").GetInt32(), renewals.GetProperty("ends").GetProperty("ended").GetInt32()));
        Assert.Equal((30, 27, 3), (await Rows(client, "due"), await Rows(client, "renewed"), await Rows(client, "ended")));
    }

    [Fact]
    public async Task Fifty_terms_forty_five_of_them_renewed_give_the_worked_rate()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        for (var i = 0; i < 50; i++)
        {
            var account = (await client.Enter("accounts", new { name = "A" + i })).Id();
            var term = (await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2025-01-01", endsOn = "2026-01-01", termMonths = 12, billing = "year", price = Usd(1200) })).Id();
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            if (i < 45) await client.Post($"/api/v1/subscriptions/{term}/renew", new { });
        }

        var renewals = (await Read(client, "retention")).GetProperty("renewals");

        var share = renewals.GetProperty("share");
        Assert.Equal((0.9, 50, 0.781865, 0.966725), (share.GetProperty("value").GetDouble(), share.GetProperty("n").GetInt32(), Six(share, "low"), Six(share, "high")));
        Assert.Equal((0.801167, 0.957879), (Six(renewals, "lowerBound"), Six(renewals, "probability")));
    }

    [Fact]
    public async Task Whoever_has_a_price_and_has_not_paid_is_priced_and_no_paying_customer()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        foreach (var (name, paid, back) in ((string, int, int)[])[("Paid", 100, 0), ("Not yet", 0, 0), ("Given back", 100, 100)])
        {
            var account = (await client.Enter("accounts", new { name })).Id();
            await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2026-01-01", billing = "month", price = Usd(100) });
            if (paid > 0) await client.Enter("payments", new { accountId = account, paidOn = "2026-01-10", amount = Usd(paid) });
            if (back > 0) await client.Enter("payments", new { accountId = account, paidOn = "2026-01-20", amount = Usd(back), isRefund = true });
        }

        Assert.Equal("""{"active":3,"paying":1,"priced":3,"subscriptions":3}""", (await Read(client, "recurring-revenue")).GetProperty("customers").GetRawText());
        Assert.Equal("""{"active":3,"paying":2,"priced":3,"subscriptions":3}""", (await Read(client, "recurring-revenue?asOf=2026-01-15")).GetProperty("customers").GetRawText());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Sixteen_customers_give_the_worked_survival(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        foreach (var life in Worked.Split(' '))
        {
            var (months, left) = (int.Parse(life[..^1], System.Globalization.CultureInfo.InvariantCulture), life[^1] == 'l');
            var from = Day.AddDays(1).AddMonths(-months - (left ? 2 : 0));
            var account = (await client.Enter("accounts", new { name = life })).Id();
            await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = from, endsOn = left ? from.AddMonths(months) : (DateOnly?)null, billing = "month", price = Usd(100) });
        }

        var survival = (await Read(client, "retention?asOf=2026-02-28")).GetProperty("survival");

        Assert.Equal((16, 4), (survival.GetProperty("customers").GetInt32(), survival.GetProperty("left").GetInt32()));
        Assert.Equal((0.019417, 0.005291, 0.049716), (Six(survival.GetProperty("hazard"), "value"), Six(survival.GetProperty("hazard"), "low"), Six(survival.GetProperty("hazard"), "high")));
        var steps = survival.GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("months").GetDouble());
        Assert.Equal([3, 6, 12, 18], steps.Keys);
        Assert.Equal([0.937500, 0.870536, 0.791396, 0.593547], steps.Values.Select(s => Six(s, "share")));
        Assert.Equal((0.478638, 0.928405), (Six(steps[12], "low"), Six(steps[12], "high")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_a_customer_did_is_told_by_who_won_it_and_opens_its_rows(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (ann, ben) = ((await client.Enter("people", new { name = "Ann" })).Id(), (await client.Enter("people", new { name = "Ben" })).Id());
        var pod = (await client.Enter("pods", new { name = "North", startsOn = "2025-01-01" })).Id();
        await client.Enter("role-assignments", new { personId = ann, role = "ae", startsOn = "2025-01-01", podId = pod });
        var account = (await client.Enter("accounts", new { name = "Varg", idealFit = true })).Id();
        var deal = (await client.Enter("opportunities", new { name = "D", accountId = account, accountableId = ann, amount = Usd(1200) })).Id();
        house.Clock.Advance(TimeSpan.FromDays(1));
        await client.Post($"/api/v1/opportunities/{deal}/win", new { });
        house.Clock.Advance(TimeSpan.FromDays(1));
        await Amend(client, "opportunities", deal, new { accountableId = ben });
        await client.Enter("subscriptions", new { accountId = account, opportunityId = deal, plan = "P", startsOn = "2026-03-10", billing = "month", price = Usd(500) });
        await client.Enter("subscriptions", new { accountId = account, plan = "More", startsOn = "2026-04-10", billing = "month", price = Usd(250) });
        house.Clock.SetUtcNow(new(2026, 5, 15, 9, 0, 0, TimeSpan.Zero));

        async Task<List<(string?, int, int)>> By(string by) => [.. (await Read(client, $"recurring-revenue?from=2026-03-31&by={by}")).GetProperty("groups").EnumerateArray()
            .Select(g => (g.Text("key"), g.GetProperty("movements")[0].GetProperty("before").GetInt32(), g.GetProperty("movements")[0].GetProperty("expansion").GetProperty("minor").GetInt32()))];

        Assert.Equal([("Ann", 500, 0), (null, 0, 250)], await By("seller"));
        Assert.Equal([("North", 500, 0), (null, 0, 250)], await By("pod"));
        Assert.Equal([("2026-03", 500, 250)], await By("cohort"));
        Assert.Equal([("fits", 500, 250)], await By("idealFit"));
        Assert.Equal([("Varg", 500, 250)], await By("customer"));
        Assert.Equal((1, 0, 1), (await Rows(client, "expansion", "&from=2026-03-31"), await Rows(client, "churn", "&from=2026-03-31"), await Rows(client, "new", "&from=2025-11-30")));
    }

    [Fact]
    public async Task Partners_are_left_out_and_said_to_be()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Ally", relation = "partner" })).Id();
        await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2025-12-10", billing = "month", price = Usd(500) });

        var revenue = await Read(client, "recurring-revenue");

        Assert.Equal("""{"active":0,"paying":0,"priced":0,"subscriptions":0}""", revenue.GetProperty("customers").GetRawText());
        Assert.Equal("""[{"reason":"notAProspect","n":1}]""", revenue.GetProperty("notCounted").GetRawText());
        Assert.Equal(1, await Rows(client, "notCounted"));
        Assert.Equal("[]", (await Read(client, "metrics")).GetProperty("recurringRevenue").GetRawText());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_does_not_agree_is_listed_with_its_record(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2025-01-01", billing = "month", price = Usd(500) });
        var left = (await client.Enter("churn-events", new { accountId = account, type = "logo", decidedOn = "2025-06-01" })).Id();
        var invoice = (await client.Enter("invoices", new { number = "1", accountId = account, issuedOn = "2025-02-01", amount = Usd(500) })).Id();
        await client.Enter("payments", new { accountId = account, invoiceId = invoice, paidOn = "2025-02-02", amount = Usd(800) });

        var items = (await Read(client, "contradictions")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal([("churnedYetActive", left), ("paidBeyondInvoiced", invoice)], items.Select(i => (i.Text("kind"), i.Text("recordId"))));
        Assert.Equal(800, items[1].GetProperty("amount").GetProperty("minor").GetInt32());
        Assert.Equal(2, (await Read(client, "retention")).GetProperty("contradictions").GetInt32());
    }

    [Theory]
    [InlineData("recurring-revenue?by=mood", "by"), InlineData("recurring-revenue?from=2026-02-01&asOf=2026-01-01", "asOf"), InlineData("retention?atLeast=1", "atLeast")]
    [InlineData("contradictions?kind=odd", "kind"), InlineData("customer-rows?of=1", "of")]
    public async Task What_cannot_be_read_is_refused_by_name(string asked, string field)
    {
        await using var house = await House.Open(Database.Sqlite);

        var answer = await house.ClientOf(house.Founder).GetAsync("/api/v1/" + asked);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("field"));
    }

    static async Task Amend(HttpClient client, string kinds, string id, object body)
    {
        var seen = await client.GetAsync($"/api/v1/{kinds}/{id}");
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/{kinds}/{id}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", seen.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
    }

    static object Usd(long minor) => new { minor, currency = "USD" };

    static Task<JsonElement> Read(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>("/api/v1/" + path);

    static async Task<int> Rows(HttpClient client, string of, string more = "") => (await Read(client, $"customer-rows?of={of}{more}")).GetProperty("count").GetInt32();

    static double Six(JsonElement of, string field) => Math.Round(of.GetProperty(field).GetDouble(), 6);
}
