using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Customers;
using Rung.Server.Customers.Usage;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Customers;

/// <summary>Usage sent by programs: counted once, in whatever order and however often it comes.</summary>
public sealed class SendingUsage
{
    static readonly DateOnly Today = DateOnly.FromDateTime(House.Begins.UtcDateTime);

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Every_event_has_its_answer(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        object[] events =
        [
            Event("1", varg, "2026-03-02T08:00:00Z"), Event("1", varg, "2026-03-01T08:00:00Z"), Event("2", "nobody", "2026-03-02T08:00:00Z"), Event("3", varg, "2026-03-02T08:00:00Z", "launched"),
            Event("4", varg, "2026-01-30T23:59:59Z"), Event("5", varg, "2026-03-02T09:05:01Z"), new { account = varg, @event = "shipped", at = "2026-03-02T08:00:00Z" },
            Event("7", varg, "2026-03-02T08:00:00"), new { id = "8", account = varg, @event = "shipped", at = "2026-03-02T08:00:00Z", colour = "red" }, "nine", Event("9", varg, "+++++++++"),
            Event("10", varg, "2026-01-31T00:00:00Z"), Event("11", varg, "2026-03-02T09:05:00Z"),
        ];

        var told = await Send(client, events);

        Assert.Equal(["counted", "duplicate", "unknownCustomer", "unknownEvent", "tooLate", "notYetHappened", "noIdentity", "unreadable", "unreadable", "unreadable", "unreadable", "counted", "counted"], told.GetProperty("answers").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(3, told.GetProperty("counts").GetProperty("counted").GetInt32());
        var batch = await client.GetFromJsonAsync<JsonElement>($"/api/v1/usage-batches/{told.Text("batch")}");
        Assert.Equal((13, 3, 1, 1, 1, 1, 1, 5), (N("events"), N("counted"), N("duplicates"), N("unknownCustomers"), N("unknownEvents"), N("tooLate"), N("notYetHappened"), N("unreadable")));
        Assert.Equal([(Today.AddDays(-30), 1L), (Today, 2L)], (await Use(house, varg)).Days.Select(d => (d.On, d.Events)));
        int N(string field) => batch.GetProperty(field).GetInt32();
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Sent_again_it_is_a_duplicate_and_changes_nothing(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        object[] events = [.. Enumerable.Range(0, 300).Select(i => Event("e" + i, varg, $"2026-03-01T{i % 24:00}:00:00Z", user: "u" + i % 7))];
        await Send(client, events);
        var before = await Everything(house);

        var again = await Send(client, events);

        Assert.Equal(300, again.GetProperty("counts").GetProperty("duplicate").GetInt32());
        Assert.Equal(JsonValueKind.Null, again.GetProperty("batch").ValueKind);
        Assert.Equal(before, await Everything(house));
        Assert.Equal((300, 7), (await Use(house, varg)).Days.Single() is var day ? ((int)day.Events, day.Users) : default);
    }

    /// <summary>The same events in random order, split into random batches and partly repeated, on two nodes: as by counting them one by one.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Order_and_repetition_do_not_matter_and_two_nodes_count_as_one(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        var other = await client.Enter("accounts", new { name = "Other", externalId = "crm:7" });
        await client.Enter("usage-events", new { name = "invoiced" });
        var chance = new Random(8);
        var events = Enumerable.Range(0, 400).Select(i => (Id: "e" + i, Account: chance.Next(2) == 0 ? varg : "crm:7", Event: chance.Next(2) == 0 ? "shipped" : "invoiced", At: House.Begins.AddHours(-chance.Next(0, 24 * 29)), User: "u" + chance.Next(5), Times: chance.Next(1, 4))).ToList();
        var sent = events.Concat(events.Where(_ => chance.Next(3) == 0)).OrderBy(_ => chance.Next()).ToList();
        UsageIntake[] nodes = [house.Services.GetRequiredService<UsageIntake>(), new(house.Desk, house.Store)];

        await Task.WhenAll(sent.Chunk(37).Select((batch, i) => nodes[i % 2].Take(house.Founder, Lines(batch.Select(e => new { id = e.Id, account = e.Account, @event = e.Event, at = e.At, user = e.User, times = e.Times })), default)));

        foreach (var (account, key) in new[] { (varg, varg), (other.Id(), "crm:7") })
            foreach (var (rule, names) in new[] { (Rule(null), new[] { "shipped", "invoiced" }), (Rule("invoiced"), ["invoiced"]) })
            {
                var days = events.Where(e => e.Account == key).GroupBy(e => DateOnly.FromDateTime(e.At.UtcDateTime)).OrderBy(g => g.Key)
                    .Select(g => (g.Key, (long)g.Where(e => names.Contains(e.Event)).Sum(e => e.Times), (int?)g.Select(e => e.User).Distinct().Count()));
                Assert.Equal(days, (await Use(house, account, rule)).Days.Select(d => (d.On, d.Events, d.Users)));
            }

        nodes[1].Dispose();
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task After_a_restart_nothing_is_counted_twice_and_what_is_forgotten_is_too_late(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        await Send(client, Event("1", varg, "2026-03-02T08:00:00Z"));

        async Task<string?> Again()
        {
            using var fresh = new UsageIntake(house.Desk, house.Store);
            return (await fresh.Take(house.Founder, Lines([Event("1", varg, "2026-03-02T08:00:00Z")]), default)).Value.Answers.Single().ToString();
        }

        Assert.Equal("Duplicate", await Again());
        house.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("Duplicate", await Again());
        house.Clock.Advance(TimeSpan.FromDays(3));
        await Send(client, Event("2", varg, "2026-04-04T08:00:00Z"));
        Assert.Equal("TooLate", await Again());
        Assert.Equal([0, 8, 0], await house.Store.Questions.All("SELECT length(identities) FROM usage_contents ORDER BY number", [], row => (int)row.Number(0)));
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_is_set_back()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (client, varg) = await Begun(house);

        var told = await client.Post("/api/v1/usage", new { sentAt = "2026-03-02T21:00:00Z", events = new[] { Event("1", varg, "2026-03-02T20:00:00Z"), Event("2", varg, "2026-03-02T10:00:00Z") } });

        Assert.Equal(12 * 3600, told.GetProperty("clockAheadSeconds").GetDouble());
        Assert.Equal([(Today.AddDays(-1), 1L), (Today, 1L)], (await Use(house, varg)).Days.Select(d => (d.On, d.Events)));
    }

    [Theory]
    [InlineData("{", "unreadable"), InlineData("[]", "unreadable"), InlineData("{}", "missing"), InlineData("{\"events\":{}}", "unreadable"), InlineData("{\"events\":[],\"now\":1}", "unknown-field"), InlineData("{\"events\":[{\"id\":\"1\"", "unreadable"), InlineData("{\"events\":[],\"sentAt\":\"noon\"}", "unreadable"), InlineData("{\"events\":[]} x", "unreadable")]
    public async Task What_is_no_batch_is_refused_whole(string body, string refusal)
    {
        await using var house = await House.Open(Database.Sqlite);
        var (client, _) = await Begun(house);
        var before = await Everything(house);

        var answer = await client.PostAsync("/api/v1/usage", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, refusal), (answer.StatusCode == HttpStatusCode.UnprocessableEntity ? HttpStatusCode.BadRequest : answer.StatusCode, await answer.Problem()));
        Assert.Equal(before, await Everything(house));
    }

    [Fact]
    public async Task More_than_a_batch_holds_is_refused_and_so_is_another_kind_of_body_and_a_stranger()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (client, varg) = await Begun(house);

        Assert.Equal("too-many-events", await (await client.PostAsJsonAsync("/api/v1/usage", new { events = Enumerable.Range(0, UsageLines.Most + 1).Select(i => i) })).Problem());
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync("/api/v1/usage", new StringContent("{}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await house.ClientOf(new(house.Founder.Id, "AE", new(["*.read"]))).PostAsJsonAsync("/api/v1/usage", new { events = new[] { Event("1", varg, "2026-03-02T08:00:00Z") } })).StatusCode);
        Assert.Equal("only-by-sending", await (await client.PostAsJsonAsync("/api/v1/usage-batches", new { })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Of_a_merged_account_it_is_read_under_the_one_that_stays(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        var gone = await client.Enter("accounts", new { name = "Varg AB", externalId = "crm:2" });
        await Send(client, Event("1", varg, "2026-03-01T08:00:00Z"), Event("2", "crm:2", "2026-03-01T09:00:00Z"), Event("3", "crm:2", "2026-02-20T09:00:00Z"));

        await client.Post($"/api/v1/accounts/{varg}/merge", new { gone = gone.Id() });
        await Send(client, Event("4", gone.Id(), "2026-03-01T10:00:00Z"));

        Assert.Equal([(new DateOnly(2026, 2, 20), 1L), (new DateOnly(2026, 3, 1), 3L)], (await Use(house, varg)).Days.Select(d => (d.On, d.Events)));
        Assert.Equal(new DateOnly(2026, 2, 20), (await Use(house, varg)).FirstOn);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_known_at_a_time_can_be_told_again(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        await Send(client, Event("1", varg, "2026-03-01T08:00:00Z", user: "a"));
        house.Clock.Advance(TimeSpan.FromHours(1));
        var then = house.Desk.Now;
        house.Clock.Advance(TimeSpan.FromHours(1));
        await Send(client, Event("2", varg, "2026-03-01T09:00:00Z", user: "a"), Event("3", varg, "2026-03-01T09:00:00Z", user: "b"), Event("4", varg, "2026-02-20T09:00:00Z"));

        var (now, before) = (await Use(house, varg), await Use(house, varg, knownAt: then));

        Assert.Equal([(Today.AddDays(-10), 1L, null), (Today.AddDays(-1), 3L, (int?)2)], now.Days.Select(d => (d.On, d.Events, d.Users)));
        Assert.Equal([(Today.AddDays(-1), 1L, (int?)1)], before.Days.Select(d => (d.On, d.Events, d.Users)));
        Assert.Equal((Today.AddDays(-10), Today.AddDays(-1)), (now.FirstOn, before.FirstOn));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_day_entered_as_a_whole_stands_before_what_was_counted(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        await Send(client, Event("1", varg, "2026-03-01T08:00:00Z"), Event("2", varg, "2026-02-28T08:00:00Z"));

        await client.Enter("usage-days", new { accountId = varg, usedOn = "2026-03-01", coreEvents = 40, activeUsers = 6, seats = 10 });

        Assert.Equal([new UseDay(Today.AddDays(-2), 1), new UseDay(Today.AddDays(-1), 40, 6, 10)], (await Use(house, varg)).Days);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Verdicts_are_given_by_the_rule_of_the_day_and_a_change_leaves_earlier_ones_alone(Database database)
    {
        await using var house = await House.Open(database);
        var (client, varg) = await Begun(house);
        await Send(client, [.. Enumerable.Range(0, 28).Select(i => Event("e" + i, varg, House.Begins.AddDays(-i).ToString("O")))]);
        Assert.Equal("rule-reaches-back", await (await client.PostAsJsonAsync("/api/v1/acceptable-uses", new { fromOn = "2026-03-01", eventsADay = 2 })).Problem());
        await client.Enter("acceptable-uses", new { fromOn = "2026-03-02", eventsADay = 2 });

        async Task<UseAnswer> Verdict(DateOnly day) => (await house.Services.GetRequiredService<UseReader>().Verdicts(new Dictionary<Guid, DateOnly?> { [Guid.Parse(varg)] = null }, day, null, default))[Guid.Parse(varg)].Answer;

        Assert.Equal((UseAnswer.Acceptable, UseAnswer.NotEnough), (await Verdict(Today.AddDays(-1)), await Verdict(Today)));
        var rule = (await client.GetFromJsonAsync<JsonElement>("/api/v1/acceptable-uses?sort=-fromOn")).GetProperty("items")[0];
        Assert.Equal("rule-has-held", await (await client.DeleteAsync($"/api/v1/acceptable-uses/{rule.Id()}")).Problem());
    }

    static object Event(string id, string account, string at, string name = "shipped", string? user = null) => new { id, account, @event = name, at, user };

    static Task<JsonElement> Send(HttpClient client, params object[] events) => client.Post("/api/v1/usage", new { events });

    static UsageLines Lines(IEnumerable<object> events) => UsageLines.Read(JsonSerializer.SerializeToUtf8Bytes(new { events })).Value;

    static AcceptableUse Rule(string? counted) => AcceptableUse.Enter(new Dictionary<string, object?> { ["fromOn"] = new DateOnly(2020, 1, 1), ["countedEvents"] = counted }, new(default, House.Begins, House.Begins, Records.Origin.Entered, Guid.CreateVersion7)).Value;

    static async Task<CustomerUse> Use(House house, string account, AcceptableUse? rule = null, DateTimeOffset? knownAt = null) =>
        (await house.Services.GetRequiredService<UseReader>().Read([Guid.Parse(account)], rule, Today.AddDays(-60), Today, knownAt, default))[Guid.Parse(account)];

    static async Task<(HttpClient, string)> Begun(House house)
    {
        var client = house.ClientOf(house.Founder);
        await client.Enter("usage-events", new { name = "shipped" });
        return (client, (await client.Enter("accounts", new { name = "Varg" })).Id());
    }

    static async Task<string> Everything(House house) => string.Join('\n', await house.Store.Questions.All("""
        SELECT 'journal', count(*), 0 FROM journal UNION ALL SELECT 'batches', count(*), 0 FROM usage_contents UNION ALL SELECT 'tallies', count(*), coalesce(sum(events * 1000 + users), 0) FROM usage_tallies
        """, [], row => $"{row.Text(0)} {row.NumberOrNull(1)} {row.NumberOrNull(2)}"));
}
