using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Rung.Ladder;

namespace Rung.Server.Tests.Ladder;

/// <summary>What people do on the pages of the ladder, and what the pages say afterwards.</summary>
public sealed partial class ThePagesOfTheLadder
{
    static readonly string[] Pages = ["/ladder", "/ladder?rung=S3", "/ladder?rung=S5", "/ladder/X2.3", "/ladder/X0.1", "/ladder/A1.2", "/ladder/sellers", "/ladder/charts", "/ladder/problems", "/ladder/review", "/openings", "/openings/new", "/improvements", "/hypotheses", "/hypotheses/new", "/time-blocks/new", "/settings/ladder"];

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Every_page_of_an_empty_company_is_there_and_shows_no_key_of_a_text(string language)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        foreach (var page in Pages)
        {
            var html = await client.GetStringAsync($"{page}{(page.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={language}");
            Assert.True(!Keys().IsMatch(html), page + ": " + Keys().Match(html).Value);
        }
    }

    [Fact]
    public async Task A_company_founded_yesterday_has_stood_on_its_rung_for_one_day()
    {
        await using var house = await House.Open(Database.Sqlite);
        house.Clock.Advance(TimeSpan.FromDays(1));
        var client = house.ClientOf(house.Founder);

        var page = await client.GetStringAsync("/ladder");

        Assert.Contains(">one day</span>", page, StringComparison.Ordinal);
        Assert.Contains("with the founder. <a", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_are_said_to_be_unknown_until_somebody_writes_them_down()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await client.Enter("opportunities", new { name = "One" });
        Assert.Contains("Nothing recorded in the last 8 weeks", await client.GetStringAsync("/ladder"), StringComparison.Ordinal);

        await client.Enter("role-assignments", new { personId = house.Founder.Id.ToString(), role = "founder", startsOn = "2026-01-01" });
        await client.Enter("time-blocks", new { personId = house.Founder.Id.ToString(), @class = "sell", startsAt = house.Clock.GetUtcNow().AddDays(-2), minutes = 960 });

        Assert.Contains("100% of 2 hours a week", await client.GetStringAsync("/ladder"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_waiver_names_who_why_and_until_when_and_is_never_a_pass(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("opportunities", new { name = "One" });
        var today = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime);

        Assert.Contains("endsOn", await Refused(client, "waivers", new { criterion = "X0.4", stage = "s0", reason = "Too early to ask." }), StringComparison.Ordinal);
        Assert.Contains("Choose a later day", await Refused(client, "waivers", new { criterion = "X0.4", stage = "s0", reason = "Too early to ask.", endsOn = today }), StringComparison.Ordinal);
        var waiver = await client.Enter("waivers", new { criterion = "X0.4", stage = "s0", reason = "Too early to ask.", endsOn = today.AddMonths(2) });

        var page = await client.GetStringAsync("/ladder/X0.4");
        Assert.Contains("Too early to ask.", page, StringComparison.Ordinal);
        Assert.Contains("data-verdict=\"waived\"", page, StringComparison.Ordinal);

        await client.Post($"/api/v1/waivers/{waiver.Id()}/revoke", new { });
        Assert.DoesNotContain("data-verdict=\"waived\"", await client.GetStringAsync("/ladder/X0.4"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_problem_gets_an_owner_and_hands_over_and_both_are_on_record(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (vice, ines) = ((await client.Enter("people", new { name = "Grant" })).Id(), (await client.Enter("people", new { name = "Ines" })).Id());
        await client.Enter("opportunities", new { name = "One" });
        await client.Enter("role-assignments", new { personId = vice, role = "vpSales", startsOn = "2026-01-10" });
        Assert.Contains("id=\"A0.1\"", await client.GetStringAsync("/ladder/problems"), StringComparison.Ordinal);

        var improvement = await client.Enter("improvements", new { name = "A seller too early", type = "bug", stage = "s0", problem = "A0.1", accountableId = house.Founder.Id.ToString() });
        Assert.True((await client.Patch("improvements", improvement, 1, new { accountableId = ines })).IsSuccessStatusCode);

        Assert.Contains(">Ines<", await client.GetStringAsync("/ladder/problems"), StringComparison.Ordinal);
        Assert.Contains("no-such-problem", await Refused(client, "improvements", new { name = "X", problem = "A9.9" }), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_hypothesis_is_settled_once_with_what_was_seen_and_what_is_done(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var hypothesis = await client.Enter("hypotheses", new { stage = "s0", statement = "Seven of ten confirm it.", prior = 0.4, criterion = "X0.3", evidenceNeeded = 10, dueOn = "2026-12-31" });

        await client.Post($"/api/v1/hypotheses/{hypothesis.Id()}/settle", new { result = "refuted", learned = "Four of ten.", decision = "changeCourse" });

        var page = await client.GetStringAsync("/ladder/problems");
        Assert.Contains("Four of ten.", page, StringComparison.Ordinal);
        Assert.Contains("decided: Change course", page, StringComparison.Ordinal);
        Assert.Contains("hypothesis-settled-already", await Refused(client, $"hypotheses/{hypothesis.Id()}/settle", new { result = "held", learned = "No.", decision = "goOn" }), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Hypotheses_problems_and_their_owners_show_as_they_stood_then(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (vice, ines, wei) = ((await client.Enter("people", new { name = "Grant" })).Id(), (await client.Enter("people", new { name = "Ines" })).Id(), (await client.Enter("people", new { name = "Wei" })).Id());
        await client.Enter("role-assignments", new { personId = vice, role = "vpSales", startsOn = "2026-01-10" });
        var problem = await client.Enter("improvements", new { name = "A seller too early", type = "bug", stage = "s0", problem = "A0.1", accountableId = ines });
        var hypothesis = await client.Enter("hypotheses", new { stage = "s0", statement = "Seven of ten confirm it.", criterion = "X0.3", accountableId = ines });
        house.Clock.Advance(TimeSpan.FromDays(10));
        var then = Uri.EscapeDataString(house.Clock.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        house.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await client.Patch("improvements", problem, 1, new { accountableId = wei })).IsSuccessStatusCode);
        Assert.True((await client.Patch("hypotheses", hypothesis, 1, new { accountableId = wei, statement = "Eight of ten confirm it." })).IsSuccessStatusCode);
        await client.Post($"/api/v1/hypotheses/{hypothesis.Id()}/settle", new { result = "refuted", learned = "Four of ten.", decision = "giveUp" });
        await client.Enter("hypotheses", new { stage = "s0", statement = "Thought of later." });

        string[] of = ["/ladder/problems", "/ladder/review"];
        foreach (var page in of)
        {
            var now = await client.GetStringAsync(page);
            Assert.Contains("Eight of ten confirm it.", now, StringComparison.Ordinal);
            Assert.Contains("Four of ten.", now, StringComparison.Ordinal);
            Assert.Contains("Thought of later.", now, StringComparison.Ordinal);
            Assert.DoesNotContain("Ines", now, StringComparison.Ordinal);
            foreach (var cut in new[] { "?asOf=2026-03-12", "?knownAt=" + then })
            {
                var was = await client.GetStringAsync(page + cut);
                Assert.Contains("Seven of ten confirm it.", was, StringComparison.Ordinal);
                Assert.Contains("Ines", was, StringComparison.Ordinal);
                Assert.DoesNotContain("Four of ten.", was, StringComparison.Ordinal);
                Assert.DoesNotContain("Thought of later.", was, StringComparison.Ordinal);
                Assert.DoesNotContain("Wei", was, StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain("Seven of ten", await client.GetStringAsync("/ladder/problems?asOf=2026-03-01"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Going_back_a_rung_asks_for_the_reason_and_keeps_it(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("opportunities", new { name = "One", happenedAt = "2025-11-03T09:00:00Z" });
        foreach (var criterion in new[] { "X0.1", "X0.2", "X0.3", "X0.4", "X0.5" }) await client.Enter("waivers", new { criterion, stage = "s0", reason = "Known from before.", endsOn = "2027-01-31", happenedAt = "2025-11-04T09:00:00Z" });
        await client.Enter("stage-confirmations", new { stage = "s1", fromOn = "2026-02-28" });
        house.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Contains("missing", await Refused(client, "stage-confirmations", new { stage = "s0", fromOn = "2026-04-10" }), StringComparison.Ordinal);
        Assert.Contains("missing", await Refused(client, "stage-confirmations", new { stage = "s0", fromOn = "2026-04-10", reason = "  " }), StringComparison.Ordinal);
        var back = await client.Enter("stage-confirmations", new { stage = "s0", fromOn = "2026-04-10", reason = "Half of them left." });

        async Task<(string?, bool)> Stage(string day) => (await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/ladder?asOf=" + day)) is var told ? (told.Text("stage"), told.GetProperty("stageConfirmed").GetBoolean()) : default;
        Assert.Equal([("S1", true), ("S0", true)], new[] { await Stage("2026-04-09"), await Stage("2026-04-10") });
        Assert.Equal("Half of them left.", (await client.Get("stage-confirmations", back)).Text("reason"));
    }

    [Fact]
    public async Task The_page_offers_to_confirm_a_rung_and_one_not_reached_is_refused()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await client.Enter("opportunities", new { name = "One" });
        await client.Enter("stage-confirmations", new { stage = "s0", fromOn = "2026-01-31" });

        Assert.Contains("commandfor=\"confirm-rung\"", await client.GetStringAsync("/ladder"), StringComparison.Ordinal);
        Assert.Contains("rung-not-reached", await Refused(client, "stage-confirmations", new { stage = "s1", fromOn = "2026-02-28" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_is_not_named_among_the_month_ends()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "C" })).Id();
        await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2025-12-05", billing = "year", price = new { minor = 1200, currency = "USD" } });

        var page = await client.GetStringAsync("/ladder/X0.1?asOf=2026-01-15");

        Assert.Contains("<th scope=\"row\">31 Dec 2025</th>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<th scope=\"row\">15 Jan", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_threshold_part_sign_and_rung_has_its_name_in_both_languages()
    {
        var texts = new Rung.Server.Ui.Texts();
        string[] wanted =
        [
            .. Yardsticks.Known.Keys.Select(y => "yardstick." + y), .. Enum.GetNames<SourceGrade>().Select(g => "grade." + Words.Camel(g)), .. Enum.GetNames<Severity>().Select(s => "severity." + Words.Camel(s)),
            .. Criteria.All.SelectMany(c => new[] { $"criterion.{c.Id}.define", $"criterion.{c.Id}.source", $"criterion.{c.Id}.help" }), .. AntiPatterns.All.Select(a => $"pattern.{a.Id}.idiom"),
            .. Enum.GetNames<MaturityStage>().SelectMany(s => new[] { $"rung.{s}.goal", $"rung.{s}.focus", $"rung.{s}.who", $"rung.{s}.headcount", $"rung.{s}.change", $"hypothesis.{s}" }), .. Enum.GetNames<Watched>().Select(w => "chart.of." + Words.Camel(w)),
        ];
        Assert.All(wanted, key => Assert.True(texts.Has(key), key));
    }

    static async Task<string> Refused(HttpClient client, string to, object body)
    {
        var answer = await client.PostAsJsonAsync("/api/v1/" + to, body);
        Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"(?<=[>""' ])(ladder|criterion|pattern|sign|part|lack|repair|rung|yardstick|grade|severity|waiver|hypothesis|problem|sellers|chart|stageReview|opening|place|deed|list|later|d1|ui|unit|value|field)\.[a-zA-Z0-9.\-]+(?=[<""])")]
    private static partial Regex Keys();
}
