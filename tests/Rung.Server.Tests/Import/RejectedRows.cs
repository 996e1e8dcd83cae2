using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Import;

namespace Rung.Server.Tests.Import;

/// <summary>What the command line writes for the rows that did not come in.</summary>
public sealed class RejectedRows : IDisposable
{
    const string Map = "source: x\nfiles: [{ file: a.csv, record: contact, id: Id, fields: { name: Name, email: E-mail } }]";
    readonly string folder = Directory.CreateTempSubdirectory("rung-rejected-").FullName;

    [Theory]
    [InlineData("", false, "a.rejected.csv")]
    [InlineData("", true, "a.rejected.csv")]
    [InlineData("wrong.csv", false, "wrong.csv")]
    public async Task Are_written_where_the_caller_says_and_come_in_when_corrected(string wanted, bool dryRun, string expected)
    {
        await using var house = await House.Open(Database.Sqlite);
        var importer = house.Services.GetRequiredService<Importer>();
        var source = Path.Combine(folder, "a.csv");
        await File.WriteAllTextAsync(source, "Id,Name,E-mail\n1,Karin Holm,karin@example.com\n2,=Wei,no address\n");

        var told = (await importer.Run(house.Founder, new(source, Map, dryRun, wanted.Length == 0 ? "" : Path.Combine(folder, wanted)), default)).Value;

        var path = told.Files[0].RejectedFile!;
        Assert.Equal(Path.Combine(folder, expected), path);
        var corrected = Path.Combine(folder, "again.csv");
        await File.WriteAllTextAsync(corrected, (await File.ReadAllTextAsync(path)).Replace("no address", "wei@example.com", StringComparison.Ordinal));
        var again = (await importer.Run(house.Founder, new(corrected, Map, false), default)).Value;
        Assert.Equal((1L, 0L), (again.Files[0].Entered, again.Files[0].Rejected));
    }

    [Fact]
    public async Task Are_no_file_where_every_row_came_in()
    {
        await using var house = await House.Open(Database.Sqlite);
        var source = Path.Combine(folder, "a.csv");
        await File.WriteAllTextAsync(source, "Id,Name,E-mail\n1,Karin Holm,karin@example.com\n");

        var told = (await house.Services.GetRequiredService<Importer>().Run(house.Founder, new(source, Map, false, ""), default)).Value;

        Assert.Equal((null, 1), (told.Files[0].RejectedFile, Directory.GetFiles(folder).Length));
    }

    [Fact]
    public async Task Are_never_written_over_their_source()
    {
        await using var house = await House.Open(Database.Sqlite);
        var source = Path.Combine(folder, "a.csv");
        await File.WriteAllTextAsync(source, "Id,Name,E-mail\n1,Karin Holm,no address\n");

        Assert.IsType<RejectedOverSource>((await house.Services.GetRequiredService<Importer>().Run(house.Founder, new(source, Map, false, source), default)).Refusal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
