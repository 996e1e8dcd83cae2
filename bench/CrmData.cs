using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Bench;

/// <summary>A company of a given size, entered through the desk: 20 owners, 36 months, a tenth as many accounts as deals.</summary>
static class CrmData
{
    static readonly DateTimeOffset Start = new(2023, 1, 2, 9, 0, 0, TimeSpan.Zero);

    public static async Task<string> Fill(IServiceProvider services, int opportunities, int contacts, int activities)
    {
        var (desk, store) = (services.GetRequiredService<TheDesk>(), services.GetRequiredService<Store>());
        await using var files = store.Files();
        if (await files.Ask<Opportunity>().AnyAsync()) return "filled before";

        var founder = await files.Ask<Person>().OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
        var call = new Call(new(founder, "Bench", Permits.Everything), "bench") { Origin = Origin.Imported, BatchId = Guid.NewGuid() };
        var clock = Stopwatch.StartNew();
        var owners = Ids<Person>(20);
        var accounts = Ids<Account>(Math.Max(1, opportunities / 10));
        await Batch(desk, call, owners.Length, i => docket => Entering.Enter(docket, typeof(Person), new Dictionary<string, object?> { ["name"] = "Owner " + i }, owners[i].Value));
        await Batch(desk, call, accounts.Length, i => docket => Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = Name(i) }, accounts[i].Value));
        await Batch(desk, call, contacts, i => docket => Entering.Enter(docket, typeof(Contact), new Dictionary<string, object?>
        {
            ["name"] = "Contact " + i, ["email"] = $"c{i}@example.com", ["accountId"] = accounts[i % accounts.Length],
        }));
        if (activities > 0)
            await Batch(desk, call, activities, i => docket => Entering.Enter(docket, typeof(Rung.Meetings.Activity), new Dictionary<string, object?>
            {
                ["subject"] = Name(i), ["type"] = Rung.Meetings.ActivityType.Call, ["actorId"] = owners[i % owners.Length], ["accountId"] = accounts[i % accounts.Length],
            }));
        await Batch(desk, call, opportunities, i => docket => Deal(docket, i, accounts[i % accounts.Length], owners[i % owners.Length]));
        await services.GetRequiredService<Rung.Server.Work.Followers>().CatchUp();
        return $"{accounts.Length:N0} accounts, {contacts:N0} contacts, {activities:N0} activities, {opportunities:N0} opportunities in {clock.Elapsed.TotalSeconds:F1} s";
    }

    /// <summary>Two words from a small list and a number, so that a search for a word finds some and not all.</summary>
    public static string Name(int i) => $"{Words[i % Words.Length]} {Words[i / Words.Length % Words.Length]} {Number(i)}";

    /// <summary>A number of its own for each of a million, in no order: a name does not tell how old a record is.</summary>
    static long Number(int i) => i * 48_271L % 1_000_003;

    static readonly string[] Words = ["Varg", "Gullfoss", "Kiln", "Meridian", "Linden", "Osprey", "Quill", "Polar", "Pallas", "Cobalt", "Ostra", "Nordhav", "Hedda", "Skov", "Bright", "Ferro", "Tessera", "Anker", "Norrland", "Helio"];

    static async Task<Record> Deal(Docket docket, int i, Id<Account> account, Id<Person> owner)
    {
        var began = Start.AddMinutes(i * 36.0 * 30 * 24 * 60 / 1_000_000 % (36 * 30 * 24 * 60));
        var day = DateOnly.FromDateTime(began.DateTime);
        var deal = (Opportunity)await Entering.Enter(docket, typeof(Opportunity), new Dictionary<string, object?>
        {
            ["name"] = Name(i), ["accountId"] = account, ["accountableId"] = owner, ["amount"] = new Money(500_000 + i % 4_000_000, new("USD")), ["closeOn"] = day.AddDays(30 + i % 90), ["source"] = "outbound",
        });
        var stages = await docket.Stages();
        if (i % 4 == 0) docket.Do(deal, deal.Win(stages.First(s => s.Kind == StageKind.Won), null, day.AddDays(60 + i % 700), docket.Act));
        else if (i % 4 == 1) docket.Do(deal, deal.Lose(stages.First(s => s.Kind == StageKind.Lost), "price", day.AddDays(50), docket.Act));
        else if (i % 4 == 2) docket.Do(deal, deal.Move(stages[1 + i % 4], docket.Act));
        return deal;
    }

    static Id<T>[] Ids<T>(int count) => [.. Enumerable.Range(0, count).Select(i => Id<T>.New(Start.AddSeconds(i)))];

    static async Task Batch(TheDesk desk, Call call, int count, Func<int, Func<Docket, Task<Record>>> decision)
    {
        for (var from = 0; from < count; from += 2000)
        {
            var answers = await desk.DecideMany(call, [.. Enumerable.Range(from, Math.Min(2000, count - from)).Select(decision)]);
            if (answers.Select(a => a.Refusal).FirstOrDefault(r => r is not null) is { } refusal) throw new InvalidOperationException(refusal.ToString());
        }
    }
}
