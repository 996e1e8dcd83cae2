using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Server.Backups;
using Rung.Server.CommandLine;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Export;
using Rung.Server.Search;
using Rung.Server.Tests.CommandLine;
using Rung.Server.Tests.Demo;
using Rung.Server.Work;

namespace Rung.Server.Tests.Storing;

/// <summary>A copy taken while others work, and brought back where there is nothing.</summary>
public sealed class ABackup : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rung-backup-").FullName;

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Brought_back_is_the_same_company_to_the_byte(Database database)
    {
        await using var house = await House.Open(database);
        await house.LiveAYear();
        var was = await Exported(house.Services, house.Founder, "was");
        var told = (await BackUp(house, "backup")).Value;

        await BroughtBack(database, "backup", async services => Assert.Equal(was, await Exported(services, house.Founder, "is")));

        Assert.Equal(was, await Exported(house.Services, house.Founder, "after"));
        await using var db = house.Store.Open();
        Assert.Equal(await db.Journal.LongCountAsync() - 2, told.Facts);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Taken_while_others_write_holds_whole_decisions_only(Database database)
    {
        await using var house = await House.Open(database);
        var (taken, written, busy) = (false, 0, new TaskCompletionSource());
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            var client = house.ClientOf(house.Founder);
            for (var i = 0; i < 5000 && !Volatile.Read(ref taken); i++)
            {
                var account = await client.Enter("accounts", new { name = $"{w}-{i}" });
                (await client.Patch("accounts", account, 1, new { segment = "SMB" })).EnsureSuccessStatusCode();
                if (Interlocked.Increment(ref written) == 40) busy.SetResult();
            }
        })).ToList();
        await busy.Task;
        (await BackUp(house, "under-way")).Accepted(out _, out var refusal);
        Volatile.Write(ref taken, true);
        await Task.WhenAll(writers);

        Assert.Null(refusal);
        await BroughtBack(database, "under-way", async services =>
        {
            await using var db = services.GetRequiredService<Store>().Open();
            var facts = await db.Journal.Where(j => j.RecordKind == "account").GroupBy(j => j.RecordId).ToDictionaryAsync(g => g.Key, g => (long)g.Count());
            Assert.Equal(facts.OrderBy(f => f.Key), (await db.Set<Account>().ToListAsync()).ToDictionary(a => a.Key, a => (long)a.Version).OrderBy(a => a.Key));
        });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Lets_followers_go_on_where_they_were_on_a_server_that_has_counted_less(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("accounts", new { name = "Northwind" });
        await house.CatchUp();
        if (database == Database.Postgres)
        {
            await using var db = house.Store.Open();
            await db.Database.ExecuteSqlAsync($"ALTER TABLE journal DISABLE TRIGGER ALL; UPDATE journal SET tx = tx + 1000000000000; UPDATE follower_places SET tx = tx + 1000000000000; ALTER TABLE journal ENABLE TRIGGER ALL");
        }

        (await BackUp(house, "backup")).Accepted(out _, out _);

        await BroughtBack(database, "backup", async services =>
        {
            await services.GetRequiredService<TheDesk>().Decide(new Call(house.Founder, "test"), docket => Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = "Southwind" }));
            Assert.True(await services.GetRequiredService<Followers>().CatchUp("search-2", TimeSpan.FromSeconds(10), default));
            var search = services.GetRequiredService<SearchIndex>();
            Assert.Equal((1, 1), ((await search.Find("Southwind", ["account"], 9, default)).Count, (await search.Find("Northwind", ["account"], 9, default)).Count));
        });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Damaged_is_refused_before_anything_is_touched(Database database)
    {
        await using var house = await House.Open(database);
        (await BackUp(house, "backup")).Accepted(out _, out _);
        var file = Directory.EnumerateFiles(Path.Combine(folder, "backup")).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).MaxBy(f => new FileInfo(f).Length)!;
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^9] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        await Elsewhere(database, async place =>
        {
            Assert.Equal(new BackupDamaged(Path.GetFileName(file), "changed since it was written"), await Refused(place, "backup"));
            File.Delete(file);
            Assert.Equal(new BackupDamaged(Path.GetFileName(file), "missing"), await Refused(place, "backup"));
            File.Delete(Path.Combine(folder, "backup", BackupManifest.Name));
            Assert.Equal(new BackupDamaged(BackupManifest.Name, "missing"), await Refused(place, "backup"));
            await using var store = new Store(place);
            await Preparing.Prepare(store); // as in a place where nothing was
        });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Overwrites_nothing_and_goes_back_to_its_own_kind_of_database(Database database)
    {
        await using var house = await House.Open(database);
        (await BackUp(house, "backup")).Accepted(out _, out _);

        Assert.IsType<ExportWouldOverwrite>((await BackUp(house, "backup")).Refusal);
        Assert.IsType<PlaceNotEmpty>(await Refused(house.Store.Place, "backup"));
        var other = database == Database.Sqlite ? new Place(null, "Host=127.0.0.1;Port=1") : new Place(Path.Combine(folder, "other"), null);
        Assert.Equal(new BackupOfOtherDatabase(database == Database.Sqlite ? "sqlite" : "postgres"), await Refused(other, "backup"));
        var manifest = Path.Combine(folder, "backup", BackupManifest.Name);
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("_Initial", "_Later", StringComparison.Ordinal));
        await Elsewhere(database, async place => Assert.IsType<SchemaNotKnown>(await Refused(place, "backup")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Is_taken_before_a_company_is_migrated_and_comes_back_when_that_fails(Database database)
    {
        await using var house = await House.Open(database);
        await house.ClientOf(house.Founder).Enter("accounts", new { name = "Northwind" });
        var was = await Exported(house.Services, house.Founder, "was");
        string initial;
        await using (var db = house.Store.Open()) initial = (await db.Database.GetAppliedMigrationsAsync()).Single();
        Environment.SetEnvironmentVariable("RUNG_BACKUPS", folder);
        try
        {
            await Assert.ThrowsAsync<TimeoutException>(() => Preparing.BringUp(house.Store, [initial, "29991231000000_Next"], () => throw new TimeoutException(), default));
            await Preparing.BringUp(house.Store, [initial], () => throw new TimeoutException(), default);
        }
        finally
        {
            Environment.SetEnvironmentVariable("RUNG_BACKUPS", null);
        }

        Assert.Equal(["before-29991231000000_Next", "was"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await BroughtBack(database, "before-29991231000000_Next", async services => Assert.Equal(was, await Exported(services, house.Founder, "is")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Is_not_needed_where_the_schema_is_newer_than_the_program_and_left_alone(Database database)
    {
        await using var house = await House.Open(database);
        await using (var db = house.Store.Open()) await db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Later', '10.0.0')");

        var unfit = await Assert.ThrowsAsync<UnfitSchemaException>(() => Preparing.Prepare(house.Store));

        Assert.Contains("29991231000000_Later", unfit.Message, StringComparison.Ordinal);
        Assert.Equal((Exit.Refused, true), (Exit.Of(unfit), Exit.IsPlain(unfit)));
    }

    [Fact]
    public async Task Is_taken_and_brought_back_by_two_words_of_the_command_line()
    {
        using var shell = new Shell();
        await using (await Operator.Here(new(shell.Data, null), default)) { }

        var taken = await shell.Run("backup", Path.Combine(folder, "day"), "--json");
        var refused = await shell.Run("restore", Path.Combine(folder, "day"));
        using var other = new Shell();
        var back = await other.Run("restore", Path.Combine(folder, "day"), "--json");

        Assert.Equal((Exit.Ok, Exit.Refused, Exit.Ok), (taken.Exit, refused.Exit, back.Exit));
        Assert.Contains("overwrites nothing", refused.Error, StringComparison.Ordinal);
        Assert.Equal(taken.Document.GetProperty("facts").GetInt64(), back.Document.GetProperty("facts").GetInt64());
        Assert.True(File.Exists(Path.Combine(other.Data, "rung.db")));
    }

    Task<Outcome<BackupTold>> BackUp(House house, string name) => house.Services.GetRequiredService<BackingUp>().Run(house.Founder, new(Path.Combine(folder, name)), default);

    async Task<Refusal?> Refused(Place place, string name) => (await BringingBack.Run(place, Path.Combine(folder, name), default)).Refusal;

    async Task<string> Exported(IServiceProvider services, Actor actor, string name) =>
        (await services.GetRequiredService<Exporter>().Run(actor, new(Path.Combine(folder, name), ArchiveEncoding.Csv), default)).Value.Sha256;

    Task BroughtBack(Database kind, string name, Func<IServiceProvider, Task> then) => Elsewhere(kind, async place =>
    {
        Assert.Null(await Refused(place, name));
        await using var services = await Operator.Bare(place, default);
        await then(services);
    });

    static async Task Elsewhere(Database kind, Func<Place, Task> then)
    {
        var (place, directory, database) = await House.Somewhere(kind);
        try
        {
            await then(place);
        }
        finally
        {
            await House.Leave(directory, database);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
