using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Customers;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Bench;

/// <summary>
/// What the ladder reads of a large company: a founder who sells alone for a year and sellers afterwards, each deal with a
/// meeting that was held, and whoever bought with a subscription, a payment and an onboarding that went live.
/// </summary>
static class LadderData
{
    const int DealsEach = 4;
    const int UntilLive = 30;
    static readonly DateOnly Sellers = new(2024, 1, 1);

    public static async Task<string> Fill(IServiceProvider services, int opportunities)
    {
        var (desk, store, clock) = (services.GetRequiredService<TheDesk>(), services.GetRequiredService<Store>(), Stopwatch.StartNew());
        if (await ReportData.Fill(services, opportunities, DealsEach, Sellers.AddMonths(1)) is "filled before" and var before) return before;

        await using var files = store.Files();
        var founder = await files.Ask<Person>().OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
        var call = ReportData.Imports(founder);
        var sellers = await files.Ask<Person>().Where(p => p.Id != founder).Select(p => p.Id).ToListAsync();
        await ReportData.Batch(desk, call, sellers.Count, i => docket => Entering.Enter(docket, typeof(RoleAssignment), new Dictionary<string, object?> { ["personId"] = sellers[i], ["role"] = Role.Ae, ["startsOn"] = Sellers, ["rampMonths"] = 1 }));

        var deals = await store.Questions.All("SELECT id, accountable_id, created_at FROM opportunities ORDER BY id", [], row => (Id: new Id<Opportunity>(row.Id(0)), Seller: new Id<Person>(row.Id(1)), At: row.At(2)));
        await ReportData.Batch(desk, call, deals.Count, i => docket => Met(docket, deals[i].Id, deals[i].Seller, deals[i].At.AddDays(2)));
        var buyers = await store.Questions.All("SELECT account_id, MIN(created_at), MIN(value_minor) FROM opportunities WHERE stage_kind = 'won' GROUP BY account_id ORDER BY account_id", [], row => (Id: new Id<Account>(row.Id(0)), At: row.At(1), Price: row.Number(2)));
        await ReportData.Batch(desk, call, buyers.Count, i => docket => Bought(docket, buyers[i].Id, buyers[i].At.AddDays(60), new(buyers[i].Price, new("USD"))));
        return $"{deals.Count:N0} deals, {buyers.Count:N0} customers in {clock.Elapsed.TotalSeconds:F0} s";
    }

    static async Task<Record> Met(Docket docket, Id<Opportunity> deal, Id<Person> seller, DateTimeOffset at)
    {
        docket.Tell(at, Origin.Imported);
        var meeting = await Entering.Enter(docket, typeof(Meeting), new Dictionary<string, object?> { ["subject"] = "Pitch", ["type"] = MeetingType.Pitch, ["opportunityId"] = deal, ["scheduledFor"] = at, ["status"] = MeetingStatus.Held, ["heldAt"] = at });
        await Entering.Enter(docket, typeof(MeetingAttendee), new Dictionary<string, object?> { ["meetingId"] = new Id<Meeting>(meeting.Key), ["personId"] = seller });
        return meeting;
    }

    static async Task<Record> Bought(Docket docket, Id<Account> account, DateTimeOffset at, Money price)
    {
        docket.Tell(at, Origin.Imported);
        var (on, live) = (DateOnly.FromDateTime(at.UtcDateTime), at.AddDays(UntilLive));
        await Entering.Enter(docket, typeof(Subscription), new Dictionary<string, object?> { ["accountId"] = account, ["plan"] = "Plan", ["startsOn"] = on, ["termMonths"] = 12, ["billing"] = Billing.Year, ["price"] = price });
        await Entering.Enter(docket, typeof(Onboarding), new Dictionary<string, object?> { ["accountId"] = account, ["startsOn"] = on, ["kickedOffAt"] = at, ["firstValueAt"] = live, ["completedAt"] = live });
        return await Entering.Enter(docket, typeof(Payment), new Dictionary<string, object?> { ["accountId"] = account, ["paidOn"] = on.AddDays(20), ["amount"] = price });
    }
}
