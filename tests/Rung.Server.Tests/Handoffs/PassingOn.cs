using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Desk;
using Rung.Server.Handoffs;

namespace Rung.Server.Tests.Handoffs;

/// <summary>Work passes from one to the next, over HTTP. Now is Monday 2 March 2026, nine o'clock.</summary>
public sealed class PassingOn
{
    const string Why = """{"Why they buy":"Late trucks stop two lines a week"}""";

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_lead_becomes_the_AEs_opportunity_on_acceptance_and_stays_the_SDRs_until_then(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var lead = await team.Lead();

        var handoff = await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = team.InesId });
        Assert.Equal(("sdrToAe", 0.75, "Why they buy", "2026-03-02T13:00:00+00:00", team.TomId), (handoff.Text("type"), handoff.GetProperty("completeness").GetDouble(), handoff.Text("lacking"), handoff.Text("dueAt"), handoff.Text("fromPersonId")));
        Assert.Equal(team.TomId, (await team.Tom.Read("leads", lead)).Text("accountableId"));
        Assert.Equal("packet-lacks", await (await team.Ines.PostAsJsonAsync($"/api/v1/handoffs/{handoff.Id()}/accept", new { })).Problem());

        await team.Ines.Post($"/api/v1/handoffs/{handoff.Id()}/accept", new { packet = Why });

        var sale = (await team.Ines.Read("leads", lead)).Text("opportunityId")!;
        var opportunity = await team.Ines.Read("opportunities", sale);
        Assert.Equal((team.InesId, team.TomId), (opportunity.Text("accountableId"), opportunity.Text("sourcedById")));
        var accepted = await team.Ines.Read("handoffs", handoff.Id());
        Assert.Equal(("accepted", null, "2026-03-02T17:00:00+00:00"), (accepted.Text("status"), accepted.Text("lacking"), accepted.Text("firstActionDueAt")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Accepting_plans_the_follow_up_checks_of_the_rule_for_both_sides(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var handoff = await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = team.InesId, packet = Why });
        await team.Ines.Post($"/api/v1/handoffs/{handoff.Id()}/accept", new { });

        await using var db = house.Store.Open();
        var checks = await db.Set<CheckIn>().OrderBy(c => c.AccountableId).ToListAsync();
        // Five days after Monday is Saturday: Monday it is.
        Assert.All(checks, c => Assert.Equal((CheckInType.FollowUp, new DateOnly(2026, 3, 9), handoff.Id()), (c.Type, c.DueOn, c.HandoffId.ToString())));
        Assert.Equal(new[] { team.TomId, team.InesId }.Order(), checks.Select(c => c.AccountableId.ToString()!).Order());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_returned_one_names_its_gap_and_leaves_the_lead_where_it_was_to_be_sent_again(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var lead = await team.Lead();
        var handoff = await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = team.InesId });
        Assert.Equal("handoff-on-its-way", await (await team.Tom.PostAsJsonAsync("/api/v1/handoffs", new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = team.InesId })).Problem());

        var returned = await team.Ines.Post($"/api/v1/handoffs/{handoff.Id()}/return", new { gap = "Nobody with authority" });

        Assert.Equal(("returned", "Nobody with authority"), (returned.Text("status"), returned.Text("gap")));
        Assert.Equal(team.TomId, (await team.Tom.Read("leads", lead)).Text("accountableId"));
        await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = team.InesId, packet = Why });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task One_to_oneself_accepts_itself_as_soon_as_its_packet_is_whole(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var lead = await team.Lead();

        var handoff = await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = team.TomId });
        Assert.Equal("waiting", handoff.Text("status"));
        Assert.Equal("accepted", (await team.Tom.Post($"/api/v1/handoffs/{handoff.Id()}/fill", new { packet = Why })).Text("status"));
        Assert.NotNull((await team.Tom.Read("leads", lead)).Text("opportunityId"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_win_hands_the_customer_over_with_its_promises_and_the_AE_keeps_it_until_the_CSM_accepts(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var (account, sale) = await team.Sale();
        await team.Ines.Post($"/api/v1/opportunities/{sale}/win", new { value = new { minor = 960_000, currency = "USD" }, csmId = team.SaraId, templateId = (await team.Ines.List("onboarding-templates"))[0].Id(), kpi = "Late arrivals", baseline = 41, target = 20 });

        await using var db = house.Store.Open();
        var handoff = await db.Set<Handoff>().AsNoTracking().SingleAsync();
        Assert.Equal((HandoffType.AeToCsm, HandoffStatus.Waiting, team.InesId, team.SaraId), (handoff.Type, handoff.Status, handoff.FromPersonId.ToString(), handoff.ToPersonId.ToString()));
        Assert.DoesNotContain("Promised outcomes", handoff.Lacks);
        Assert.Equal(team.InesId, (await team.Sara.Read("accounts", account)).Text("accountableId"));

        var packet = JsonSerializer.Serialize(handoff.Lacks.ToDictionary(l => l, _ => "told"));
        await team.Sara.Post($"/api/v1/handoffs/{handoff.Id}/accept", new { packet });

        Assert.Equal((team.SaraId, team.InesId), ((await team.Sara.Read("accounts", account)).Text("accountableId"), (await team.Sara.Read("opportunities", sale)).Text("accountableId")));
        Assert.Equal([new DateOnly(2026, 3, 9), new(2026, 3, 9), new(2026, 4, 1)], await db.Set<CheckIn>().Where(c => c.Type == CheckInType.FollowUp).OrderBy(c => c.DueOn).Select(c => c.DueOn).ToListAsync());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_waits_is_reminded_of_escalated_to_the_manager_and_then_to_the_founder_each_once(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var manager = await house.ClientOf(house.Founder).Enter("people", new { name = "Mona" });
        await house.ClientOf(house.Founder).Enter("role-assignments", new { personId = team.InesId, role = "ae", startsOn = "2026-01-01", managerId = manager.Id() });
        var handoff = await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = team.InesId });
        var rounds = house.Services.GetRequiredService<HandoffRounds>();
        async Task<(int, string?)> After(double hours)
        {
            house.Clock.Advance(TimeSpan.FromHours(hours));
            return (await rounds.Run(default), (await team.Tom.Read("handoffs", handoff.Id())).Text("escalatedToId"));
        }

        Assert.Equal((0, null), await After(1.9));
        Assert.Equal((1, null), await After(0.2));
        Assert.Equal((0, null), await After(0));
        Assert.Equal((1, manager.Id()), await After(2));
        Assert.Equal((0, manager.Id()), await After(1));
        Assert.Equal((1, house.Founder.Id.ToString()), await After(3));
        Assert.Equal((0, house.Founder.Id.ToString()), await After(24));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task One_for_somebody_who_is_away_goes_to_whoever_stands_in(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        await house.ClientOf(house.Founder).Enter("absences", new { personId = team.InesId, startsOn = "2026-03-01", backOn = "2026-03-09", coveredById = team.SaraId });

        Assert.Equal(team.SaraId, (await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = team.InesId })).Text("toPersonId"));
    }

    [Fact]
    public async Task The_limit_runs_in_the_working_hours_of_whoever_is_to_answer()
    {
        await using var house = await House.Open(Database.Sqlite);
        var team = await Team.In(house);
        var far = await house.ClientOf(house.Founder).Enter("people", new { name = "Wei", zone = "Asia/Shanghai" });

        // Nine in the morning here is five in the afternoon there: an hour is left of that day, three come the next.
        Assert.Equal("2026-03-03T04:00:00+00:00", (await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = far.Id() })).Text("dueAt"));
    }

    [Fact]
    public async Task What_is_closed_and_who_has_left_are_refused()
    {
        await using var house = await House.Open(Database.Sqlite);
        var team = await Team.In(house);
        var (lead, gone) = (await team.Lead(), await house.ClientOf(house.Founder).Enter("people", new { name = "Gone", leftOn = "2026-02-01" }));
        async Task<string> Refused(object body) => await (await team.Tom.PostAsJsonAsync("/api/v1/handoffs", body)).Problem();

        Assert.Equal("colleague-has-left", await Refused(new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = gone.Id() }));
        var nameless = await team.Tom.Enter("leads", new { name = "Nobody", accountableId = team.TomId });
        Assert.Equal("missing", await Refused(new { fromRole = "sdr", toRole = "ae", leadId = nameless.Id(), toPersonId = team.InesId }));
        await team.Tom.Post($"/api/v1/leads/{lead}/disqualify", new { reason = "No need" });
        Assert.Equal("nothing-to-hand-over", await Refused(new { fromRole = "sdr", toRole = "ae", leadId = lead, toPersonId = team.InesId }));
    }

    [Fact]
    public async Task A_rule_of_a_type_reaches_back_only_as_the_first_of_its_type()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);

        Assert.Equal("rule-reaches-back", await (await client.PostAsJsonAsync("/api/v1/engagement-rules", new { fromOn = "2026-03-01", type = "sdrToAe" })).Problem());
        await client.Enter("engagement-rules", new { fromOn = "2026-03-02", type = "sdrToAe", limitHours = 2 });
        var team = await Team.In(house);
        Assert.Equal("2026-03-02T11:00:00+00:00", (await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = team.InesId })).Text("dueAt"));
    }
}

