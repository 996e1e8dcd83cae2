using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Tests.CommandLine;

#pragma warning disable CA1416 // Modes of files are asked for where there are such: the tests run on Linux.

namespace Rung.Server.Tests.SignIn;

/// <summary>All secrets under a new key, while people go on signing in.</summary>
public sealed class SealedAnew : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rung-reseal-").FullName;

    string KeyPath => Path.Combine(folder, "key");

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Everything_lies_under_the_new_key_alone_and_nobody_has_to_sign_in_anew(Database database)
    {
        await using var house = await Open(database);
        var (_, email) = await house.Colleague();
        var (secret, _) = await TheSecondStep.TurnedOn(house, email);
        var (_, other) = await house.Colleague("Ravi");
        var browser = await house.SignedIn(other);
        var before = File.ReadAllText(KeyPath).Trim();

        var told = await Reseal(house, new(true, true));

        Assert.Equal((told.Secrets, 0), (told.Resealed, told.KeysBelow));
        Assert.True(told.Secrets >= 2, "A second step and the ring.");
        var now = Assert.Single(File.ReadAllLines(KeyPath));
        Assert.NotEqual(before, now);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Equal([KeyPath], Directory.GetFiles(folder));
        // As a node that starts now, with the new file and nothing remembered.
        var vault = new Vault(new KeyFile(new(null, "Host=nowhere"), KeyPath));
        await using var db = house.Store.Open();
        var step = await db.Set<SecondStep>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(secret, vault.Open(SecondSteps.Purpose(step.PersonId), step.Secret));
        foreach (var box in (await db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync(TestContext.Current.CancellationToken)).SelectMany(KeyRing.Boxes)) Assert.NotEmpty(vault.Open(KeyRing.Purpose, Convert.FromBase64String(box.Value)));
        Assert.Equal(System.Net.HttpStatusCode.OK, await browser.Ask("/api/v1/me"));
        Assert.Contains("secrets-resealed", await db.Journal.Select(j => j.Name).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_do_and_says_which_keys_may_go()
    {
        await using var house = await Open(Database.Sqlite);
        await TheSecondStep.TurnedOn(house, (await house.Colleague()).Email);
        var first = await Reseal(house, new(true, false));

        var second = await Reseal(house, new(false, false));

        Assert.Equal((first.Secrets, 0, 1), (second.Secrets, second.Resealed, second.KeysBelow));
    }

    /// <summary>A run that broke off after its first secret is what a run under a key of before leaves.</summary>
    [Fact]
    public async Task A_run_that_broke_off_is_gone_on_with()
    {
        await using var house = await Open(Database.Sqlite);
        await TheSecondStep.TurnedOn(house, (await house.Colleague()).Email);
        house.Services.GetRequiredService<KeyFile>().PutOnTop();
        await TheSecondStep.TurnedOn(house, (await house.Colleague("Ravi")).Email);

        var told = await Reseal(house, new(false, true));

        Assert.Equal(told.Secrets - 1, told.Resealed);
        await using var db = house.Store.Open();
        Assert.All(await db.Set<SecondStep>().ToListAsync(TestContext.Current.CancellationToken), s => Assert.True(house.Services.GetRequiredService<Vault>().IsPresent(s.Secret)));
    }

    [Fact]
    public async Task What_no_key_opens_is_left_alone_and_so_is_the_file()
    {
        await using var house = await Open(Database.Sqlite);
        await TheSecondStep.TurnedOn(house, (await house.Colleague()).Email);
        File.WriteAllText(KeyPath, Vault.NewKey());
        File.SetLastWriteTimeUtc(KeyPath, DateTime.UtcNow.AddSeconds(5));

        var refused = await house.Services.GetRequiredService<Resealing>().Run(house.Founder, new(false, true), TestContext.Current.CancellationToken);

        Assert.IsType<SecretsLocked>(refused.Refusal);
        Assert.Single(File.ReadAllLines(KeyPath));
    }

    [Fact]
    public async Task Whoever_may_not_is_refused()
    {
        await using var house = await Open(Database.Sqlite);
        var refused = await house.Services.GetRequiredService<Resealing>().Run(house.Founder with { Permits = Permissions.Of(["ae"]) }, new(true, true), TestContext.Current.CancellationToken);
        Assert.IsType<NotAllowed>(refused.Refusal);
    }

    [Fact]
    public async Task The_verb_does_it_and_says_how_many()
    {
        using var shell = new Shell();
        Assert.Equal(0, (await shell.Run("migrate")).Exit);

        var said = await shell.Run("reseal", "--new-key", "--json");

        Assert.Equal(0, said.Exit);
        Assert.Equal(shell.Data + ".key", said.Document.GetProperty("keyFile").GetString());
    }

    async Task<House> Open(Database database) => await House.Open(database, services => services.AddSingleton(new KeyFile(new(null, "Host=nowhere"), KeyPath)));

    static async Task<ResealTold> Reseal(House house, ResealAsk ask) => (await house.Services.GetRequiredService<Resealing>().Run(house.Founder, ask, TestContext.Current.CancellationToken)).Value;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
