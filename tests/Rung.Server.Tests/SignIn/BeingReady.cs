using System.Net;
using Microsoft.EntityFrameworkCore;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>What a balancer is told of a node.</summary>
public class BeingReady
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_node_is_ready_and_with_a_migration_to_be_done_it_is_not(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.Stranger();
        Assert.Equal("ready", await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));

        await using (var db = house.Store.Open()) await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", TestContext.Current.CancellationToken);
        using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: schema"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("live", await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1L << 30, 1L << 44, true)]
    [InlineData((1L << 30) - 1, 1L << 44, false)]
    [InlineData(6 << 20, 100 << 20, true)]
    [InlineData(4 << 20, 100 << 20, false)]
    public void A_disk_is_full_below_a_twentieth_and_a_gigabyte(long free, long of, bool isEnough) => Assert.Equal(isEnough, Health.IsEnough(free, of));
}
