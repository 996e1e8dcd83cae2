using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Economics;
using Rung.People;

namespace Rung.Server.Tests.People;

/// <summary>A pod passes to another manager, and is copied. Now is Monday 2 March 2026, nine o'clock.</summary>
public sealed class ThePods
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Handing_over_ends_each_report_to_the_old_manager_and_begins_one_to_the_new_with_all_its_terms(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);

        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona, on = "2026-02-16" });

        var toms = await Roles(house, unit.Tom);
        Assert.Equal([(new(2026, 1, 1), new(2026, 2, 16), unit.Founders), (new(2026, 2, 16), null, unit.Mona)], toms.Select<RoleAssignment, (DateOnly, DateOnly?, string)>(r => (r.StartsOn, r.EndsOn, r.ManagerId.ToString()!)));
        Assert.Equal((0.5, new DateOnly(2026, 1, 1), 3, 90_000_00L, Role.Sdr), (toms[1].Fte, toms[1].RampStartsOn, toms[1].RampMonths, toms[1].OnTarget!.Value.Minor, toms[1].Role));
        Assert.Equal(unit.Mona, (await unit.Founder.Read("pods", unit.Pod)).Text("managerId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Handing_over_takes_open_seats_and_queues_of_the_pod_along_and_leaves_what_members_answer_for(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        var (seat, other) = ((await unit.Founder.Enter("openings", new { name = "CSM", role = "csm", podId = unit.Pod, plannedOn = "2026-04-01", accountableId = unit.Founders })).Id(), (await unit.Founder.Enter("openings", new { name = "Ops", role = "salesOps", plannedOn = "2026-04-01", accountableId = unit.Founders })).Id());
        var (ours, theirs) = ((await unit.Founder.Enter("queues", new { name = "Ours", accountableId = unit.Founders })).Id(), (await unit.Founder.Enter("queues", new { name = "Theirs", accountableId = unit.Founders })).Id());
        await unit.Founder.Enter("assignment-rules", new { fromOn = "2026-03-02", gives = "newLead", role = "sdr", podId = unit.Pod, queueId = ours });
        var lead = (await unit.Founder.Enter("leads", new { name = "A", accountableId = unit.Tom })).Id();

        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona });

        async Task<string?> Of(string kind, string id) => (await unit.Founder.Read(kind, id)).Text("accountableId");
        Assert.Equal([unit.Mona, unit.Founders, unit.Mona, unit.Founders, unit.Tom], [await Of("openings", seat), await Of("openings", other), await Of("queues", ours), await Of("queues", theirs), await Of("leads", lead)]);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Handing_over_from_its_first_day_moves_whoever_sits_there_and_nobody_else(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        var other = (await unit.Founder.Enter("pods", new { name = "Pod 9", startsOn = "2026-01-01", managerId = unit.Founders })).Id();
        async Task<string> Sits(string name, string startsOn, string pod, string? endsOn = null, string? person = null)
        {
            person ??= (await unit.Founder.Enter("people", new { name })).Id();
            await unit.Founder.Enter("role-assignments", new { personId = person, role = "ae", startsOn, endsOn, managerId = unit.Founders, podId = pod });
            return person;
        }

        var (outside, starts, goes) = (await Sits("Outside", "2026-01-01", other), await Sits("Starts", "2026-02-16", unit.Pod), await Sits("Goes", "2026-01-01", unit.Pod, "2026-06-30"));
        await Sits("Mona", "2026-02-16", unit.Pod, person: unit.Mona);
        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona, on = "2026-02-16" });

        async Task<string[]> Told(string person) => [.. (await Roles(house, person)).Select(r => FormattableString.Invariant($"{r.StartsOn:MM-dd} {r.EndsOn:MM-dd} {(r.ManagerId is not { } m ? "nobody" : m.ToString() == unit.Mona ? "Mona" : "Founder")}"))];
        Assert.Equal(["01-01  Founder"], await Told(outside));
        Assert.Equal(["02-16  Mona"], await Told(starts));
        Assert.Equal(["01-01 02-16 Founder", "02-16 06-30 Mona"], await Told(goes));
        Assert.Equal(["02-16  nobody"], await Told(unit.Mona));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Handing_over_is_taken_for_the_day_on_which_the_pod_began(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);

        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona, on = "2026-01-01" });

        Assert.Equal(unit.Mona, Assert.Single(await Roles(house, unit.Tom)).ManagerId.ToString());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Hand_offs_that_were_brought_before_its_manager_go_before_the_new_one(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        async Task<Id<Rung.Handoffs.Handoff>> Brought(string to)
        {
            var account = (await unit.Founder.Enter("accounts", new { name = "Acme" })).Id();
            var id = new Id<Rung.Handoffs.Handoff>(Guid.Parse((await unit.Founder.Enter("handoffs", new { fromRole = "founder", toRole = "sdr", accountId = account, toPersonId = to })).Id()));
            house.Clock.Advance(TimeSpan.FromDays(2));
            Assert.Null((await house.Desk.Decide(new(house.Founder, "handoff.escalate"), id, (handoff, docket) => handoff.Escalate(house.Founder.Id, docket.Act))).Refusal);
            return id;
        }

        var (ours, theirs) = (await Brought(unit.Tom), await Brought(unit.Wei));
        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona });

        async Task<string?> Before(Id<Rung.Handoffs.Handoff> id) => (await unit.Founder.Read("handoffs", id.ToString())).Text("escalatedToId");
        Assert.Equal((unit.Mona, unit.Founders), (await Before(ours), await Before(theirs)));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Seats_are_free_whose_person_goes_today_and_not_those_on_offer_and_are_like_the_latest(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        await unit.Founder.Enter("role-assignments", new { personId = unit.Wei, role = "csm", startsOn = "2026-01-01", endsOn = "2026-03-02", podId = unit.Pod });
        foreach (var (day, profile) in ((string, string)[])[("2025-01-01", "Of old"), ("2025-09-01", "Of late")])
            await unit.Founder.Post($"/api/v1/openings/{(await unit.Founder.Enter("openings", new { name = profile, role = "csm", podId = unit.Pod, plannedOn = day, profile, despite = "Shown" })).Id()}/withdraw", new { reason = "Nobody came" });
        var offered = (await unit.Founder.Enter("openings", new { name = "Offered", role = "ae", podId = unit.Pod, plannedOn = "2026-01-01", despite = "Shown" })).Id();
        await unit.Founder.Post($"/api/v1/openings/{offered}/offer", new { });

        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/open-seats", new { despite = "Shown to the board" });

        var open = (await unit.Founder.List("openings")).Where(o => o.Text("status") == "open").ToList();
        Assert.Equal(["AE 2 · Pod 1", "CSM · Pod 1"], open.Select(o => o.Text("name")).Order());
        Assert.Equal("Of late", open.Single(o => o.Text("role") == "csm").Text("profile"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Handing_over_is_one_decision_that_can_be_undone(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);

        var decision = (await unit.Founder.PostAsJsonAsync($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona })).Decision();
        await unit.Founder.Post($"/api/v1/decisions/{decision}/undo", new { });

        var role = Assert.Single(await Roles(house, unit.Tom));
        Assert.Equal((null, unit.Founders), (role.EndsOn, role.ManagerId.ToString()));
        Assert.Equal(unit.Founders, (await unit.Founder.Read("pods", unit.Pod)).Text("managerId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_page_draws_who_led_and_who_sat_there_on_any_day(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        house.Clock.Advance(TimeSpan.FromDays(10));
        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona });

        Assert.Contains("managed by Founder", await unit.Founder.GetStringAsync("/people?on=2026-03-05"), StringComparison.Ordinal);
        Assert.Contains("reports to Founder", await unit.Founder.GetStringAsync("/people?on=2026-03-05"), StringComparison.Ordinal);
        var now = await unit.Founder.GetStringAsync("/people");
        Assert.Contains("managed by Mona", now, StringComparison.Ordinal);
        Assert.Contains("reports to Mona", now, StringComparison.Ordinal);
        Assert.Equal(3, now.Split("data-free").Length - 1);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Nobody_is_given_a_pod_for_a_day_to_come_after_they_left_or_before_another_took_it_over(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        async Task<string> Refused(object body) => await (await unit.Founder.PostAsJsonAsync($"/api/v1/pods/{unit.Pod}/hand-over", body)).Problem();

        Assert.Equal("not-yet-happened", await Refused(new { managerId = unit.Mona, on = "2026-03-03" }));
        Assert.Equal("ends-before-start", await Refused(new { managerId = unit.Mona, on = "2025-12-31" }));
        await unit.Founder.Post($"/api/v1/people/{unit.Wei}/leave", new { on = "2026-03-01" });
        Assert.Equal("colleague-has-left", await Refused(new { managerId = unit.Wei }));
        house.Clock.Advance(TimeSpan.FromDays(3));
        await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/hand-over", new { managerId = unit.Mona });
        Assert.Equal("pod-led-since", await Refused(new { managerId = unit.Tom, on = "2026-03-04" }));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_copy_looks_for_everybody_its_template_has_and_takes_the_latest_targets_along(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        await unit.Founder.Enter("targets", new { metric = "new-arr", podId = unit.Pod, fromOn = "2025-10-01", untilOn = "2026-01-01", amount = new { minor = 50_000_00, currency = "USD" } });
        await unit.Founder.Enter("targets", new { metric = "new-arr", podId = unit.Pod, fromOn = "2026-01-01", untilOn = "2026-04-01", amount = new { minor = 80_000_00, currency = "USD" } });
        await unit.Founder.Enter("openings", new { name = "Seller", role = "ae", podId = unit.Pod, plannedOn = "2026-01-01", profile = "Asks more than they tell", despite = "A customer waits" });

        var copy = await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/copy", new { name = "Pod 2", startsOn = "2026-05-01", managerId = unit.Mona, despite = "Shown to the board" });

        await using var db = house.Store.Open();
        var id = new Id<Pod>(Guid.Parse(copy.Id()));
        var seats = await db.Set<Opening>().AsNoTracking().Where(o => o.PodId == id).OrderBy(o => o.Name).ToListAsync();
        Assert.Equal(["AE 1 · Pod 2", "AE 2 · Pod 2", "CSM · Pod 2", "SDR · Pod 2"], seats.Select(s => s.Name));
        Assert.All(seats, s => Assert.Equal((new DateOnly(2026, 5, 1), unit.Mona, s.Role == Role.Ae ? "Asks more than they tell" : null), (s.PlannedOn, s.AccountableId.ToString(), s.Profile)));
        var target = Assert.Single(await db.Set<Target>().AsNoTracking().Where(t => t.PodId == id).ToListAsync());
        Assert.Equal((new DateOnly(2026, 5, 1), new DateOnly(2026, 7, 30), 80_000_00L), (target.FromOn, target.UntilOn, target.Amount!.Value.Minor));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Free_seats_are_opened_once(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);

        for (var i = 0; i < 2; i++) await unit.Founder.Post($"/api/v1/pods/{unit.Pod}/open-seats", new { despite = "Shown to the board" });

        Assert.Equal(["AE 1 · Pod 1", "AE 2 · Pod 1", "CSM · Pod 1"], (await unit.Founder.List("openings")).Select(o => o.Text("name")).Order());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_persons_page_tells_every_role_with_its_time_and_pay_only_to_whoever_sees_pay(Database database)
    {
        await using var house = await House.Open(database);
        var unit = await Unit.In(house);
        await unit.Founder.Enter("role-assignments", new { personId = unit.Tom, role = "csm", startsOn = "2026-02-01", fte = 0.25 });

        var page = await unit.Founder.GetStringAsync($"/people/{unit.Tom}");

        foreach (var part in (string[])["0.75", "90,000", "Ramp in months"]) Assert.Contains(part, page, StringComparison.Ordinal);
        var seller = house.ClientOf(new(new(Guid.Parse(unit.Tom)), "Tom", Rung.Server.SignIn.Permissions.Of(["sdr"])));
        var narrow = await seller.GetStringAsync($"/people/{unit.Tom}");
        Assert.Contains("0.75", narrow, StringComparison.Ordinal);
        Assert.DoesNotContain("90,000", narrow, StringComparison.Ordinal);
        Assert.DoesNotContain("On-target", narrow, StringComparison.Ordinal);
    }

    static async Task<List<RoleAssignment>> Roles(House house, string person)
    {
        var id = new Id<Person>(Guid.Parse(person));
        await using var db = house.Store.Open();
        return await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.PersonId == id && r.RemovedAt == null).OrderBy(r => r.StartsOn).ToListAsync();
    }

    sealed record Unit(HttpClient Founder, string Founders, string Tom, string Mona, string Wei, string Pod)
    {
        public static async Task<Unit> In(House house)
        {
            var founder = house.ClientOf(house.Founder);
            var me = house.Founder.Id.ToString();
            var people = new List<string>();
            foreach (var name in (string[])["Tom", "Mona", "Wei"]) people.Add((await founder.Enter("people", new { name })).Id());
            var pod = (await founder.Enter("pods", new { name = "Pod 1", startsOn = "2026-01-01", managerId = me })).Id();
            await founder.Enter("role-assignments", new { personId = people[0], role = "sdr", startsOn = "2026-01-01", fte = 0.5, rampMonths = 3, managerId = me, podId = pod, onTarget = new { minor = 90_000_00, currency = "USD" } });
            return new(founder, me, people[0], people[1], people[2], pod);
        }
    }
}
