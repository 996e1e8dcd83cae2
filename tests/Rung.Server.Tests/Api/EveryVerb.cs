using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.Api;

/// <summary>Whatever a person can do to a record, a program can: each verb of each kind has its address.</summary>
public class EveryVerb
{
    static readonly BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    [Fact]
    public async Task Every_verb_of_every_kind_has_an_address_and_a_permission_of_its_own()
    {
        await using var house = await House.Open(Database.Sqlite);
        var reached = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .ToLookup(e => e.RoutePattern.RawText!, e => e.Metadata.GetMetadata<NeedsPermission>()?.Permission);
        var verbs = from kind in Kinds.All
                    from method in kind.GetMethods(Own)
                    where method.ReturnType == typeof(Outcome<Fact>) && method.GetBaseDefinition() == method && !method.IsDefined(typeof(ConsequenceAttribute))
                    let name = Words.Kebab(method.Name)
                    select (Route: $"/api/v1/{RecordEndpoints.Route(house.Store.Schema[kind])}/{{id:guid}}/{name}", Permission: $"{Words.Kebab(kind.Name)}.{name}");

        Assert.NotEmpty(verbs);
        Assert.All(verbs, v => Assert.Equal([v.Permission], reached[v.Route]));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_verb_takes_its_fields_from_the_body_and_answers_with_the_record(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var subscription = await client.Enter("subscriptions", new { accountId = account.Id(), startsOn = "2026-01-01", endsOn = "2026-12-31", termMonths = 12, price = new { minor = 100_00, currency = "EUR" } });

        var renewed = await client.Post($"/api/v1/subscriptions/{subscription.Id()}/renew", new { termMonths = 6, price = new { minor = 120_00, currency = "EUR" }, happenedAt = "2026-03-01T10:00:00Z" });

        Assert.Equal("2027-06-30", renewed.Text("endsOn"));
        Assert.Equal(12_000, renewed.GetProperty("price").GetProperty("minor").GetInt64());
        var history = await client.GetFromJsonAsync<JsonElement>($"/api/v1/subscriptions/{subscription.Id()}/history");
        Assert.Equal("2026-03-01T10:00:00+00:00", history.GetProperty("items")[1].Text("happenedAt"));
    }

    [Theory]
    [InlineData("{}", "missing", 422)]
    [InlineData("""{"reason":null}""", "missing", 422)]
    [InlineData("""{"reason":"   "}""", "missing", 422)]
    [InlineData("""{"reason":7}""", "unreadable", 400)]
    [InlineData("""{"reason":"no need","also":1}""", "unknown-field", 400)]
    [InlineData("""{"reason":"no need","happenedAt":"yesterday"}""", "unreadable", 400)]
    [InlineData("""{"reason":"no need","happenedAt":"2999-01-01T00:00:00Z"}""", "out-of-range", 422)]
    [InlineData("""{"reason":"no\u0000need"}""", "unprintable-text", 422)]
    [InlineData("[]", "unreadable", 400)]
    public async Task A_body_that_does_not_fit_is_refused_by_name_and_nothing_happens(string body, string name, int status)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var lead = await client.Enter("leads", new { name = "Varg" });

        var refused = await client.PostAsync($"/api/v1/leads/{lead.Id()}/disqualify", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal((name, (HttpStatusCode)status), (await refused.Problem(), refused.StatusCode));
        Assert.Equal(1, (await client.Get("leads", lead)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_text_longer_than_the_verb_takes_is_refused_and_never_cut()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var lead = await client.Enter("leads", new { name = "Varg" });

        var refused = await client.PostAsJsonAsync($"/api/v1/leads/{lead.Id()}/disqualify", new { reason = new string('x', 10_000) });

        Assert.Equal("too-long", await refused.Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_verb_on_an_old_version_is_refused_with_what_is_there_now(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var ticket = await client.Enter("tickets", new { subject = "Down", accountId = (await client.Enter("accounts", new { name = "Varg" })).Id(), openedAt = "2026-03-01T08:00:00Z" });
        await client.Patch("tickets", ticket, 1, new { severity = "high" });

        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/tickets/{ticket.Id()}/close") { Content = JsonContent.Create(new { }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        var late = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("high", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("current").Text("severity"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_renewal_is_opened_once_and_found_again(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var subscription = await client.Enter("subscriptions", new { accountId = account.Id(), plan = "Team", startsOn = "2026-01-01", endsOn = "2026-12-31", termMonths = 12 });

        var opened = await client.Post($"/api/v1/subscriptions/{subscription.Id()}/open-renewal", new { });
        var again = await client.Post($"/api/v1/subscriptions/{subscription.Id()}/open-renewal", new { });

        Assert.Equal(("renewal", subscription.Id(), "2026-12-31"), (opened.Text("type")!, opened.Text("subscriptionId")!, opened.Text("closeOn")!));
        Assert.Equal(opened.Id(), again.Id());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_key_that_stood_for_something_else_is_refused(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        await client.Enter("accounts", new { name = "One" });

        Assert.Equal("key-used-for-another-request", await (await client.PostAsJsonAsync("/api/v1/accounts", new { name = "Two" })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Sent_twice_at_once_under_one_key_it_is_done_once(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.Enter("accounts", new { name = "Once" })));

        Assert.Single(answers.Select(a => a.Id()).Distinct());
    }
}
