using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Ladder;
using Rung.Server.Tests.Metrics;
using Rung.Server.Work;

namespace Rung.Server.Tests.Ladder;

/// <summary>The ladder reads sales as they are rolled up, and reads them otherwise where the roll-up cannot know: what it reads is the same.</summary>
public sealed class SalesRolledUp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_those_of_history_now_and_as_known_at_any_time(Database database)
    {
        var seen = new List<string>();
        for (var seed = 71; seed < 74; seed++)
        {
            await using var house = await House.Open(database);
            var company = new RandomCompany(house, seed);
            await company.Begin();
            await company.Happen(110);
            await house.Services.GetRequiredService<Followers>().CatchUp();
            // Of the last that happened the roll-up knows nothing.
            await company.Happen(seed == 71 ? 0 : 15);

            var now = house.Clock.GetUtcNow();
            DateTimeOffset?[] times = [null, now, now.AddHours(-5), now.AddDays(-3), now.AddDays(-20), now.AddDays(-70), now.AddDays(-400)];
            var rolled = await Sales(house, times);
            await Told(house, "UPDATE sale_lives SET packed = substr(packed, 1, 1)");
            var unread = await Record.ExceptionAsync(() => Sales(house, [null]));
            await Told(house, "DELETE FROM follower_places WHERE name = 'deal-states'");
            var told = await Sales(house, times);

            if (seed == 71) Assert.NotNull(unread);
            Assert.Equal(told, rolled);
            seen.AddRange(told);
        }

        var all = string.Concat(seen);
        Assert.All(["\"Derived\":true", "\"MarksAccepted\":true", "\"AfterOutcome\":true", "\"Source\":\"north\"", "\"SourcedById\":\"", "\"Value\":{", "\"Kind\":2"], part => Assert.Contains(part, all, StringComparison.Ordinal));
    }

    static async Task<List<string>> Sales(House house, IEnumerable<DateTimeOffset?> times)
    {
        var told = new List<string>();
        foreach (var at in times)
            told.Add(string.Join('\n', (await house.Services.GetRequiredService<LadderReader>().Read(at, default)).Rows.Sales.OrderBy(s => s.Id).Select(s => JsonSerializer.Serialize(s))));
        return told;
    }

    static async Task Told(House house, string statement)
    {
        var writing = new Writing();
        writing.Statements.Add((statement, []));
        await house.Store.Writer.Write(writing, default);
    }
}
