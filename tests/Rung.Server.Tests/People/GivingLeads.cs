using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Leads;
using Rung.People;
using Rung.Server.People;

namespace Rung.Server.Tests.People;

/// <summary>What nobody is named for goes to somebody by the rules. Now is Monday 2 March 2026, nine o'clock.</summary>
public sealed class GivingLeads
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task New_leads_go_round_among_those_who_are_here(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { });
        await desk.Founder.Enter("absences", new { personId = desk.Sdrs[1], startsOn = "2026-03-02", backOn = "2026-03-09" });

        var got = new List<string?>();
        for (var i = 0; i < 6; i++) got.Add((await desk.Lead()).Text("accountableId"));

        Assert.Equal([3, 3], got.CountBy(g => g ?? "nobody").Select(g => g.Value));
        Assert.DoesNotContain(desk.Sdrs[1], got);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Leads_that_come_at_the_same_time_take_a_turn_each(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { });

        var got = (await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => desk.Lead()))).Select(l => l.Text("accountableId"));

        Assert.Equal([4, 4, 4], got.CountBy(g => g ?? "nobody").Select(g => g.Value));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task By_load_a_lead_goes_to_whoever_has_the_fewest_open(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { way = "byLoad" });
        foreach (var (sdr, open) in desk.Sdrs.Zip([4, 1, 3]))
            for (var i = 0; i < open; i++) await desk.Founder.Enter("leads", new { name = "There already", accountableId = sdr });

        List<string?> got = [];
        for (var i = 0; i < 4; i++) got.Add((await desk.Lead()).Text("accountableId"));

        // 4, 1, 3: two more make it 4, 3, 3; then one each.
        Assert.Equal([desk.Sdrs[1], desk.Sdrs[1]], got[..2]);
        Assert.Equal(new[] { desk.Sdrs[1], desk.Sdrs[2] }.Order(), got[2..].Order());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Where_nobody_fits_it_waits_in_the_queue_until_it_is_shared_out(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { mostOpen = 1 });
        for (var i = 0; i < 3; i++) await desk.Lead();

        var waits = await desk.Lead();

        Assert.Equal((null, desk.Queue), (waits.Text("accountableId"), waits.Text("queueId")));
        await desk.Rule(new { rank = 200 });
        await desk.Founder.Post($"/api/v1/queues/{desk.Queue}/share-out", new { });
        var given = await desk.Founder.Read("leads", waits.Id());
        Assert.Null(given.Text("queueId"));
        Assert.Contains(given.Text("accountableId"), desk.Sdrs);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Sharing_out_a_queue_is_fair_and_one_decision_that_can_be_undone(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { });
        for (var i = 0; i < 9; i++) await desk.Founder.Enter("leads", new { name = $"Waits {i}", queueId = desk.Queue });

        var shared = await desk.Founder.PostAsJsonAsync($"/api/v1/queues/{desk.Queue}/share-out", new { });

        Assert.Equal([3, 3, 3], (await Owners(house)).CountBy(o => o ?? default).Select(o => o.Value));
        await desk.Founder.Post($"/api/v1/decisions/{shared.Headers.GetValues("Rung-Decision").Single()}/undo", new { });
        Assert.All(await Owners(house), Assert.Null);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_the_preview_says_is_what_then_happens(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Founder.Enter("regions", new { name = "Asia" });
        await desk.Rule(new { rank = 10, region = "Asia", personId = desk.Sdrs[2] });
        await desk.Rule(new { rank = 20, way = "byLoad" });
        var asia = (await desk.Founder.GetFromJsonAsync<JsonElement>("/api/v1/regions")).GetProperty("items")[0].Id();
        await desk.Founder.Enter("regions", new { name = "China", parentId = asia });
        foreach (var region in (string?[])["China", "Europe", null, "China", "Europe"])
        {
            var said = (await desk.Founder.GetFromJsonAsync<JsonElement>($"/api/v1/assignment?gives=newLead&region={region}")).Text("toPersonId");
            Assert.Equal(said, (await desk.Lead(region)).Text("accountableId"));
            if (region == "China") Assert.Equal(desk.Sdrs[2], said);
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_hand_off_to_nobody_by_name_goes_to_an_AE_by_the_rules_or_to_the_queues_accountable(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { gives = "sdrToAe", role = "ae" });
        var account = (await desk.Founder.Enter("accounts", new { name = "Acme" })).Id();
        async Task<JsonElement> Sent() => await desk.Founder.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = (await desk.Founder.Enter("leads", new { name = "A", accountId = account, accountableId = desk.Sdrs[0] })).Id() });

        Assert.Equal(desk.Ae, (await Sent()).Text("toPersonId"));
        await desk.Founder.Enter("absences", new { personId = desk.Ae, startsOn = "2026-03-02", backOn = "2026-03-09" });
        Assert.Equal(desk.Keeper, (await Sent()).Text("toPersonId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Whatever_comes_and_goes_each_new_lead_has_exactly_one_person_who_works_here(Database database)
    {
        await using var house = await House.Open(database);
        var (desk, chance) = (await Crew.In(house), new Random(7));
        await desk.Rule(new { way = "byLoad", mostOpen = 4, atWork = true });
        for (var step = 0; step < 40; step++)
        {
            house.Clock.Advance(TimeSpan.FromHours(chance.Next(1, 30)));
            var today = DateOnly.FromDateTime(house.Desk.Now.UtcDateTime);
            var sdr = desk.Sdrs[chance.Next(3)];
            if (chance.Next(5) == 0) await desk.Founder.PostAsJsonAsync("/api/v1/absences", new { personId = sdr, startsOn = today, backOn = today.AddDays(chance.Next(1, 9)) });
            if (step == 25) await desk.Founder.PostAsJsonAsync($"/api/v1/people/{sdr}/leave", new { on = today.AddDays(-1) });

            var lead = await desk.Lead();

            await using var db = house.Store.Open();
            var roster = await Roster.On(db, today, default);
            var read = await db.Set<Lead>().AsNoTracking().FirstAsync(l => l.Id == new Id<Lead>(Guid.Parse(lead.Id())));
            Assert.True(read.AccountableId is not null ^ read.QueueId is not null, $"step {step}");
            var answers = roster.Of(read.AccountableId?.Value, read.QueueId?.Value);
            Assert.True(roster.WorksHere(answers.Id) && answers.By != AnswersBy.Founder, $"step {step}");
            Assert.False(read.AccountableId is { } one && roster.IsAway(one), $"step {step}");
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Somebody_is_here_on_the_day_they_are_back_and_on_their_last_and_no_longer_when_their_role_has_ended(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { });
        await desk.Founder.Enter("absences", new { personId = desk.Sdrs[0], startsOn = "2026-02-23", backOn = "2026-03-02" });
        await desk.Founder.Post($"/api/v1/people/{desk.Sdrs[1]}/leave", new { on = "2026-03-02" });
        var ended = (await desk.Founder.Enter("people", new { name = "Ola" })).Id();
        await desk.Founder.Enter("role-assignments", new { personId = ended, role = "sdr", startsOn = "2026-01-01", endsOn = "2026-03-02" });

        List<string?> got = [];
        for (var i = 0; i < 6; i++) got.Add((await desk.Lead()).Text("accountableId"));

        Assert.Equal(desk.Sdrs.Order(), got.Distinct().Order());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_queue_is_shared_out_the_oldest_first_and_what_is_closed_stays(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { mostOpen = 1 });
        var waiting = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            waiting.Add((await desk.Founder.Enter("leads", new { name = $"Waits {i}", queueId = desk.Queue })).Id());
            house.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await desk.Founder.Post($"/api/v1/leads/{waiting[0]}/disqualify", new { reason = "No budget" });
        await desk.Founder.Post($"/api/v1/queues/{desk.Queue}/share-out", new { });

        var given = new List<bool>();
        foreach (var lead in waiting) given.Add((await desk.Founder.Read("leads", lead)).Text("accountableId") is not null);
        Assert.Equal([false, true, true, true, false], given);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task By_load_what_is_on_its_way_to_somebody_counts_as_theirs(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { way = "byLoad" });
        for (var i = 0; i < 2; i++)
            foreach (var sdr in desk.Sdrs[..2])
                await desk.Founder.Enter("handoffs", new { fromRole = "founder", toRole = "sdr", toPersonId = sdr, leadId = (await desk.Founder.Enter("leads", new { name = "Coming", accountableId = desk.Keeper })).Id() });

        Assert.Equal([desk.Sdrs[2], desk.Sdrs[2]], [(await desk.Lead()).Text("accountableId"), (await desk.Lead()).Text("accountableId")]);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_row_of_a_pod_gives_to_nobody_outside_it(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        var pod = (await desk.Founder.Enter("pods", new { name = "North", startsOn = "2026-01-01" })).Id();
        var inside = (await desk.Founder.Enter("people", new { name = "Nora" })).Id();
        await desk.Founder.Enter("role-assignments", new { personId = inside, role = "sdr", startsOn = "2026-01-01", podId = pod });
        await desk.Rule(new { podId = pod });

        for (var i = 0; i < 3; i++) Assert.Equal(inside, (await desk.Lead()).Text("accountableId"));
    }

    /// <summary>At nine in London it is eight in Sydney, where the day is over, and an hour before it begins in the Azores.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task At_work_is_whoever_has_working_hours_where_they_are(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        foreach (var (sdr, zone) in desk.Sdrs.Zip(["Australia/Sydney", "Atlantic/Azores", "Europe/London"])) await desk.Founder.Patch("people", await desk.Founder.Read("people", sdr), 1, new { zone });
        await desk.Rule(new { atWork = true });

        for (var i = 0; i < 3; i++) Assert.Equal(desk.Sdrs[2], (await desk.Lead()).Text("accountableId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_page_says_who_would_be_next_and_why(Database database)
    {
        await using var house = await House.Open(database);
        var desk = await Crew.In(house);
        await desk.Rule(new { source = "Website" });

        var page = await desk.Founder.GetStringAsync("/assignment?gives=newLead&source=Website");

        Assert.Contains("New lead, Website: goes to Tom.", page, StringComparison.Ordinal);
        Assert.Contains("New lead: falls to Founder.", await desk.Founder.GetStringAsync("/assignment"), StringComparison.Ordinal);
    }

    static async Task<List<Guid?>> Owners(House house)
    {
        await using var db = house.Store.Open();
        return [.. (await db.Set<Lead>().AsNoTracking().ToListAsync()).Select(l => l.AccountableId?.Value)];
    }

    sealed record Crew(HttpClient Founder, string[] Sdrs, string Ae, string Keeper, string Queue)
    {
        public static async Task<Crew> In(House house)
        {
            var founder = house.ClientOf(house.Founder);
            var people = new List<string>();
            foreach (var name in (string[])["Tom", "Ines", "Sara", "Wei", "Mona"]) people.Add((await founder.Enter("people", new { name })).Id());
            foreach (var sdr in people[..3]) await founder.Enter("role-assignments", new { personId = sdr, role = "sdr", startsOn = "2026-01-01", managerId = people[4] });
            await founder.Enter("role-assignments", new { personId = people[3], role = "ae", startsOn = "2026-01-01" });
            return new(founder, [.. people[..3]], people[3], people[4], (await founder.Enter("queues", new { name = "Inbound", accountableId = people[4] })).Id());
        }

        public async Task Rule(object more)
        {
            var values = new Dictionary<string, object?> { ["fromOn"] = "2026-03-02", ["gives"] = "newLead", ["role"] = "sdr", ["queueId"] = Queue };
            foreach (var property in more.GetType().GetProperties()) values[property.Name] = property.GetValue(more);
            await Founder.Enter("assignment-rules", values);
        }

        public Task<JsonElement> Lead(string? region = null) => Founder.Enter("leads", new { name = "New", region });
    }
}
