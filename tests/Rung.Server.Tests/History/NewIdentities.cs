using Microsoft.EntityFrameworkCore;
using Rung.Server.Desk;

namespace Rung.Server.Tests.History;

public sealed class NewIdentities
{
    [Fact]
    public void Of_one_moment_are_in_the_order_they_were_made()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        var made = Enumerable.Range(0, 10_000).Select(_ => Identities.Next(at)).ToList();

        Assert.Equal(made.Order(), made);
        Assert.All(made, id => Assert.Equal((7, at), (id.Version, DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16)))));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task And_any_others_stand_in_one_order_here_and_in_the_database(Database database)
    {
        await using var house = await House.Open(database);
        var ids = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToList();
        await using (var stroke = house.Desk.Begin(new(house.Founder, "tag.record")))
        {
            foreach (var id in ids)
                (await stroke.Decide(docket => Entering.Enter(docket, typeof(Rung.Accounts.Account), new Dictionary<string, object?> { ["name"] = $"{id}" }, id))).Accepted(out _, out _);
            await stroke.Write();
        }

        await using var db = house.Store.Open();
        var middle = ids.Order().ElementAt(99);
        Assert.Equal(ids.Order(), await db.Journal.Where(j => ids.Contains(j.RecordId)).OrderBy(j => j.RecordId).Select(j => j.RecordId).ToListAsync());
        Assert.Equal(100, await db.Journal.CountAsync(j => ids.Contains(j.RecordId) && j.RecordId > middle));
    }
}