/// <summary>An SDR, an AE and a CSM with a client each.</summary>
sealed record Team(House House, HttpClient Tom, HttpClient Ines, HttpClient Sara, string TomId, string InesId, string SaraId)
{
    public static async Task<Team> In(House house)
    {
        var founder = house.ClientOf(house.Founder);
        var (tom, ines, sara) = (await founder.Enter("people", new { name = "Tom" }), await founder.Enter("people", new { name = "Ines" }), await founder.Enter("people", new { name = "Sara" }));
        HttpClient Client(JsonElement who, string name, string role) => house.ClientOf(new Actor(new(Guid.Parse(who.Id())), name, Rung.Server.SignIn.Permissions.Of([role])));
        return new(house, Client(tom, "Tom", "sdr"), Client(ines, "Ines", "ae"), Client(sara, "Sara", "csm"), tom.Id(), ines.Id(), sara.Id());
    }

    /// <summary>A lead of Tom's of which all but the reason is recorded: a held meeting, a champion, a next step.</summary>
    public async Task<string> Lead(string name = "Halden Tyres")
    {
        var account = await Tom.Enter("accounts", new { name, accountableId = TomId });
        var contact = await Tom.Enter("contacts", new { name = "Olga Brandt", accountId = account.Id() });
        await Tom.Enter("contact-roles", new { contactId = contact.Id(), accountId = account.Id(), role = "champion" });
        var lead = await Tom.Enter("leads", new { name, accountId = account.Id(), contactId = contact.Id(), accountableId = TomId, nextStep = "Scope call", nextStepAt = "2026-03-03T10:00:00Z" });
        await Tom.Enter("meetings", new { subject = "Intro", leadId = lead.Id(), scheduledFor = "2026-02-27T14:00:00Z", status = "held" });
        return lead.Id();
    }

    public async Task<(string Account, string Sale)> Sale()
    {
        var account = await Ines.Enter("accounts", new { name = "Nordhav" });
        return (account.Id(), (await Ines.Enter("opportunities", new { name = "Nordhav", accountId = account.Id(), accountableId = InesId, amount = new { minor = 960_000, currency = "USD" } })).Id());
    }
}
