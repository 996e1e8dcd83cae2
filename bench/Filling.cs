using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server;
using Rung.Server.Company;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Bench;

/// <summary>Fills an empty company through the desk and says how many facts a second it takes.</summary>
static class Filling
{
    public static int Run(string[] args)
    {
        var rows = args.Contains("--quick") ? 20_000 : 200_000;
        var directory = Directory.CreateTempSubdirectory("rung-bench-").FullName;
        try
        {
            Fill(new Place(directory, null), rows).GetAwaiter().GetResult();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(directory, true);
        }

        return 0;
    }

    static async Task Fill(Place place, int rows)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDesk(place).BuildServiceProvider();
        var (store, desk) = (services.GetRequiredService<Store>(), services.GetRequiredService<TheDesk>());
        await Preparing.Prepare(store);
        await Founding.Found(desk, store);
        await using var db = store.Open();
        var founder = db.Set<Person>().Select(p => p.Id).First();
        var call = new Call(new(founder, "Bench", Permits.Everything), "bench") { Origin = Origin.Imported, BatchId = Guid.NewGuid() };
        var (clock, spent) = (Stopwatch.StartNew(), new Spent());
        long facts = 0;
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(2_000))
        {
            var answers = await desk.DecideMany(call, [.. chunk.Select(i => (Func<Docket, Task<Record>>)(docket => Deal(docket, i)))]);
            facts += answers.Sum(a => a.Accepted(out var receipt, out var no) ? receipt.Facts.Count : throw new InvalidOperationException(no.ToString()));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{rows:N0} opportunities, {facts:N0} facts in {seconds:F2} s: {rows / seconds:N0} rows/s, {facts / seconds:N0} facts/s; {spent.PerRow(rows)}; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    }

    static async Task<Record> Deal(Docket docket, int i)
    {
        var opened = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i % 9000);
        var record = await Entering.Enter(docket, typeof(Opportunity), new Dictionary<string, object?>
        {
            ["externalId"] = "bench:" + i, ["name"] = "Deal " + i, ["amount"] = new Money(100_000 + i, new("USD")), ["closeOn"] = DateOnly.FromDateTime(opened.DateTime).AddDays(60),
            ["source"] = "outbound", ["region"] = "North",
        });
        return record;
    }
}
