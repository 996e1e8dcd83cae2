using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rung.Customers;

namespace Rung.Server.Tests.Metrics;

/// <summary>What outside programs rely on, and the worked win rate of the dossier, entered by hand.</summary>
public sealed class TheContract
{
    /// <summary>V9: days and outcome; an open deal is as old as its number of days.</summary>
    const string Worked = "12L 18W 21L 25o 30L 34W 41o 45L 47W 55o 60L 72W 80o 95L 110o";

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Fifteen_opportunities_entered_give_the_worked_win_rate(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var accepted = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?kind=open&sort=rank")).GetProperty("items").EnumerateArray().First(s => s.GetProperty("marksAccepted").GetBoolean()).Id();
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        var began = house.Clock.GetUtcNow();
        var steps = new SortedDictionary<(int Day, int Order), Func<Task>>();
        var ids = new Dictionary<int, string>();
        foreach (var (text, i) in Worked.Split(' ').Select((t, i) => (t, i)))
        {
            var (days, end) = (int.Parse(text[..^1], CultureInfo.InvariantCulture), text[^1]);
            steps[(end == 'o' ? 110 - days : 0, i)] = async () =>
            {
                ids[i] = (await client.Enter("opportunities", new { name = text, accountId = account, amount = new { minor = 100, currency = "USD" } })).Id();
                await client.Post($"/api/v1/opportunities/{ids[i]}/move", new { stageId = accepted });
            };
            if (end != 'o') steps[(days, 100 + i)] = () => client.Post($"/api/v1/opportunities/{ids[i]}/{(end == 'W' ? "win" : "lose")}", end == 'W' ? new { } : new { reason = "no" });
        }

        foreach (var ((day, _), step) in steps)
        {
            if (began.AddDays(day) > house.Clock.GetUtcNow()) house.Clock.SetUtcNow(began.AddDays(day));
            await step();
        }

        house.Clock.SetUtcNow(began.AddDays(110));

        var rate = (await client.GetFromJsonAsync<JsonElement>("/api/v1/metrics")).GetProperty("winRate");
        Assert.Equal(0.319394, rate.GetProperty("cumulativeIncidence").GetProperty("value").GetDouble(), 6);
        Assert.Equal(15, rate.GetProperty("cumulativeIncidence").GetProperty("n").GetInt32());
        Assert.Equal(0.4, rate.GetProperty("period").GetProperty("value").GetDouble(), 6);
        Assert.Equal(0.266667, rate.GetProperty("cohort").GetProperty("value").GetDouble(), 6);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_empty_company_has_every_field_and_knows_nothing(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);

        var empty = await client.GetStringAsync("/api/v1/metrics?asOf=2026-03-01&by=owner");

        Assert.Equal("""{"asOf":"2026-03-01","opportunities":{"open":0,"won":0,"lost":0,"undated":0,"total":0},"winRate":{"period":{"value":null,"n":0,"low":null,"high":null},"cohort":{"value":null,"n":0,"low":null,"high":null,"excluded":[]},"cumulativeIncidence":{"value":null,"n":0,"low":null,"high":null}},"wonValue":{},"cycleDays":{"wonMean":null,"wonMedian":null,"closedMean":null},"bookings":[],"recurringRevenue":[],"churn":{"events":0,"accounts":0},"groups":[]}""", empty);
    }

    [Fact]
    public async Task A_trial_is_active_and_worth_nothing_and_the_day_it_ends_it_is_not()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        await client.Enter("subscriptions", new { accountId = account, plan = "Trial", startsOn = "2026-01-15", endsOn = "2026-02-28", billing = "month", price = new { minor = 900, currency = "EUR" }, isTrial = true });
        await client.Enter("subscriptions", new { accountId = account, plan = "Year", startsOn = "2026-01-31", billing = "year", price = new { minor = 12_006, currency = "USD" } });

        var rows = (await client.GetFromJsonAsync<JsonElement>("/api/v1/metrics?asOf=2026-02-28")).GetProperty("recurringRevenue");

        Assert.Equal("""[{"period":"2026-01","activeSubscriptions":2,"value":{"EUR":0,"USD":1000}},{"period":"2026-02","activeSubscriptions":1,"value":{"USD":1000}}]""", rows.GetRawText());
    }

    [Fact]
    public async Task A_renewal_at_another_price_leaves_the_months_before_it_as_they_were()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        var term = await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2026-01-01", endsOn = "2026-04-01", termMonths = 3, billing = "month", price = new { minor = 100, currency = "USD" } });
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Desk.Decide(new(house.Founder, "subscription.renew"), new Id<Subscription>(Guid.Parse(term.Id())), (record, docket) => record.Renew(3, new(150, new("USD")), docket.Act));

        var rows = (await client.GetFromJsonAsync<JsonElement>("/api/v1/metrics?asOf=2026-07-31")).GetProperty("recurringRevenue").EnumerateArray();

        Assert.Equal([100, 100, 100, 150, 150, 150, 0], rows.Select(r => r.GetProperty("value").TryGetProperty("USD", out var value) ? value.GetInt32() : 0));
    }

    [Theory]
    [InlineData("asOf=yesterday"), InlineData("knownAt=then"), InlineData("every=week"), InlineData("by=mood"), InlineData("by=1"), InlineData("owner=me"), InlineData("from=1")]
    public async Task What_cannot_be_read_is_refused_by_name(string asked)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);

        var answer = await client.GetAsync("/api/v1/metrics?" + asked);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(asked.Split('=')[0], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
