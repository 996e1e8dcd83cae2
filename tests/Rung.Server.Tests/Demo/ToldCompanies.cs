using Rung.Server.Demo;

namespace Rung.Server.Tests.Demo;

/// <summary>The small company, told once on each database for all who only read it.</summary>
public sealed class ToldCompanies : IAsyncLifetime
{
    readonly Dictionary<Database, (House House, DemoTold Told, string Truth)> told = [];

    internal async Task<(House House, DemoTold Told, string Truth)> On(Database database)
    {
        if (told.TryGetValue(database, out var there)) return there;

        var house = await House.Open(database);
        var (done, truth) = await ADemoCompany.Tell(house);
        return told[database] = (house, done, truth);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var (house, _, _) in told.Values) await house.DisposeAsync();
    }
}
