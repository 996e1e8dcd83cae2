using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.People;
using Rung.Server;
using Rung.Server.Company;
using Rung.Server.Database;
using Rung.Server.Database.Sqlite;
using Rung.Server.Desk;
using Rung.Server.Import;

namespace Rung.Bench;

/// <summary>
/// Rows a second through the real import, for contacts and opportunities, beside two bare prepared inserts: of the lines of
/// the file into one table, and of everything the import has written (records, history, journal) into the same tables.
/// </summary>
static class Imports
{
    public static int Run(string[] args)
    {
        var rows = args.SkipWhile(a => a != "--rows").Skip(1).Select(int.Parse).FirstOrDefault(args.Contains("--quick") ? 50_000 : 1_000_000);
        var directory = Directory.CreateTempSubdirectory("rung-imports-").FullName;
        try
        {
            var (contacts, deals) = (Path.Combine(directory, "contacts.csv"), Path.Combine(directory, "deals.csv"));
            WriteContacts(contacts, rows);
            WriteDeals(deals, rows);
            var floors = new List<Func<Task<string>>>();
            if (!args.Contains("deals")) floors.Add(Take(Path.Combine(directory, "c"), contacts, ContactMap, rows, args.Contains("--dry")).GetAwaiter().GetResult());
            if (!args.Contains("contacts")) floors.Add(Take(Path.Combine(directory, "d"), deals, DealMap, rows, args.Contains("--dry")).GetAwaiter().GetResult());
            // After all imports, whose greatest memory is told.
            foreach (var floor in floors) Console.WriteLine(floor().GetAwaiter().GetResult());
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(directory, true);
        }

        return 0;
    }

    const string ContactMap = "source: bench\nfiles: [{ file: contacts.csv, record: contact, id: Id, fields: { name: Name, email: E-mail, phone: Phone, jobTitle: Title } }]";
    const string DealMap = "source: bench\nfiles: [{ file: deals.csv, record: opportunity, id: Id, fields: { name: Name, amount: { column: Amount, currency: USD }, closeOn: Close, source: Source }, story: { began: Created, stage: Stage, closed: Closed } }]";

