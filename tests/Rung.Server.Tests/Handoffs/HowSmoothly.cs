using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Handoffs;

/// <summary>X3.5 and V15 through the server's own path. Now is Monday 2 March 2026, nine o'clock.</summary>
public sealed class HowSmoothly
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task No_leak_in_45_and_two_in_60_say_what_V15_says(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Pair.In(house);
        for (var i = 0; i < 60; i++) await team.Hand(i < 45 ? team.Tom : team.Ines, isLate: i is 50 or 55);
        house.Clock.Advance(TimeSpan.FromDays(1));

        var told = await team.Founder.GetFromJsonAsync<JsonElement>("/api/v1/handoffs/figures");

        var clean = told.GetProperty("pairs").EnumerateArray().Single(p => p.Text("fromPersonId") == team.Tom);
        Assert.Equal((45, 0, 59), (clean.GetProperty("due").GetInt32(), clean.GetProperty("leaked").GetInt32(), clean.GetProperty("cleanNeeded").GetInt32()));
        Assert.Equal("0.064404", Six(clean, "leakUpper95"));
        var whole = told.GetProperty("whole");
        Assert.Equal((60, 2), (whole.GetProperty("due").GetInt32(), whole.GetProperty("leaked").GetInt32()));
        Assert.Equal(("0.004063", "0.115281", "0.593858", "insufficient"), (Six(whole, "leakLow"), Six(whole, "leakHigh"), Six(whole, "chanceWithin"), whole.Text("verdict")));
        var type = Assert.Single(told.GetProperty("types").EnumerateArray());
        Assert.Equal(("sdrToAe", 60), (type.Text("type"), type.GetProperty("sent").GetInt32()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Each_figure_opens_its_hand_offs_and_no_others(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Pair.In(house);
        foreach (var name in (string[])["Kept 1", "Kept 2", "Kept 3"]) await team.Hand(team.Tom, isLate: false, name);
        foreach (var name in (string[])["Dropped 1", "Dropped 2"]) await team.Hand(team.Tom, isLate: true, name);
        await team.Hand(team.Ines, isLate: true, "Of another");
        house.Clock.Advance(TimeSpan.FromDays(1));

        var page = await team.Founder.GetStringAsync("/handoffs/figures");
        Assert.Contains("2 of 5", page, StringComparison.Ordinal);
        var rows = await team.Founder.GetStringAsync($"/handoffs/rows?type=sdrToAe&from={team.Tom}&to={team.Wei}&part=leaked");

        Assert.Equal((true, true, false, false), (rows.Contains("Dropped 1", StringComparison.Ordinal), rows.Contains("Dropped 2", StringComparison.Ordinal), rows.Contains("Kept", StringComparison.Ordinal), rows.Contains("Of another", StringComparison.Ordinal)));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Follow_up_checks_count_for_the_pair_whose_hand_off_asked_for_them(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Pair.In(house);
        var (account, handoff) = await team.Hand(team.Tom, isLate: false);
        var ids = new List<string>();
        foreach (var due in (string[])["2026-03-03", "2026-03-03", "2026-03-04", "2026-03-20"]) ids.Add((await team.Founder.Enter("check-ins", new { accountId = account, type = "followUp", dueOn = due, handoffId = handoff, accountableId = team.Wei })).Id());
        await team.Founder.Post($"/api/v1/check-ins/{ids[0]}/complete", new { });
        house.Clock.Advance(TimeSpan.FromDays(3));
        await team.Founder.Post($"/api/v1/check-ins/{ids[1]}/complete", new { });

        var pair = (await team.Founder.GetFromJsonAsync<JsonElement>("/api/v1/handoffs/figures")).GetProperty("pairs")[0];

        // One in time, one two days late, one never, one not due yet.
        Assert.Equal((3, 1), (pair.GetProperty("checksDue").GetInt32(), pair.GetProperty("checksOnTime").GetInt32()));
    }

    /// <summary>X3.6: what fell due in the ninety days before today, and was done by the end of its day.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_check_is_on_time_until_midnight_of_its_day_and_counts_from_the_day_after(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var account = (await founder.Enter("accounts", new { name = "Acme" })).Id();
        foreach (var (due, done) in ((string, string?)[])
            [("2026-02-27", "2026-02-27T23:59:00Z"), ("2026-02-27", "2026-02-28T00:00:00Z"), ("2026-03-01", null), ("2026-03-02", null), ("2025-12-02", "2025-12-02T09:00:00Z"), ("2025-12-01", "2025-12-01T09:00:00Z")])
            await founder.Enter("check-ins", new { accountId = account, type = "cadence", dueOn = due, doneAt = done });
        await founder.DeleteAsync($"/api/v1/check-ins/{(await founder.Enter("check-ins", new { accountId = account, type = "cadence", dueOn = "2026-02-20" })).Id()}");

        var told = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/handoffs/figures")).GetProperty("followUp");

        Assert.Equal((4, 2), (told.GetProperty("checksDue").GetInt32(), told.GetProperty("checksOnTime").GetInt32()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_figure_of_returns_opens_those_that_were_returned(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Pair.In(house);
        await team.Hand(team.Tom, isLate: false, "Kept");
        var account = (await team.Founder.Enter("accounts", new { name = "Given back" })).Id();
        await team.Founder.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", accountId = account, fromPersonId = team.Tom, toPersonId = team.Wei, dueAt = "2026-03-02T10:00:00Z", status = "returned", answeredAt = "2026-03-02T09:30:00Z", gap = "No budget named" });
        house.Clock.Advance(TimeSpan.FromDays(1));

        var rows = await team.Founder.GetStringAsync($"/handoffs/rows?type=sdrToAe&from={team.Tom}&to={team.Wei}&part=returned");

        Assert.Equal((true, false), (rows.Contains("Given back", StringComparison.Ordinal), rows.Contains("Kept", StringComparison.Ordinal)));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_time_until_the_first_action_runs_on_the_wall_of_whoever_took_over(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Pair.In(house);
        foreach (var (name, zone) in ((string, string?)[])[("Mei", "Asia/Shanghai"), ("Jo", null)])
        {
            var to = (await team.Founder.Enter("people", new { name, zone })).Id();
            // From nine to seventeen in London; in Shanghai from seventeen, an hour before closing, to one at night.
            await team.Founder.Enter("handoffs", new
            {
                fromRole = "sdr", toRole = "ae", accountId = (await team.Founder.Enter("accounts", new { name = "For " + name })).Id(), fromPersonId = team.Tom, toPersonId = to, dueAt = "2026-03-02T18:00:00Z", status = "accepted",
                answeredAt = "2026-03-02T09:30:00Z", firstActionAt = "2026-03-02T17:00:00Z",
            });
        }

        house.Clock.Advance(TimeSpan.FromDays(1));
        var pairs = (await team.Founder.GetFromJsonAsync<JsonElement>("/api/v1/handoffs/figures")).GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("halfHours").GetDouble()).Order();

        Assert.Equal([1, 8], pairs);
    }

    /// <summary>X3.6: of 21 who are customers for sixty days, one was met only before, one never; a young one is not asked about yet.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Customers_whom_nobody_met_in_sixty_days_are_counted_and_named(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        for (var i = 0; i < 23; i++)
        {
            var account = (await founder.Enter("accounts", new { name = $"C{i:00}" })).Id();
            await founder.Enter("subscriptions", new { accountId = account, startsOn = i == 22 ? "2026-01-02" : i == 21 ? "2026-01-01" : "2025-06-01", termMonths = 12, price = new { minor = 1, currency = "USD" } });
            // Sixty days up to Monday 2 March begin on 2 January.
            if (i is not (0 or 22)) await founder.Enter("meetings", new { accountId = account, type = "followUp", status = "held", scheduledFor = i == 1 ? "2026-01-01T12:00:00Z" : "2026-01-02T12:00:00Z", heldAt = i == 1 ? "2026-01-01T12:00:00Z" : "2026-01-02T12:00:00Z" });
        }

        var told = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/handoffs/figures")).GetProperty("followUp");

        Assert.Equal((22, 2), (told.GetProperty("customers").GetInt32(), told.GetProperty("uncovered").GetInt32()));
        Assert.Equal(["C00", "C01"], told.GetProperty("longest").EnumerateArray().Select(c => c.Text("account")));
        // Of a uniform prior, Beta(3, 21): by the incomplete beta function computed apart.
        Assert.Equal(("0.105174", "fail"), (Six(told, "uncoveredChance"), told.Text("uncoveredVerdict")));
        Assert.Contains("C01", await founder.GetStringAsync("/handoffs/figures"), StringComparison.Ordinal);
    }

    static string Six(JsonElement group, string field) => group.GetProperty(field).GetDouble().ToString("F6", CultureInfo.InvariantCulture);

    sealed record Pair(HttpClient Founder, string Tom, string Ines, string Wei)
    {
        public static async Task<Pair> In(House house)
        {
            var founder = house.ClientOf(house.Founder);
            var people = new List<string>();
            foreach (var name in (string[])["Tom", "Ines", "Wei"]) people.Add((await founder.Enter("people", new { name })).Id());
            return new(founder, people[0], people[1], people[2]);
        }

        /// <summary>One that was answered in time, or an hour late.</summary>
        public async Task<(string Account, string Handoff)> Hand(string from, bool isLate, string name = "Acme")
        {
            var account = (await Founder.Enter("accounts", new { name })).Id();
            return (account, (await Founder.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", accountId = account, fromPersonId = from, toPersonId = Wei, dueAt = "2026-03-02T10:00:00Z", status = "accepted", answeredAt = isLate ? "2026-03-02T11:00:00Z" : "2026-03-02T09:30:00Z" })).Id());
        }
    }
}
