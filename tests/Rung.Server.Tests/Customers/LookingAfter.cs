using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Customers;
using Rung.Server.Customers;
using Rung.Server.Customers.Care;
using Rung.Server.Tests.Surveys;

namespace Rung.Server.Tests.Customers;

public class LookingAfter
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_round_puts_down_what_is_due_within_a_fortnight_and_going_round_again_nothing(Database database)
    {
        await using var house = await House.Open(database);
        // Today is Monday 2 March 2026: 30 days after 8 February is 10 March; 90 days are not near.
        await house.Customer("Varg", 1, "2026-02-08");
        await house.Customer("Nordo", 1, "2026-02-26");

        Assert.Equal(1, await Round(house));
        Assert.Equal(0, await Round(house));

        await using var db = house.Store.Open();
        var checkIn = await db.Set<CheckIn>().SingleAsync();
        Assert.Equal((CheckInType.Cadence, new DateOnly(2026, 3, 10), house.Founder.Id), (checkIn.Type, checkIn.DueOn, checkIn.AccountableId!.Value));
    }

    [Fact]
    public async Task Once_done_the_next_is_counted_from_that_day_and_long_overdue_means_today()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await house.Customer("Varg", 1, "2025-01-05");
        Assert.Equal(2, await Round(house));
        await using var db = house.Store.Open();
        Assert.All(await db.Set<CheckIn>().ToListAsync(), c => Assert.Equal(new DateOnly(2026, 3, 2), c.DueOn));

        foreach (var checkIn in await db.Set<CheckIn>().AsNoTracking().ToListAsync()) await client.Post($"/api/v1/check-ins/{checkIn.Id}/complete", new { notes = "All well.", nextGoals = "Two more sites" });
        Assert.Equal(0, await Round(house));
        house.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(1, await Round(house));

        Assert.Equal(new DateOnly(2026, 4, 1), (await db.Set<CheckIn>().AsNoTracking().SingleAsync(c => c.DoneAt == null)).DueOn);
    }

    [Fact]
    public async Task A_rule_of_the_segment_holds_from_its_day_and_who_left_is_left_in_peace()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await client.Enter("cadence-rules", new { fromOn = "2026-03-01", segment = "Small", checkInDays = 400 });
        var (small, _) = await house.Customer("Varg", 1, "2025-12-20");
        await client.Patch("accounts", small, small.GetProperty("version").GetInt64() + 0, new { segment = "Small" });
        var gone = await client.Enter("accounts", new { name = "Gone" });
        await client.Enter("subscriptions", new { accountId = gone.Id(), startsOn = "2025-01-01", endsOn = "2026-03-02", billing = "month" });

        Assert.Equal(0, await Round(house));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Spoken_is_a_held_meeting_or_a_check_in_done_as_of_a_day(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (account, _) = await house.Customer("Varg", 1, "2025-10-01");
        await client.Enter("meetings", new { subject = "Review", type = "qbr", accountId = account.Id(), scheduledFor = "2026-01-15T10:00:00Z", status = "held" });
        await client.Enter("meetings", new { subject = "Missed", type = "checkIn", accountId = account.Id(), scheduledFor = "2026-02-15T10:00:00Z", status = "noShow" });

        var book = house.Services.GetRequiredService<CareBook>();
        var (now, then) = ((await book.Read(new(2026, 3, 2), default)).Single(), (await book.Read(new(2026, 1, 14), default)).Single());

        Assert.Equal((new DateOnly(2026, 1, 15), new DateOnly(2026, 1, 15), 46, true), (now.Days.LastSpokenOn!.Value, now.Days.LastQbrOn!.Value, now.Days.Silent(new(2026, 3, 2)), now.Days.IsCovered(now.Rule, new(2026, 3, 2))!.Value));
        Assert.Equal((null, false), (then.Days.LastSpokenOn, then.Days.IsCovered(then.Rule, new(2026, 1, 14))!.Value));
        Assert.Empty(await book.Read(new(2025, 9, 30), default));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_reference_is_used_only_with_consent_and_not_again_within_its_rest(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (account, contacts) = await house.Customer("Varg", 1, "2026-01-01");
        var reference = await client.Enter("references", new { accountId = account.Id(), contactId = contacts[0].Id() });
        var use = $"/api/v1/references/{reference.Id()}/use";

        Assert.Equal("no-consent", await (await client.PostAsJsonAsync(use, new { })).Problem());
        Assert.Equal("reference-rests", await (await client.PostAsJsonAsync($"/api/v1/references/{reference.Id()}/ask", new { })).Problem());
        await client.Post($"/api/v1/references/{reference.Id()}/consent", new { });
        await client.Post(use, new { });
        house.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal("reference-rests", await (await client.PostAsJsonAsync(use, new { })).Problem());
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await client.Post(use, new { })).GetProperty("timesUsed").GetInt32());
        await client.Post($"/api/v1/references/{reference.Id()}/decline", new { });
        house.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal("no-consent", await (await client.PostAsJsonAsync(use, new { })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Live_paying_and_active_are_read_for_any_day(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg" });
        await client.Enter("subscriptions", new { accountId = account.Id(), startsOn = "2026-01-10", endsOn = "2026-02-10", billing = "month", price = new { minor = 100_00, currency = "EUR" } });
        await client.Enter("usage-days", new { accountId = account.Id(), usedOn = "2026-01-20", coreEvents = 3 });
        await client.Enter("payments", new { accountId = account.Id(), paidOn = "2026-01-25", amount = new { minor = 100_00, currency = "EUR" } });
        await client.Enter("payments", new { accountId = account.Id(), paidOn = "2026-02-05", amount = new { minor = 100_00, currency = "EUR" }, isRefund = true });

        var standings = house.Services.GetRequiredService<CustomerStandings>();
        string On(CustomerStanding of, DateOnly day) => $"{(of.IsActiveOn(day) ? "active " : "")}{(of.IsLiveOn(day) ? "live " : "")}{(of.IsPayingOn(day) ? "paying" : "")}".Trim();
        foreach (var (day, said) in ((DateOnly, string)[])[(new(2026, 1, 9), ""), (new(2026, 1, 10), "active"), (new(2026, 1, 20), "active live"), (new(2026, 1, 25), "active live paying"), (new(2026, 2, 5), "active live"), (new(2026, 2, 10), "live")])
        {
            Assert.Equal(said, On(await standings.Of(new(Guid.Parse(account.Id())), default), day));
            Assert.Equal(said, On((await standings.Read(day, null, default)).GetValueOrDefault(Guid.Parse(account.Id()), CustomerStanding.Nothing), day));
        }
    }

    static Task<int> Round(House house) => house.Services.GetRequiredService<CareRounds>().Run(default);
}
