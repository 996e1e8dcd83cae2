using Rung.Accounts;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Desk;

/// <summary>A request is sent again while its first sending, to a node that went away, is still being written.</summary>
public sealed class ARequestSentAgain
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public Task Is_told_what_became_of_the_first_though_that_moved_the_record_it_has_read(Database database) => SentAgain(database, hasRead: true);

    [Theory, ClassData(typeof(OnBothDatabases))]
    public Task Is_told_what_became_of_the_first_though_that_moved_the_record_it_goes_to_read(Database database) => SentAgain(database, hasRead: false);

    [Fact]
    public async Task Is_refused_where_somebody_else_changed_the_record()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg" });
        await client.Patch("accounts", account, 1, new { city = "Oslo" });
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");

        Assert.Equal(System.Net.HttpStatusCode.PreconditionFailed, (await client.Patch("accounts", account, 1, new { city = "Bergen" })).StatusCode);
    }

    static async Task SentAgain(Database database, bool hasRead)
    {
        await using var house = await House.Open(database);
        var account = new Id<Account>(Guid.Parse((await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" })).Id()));
        var call = new Call(house.Founder, "account.amend") { IfVersion = 1, Repeatable = ("k1", "the same") };
        Receipt? first = null;

        var again = await house.Desk.Decide(call, async docket =>
        {
            if (hasRead) await docket.Need(account);
            Assert.True((await house.Desk.Decide(call, Amend)).Accepted(out first, out var no), no?.Name);
            return await Amend(docket);
        });

        Assert.True(again.Accepted(out var receipt, out var refusal), refusal?.Name);
        Assert.Equal((first!.DecisionId, true), (receipt.DecisionId, receipt.Replayed));

        async Task<Rung.Records.Record> Amend(Docket docket)
        {
            var record = await docket.Need(account);
            docket.Do(record, record.Amend(new Dictionary<string, object?> { ["city"] = "Oslo" }, docket.Act));
            return record;
        }
    }
}
