using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Bench;

/// <summary>Deals with a history, entered through the desk: 36 months, 20 owners, three visits on average, dates that slip, a fifth won.</summary>
static class ReportData
{
    static readonly DateTimeOffset Start = new(2023, 1, 2, 9, 0, 0, TimeSpan.Zero);

    public static async Task<string> Fill(IServiceProvider services, int opportunities, int dealsEach = 20, DateOnly? foundersUntil = null)
    {
        var (desk, store) = (services.GetRequiredService<TheDesk>(), services.GetRequiredService<Store>());
        await using var files = store.Files();
        if (await files.Ask<Opportunity>().AnyAsync()) return "filled before";

        var founder = await files.Ask<Person>().OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
        var (call, clock) = (Imports(founder), Stopwatch.StartNew());
        var (owners, accounts, products) = (Ids<Person>(20), Ids<Account>(Math.Max(1, opportunities / dealsEach)), Ids<Product>(6));
        await Batch(desk, call, owners.Length, i => docket => Entering.Enter(docket, typeof(Person), new Dictionary<string, object?> { ["name"] = "Owner " + i }, owners[i].Value));
        await Batch(desk, call, products.Length, i => docket => Entering.Enter(docket, typeof(Product), new Dictionary<string, object?> { ["name"] = "Product " + i }, products[i].Value));
        await Batch(desk, call, accounts.Length, i => docket => Entering.Enter(docket, typeof(Account), new Dictionary<string, object?>
        {
            ["name"] = CrmData.Name(i), ["region"] = Regions[i % Regions.Length], ["segment"] = i % 3 == 0 ? "Mid-market" : "SMB",
        }, accounts[i].Value));
        await Batch(desk, call, opportunities, i => docket => Deal(docket, i, accounts[i % accounts.Length], Begins(i) < foundersUntil ? founder : owners[i % owners.Length], products[i % products.Length]));
        return $"{opportunities:N0} opportunities in {clock.Elapsed.TotalSeconds:F1} s";
    }

    public static Call Imports(Id<Person> founder) => new(new(founder, "Bench", Permits.Everything), "bench") { Origin = Origin.Imported, BatchId = Guid.NewGuid() };

    static readonly string[] Regions = ["North", "South", "East", "West"];
    static readonly string[] Sources = ["outbound", "inbound", "referral", "event"];

    const int Minutes = 36 * 30 * 24 * 60;

    /// <summary>A fixed mixing of the number stands for chance, so that every run has the same company.</summary>
    static uint Luck(int i) => unchecked((uint)i * 2654435761u);

    static DateOnly Begins(int i) => DateOnly.FromDateTime(Start.AddMinutes(Luck(i) % Minutes).DateTime);

    static async Task<Record> Deal(Docket docket, int i, Id<Account> account, Id<Person> owner, Id<Product> product)
    {
        var (luck, at) = (Luck(i), Start.AddMinutes(Luck(i) % Minutes));
        docket.Tell(at, Origin.Imported);
        var deal = (Opportunity)await Entering.Enter(docket, typeof(Opportunity), new Dictionary<string, object?>
        {
            ["name"] = CrmData.Name(i), ["accountId"] = account, ["accountableId"] = owner, ["productId"] = product, ["team"] = "Team " + i % 3, ["source"] = Sources[luck / 7 % 4],
            ["amount"] = new Money(500_000 + luck % 4_000_000, new("USD")), ["closeOn"] = DateOnly.FromDateTime(at.DateTime).AddDays(60), ["idealFit"] = luck / 23 % 5 > 0,
        });
        var stages = await docket.Stages();
        var steps = (int)(luck / 11 % 4);
        for (var step = 1; step <= steps; step++)
        {
            at = at.AddDays(3 + luck / (uint)(13 * step) % 25);
            docket.Tell(at, Origin.Imported);
            docket.Do(deal, deal.Move(stages[step], docket.Act));
            if (step == 2) docket.Do(deal, deal.Amend(new Dictionary<string, object?> { ["closeOn"] = DateOnly.FromDateTime(at.DateTime).AddDays(45) }, docket.Act));
        }

        at = at.AddDays(2 + luck / 17 % 60);
        docket.Tell(at, Origin.Imported);
        var end = luck / 19 % 10;
        if (end < 2) docket.Do(deal, deal.Win(stages.First(s => s.Kind == StageKind.Won), null, DateOnly.FromDateTime(at.DateTime), docket.Act));
        else if (end < 7) docket.Do(deal, deal.Lose(stages.First(s => s.Kind == StageKind.Lost), "price", DateOnly.FromDateTime(at.DateTime), docket.Act));
        return deal;
    }

    static Id<T>[] Ids<T>(int count) => [.. Enumerable.Range(0, count).Select(i => Id<T>.New(Start.AddSeconds(i)))];

    public static async Task Batch(TheDesk desk, Call call, int count, Func<int, Func<Docket, Task<Record>>> decision)
    {
        for (var from = 0; from < count; from += 2000)
        {
            var answers = await desk.DecideMany(call, [.. Enumerable.Range(from, Math.Min(2000, count - from)).Select(decision)]);
            if (answers.Select(a => a.Refusal).FirstOrDefault(r => r is not null) is { } refusal) throw new InvalidOperationException(refusal.ToString());
        }
    }
}
