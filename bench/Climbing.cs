using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Customers;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ladder;
using Rung.Server.Metrics;
using Rung.Server.Opportunities;
using Rung.Server.Work;

namespace Rung.Bench;

/// <summary>
/// The ladder of a large company: what reading its rows costs, each month-end, a full evaluation that is stored, and a
/// reading after a fact; wall and CPU time and memory. A directory that is not there gets a company first; <c>demo</c> makes one too.
/// </summary>
static class Climbing
{
    public static int Run(string[] args)
    {
        var (own, quick) = (args.SkipWhile(a => a != "--data").Skip(1).FirstOrDefault(), args.Contains("--quick"));
        var opportunities = args.SkipWhile(a => a != "--opportunities").Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(quick ? 20_000 : 1_000_000);
        var data = own ?? Directory.CreateTempSubdirectory("rung-bench-").FullName;
        try
        {
            Measure(new(data, null), opportunities, args.Contains("--months"), args.Contains("--again")).GetAwaiter().GetResult();
        }
        finally
        {
            if (own is null) Directory.Delete(data, true);
        }

        return 0;
    }

    static async Task Measure(Place place, int opportunities, bool everyMonth, bool again)
    {
        await using var services = await Rung.Server.CommandLine.Operator.Here(place, default);
        Console.WriteLine(await LadderData.Fill(services, opportunities));
        await Timed("roll-ups caught up", () => services.GetRequiredService<Followers>().ReadAll(DealStates.FollowerName, TimeSpan.FromSeconds(10), default));
        var (reader, report, evaluations, store) = (services.GetRequiredService<LadderReader>(), services.GetRequiredService<LadderReport>(), services.GetRequiredService<Evaluations>(), services.GetRequiredService<Store>());
        var today = await report.Today(default);
        if (again) await Timed("roll-ups of every deal made again", () => services.GetRequiredService<DealStates>().Again(default));
        LadderBooks? books = null;
        await Timed("rows read", async () => books = await reader.Read(null, default));
        Console.WriteLine($"  {books!.Rows.Sales.Count:N0} sales, {books.Rows.Customers.Count:N0} customers, {books.Rows.Meetings.Count:N0} meetings, {books.Stored.Count} stored month-ends");
        if (everyMonth)
            foreach (var told in Steps(books.Replay.Until(today))) Console.WriteLine($"  {told.AsOf:yyyy-MM-dd} {told.Stage}");
        books = null;
        GC.Collect();

        var actor = Actors.Clockwork;
        await Timed("a full evaluation, stored", async () => Console.WriteLine($"  {(await evaluations.Store(actor, null, default)).Value.Evaluations} stored"));
        await Timed("another, from stored month-ends", async () => Console.WriteLine($"  {(await evaluations.Store(actor, null, default)).Value.Evaluations} stored"));
        await Timed("the first reading", () => report.History(null, null, default));
        await Timed("a reading, nothing new", () => report.History(null, null, default));
        var (desk, founder) = (services.GetRequiredService<TheDesk>(), new Id<Person>((await store.Questions.All("SELECT id FROM people ORDER BY id LIMIT 1", [], row => row.Id(0)))[0]));
        foreach (var (what, decision) in await Facts(store))
            for (var i = 0; i < 5; i++)
            {
                if (!(await desk.Decide(new(new(founder, "Bench", Permits.Everything), "bench"), decision)).Accepted(out _, out var refusal)) throw new InvalidOperationException($"{what}: {refusal}");
                await Timed("a reading after " + what, () => report.History(null, null, default));
            }
    }

    /// <summary>What people write down all day.</summary>
    static async Task<IReadOnlyList<(string What, Func<Docket, Task<Record>> Decision)>> Facts(Store store)
    {
        async Task<Guid> One(string sql) => (await store.Questions.All(sql + " LIMIT 1", [], row => row.Id(0)))[0];
        var open = await store.Questions.All("SELECT id FROM opportunities WHERE stage_kind = 'open' AND removed_at IS NULL ORDER BY id LIMIT 9", [], row => new Id<Opportunity>(row.Id(0)));
        var customer = new Id<Account>(await One("SELECT account_id FROM subscriptions WHERE removed_at IS NULL"));
        var n = 0;
        return
        [
            ("a call", docket => Entering.Enter(docket, typeof(Rung.Meetings.Activity), new Dictionary<string, object?> { ["type"] = ActivityType.Call, ["direction"] = Direction.Outbound, ["accountId"] = customer })),
            ("a payment", docket => Entering.Enter(docket, typeof(Payment), new Dictionary<string, object?> { ["accountId"] = customer, ["paidOn"] = DateOnly.FromDateTime(docket.Act.Now.UtcDateTime), ["amount"] = new Money(100_00, new("USD")) })),
            ("a sale's amount", async docket =>
            {
                var record = await docket.Need(open[^1]);
                docket.Do(record, record.Amend(new Dictionary<string, object?> { ["amount"] = new Money(1_000_00 + ++n, new("USD")) }, docket.Act));
                return record;
            }),
            ("a win", docket => OpportunityVerbs.Win(docket, open[n++ % open.Count], new Money(5_000_00, new("USD")), null)),
        ];
    }

    static IEnumerable<T> Steps<T>(IEnumerable<T> all)
    {
        using var each = all.GetEnumerator();
        while (true)
        {
            var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
            if (!each.MoveNext()) yield break;
            Say("  a month-end", clock, cpu);
            yield return each.Current;
        }
    }

    static async Task Timed(string what, Func<Task> work)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
        await work();
        Say(what, clock, cpu);
    }

    static void Say(string what, Stopwatch clock, double cpu)
    {
        using var me = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34}{clock.Elapsed.TotalSeconds,9:F2} s wall{Cpu() - cpu,9:F2} s CPU{me.WorkingSet64 / 1048576.0,8:F0} MB"));
    }

    static double Cpu()
    {
        using var me = Process.GetCurrentProcess();
        return me.TotalProcessorTime.TotalSeconds;
    }
}
