using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Ladder;
using Rung.Server.Ladder;
using Rung.Server.Tests.Metrics;

namespace Rung.Server.Tests.Ladder;

/// <summary>What was read at a time is read again as known then, whatever was entered, corrected, undone, merged or removed since.</summary>
public sealed class RowsKnownThen
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_the_rows_that_were_read_then(Database database)
    {
        var (differed, seen) = (0, "");
        for (var seed = 91; seed < 94; seed++)
        {
            await using var house = await House.Open(database);
            var company = new RandomCompany(house, seed) { Stays = true };
            await company.Begin();
            await company.Happen(40);
            var then = new List<(DateTimeOffset At, string Rows)>();
            for (var part = 0; part < 3; part++)
            {
                await company.Trade(60);
                var at = house.Clock.GetUtcNow();
                then.Add((at, await Rows(house, at)));
                Assert.Equal(await Rows(house, null), then[^1].Rows);
                house.Clock.Advance(TimeSpan.FromMinutes(1));
            }

            await company.Trade(60);
            foreach (var (at, rows) in then) Assert.Equal(rows, await Rows(house, at));
            if (await Rows(house, null) != then[^1].Rows) differed++;
            seen += string.Concat(then.Select(t => t.Rows));
        }

        Assert.Equal(3, differed);
        Assert.All(["\"QualifiedOn\":\"", "\"QualifiedOn\":null", "\"IsRefund\":true", "\"Ends\":[{", "\"WithoutActor\":0", "\"IssuedOn\":\"", "\"RenewedFrom\":[{"], part => Assert.Contains(part, seen, StringComparison.Ordinal));
    }

    static async Task<string> Rows(House house, DateTimeOffset? at)
    {
        var rows = (await house.Services.GetRequiredService<LadderReader>().Read(at, default)).Rows;
        return string.Join('\n', rows.Customers.Select(c => JsonSerializer.Serialize(c)).Concat(rows.Leads.Select(l => JsonSerializer.Serialize(l))).Concat(rows.Touches.Select(t => JsonSerializer.Serialize(t))));
    }
}
