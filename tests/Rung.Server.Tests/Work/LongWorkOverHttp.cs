using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Work;

namespace Rung.Server.Tests.Work;

public class LongWorkOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Work_is_done_and_its_result_kept(Database database)
    {
        await using var house = await House.Open(database, s => s.AddSingleton<ILongWork, Counting>());
        var asked = (await Works(house).Ask(house.Founder, "counting", "to three", new Counting.Ask(3))).Value;

        var done = await Ended(house, asked.RecordId);

        Assert.Equal(("done", "to three", 3L, 3), (done.Text("state"), done.Text("subject"), done.GetProperty("done").GetInt64(), done.GetProperty("result").GetProperty("counted").GetInt32()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_refusal_is_kept_with_its_name(Database database)
    {
        await using var house = await House.Open(database, s => s.AddSingleton<ILongWork, Counting>());
        var asked = (await Works(house).Ask(house.Founder, "counting", null, new Counting.Ask(-1))).Value;

        var failed = await Ended(house, asked.RecordId);

        Assert.Equal(("failed", "missing"), (failed.Text("state"), failed.GetProperty("refused").Text("title")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Cancelled_work_stops_and_writes_nothing_more(Database database)
    {
        var step = Channel.CreateUnbounded<int>();
        await using var house = await House.Open(database, s => s.AddSingleton<ILongWork, Counting>().AddSingleton(step));
        var client = house.ClientOf(house.Founder);
        var asked = (await Works(house).Ask(house.Founder, "counting", null, new Counting.Ask(1_000_000))).Value;
        await step.Reader.ReadAsync();

        await client.Post($"/api/v1/work/{asked.RecordId}/cancel", new { });

        var seen = await Ended(house, asked.RecordId);
        var written = 0;
        await foreach (var n in step.Reader.ReadAllAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token)) written = n + 1;
        await using var db = house.Store.Open();
        var progress = await db.Set<WorkProgress>().SingleAsync(p => p.WorkId == asked.RecordId);
        Assert.Equal(new Counting.At(written), JsonSerializer.Deserialize<Counting.At>(progress.Checkpoint!, JsonSerializerOptions.Web));
        Assert.Equal("cancelled", seen.Text("state"));
        Assert.Equal("work-has-ended", await (await client.PostAsJsonAsync($"/api/v1/work/{asked.RecordId}/cancel", new { })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Work_of_a_server_that_stopped_goes_on_from_its_checkpoint(Database database)
    {
        var step = Channel.CreateUnbounded<int>();
        await using var house = await House.Open(database, s => s.AddSingleton<ILongWork, Counting>().AddSingleton(step));
        var asked = (await Works(house).Ask(house.Founder, "counting", null, new Counting.Ask(40))).Value;
        for (var i = 0; i < 3; i++) await step.Reader.ReadAsync();

        // What a killed server leaves: a lease of a holder that is no more.
        await house.Store.Writer.Write(new Writing { Statements = { ("UPDATE work_progress SET holder=@0, held_until=@1 WHERE work_id=@2", ["gone", house.Clock.GetUtcNow().AddMinutes(-1), asked.RecordId]) } }, default);
        var done = await Ended(house, asked.RecordId);

        var steps = new List<int>();
        while (step.Reader.TryRead(out var n)) steps.Add(n);
        Assert.Equal(("done", 40), (done.Text("state"), done.GetProperty("result").GetProperty("counted").GetInt32()));
        Assert.Equal(1, steps.Count(n => n == 39));
    }

    [Fact]
    public async Task Somebody_else_may_not_cancel_without_permission()
    {
        var step = Channel.CreateUnbounded<int>();
        await using var house = await House.Open(Database.Sqlite, s => s.AddSingleton<ILongWork, Counting>().AddSingleton(step));
        var person = await house.ClientOf(house.Founder).Enter("people", new { name = "Ines" });
        var other = house.ClientOf(new Actor(new(Guid.Parse(person.Id())), "Ines", new(["*.read", "live"])));
        var asked = (await Works(house).Ask(house.Founder, "counting", null, new Counting.Ask(1_000_000))).Value;

        Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsJsonAsync($"/api/v1/work/{asked.RecordId}/cancel", new { })).StatusCode);
        await house.ClientOf(house.Founder).Post($"/api/v1/work/{asked.RecordId}/cancel", new { });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_shelved_file_comes_back_whole_and_goes_when_its_time_is_over(Database database)
    {
        await using var house = await House.Open(database);
        var shelf = house.Services.GetRequiredService<Shelf>();
        var bytes = new byte[3_000_001];
        new Random(1).NextBytes(bytes);
        var file = (await shelf.Put("a.csv", "text/csv", house.Founder.Id.Value, TimeSpan.FromDays(1), new MemoryStream(bytes), 4_000_000, default)).Value;

        await using (var local = await shelf.Take(file.Id, default)) Assert.Equal(bytes, await File.ReadAllBytesAsync(local!.Path));
        house.Clock.Advance(TimeSpan.FromDays(2));
        await house.Services.GetRequiredService<Schedule>().RunAll(default);

        Assert.Null(await shelf.Take(file.Id, default));
        Assert.IsType<UploadTooLarge>((await shelf.Put("b", "text/csv", house.Founder.Id.Value, TimeSpan.FromDays(1), new MemoryStream(bytes), 1000, default)).Refusal);
    }

    static LongWorks Works(House house) => house.Services.GetRequiredService<LongWorks>();

    internal static async Task<JsonElement> Ended(House house, Guid id)
    {
        var client = house.ClientOf(house.Founder);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var seen = await client.GetFromJsonAsync<JsonElement>($"/api/v1/work/{id}", patience.Token);
            if (seen.Text("state") is not ("waiting" or "running")) return seen;
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Counts up, a checkpoint for each number.</summary>
    sealed class Counting(Store store, Channel<int>? steps = null) : ILongWork
    {
        public sealed record Ask(int To);

        public sealed record At(int Counted);

        public string Kind => "counting";
        public string Permission => "counting";

        public async Task<Outcome<object>> Run(WorkTurn turn, CancellationToken cancel)
        {
            var to = turn.Ask<Ask>().To;
            if (to < 0) return new Missing("to");
            var counted = turn.Checkpoint<At>()?.Counted ?? 0;
            try
            {
                for (; counted < to; counted++)
                {
                    cancel.ThrowIfCancellationRequested();
                    turn.Tell(counted + 1, to);
                    await store.Writer.Write(new Writing { Guards = { turn.Step(new At(counted + 1)) } }, cancel);
                    steps?.Writer.TryWrite(counted);
                }
            }
            finally
            {
                if (to == 1_000_000) steps?.Writer.TryComplete();
            }

            return new At(counted);
        }
    }
}
