using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.CommandLine;
using Rung.Server.Database;
using Rung.Server.SignIn;

#pragma warning disable CA1416 // Modes of files are asked for where there are such: the tests run on Linux.

namespace Rung.Server.Tests.SignIn;

/// <summary>Secrets under a key that is not in the database.</summary>
public sealed class TheVault : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rung-vault-").FullName;

    string KeyPath => Path.Combine(folder, "data.key");

    [Fact]
    public void What_was_sealed_opens_under_the_same_purpose_only()
    {
        var vault = Fresh();
        var box = vault.Seal("second-step of Kim", "secret"u8);

        Assert.Equal("secret", Encoding.UTF8.GetString(vault.Open("second-step of Kim", box)));
        Assert.ThrowsAny<CryptographicException>(() => vault.Open("second-step of Ravi", box));
    }

    [Fact]
    public void A_box_that_was_changed_does_not_open()
    {
        var vault = Fresh();
        var box = vault.Seal("a", "secret"u8);
        for (var i = 0; i < box.Length; i++)
        {
            var changed = (byte[])box.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => vault.Open("a", changed));
        }
    }

    [Fact]
    public void The_key_lies_beside_the_data_directory_and_is_its_owners_alone()
    {
        Fresh().Seal("a", "secret"u8);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.False(Directory.Exists(Path.Combine(folder, "data")));
    }

    [Fact]
    public void A_new_key_above_seals_from_now_on_and_the_one_below_still_opens()
    {
        var before = Fresh().Seal("a", "old"u8);
        File.WriteAllText(KeyPath, $"# since today\n{Vault.NewKey()}\n{File.ReadAllText(KeyPath)}");
        var vault = Fresh();

        Assert.Equal("old", Encoding.UTF8.GetString(vault.Open("a", before)));
        Assert.False(vault.IsPresent(before));
        Assert.True(vault.IsPresent(vault.Seal("a", "new"u8)));
    }

    [Fact]
    public void A_running_server_reads_the_file_again_when_it_has_changed()
    {
        var vault = Fresh();
        var before = vault.Seal("a", "old"u8);
        File.WriteAllText(KeyPath, $"{Vault.NewKey()}\n{File.ReadAllText(KeyPath)}");
        File.SetLastWriteTimeUtc(KeyPath, DateTime.UtcNow.AddSeconds(5));

        Assert.False(vault.IsPresent(before));
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        Fresh().Seal("a", "secret"u8);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Throws<UsageException>(() => Fresh().Seal("a", "secret"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("too short")]
    [InlineData("AAAA")]
    public void A_file_without_a_key_is_not_taken_for_one(string text)
    {
        File.WriteAllText(KeyPath, text);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Throws<UsageException>(() => Fresh().Seal("a", "secret"u8));
    }

    [Fact]
    public async Task Two_processes_that_make_the_key_at_the_same_time_have_the_same_one()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new KeyFile(new(Path.Combine(folder, "data"), null)).Keys(make: true)[0])));

        Assert.Single(files.Select(Convert.ToHexString).Distinct());
        Assert.Equal([KeyPath], Directory.GetFiles(folder));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_copy_of_the_database_holds_neither_a_second_step_nor_the_ring_of_keys_in_clear(Database database)
    {
        await using var house = await House.Open(database, Colleagues.WithKey);
        var (id, email) = await house.Colleague();
        var (secret, _) = await TheSecondStep.TurnedOn(house, email);

        await using var db = house.Store.Open();
        var box = (await db.Set<SecondStep>().SingleAsync()).Secret;
        Assert.DoesNotContain(Convert.ToHexString(secret), Convert.ToHexString(box), StringComparison.Ordinal);
        Assert.Equal(secret, house.Services.GetRequiredService<Vault>().Open(SecondSteps.Purpose(new(Guid.Parse(id))), box));
        Assert.All(await db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync(), xml =>
        {
            Assert.Contains("<sealed", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_second_step_whose_key_is_lost_is_said_to_be_locked()
    {
        await using var house = await House.Open(Database.Sqlite, services => services.AddSingleton(new KeyFile(new(null, "Host=nowhere"), KeyPath)));
        var (_, email) = await house.Colleague();
        await TheSecondStep.TurnedOn(house, email);
        File.WriteAllText(KeyPath, Vault.NewKey());
        File.SetLastWriteTimeUtc(KeyPath, DateTime.UtcNow.AddSeconds(5));

        Assert.Equal("secrets-locked", await (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password, "123456")).Problem());
    }

    Vault Fresh() => new(new KeyFile(new(Path.Combine(folder, "data"), null)));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
