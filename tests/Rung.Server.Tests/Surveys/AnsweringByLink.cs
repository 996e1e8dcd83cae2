using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Records;

namespace Rung.Server.Tests.Surveys;

/// <summary>A customer with a link and without an account.</summary>
public class AnsweringByLink
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task One_tap_is_an_answer_told_by_the_customer(Database database)
    {
        await using var house = await House.Open(database);
        var (survey, link) = await Asked(house);

        var tapped = await house.Stranger().Tap(link, ("score", "9"));

        Assert.Equal(HttpStatusCode.Redirect, tapped.StatusCode);
        Assert.Contains("your answer is in", await house.Stranger().GetStringAsync(tapped.Headers.Location!.ToString() + "&lang=en"));
        var answered = await house.ClientOf(house.Founder).Get("surveys", survey);
        Assert.Equal(9, answered.GetProperty("score").GetInt32());
        await using var db = house.Store.Open();
        var line = await db.Journal.SingleAsync(j => j.Name == "survey-answered");
        Assert.Equal((Origin.Respondent, Rung.Server.Desk.Actors.Respondent.Id.Value), (line.Origin, line.ActorId));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_answer_may_change_for_a_week_its_history_stays_and_then_it_stands(Database database)
    {
        await using var house = await House.Open(database);
        var (survey, link) = await Asked(house);
        var customer = house.Stranger();
        await customer.Tap(link, ("score", "9"));
        await customer.Tap(link, ("verbatim", "The imports are slow."));
        house.Clock.Advance(TimeSpan.FromDays(7));
        await customer.Tap(link, ("score", "7"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = await customer.Tap(link, ("score", "0"));

        Assert.Equal("already-answered", await Named(late));
        var answered = await house.ClientOf(house.Founder).Get("surveys", survey);
        Assert.Equal((7, "The imports are slow."), (answered.GetProperty("score").GetInt32(), answered.Text("verbatim")));
        await using var db = house.Store.Open();
        Assert.Equal(["survey-answered", "survey-answer-changed", "survey-answer-changed"], await db.Journal.Where(j => j.Name.StartsWith("survey-answer")).OrderBy(j => j.Seq).Select(j => j.Name).ToListAsync());
        Assert.Equal([9L, 7L], await db.Set<KeptValue>().Where(k => k.Field == "score" && k.Number != null).OrderBy(k => k.RecordedAt).Select(k => k.Number!.Value).ToListAsync());
    }

    [Fact]
    public async Task Looking_answers_nothing_for_programs_look_before_readers_do()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (survey, link) = await Asked(house);

        var page = await house.Stranger().GetAsync(link + "?score=0");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await house.ClientOf(house.Founder).Get("surveys", survey)).GetProperty("answeredAt").ValueKind);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Forged_expired_and_withdrawn_links_are_told_apart_and_change_nothing()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (survey, link) = await Asked(house);
        var customer = house.Stranger();
        await using var db = house.Store.Open();
        var before = await db.Journal.CountAsync();

        foreach (var forged in (string[])[link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), link[..^9], "/answer/x", "/answer/" + survey.Id(), "/answer/" + new string('A', 5000)])
        {
            Assert.Equal("link-not-ours", await Named(await customer.GetAsync(forged)));
            Assert.Equal("link-not-ours", await Named(await customer.Tap(forged, ("score", "9"))));
            Assert.Equal("link-not-ours", await Named(await customer.Tap(forged + "/stop")));
        }

        house.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        Assert.Equal("survey-closed", await Named(await customer.Tap(link, ("score", "9"))));
        Assert.Equal("survey-closed", await Named(await customer.GetAsync(link)));
        Assert.Equal(before, await db.Journal.CountAsync());

        await house.ClientOf(house.Founder).DeleteAsync($"/api/v1/surveys/{survey.Id()}");
        Assert.Equal("survey-withdrawn", await Named(await customer.GetAsync(link)));
    }

    [Theory]
    [InlineData("11", "out-of-range"), InlineData("-1", "unreadable"), InlineData("nine", "unreadable"), InlineData("", "missing"), InlineData("99999999999", "unreadable")]
    public async Task What_is_no_answer_is_refused_and_may_be_tried_again(string score, string refusal)
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, link) = await Asked(house);

        var answer = await house.Stranger().Tap(link, ("score", score));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(refusal, Named(page));
        Assert.Contains("name=\"score\" value=\"10\"", page);
    }

    [Fact]
    public async Task The_page_speaks_the_contacts_language_else_the_browsers_and_can_be_switched()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (survey, link) = await Asked(house);
        var customer = house.Stranger();
        customer.DefaultRequestHeaders.Add("Accept-Language", "zh-CN,zh;q=0.9");

        Assert.Contains("您有多大可能把", await customer.GetStringAsync(link));
        await house.ClientOf(house.Founder).Patch("contacts", JsonSerializer.SerializeToElement(new { id = survey.Text("respondentId") }), 1, new { language = "en" });
        Assert.Contains("how likely are you", await customer.GetStringAsync(link));
        Assert.Contains("您有多大可能把", await customer.GetStringAsync(link + "?lang=zh-CN"));
    }

    [Fact]
    public async Task The_page_tells_nothing_of_the_company_but_its_name()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (survey, link) = await Asked(house);

        var answer = await house.Stranger().GetAsync(link);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("My company", page);
        foreach (var secret in (string[])["Varg", "example.com", "USD", "data-zone", "<script", survey.Id(), survey.Text("accountId")!, survey.Text("respondentId")!, "Founder"]) Assert.DoesNotContain(secret, page);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task A_page_of_another_site_answers_for_nobody()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (survey, link) = await Asked(house);
        var elsewhere = house.Stranger();
        elsewhere.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.Tap(link, ("score", "0"))).StatusCode);

        Assert.Equal(JsonValueKind.Null, (await house.ClientOf(house.Founder).Get("surveys", survey)).GetProperty("score").ValueKind);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_detractor_opens_one_task_for_whoever_answers_for_the_account_in_the_same_decision(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var person = await client.Enter("people", new { name = "Csm" });
        var (survey, link) = await Asked(house);
        (await client.Patch("accounts", JsonSerializer.SerializeToElement(new { id = survey.Text("accountId") }), 1, new { accountableId = person.Id() })).EnsureSuccessStatusCode();

        await house.Stranger().Tap(link, ("score", "6"));
        await house.Stranger().Tap(link, ("score", "2"));

        Assert.Equal(2, (await client.Get("surveys", survey)).GetProperty("score").GetInt32());
        var task = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/activities")).GetProperty("items").EnumerateArray());
        Assert.Equal(("task", person.Id(), survey.Text("accountId"), survey.Text("respondentId")), (task.Text("type"), task.Text("actorId"), task.Text("accountId"), task.Text("contactId")));
        // Asked on Monday at nine: a working day later is Monday at six.
        Assert.Equal("2026-03-02T18:00:00+00:00", task.Text("dueAt"));
        await using var db = house.Store.Open();
        var answered = await db.Journal.SingleAsync(j => j.Name == "survey-answered");
        Assert.Equal(answered.DecisionId, (await db.Journal.SingleAsync(j => j.Name == "activity-recorded")).DecisionId);
    }

    [Fact]
    public async Task A_detractor_of_an_account_without_anybody_opens_a_task_for_the_founder()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, link) = await Asked(house);

        await house.Stranger().Tap(link, ("score", "0"));

        var task = Assert.Single((await house.ClientOf(house.Founder).GetFromJsonAsync<JsonElement>("/api/v1/activities")).GetProperty("items").EnumerateArray());
        Assert.Equal(house.Founder.Id.ToString(), task.Text("actorId"));
    }

    [Fact]
    public async Task A_consent_opens_a_reference_and_a_change_of_mind_takes_it_back()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, link) = await Asked(house, "referenceConsent");

        await house.Stranger().Tap(link, ("score", "10"));
        Assert.Equal("consented", Assert.Single(await References(house)).Text("status"));
        await house.Stranger().Tap(link, ("score", "0"));

        Assert.Equal("declined", Assert.Single(await References(house)).Text("status"));
    }

    [Fact]
    public async Task Stopping_takes_a_press_and_holds_for_the_contact()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (survey, link) = await Asked(house);
        var customer = house.Stranger();
        await customer.GetStringAsync(link + "/stop");
        Assert.Equal(JsonValueKind.Null, (await Contact()).GetProperty("surveysStoppedAt").ValueKind);

        Assert.Contains("no more surveys", await (await customer.Tap(link + "/stop", ("List-Unsubscribe", "One-Click"))).Content.ReadAsStringAsync());

        Assert.Equal("2026-03-02T09:00:00+00:00", (await Contact()).Text("surveysStoppedAt"));

        Task<JsonElement> Contact() => house.ClientOf(house.Founder).Get("contacts", JsonSerializer.SerializeToElement(new { id = survey.Text("respondentId") }));
    }

    [Fact]
    public async Task Too_many_requests_from_one_place_are_told_so_on_a_page()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, link) = await Asked(house);
        var customer = house.Stranger();

        HttpResponseMessage answer;
        var tries = 0;
        do answer = await customer.GetAsync(link);
        while (answer.StatusCode == HttpStatusCode.OK && ++tries < 200);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("too-many-tries", await Named(answer));
    }

    static async Task<(JsonElement Survey, string Link)> Asked(House house, string type = "onboardingNps")
    {
        await house.Programme(type);
        await house.Customer("Varg", 1, "2026-03-02");
        await house.Ask();
        var survey = Assert.Single(await house.Surveys());
        return (survey, house.Link(survey));
    }

    static async Task<JsonElement[]> References(House house) => [.. (await house.ClientOf(house.Founder).GetFromJsonAsync<JsonElement>("/api/v1/references")).GetProperty("items").EnumerateArray()];

    static async Task<string?> Named(HttpResponseMessage answer) => Named(await answer.Content.ReadAsStringAsync());

    static string? Named(string page) => page.Split("data-refusal=\"") is [_, var rest] ? rest[..rest.IndexOf('"')] : null;
}