    static async Task<Func<Task<string>>> Take(string place, string file, string map, int rows, bool isDry)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDesk(new Place(place, null)).BuildServiceProvider();
        var (store, desk) = (services.GetRequiredService<Store>(), services.GetRequiredService<TheDesk>());
        await Preparing.Prepare(store);
        await Founding.Found(desk, store);
        await using var db = store.Open();
        var founder = db.Set<Person>().Select(p => p.Id).First();
        var spent = new Spent();
        var told = (await services.GetRequiredService<Importer>().Run(new(founder, "Bench", Permits.Everything), new(file, map, isDry), default)).Value;
        var (cost, peak) = (spent.PerRow(rows), Process.GetCurrentProcess().PeakWorkingSet64 >> 20);
        var facts = await db.Journal.LongCountAsync(j => j.BatchId != null);
        var name = $"{Path.GetFileName(file)}{(isDry ? " (dry run)" : "")}";
        Console.WriteLine($"{name}: {told.Files[0].Entered:N0} entered, {told.RejectedInAll:N0} rejected in {told.Seconds:F1} s: {told.RowsPerSecond:N0} rows and {facts / told.Seconds:N0} facts/s; {cost}; peak {peak} MB");
        return async () =>
        {
            var raw = Bare(file, rows);
            var share = $"{name}: {told.RowsPerSecond / raw:P0} of a bare insert of the lines ({raw:N0} rows/s)";
            if (isDry) return share;
            var (loaded, seconds) = await Loaded(place, place + "-bare", (rows + Importer.BatchRows - 1) / Importer.BatchRows);
            return $"{share}; {seconds / told.Seconds:P0} of bare inserts of the same {loaded:N0} database rows ({rows / seconds:N0} rows/s)";
        };
    }

    /// <summary>
    /// The floor of this record: what the import has written, put into the same tables by prepared statements in as many
    /// transactions of the same durability. It decides nothing and checks no references; reading is not counted.
    /// </summary>
    static async Task<(long Rows, double Seconds)> Loaded(string from, string into, int parts)
    {
        await using (var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDesk(new Place(into, null)).BuildServiceProvider())
            await Preparing.Prepare(services.GetRequiredService<Store>());
        using var source = SqliteDoor.Open($"Data Source={Path.Combine(from, "rung.db")}");
        using var target = SqliteDoor.Open($"Data Source={Path.Combine(into, "rung.db")}");
        Do(target, "PRAGMA foreign_keys=OFF");
        var tables = new List<(SqliteDataReader Rows, Statement Insert, long Part)>();
        foreach (var table in Names(source))
            if (Number(source, $"SELECT count(*) FROM \"{table}\"") is >= 1000 and var count)
            {
                var select = source.CreateCommand();
                select.CommandText = $"SELECT * FROM \"{table}\"";
                var rows = await select.ExecuteReaderAsync();
                tables.Add((rows, new(target, $"INSERT INTO \"{table}\" VALUES ({string.Join(',', Enumerable.Repeat('?', rows.FieldCount))})"), (count + parts - 1) / parts));
            }

        var (clock, loaded) = (new Stopwatch(), 0L);
        for (var part = 0; part < parts; part++)
        {
            var taken = tables.ConvertAll(t => Taken(t.Rows, t.Part));
            clock.Start();
            Do(target, "BEGIN IMMEDIATE");
            foreach (var (table, rows) in tables.Zip(taken))
                foreach (var row in rows)
                {
                    for (var i = 0; i < row.Length; i++) table.Insert.Bind(i, row[i]);
                    table.Insert.Run();
                    loaded++;
                }

            Do(target, "COMMIT");
            clock.Stop();
        }

        foreach (var table in tables)
        {
            table.Insert.Dispose();
            await table.Rows.DisposeAsync();
        }

        return (loaded, clock.Elapsed.TotalSeconds);
    }

    static List<object?[]> Taken(SqliteDataReader rows, long most)
    {
        var taken = new List<object?[]>();
        while (taken.Count < most && rows.Read())
        {
            var row = new object?[rows.FieldCount];
            rows.GetValues(row!);
            taken.Add(row);
        }

        return taken;
    }

    static List<string> Names(SqliteConnection connection)
    {
        using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        using var answer = ask.ExecuteReader();
        var names = new List<string>();
        while (answer.Read()) names.Add(answer.GetString(0));
        return names;
    }

    static long Number(SqliteConnection connection, string sql)
    {
        using var ask = connection.CreateCommand();
        ask.CommandText = sql;
        return (long)ask.ExecuteScalar()!;
    }

    static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The floor of any record: split lines, one prepared insert, two thousand rows a transaction, the same durability.</summary>
    static double Bare(string file, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={file}.db");
        connection.Open();
        using (var make = connection.CreateCommand())
        {
            make.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT)";
            make.ExecuteNonQuery();
        }

        var clock = Stopwatch.StartNew();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t VALUES ($0,$1,$2,$3,$4,$5,$6)";
        for (var i = 0; i < 7; i++) insert.Parameters.Add(new SqliteParameter("$" + i, ""));
        foreach (var chunk in File.ReadLines(file).Skip(1).Chunk(2_000))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var line in chunk)
            {
                var cells = line.Split(',');
                for (var i = 0; i < 7; i++) insert.Parameters[i].Value = i < cells.Length ? cells[i] : "";
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return rows / clock.Elapsed.TotalSeconds;
    }

    static void WriteContacts(string path, int rows)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("Id,Name,E-mail,Phone,Title");
        for (var i = 0; i < rows; i++) file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"C{i:D8},Person {i},person{i}@example.com,+46 8 {i:D7},Buyer"));
    }

    static void WriteDeals(string path, int rows)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("Id,Name,Amount,Close,Source,Created,Stage,Closed");
        var start = new DateOnly(2021, 1, 1);
        for (var i = 0; i < rows; i++)
        {
            var began = start.AddDays(i % 1500);
            var stage = (i % 4) switch { 0 => "Won", 1 => "Lost", 2 => "Demo", _ => "Discovery" };
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"D{i:D8},Deal {i},{1000 + i % 90000}.50,{began.AddDays(60):yyyy-MM-dd},outbound,{began:yyyy-MM-dd},{stage},{(i % 4 < 2 ? began.AddDays(45).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}"));
        }
    }
}
