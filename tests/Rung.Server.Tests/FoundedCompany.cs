using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rung.Server.Database;

[assembly: AssemblyFixture(typeof(Rung.Server.Tests.FoundedCompany))]

namespace Rung.Server.Tests;

/// <summary>
/// A company on its first morning, founded once on each database. Every house begins as a copy of it: making the tables
/// anew for each took most of a test's time.
/// </summary>
public sealed class FoundedCompany : IAsyncDisposable
{
    static readonly Dictionary<Database, Lazy<Task<(string? Directory, string? Database)>>> All = Enum.GetValues<Database>().ToDictionary(kind => kind, kind => new Lazy<Task<(string?, string?)>>(() => Found(kind)));

    internal static async Task<(Place Place, string? Directory, string? Database)> Copied(Database kind)
    {
        var (directory, database) = await All[kind].Value;
        var copy = await House.Somewhere(kind, database ?? "template0");
        if (directory is not null)
            foreach (var file in Directory.GetFiles(directory)) File.Copy(file, Path.Combine(copy.Directory!, Path.GetFileName(file)));
        return copy;
    }

    static async Task<(string?, string?)> Found(Database kind)
    {
        var (place, directory, database) = await House.Somewhere(kind);
        await using var app = await Hosting.Build([], place, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(House.Begins));
        });
        return (directory, database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var made in All.Values.Where(made => made.IsValueCreated))
            if (await made.Value is var (directory, database)) await House.Leave(directory, database);
    }
}
