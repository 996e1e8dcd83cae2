using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Rung.Bench;

/// <summary>
/// Ten million events of a thousand customers through the real API, twice: the second time every one is a duplicate and
/// nothing changes. Beside it the same events by hand: two prepared statements for each, an identity and a sum, into one
/// SQLite file of the same durability.
/// </summary>
static class UsageReport
{
    const int Customers = 1_000, Batch = 10_000, Senders = 2, Days = 28;
    static readonly string[] Names = ["shipment.created", "invoice.sent", "report.opened"];

    public static int Run(string[] args)
    {
        var events = args.SkipWhile(a => a != "--events").Skip(1).Select(int.Parse).FirstOrDefault(args.Contains("--quick") ? 1_000_000 : 10_000_000);
        Console.WriteLine($"{events:N0} events, {Customers:N0} customers, {Days} days, batches of {Batch:N0}, {Senders} senders");
        Console.WriteLine($"by hand, SQLite: {ByHand(Math.Min(events, 1_000_000)):N0} events/s (of {Math.Min(events, 1_000_000):N0})");
        Measure("SQLite", BenchPlace.Embedded, events).GetAwaiter().GetResult();
        if (Environment.GetEnvironmentVariable("RUNG_BENCH_POSTGRES") is { Length: > 0 } server) Measure("PostgreSQL", () => BenchPlace.OnServer(server), events).GetAwaiter().GetResult();
        return 0;
    }

    static async Task Measure(string database, Func<Task<(Rung.Server.Database.Place, Func<Task>)>> open, int events)
    {
        var (place, gone) = await open();
        try
        {
            using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve-bench", place.Directory ?? "", place.Postgres ?? ""]) { RedirectStandardOutput = true })!;
            try
            {
                using var client = new HttpClient { BaseAddress = new((await server.StandardOutput.ReadLineAsync())!), Timeout = TimeSpan.FromMinutes(5) };
                await Prepare(client);
                var first = await Round(client, server, events, "counted");
                var before = await Told(client);
                var second = await Round(client, server, events, "duplicate");
                var same = before == await Told(client);
                Console.WriteLine($"{database}: first {first}; again {second}; the same afterwards: {(same ? "yes" : "NO")}; peak {server.PeakWorkingSet64 >> 20} MB{(place.IsSqlite ? $"; file {new FileInfo(place.SqliteFile).Length >> 20} MB" : "")}");
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync();
            }
        }
        finally
        {
            await gone();
        }
    }

    static async Task Prepare(HttpClient client)
    {
        foreach (var name in Names) (await client.PostAsJsonAsync("/api/v1/usage-events", new { name })).EnsureSuccessStatusCode();
        for (var i = 0; i < Customers; i++) (await client.PostAsJsonAsync("/api/v1/accounts", new { name = $"Customer {i}", externalId = $"crm:{i}" })).EnsureSuccessStatusCode();
    }

    static async Task<string> Round(HttpClient client, Process server, int events, string expected)
    {
        var now = DateTime.UtcNow.Date.AddMinutes(-1);
        var (next, wall) = (-1, Stopwatch.StartNew());
        server.Refresh();
        var processor = server.TotalProcessorTime;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            var body = new MemoryStream();
            for (int batch; (batch = Interlocked.Increment(ref next)) * Batch < events;)
            {
                Write(body, now, batch * Batch, Math.Min(Batch, events - batch * Batch), events);
                using var content = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await client.PostAsync("/api/v1/usage", content);
                var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
                if (told.GetProperty("counts").GetProperty(expected).GetInt32() != Math.Min(Batch, events - batch * Batch)) throw new InvalidOperationException($"{answer.StatusCode}: {told.GetProperty("counts")}");
            }
        })));
        server.Refresh();
        var (seconds, used) = (wall.Elapsed.TotalSeconds, (server.TotalProcessorTime - processor).TotalSeconds);
        return $"{events / seconds:N0} events/s ({used * 1e6 / events:F1} µs of the server's processor each, {events / used:N0} events per processor second), now {server.WorkingSet64 >> 20} MB";
    }

    static async Task<string> Told(HttpClient client)
    {
        var rows = new StringBuilder();
        for (var i = 0; i < Customers; i += 97)
        {
            var account = (await client.GetFromJsonAsync<JsonElement>($"/api/v1/accounts?externalId=crm:{i}")).GetProperty("items")[0].GetProperty("id").GetString();
            rows.Append(await client.GetStringAsync($"/api/v1/accounts/{account}/usage?days=60"));
        }

        return rows.Append((await client.GetFromJsonAsync<JsonElement>("/api/v1/usage-batches?limit=1&sort=-id")).GetProperty("items").ToString()).ToString();
    }

    /// <summary>The event of a number: the same whenever it is asked for. Days go on with the numbers; one in twenty comes a week late.</summary>
    static (int Customer, int Name, DateTime At, int User) Event(int i, DateTime until, int events)
    {
        var mixed = unchecked((uint)i * 2_654_435_761u);
        var at = until.AddDays(-Days).AddTicks((long)((double)i / events * TimeSpan.FromDays(Days).Ticks));
        return ((int)(mixed % Customers), (int)(mixed >> 9) % Names.Length, i % 20 == 0 && at > until.AddDays(-Days + 7) ? at.AddDays(-7) : at, (int)(mixed >> 13) % 12);
    }

    static void Write(MemoryStream body, DateTime until, int from, int count, int events)
    {
        body.SetLength(0);
        body.Position = 0;
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteStartArray("events"u8);
        for (var i = from; i < from + count; i++)
        {
            var (customer, name, at, user) = Event(i, until, events);
            json.WriteStartObject();
            json.WriteString("id"u8, string.Create(CultureInfo.InvariantCulture, $"0193a7c2-{i:x8}"));
            json.WriteString("account"u8, string.Create(CultureInfo.InvariantCulture, $"crm:{customer}"));
            json.WriteString("event"u8, Names[name]);
            json.WriteString("at"u8, at);
            json.WriteString("user"u8, string.Create(CultureInfo.InvariantCulture, $"u{user}"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    static double ByHand(int events)
    {
        var directory = Directory.CreateTempSubdirectory("rung-usage-").FullName;
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "u.db")};Pooling=False");
            connection.Open();
            using (var make = connection.CreateCommand())
            {
                make.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE days (customer INTEGER, day TEXT, name INTEGER, events INTEGER, PRIMARY KEY (customer, day, name)) WITHOUT ROWID";
                make.ExecuteNonQuery();
            }

            using var see = Prepared(connection, "INSERT OR IGNORE INTO seen VALUES ($0)", 1);
            using var add = Prepared(connection, "INSERT INTO days VALUES ($0, $1, $2, 1) ON CONFLICT DO UPDATE SET events = events + 1", 3);
            var (until, clock) = (DateTime.UtcNow.Date.AddMinutes(-1), Stopwatch.StartNew());
            for (var from = 0; from < events; from += Batch)
            {
                using var transaction = connection.BeginTransaction();
                (see.Transaction, add.Transaction) = (transaction, transaction);
                for (var i = from; i < from + Batch && i < events; i++)
                {
                    var (customer, name, at, _) = Event(i, until, events);
                    see.Parameters[0].Value = string.Create(CultureInfo.InvariantCulture, $"0193a7c2-{i:x8}");
                    if (see.ExecuteNonQuery() == 0) continue;
                    (add.Parameters[0].Value, add.Parameters[1].Value, add.Parameters[2].Value) = (customer, at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), name);
                    add.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            return events / clock.Elapsed.TotalSeconds;
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    static SqliteCommand Prepared(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter("$" + i, ""));
        return command;
    }
}
