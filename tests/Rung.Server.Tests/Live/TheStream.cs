using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Server.Desk;
using Rung.Server.Live;

namespace Rung.Server.Tests.Live;

/// <summary>What open pages hear: all of it, also what happened while their stream was broken.</summary>
public class TheStream
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Whoever_comes_back_hears_what_happened_meanwhile_and_nothing_twice(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var place = await PlaceOfWhoHasHeard(founder);

        // What comes later is heard in any case: where the missed is not told before it, it is heard in its place.
        var missed = await founder.Enter("accounts", new { name = "Missed" });
        foreach (var way in (Func<Task<Stream>>[])[() => Stream.Open(founder, after: place), () => Stream.Open(founder, after: "0.0", lastEvent: place)])
        {
            using var again = await way();
            var later = await founder.Enter("accounts", new { name = "Later" });
            Assert.Equal(missed.Id(), (await again.Next()).Stir.Id());
            Assert.Equal(later.Id(), (await again.Next()).Stir.Id());
            place = again.Place;
            var last = await founder.Enter("accounts", new { name = "Last" });
            Assert.Equal(last.Id(), (await again.Next()).Stir.Id());
            missed = last;
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Whoever_missed_more_than_is_told_line_by_line_is_told_to_read_anew(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var place = await PlaceOfWhoHasHeard(founder);
        // Missed is only what can be read: somebody who listened has heard of the last.
        using (var listening = await Stream.Open(founder, after: place))
            await listening.Until((await Enter(house, LiveFeed.MostMissed))[^1].Value.RecordId.ToString());
        using (var told = await Stream.Open(founder, after: place))
        {
            Assert.StartsWith("data: {", await told.Event());
            Assert.Equal("account-recorded", (await told.Next()).Stir.Text("fact"));
            await told.Until((await founder.Enter("accounts", new { name = "One more" })).Id());
        }

        using var again = await Stream.Open(founder, after: place);
        Assert.Equal("event: anew", await again.Event());
        var later = await founder.Enter("accounts", new { name = "Later" });
        Assert.Equal(later.Id(), (await again.Next()).Stir.Id());
    }

    [Fact]
    public async Task Whoever_cannot_keep_up_is_told_to_read_anew()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (founder, feed) = (house.ClientOf(house.Founder), house.Services.GetRequiredService<LiveFeed>());
        // Whoever waits for what never comes fails, and does not hang.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        await using var heard = feed.Listen(await feed.End(patience.Token), patience.Token).GetAsyncEnumerator(patience.Token);
        var next = heard.MoveNextAsync();
        using var beside = await Stream.Open(founder);
        await Enter(house, 400);
        var last = await founder.Enter("accounts", new { name = "Last" });
        // Whoever keeps up hears every one; by then the other was given as many and has taken one.
        await beside.Until(last.Id());

        var told = new List<Stir>();
        for (var isMore = await next; isMore; isMore = await heard.MoveNextAsync())
        {
            told.Add(heard.Current!);
            if (heard.Current!.Id.ToString() == last.Id()) break;
        }

        Assert.Contains(told, s => s.IsAnew);
        Assert.InRange(told.Count, 256, 300);
    }

    [Fact]
    public async Task A_place_that_is_none_begins_at_the_end()
    {
        await using var house = await House.Open(Database.Sqlite);
        var founder = house.ClientOf(house.Founder);
        using var stream = await Stream.Open(founder, after: "yesterday");
        var entered = await founder.Enter("accounts", new { name = "Heard" });
        Assert.Equal(entered.Id(), (await stream.Next()).Stir.Id());
    }

    [Fact]
    public async Task A_stream_that_has_nothing_to_say_says_that_it_lives()
    {
        await using var house = await House.Open(Database.Sqlite);
        using var stream = await Stream.Open(house.ClientOf(house.Founder));
        var line = stream.Line();
        while (!line.IsCompleted)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }

        Assert.Equal(":", await line);
    }

    /// <summary>On PostgreSQL nothing is read past the oldest transaction that runs, another database's included: what the house began with may come a moment later.</summary>
    static async Task<string> PlaceOfWhoHasHeard(HttpClient client)
    {
        using var stream = await Stream.Open(client);
        var heard = await stream.Until((await client.Enter("accounts", new { name = "Heard" })).Id());
        Assert.Equal("account-recorded", heard.Text("fact"));
        return stream.Place;
    }

    static Task<IReadOnlyList<Outcome<Receipt>>> Enter(House house, int many) => house.Desk.DecideMany(new(house.Founder, "account.record"), [.. Enumerable.Range(0, many).Select(i => (Func<Docket, Task<Rung.Records.Record>>)(docket =>
        Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = $"A{i}" })))]);

    sealed class Stream(HttpResponseMessage answer, StreamReader lines, string place) : IDisposable
    {
        public string Place { get; private set; } = place;

        public static async Task<Stream> Open(HttpClient client, string? after = null, string? lastEvent = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/ui/live" + (after is null ? "" : "?after=" + after));
            if (lastEvent is not null) request.Headers.Add("Last-Event-ID", lastEvent);
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            var place = "";
            while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
                if (line.StartsWith("id: ", StringComparison.Ordinal)) place = line[4..];
            return new(answer, lines, place);
        }

        public async Task<string?> Line() => await lines.ReadLineAsync(TestContext.Current.CancellationToken);

        /// <summary>The next line that names an event.</summary>
        public async Task<string?> Event()
        {
            while (await Line() is { } line)
                if (line.StartsWith("event: ", StringComparison.Ordinal) || line.StartsWith("data: {", StringComparison.Ordinal)) return line;
            return null;
        }

        public async Task<(string Place, JsonElement Stir)> Next()
        {
            while (await Line() is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal)) Place = line[4..];
                if (line.StartsWith("data: {", StringComparison.Ordinal)) return (Place, JsonDocument.Parse(line[6..]).RootElement);
            }

            throw new InvalidOperationException("The stream ended.");
        }

        /// <summary>Reads on, past others, until it hears of the record.</summary>
        public async Task<JsonElement> Until(string id)
        {
            while (true)
                if ((await Next()).Stir is var stir && stir.Id() == id) return stir;
        }

        public void Dispose()
        {
            lines.Dispose();
            answer.Dispose();
        }
    }
}
