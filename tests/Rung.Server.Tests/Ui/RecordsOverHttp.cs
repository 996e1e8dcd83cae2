using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Ui;

public sealed class RecordsOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_record_offers_what_can_be_done_with_it_as_it_stands(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var lead = await client.Enter("leads", new { name = "Varg", accountId = account.Id() });
        var meeting = await client.Enter("meetings", new { subject = "Demo", scheduledFor = "2026-03-02T08:00:00Z", accountId = account.Id() });
        var paid = await client.Enter("subscriptions", new { plan = "Gold", accountId = account.Id(), startsOn = "2026-01-01", endsOn = "2027-01-01", price = new { minor = 1000_00, currency = "USD" } });

        await Offers(client, $"/leads/{lead.Id()}", "/qualify", "/disqualify", "/touch");
        await Offers(client, $"/meetings/{meeting.Id()}", "/hold", "/no-show", "/reschedule", "/cancel");
        await Offers(client, $"/subscriptions/{paid.Id()}", "/renew", "/extend", "/cancel", "/open-renewal");

        await client.Post($"/api/v1/meetings/{meeting.Id()}/hold", new { minutes = 45 });
        Assert.DoesNotContain("/no-show\"", await client.GetStringAsync($"/meetings/{meeting.Id()}"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Opening_a_renewal_twice_finds_the_one_there_is(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var paid = await client.Enter("subscriptions", new { plan = "Gold", accountId = account.Id(), startsOn = "2026-01-01", endsOn = "2027-01-01", noticeDays = 30, termMonths = 12, billing = "month", price = new { minor = 500_00, currency = "USD" } });

        var first = await client.Post($"/api/v1/subscriptions/{paid.Id()}/open-renewal", new { });
        var again = await client.Post($"/api/v1/subscriptions/{paid.Id()}/open-renewal", new { });

        Assert.Equal(first.Id(), again.Id());
        Assert.Equal(("renewal", "2026-12-02", 6000_00), (first.Text("type"), first.Text("closeOn"), first.GetProperty("amount").GetProperty("minor").GetInt32()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_is_entered_afterwards_stands_where_it_happened_and_says_so(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var deal = await client.Enter("opportunities", new { name = "Visibility" });
        await client.Enter("activities", new { type = "call", subject = "Price agreed", opportunityId = deal.Id(), happenedAt = "2026-02-20T10:00:00Z" });

        var page = await client.GetStringAsync($"/opportunities/{deal.Id()}?lang=en");

        Assert.Contains("Friday 20 February 2026", page, StringComparison.Ordinal);
        Assert.Contains("entered later", page, StringComparison.Ordinal);
        Assert.Equal("not-yet-happened", await (await client.PostAsJsonAsync("/api/v1/activities", new { type = "note", subject = "Soon", happenedAt = "2026-04-01T00:00:00Z" })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_field_tells_every_value_it_had(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var deal = await client.Enter("opportunities", new { name = "Visibility", closeOn = "2026-05-01" });
        (await client.Patch("opportunities", deal, 1, new { closeOn = "2026-06-15" })).EnsureSuccessStatusCode();

        var history = await client.GetStringAsync($"/ui/history/opportunity/{deal.Id()}/closeOn?lang=en");

        Assert.Contains("15 Jun", history, StringComparison.Ordinal);
        Assert.Contains("← 1 May", history, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_file_comes_back_as_it_was_and_only_to_be_saved(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var deal = await client.Enter("opportunities", new { name = "Visibility" });
        byte[] content = [.. "<script>alert(1)</script>"u8];

        var file = await (await Send(client, deal, "../报价.html", content)).Content.ReadFromJsonAsync<JsonElement>();
        var back = await client.GetAsync($"/api/v1/stored-files/{file.Id()}/content");

        Assert.Equal("报价.html", file.Text("name"));
        Assert.Equal(content, await back.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/octet-stream", "attachment"), (back.Content.Headers.ContentType!.MediaType, back.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("nosniff", back.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("报价.html", await client.GetStringAsync($"/opportunities/{deal.Id()}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_too_large_empty_or_a_program_is_refused_by_name()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var deal = await client.Enter("opportunities", new { name = "Visibility" });

        Assert.Equal("nothing-in-the-file", await (await Send(client, deal, "a.txt", [])).Problem());
        Assert.Equal("programs-are-not-kept", await (await Send(client, deal, "offer.pdf", [.. "MZ\0\0"u8])).Problem());
        Assert.Equal("too-large-to-keep", await (await Send(client, deal, "a.bin", new byte[25 * 1024 * 1024 + 1])).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_lost_race_brings_what_the_other_wrote(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg", city = "Oslo" });
        (await client.Patch("accounts", account, 1, new { city = "Bergen" })).EnsureSuccessStatusCode();

        var late = await client.Patch("accounts", account, 1, new { city = "Malmö" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("Bergen", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("current").Text("city"));
    }

    static async Task Offers(HttpClient client, string path, params string[] verbs)
    {
        var page = await client.GetStringAsync(path);
        foreach (var verb in verbs) Assert.Contains($"action=\"/api/v1{path}{verb}\"", page, StringComparison.Ordinal);
    }

    static Task<HttpResponseMessage> Send(HttpClient client, JsonElement deal, string name, byte[] content) =>
        client.PostAsync($"/api/v1/stored-files/upload?opportunityId={deal.Id()}&name={Uri.EscapeDataString(name)}", new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } });
}
