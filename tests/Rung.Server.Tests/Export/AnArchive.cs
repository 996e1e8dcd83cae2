using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Server.CommandLine;
using Rung.Server.Tests.Demo;
using Rung.Server.Desk;
using Rung.Server.Export;

namespace Rung.Server.Tests.Export;

/// <summary>Everything goes out and comes in again, from either database to either.</summary>
public sealed class AnArchive : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rung-archive-").FullName;

    public static TheoryData<Database, Database, string> Journeys
    {
        get
        {
            var journeys = new TheoryData<Database, Database, string>();
            foreach (var from in Enum.GetValues<Database>())
                foreach (var to in Enum.GetValues<Database>())
                    foreach (var format in (string[])["csv", "json"])
                        journeys.Add(new TheoryDataRow<Database, Database, string>(from, to, format)
                        {
                            Skip = from == Database.Sqlite && to == Database.Sqlite || Environment.GetEnvironmentVariable("RUNG_TEST_POSTGRES") is { Length: > 0 } ? null : "No PostgreSQL: set RUNG_TEST_POSTGRES, or run ./test.",
                        });
            return journeys;
        }
    }

    [Theory, MemberData(nameof(Journeys))]
    public async Task Taken_in_elsewhere_and_written_out_again_is_the_same_to_the_byte(Database from, Database to, string format)
    {
        await using var house = await House.Open(from);
        await Live(house);
        var encoding = Enum.Parse<ArchiveEncoding>(format, true);
        var (there, back) = (Path.Combine(folder, "there"), Path.Combine(folder, "back"));
        var told = (await house.Services.GetRequiredService<Exporter>().Run(house.Founder, new(there, encoding), default)).Value;

        var again = await TakeIn(to, there, async services => (await services.GetRequiredService<Exporter>().Run(house.Founder, new(back, encoding), default)).Value);

        foreach (var file in Directory.EnumerateFiles(there).Where(f => Path.GetFileName(f) != ArchiveManifest.Name))
            Assert.Equal(await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(Path.Combine(back, Path.GetFileName(file))));
        Assert.Equal(told.Sha256, again.Sha256);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_decided_before_can_be_taken_back_after(Database database)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var contact = await client.Enter("contacts", new { name = "Karin Holm", email = "karin@example.com" });
        var changed = await client.Patch("contacts", contact, 1, new { name = "Karin Berg" });
        var path = Path.Combine(folder, "all.zip");
        await house.Services.GetRequiredService<Exporter>().Run(house.Founder, new(path, ArchiveEncoding.Csv), default);

        await TakeIn(database, path, async services =>
        {
            (await services.GetRequiredService<Undoing>().Undo(house.Founder, Guid.Parse(changed.Decision()), OnConflict.Refuse, default)).Accepted(out _, out var refusal);
            Assert.Null(refusal);
            await using var db = services.GetRequiredService<Server.Database.Store>().Open();
            Assert.Equal("Karin Holm", (await db.Set<Contact>().SingleAsync()).Name);
            Assert.DoesNotContain(await db.Journal.Select(j => j.Changes).ToListAsync(), c => c != null && c.Contains("Karin", StringComparison.Ordinal));
            return 0;
        });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_a_file_holds_comes_back(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        byte[] content = [0, 255, 13, 10, 34, 44, 0];
        (await client.PostAsync($"/api/v1/stored-files/upload?name=drawing.bin&accountId={account.Id()}", new ByteArrayContent(content))).EnsureSuccessStatusCode();
        var path = Path.Combine(folder, "files");
        (await house.Services.GetRequiredService<Exporter>().Run(house.Founder, new(path, ArchiveEncoding.Csv), default)).Accepted(out _, out var refusal);
        Assert.Null(refusal);

        var back = await TakeIn(database, path, async services =>
        {
            await using var db = services.GetRequiredService<Server.Database.Store>().Open();
            return (await db.Set<Rung.Server.Notes.FileContent>().SingleAsync()).Content;
        });

        Assert.Equal(content, back);
    }

    [Fact]
    public async Task Is_not_poured_into_a_company_that_is_there()
    {
        await using var house = await House.Open(Database.Sqlite);
        var path = Path.Combine(folder, "archive");
        await house.Services.GetRequiredService<Exporter>().Run(house.Founder, new(path, ArchiveEncoding.Csv), default);

        Assert.IsType<CompanyNotEmpty>((await house.Services.GetRequiredService<Restoring>().Run(house.Founder, new(path), default)).Refusal);
    }

    [Theory]
    [InlineData("accounts.csv", "Varg Steel", "Varg Stahl")]
    [InlineData("manifest.json", "\"account\"", "\"acount\"")]
    public async Task That_was_changed_is_refused_and_leaves_nothing(string file, string old, string changed)
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg Steel" });
        var path = Path.Combine(folder, "archive");
        await house.Services.GetRequiredService<Exporter>().Run(house.Founder, new(path, ArchiveEncoding.Csv), default);
        await File.WriteAllTextAsync(Path.Combine(path, file), (await File.ReadAllTextAsync(Path.Combine(path, file))).Replace(old, changed, StringComparison.Ordinal));

        var (place, directory, base_) = await House.Somewhere(Database.Sqlite);
        await using (var services = await Operator.Bare(place, default))
        {
            Assert.IsType<ArchiveDamaged>((await services.GetRequiredService<Restoring>().Run(Operator.Nameless, new(path), default)).Refusal);
            await using var db = services.GetRequiredService<Server.Database.Store>().Open();
            Assert.Equal(0, await db.Set<Account>().CountAsync());
        }

        await House.Leave(directory, base_);
    }

    [Fact]
    public async Task Does_not_overwrite_what_is_there()
    {
        await using var house = await House.Open(Database.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(folder, "mine.txt"), "");

        Assert.IsType<ExportWouldOverwrite>((await house.Services.GetRequiredService<Exporter>().Run(house.Founder, new(folder, ArchiveEncoding.Csv), default)).Refusal);
    }

    [Fact]
    public async Task Leaves_a_fact_that_says_who_wrote_it_out()
    {
        await using var house = await House.Open(Database.Sqlite);
        var told = (await house.Services.GetRequiredService<Exporter>().Run(house.Founder, new(Path.Combine(folder, "a"), ArchiveEncoding.Csv), default)).Value;

        await using var db = house.Store.Open();
        var line = await db.Journal.SingleAsync(j => j.Name == "archive-written");
        Assert.Equal((house.Founder.Id.Value, true), (line.ActorId, line.Payload!.Contains(told.Sha256, StringComparison.Ordinal)));
    }

    /// <summary>A year of work, and everything that makes history hard: merged, undone, erased, removed, custom, like a formula.</summary>
    static async Task Live(House house)
    {
        await house.LiveAYear();
        var client = house.ClientOf(house.Founder);
        var keep = await client.Enter("accounts", new { name = "=SUM(A1:A9)", description = "two\nlines, \"quoted\"", custom = "{ \"renewal\" :  \"+1\", \"金额\": 3 }" });
        var gone = await client.Enter("accounts", new { name = "'@gone", city = " Åre " });
        var karin = await client.Enter("contacts", new { name = "Karin Holm", email = "karin@example.com", accountId = gone.Id() });
        await client.Enter("comments", new { contactId = karin.Id(), body = "-likes skiing" });
        foreach (var (name, content) in new[] { ("offer.txt", "Offer,\n\"fixed\""), ("price.txt", "=1+1"), ("again.txt", "=1+1") })
            (await client.PostAsync($"/api/v1/stored-files/upload?name={name}&accountId={keep.Id()}", new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)))).EnsureSuccessStatusCode();
        await client.Post($"/api/v1/accounts/{keep.Id()}/merge", new { gone = gone.Id() });
        await client.Enter("usage-events", new { name = "shipped" });
        await client.Post("/api/v1/usage", new { events = Enumerable.Range(0, 12).Select(i => new { id = "e" + i, account = i % 2 == 0 ? keep.Id() : gone.Id(), @event = i == 7 ? "unknown" : "shipped", at = House.Begins.AddDays(-i % 4), user = i % 3 == 0 ? null : "u" + i }) });
        var erased = await client.Enter("contacts", new { name = "王伟", email = "wang@example.com" });
        await client.Post($"/api/v1/contacts/{erased.Id()}/erase", new { });
        var deal = await client.Enter("opportunities", new { name = "Undone", accountId = keep.Id(), amount = new { minor = -0L, currency = "JPY" } });
        var won = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(client, $"/api/v1/opportunities/{deal.Id()}/win", new { });
        await client.Post($"/api/v1/decisions/{won.Decision()}/undo", new { });
        await client.DeleteAsync($"/api/v1/opportunities/{deal.Id()}");
    }

    static async Task<T> TakeIn<T>(Database kind, string path, Func<IServiceProvider, Task<T>> then)
    {
        var (place, directory, database) = await House.Somewhere(kind);
        try
        {
            await using var services = await Operator.Bare(place, default);
            (await services.GetRequiredService<Restoring>().Run(Operator.Nameless, new(path), default)).Accepted(out _, out var refusal);
            Assert.Null(refusal);
            return await then(services);
        }
        finally
        {
            await House.Leave(directory, database);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
