using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Rung.Server.Tests.SignIn.WhoSeesWhat;

namespace Rung.Server.Tests.SignIn;

/// <summary>Books and figures of a part, and what explains it.</summary>
public sealed class OfAPart
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Figures_and_books_are_of_what_is_seen_and_say_so(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Sellers(house);
        foreach (var account in (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts")).GetProperty("items").EnumerateArray())
        {
            await founder.Enter("subscriptions", new { accountId = account.Id(), startsOn = "2025-04-01", endsOn = "2026-04-01", termMonths = 12, billing = "year", price = new { minor = 900_00, currency = "USD" } });
            await founder.Enter("invoices", new { accountId = account.Id(), number = account.Text("name") + "-1", issuedOn = "2026-01-01", dueOn = "2026-01-31", amount = new { minor = 900_00, currency = "USD" } });
            // Ben is to talk with Ada's customer and still does not see it.
            await founder.Enter("check-ins", new { accountId = account.Id(), dueOn = "2026-02-20", accountableId = Person(ben) });
            await founder.Enter("onboardings", new { accountId = account.Id(), startsOn = "2026-02-02" });
        }

        await house.CatchUp();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var known = "?knownAt=" + Uri.EscapeDataString(house.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var path in (string[])["/api/v1/book-of-business", "/api/v1/renewals"])
        {
            Assert.Equal(["Lumen"], (await ada.GetFromJsonAsync<JsonElement>(path)).GetProperty("lines").EnumerateArray().Select(l => l.Text("account")));
            Assert.Equal(2, (await founder.GetFromJsonAsync<JsonElement>(path)).GetProperty("lines").GetArrayLength());
        }

        foreach (var asked in (string[])["", "?asOf=2026-03-02", "?asOf=2026-03-02&by=owner", known])
        {
            Assert.Equal(1, (await ada.GetFromJsonAsync<JsonElement>("/api/v1/metrics" + asked)).GetProperty("opportunities").GetProperty("total").GetInt32());
            Assert.Equal(2, (await founder.GetFromJsonAsync<JsonElement>("/api/v1/metrics" + asked)).GetProperty("opportunities").GetProperty("total").GetInt32());
        }

        Assert.Equal((1, 2), (Due(await ada.GetFromJsonAsync<JsonElement>("/api/v1/coverage")), Due(await founder.GetFromJsonAsync<JsonElement>("/api/v1/coverage"))));
        foreach (var page in (string[])["/customers?owner=all", "/renewals?owner=all", "/invoices/due", "/care", "/onboardings", "/reports/rows", "/reports/pipeline", "/reports"])
        {
            var asked = page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=en";
            var (hers, theirs) = (await ada.GetStringAsync(asked), await founder.GetStringAsync(asked));
            Assert.Contains("Of the records you see", hers, StringComparison.Ordinal);
            Assert.DoesNotContain("Of the records you see", theirs, StringComparison.Ordinal);
            Assert.DoesNotContain("Varg", hers, StringComparison.Ordinal);
            if (page is "/reports/pipeline" or "/reports") continue;
            Assert.Contains("Lumen", hers, StringComparison.Ordinal);
            Assert.Contains("Varg", theirs, StringComparison.Ordinal);
        }

        var menu = await ada.GetStringAsync("/customers?lang=en");
        foreach (var whole in (string[])["/ladder", "/surveys", "/changes"]) Assert.DoesNotContain($"href=\"{whole}\"", menu, StringComparison.Ordinal);
        Assert.DoesNotContain("/reports/retention", await ada.GetStringAsync("/reports"), StringComparison.Ordinal);
        var check = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/check-ins?accountId=" + (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts?name=Lumen")).GetProperty("items")[0].Id())).GetProperty("items")[0];
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await ada.GetAsync($"/check-ins/{check.Id()}/review")).StatusCode, (await ben.GetAsync($"/check-ins/{check.Id()}/review")).StatusCode));

        static int Due(JsonElement coverage) => coverage.GetProperty("figures").GetProperty("onTime").GetProperty("n").GetInt32();
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_record_says_through_whom_it_is_seen_and_since_when(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Sellers(house);
        foreach (var seller in (HttpClient[])[ada, ben]) await founder.Enter("role-assignments", new { personId = Person(seller), role = "ae", startsOn = "2026-01-01" });
        await founder.Enter("sight-rules", new { role = "ae", reach = "own" });
        var deal = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/opportunities?name=Lumen%20deal")).GetProperty("items")[0];
        var note = await founder.Enter("activities", new { accountId = deal.Text("accountId"), type = "note", subject = "Said" });
        house.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.OK, (await founder.Patch("opportunities", deal, 1, new { accountableId = Person(ben) })).StatusCode);

        var (was, now) = (await ada.GetStringAsync($"/why/opportunity/{deal.Id()}?lang=en"), await ben.GetStringAsync($"/why/opportunity/{deal.Id()}?lang=en"));

        Assert.Contains("2 Mar</td><td class=\"num\">5 Mar", was, StringComparison.Ordinal);
        Assert.Contains("5 Mar</td><td class=\"num\">still", now, StringComparison.Ordinal);
        Assert.Contains("by the rule of 2 Mar", now, StringComparison.Ordinal);
        Assert.Contains("Lumen deal", await ben.GetStringAsync($"/why/activity/{note.Id()}?lang=en"), StringComparison.Ordinal);
        Assert.Contains("sees every record", await founder.GetStringAsync($"/why/opportunity/{deal.Id()}?lang=en"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Who_makes_the_rules_sees_what_somebody_else_would(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Sellers(house);
        foreach (var seller in (HttpClient[])[ada, ben]) await founder.Enter("role-assignments", new { personId = Person(seller), role = "ae", startsOn = "2026-01-01" });
        var varg = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts?name=Varg")).GetProperty("items")[0].Id();
        Assert.Contains(">Varg<", await founder.GetStringAsync($"/sight?person={Person(ada)}&lang=en"), StringComparison.Ordinal);

        await founder.Enter("sight-rules", new { role = "ae", reach = "own" });

        var sight = await founder.GetStringAsync($"/sight?person={Person(ada)}&lang=en");
        Assert.Contains("Accounts</th><td class=\"num\">1</td><td class=\"num\">2</td>", sight, StringComparison.Ordinal);
        Assert.Contains(">Lumen<", sight, StringComparison.Ordinal);
        Assert.DoesNotContain(">Varg<", sight, StringComparison.Ordinal);
        Assert.Contains("Ada does not see this record", await founder.GetStringAsync($"/why/account/{varg}?person={Person(ada)}&lang=en"), StringComparison.Ordinal);
        // Nobody borrows the eyes of others.
        Assert.Contains("Ben sees this record", await ben.GetStringAsync($"/why/account/{varg}?person={Person(ada)}&lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.GetAsync("/sight")).StatusCode);
    }
}
