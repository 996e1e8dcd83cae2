using Microsoft.EntityFrameworkCore;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.Ui;

public sealed class ExportingAList
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Gives_every_row_that_matches_in_its_order_and_with_its_columns(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await using (var stroke = house.Desk.Begin(new(house.Founder, "account.record")))
        {
            // More than the reader takes at once, and half of them without a country, which sorts apart.
            for (var i = 0; i < 1_203; i++)
                Assert.True((await stroke.Decide(docket => Entering.Enter(docket, typeof(Rung.Accounts.Account), new Dictionary<string, object?> { ["name"] = $"Company {i:D4}", ["country"] = i % 2 == 0 ? $"Land {i % 7}" : null, ["relation"] = i % 3 == 0 ? Rung.Accounts.Relation.Partner : Rung.Accounts.Relation.Prospect }))).Accepted(out _, out _));
            await stroke.Write();
        }

        var lines = (await client.GetStringAsync("/accounts/export?relation=partner&sort=country&columns=name,country")).TrimEnd().Split("\r\n");

        Assert.Equal(1 + 401, lines.Length);
        Assert.Equal(401, lines.Skip(1).Select(l => l.Split(',')[0]).Distinct().Count());
        Assert.Equal(lines.Skip(1).Select(l => l.Split(',')[1]).Order(StringComparer.Ordinal), lines.Skip(1).Select(l => l.Split(',')[1]));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Writes_what_a_spreadsheet_reads_and_does_not_run(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "=cmd|'/c calc'!A1" });
        await client.Enter("opportunities", new { name = "One, \"two\"", accountId = account.Id(), amount = new { minor = 120_050, currency = "EUR" }, closeOn = "2026-04-01" });

        var lines = (await client.GetStringAsync("/opportunities/export?columns=name,accountId,amount,closeOn,stageId")).TrimEnd().Split("\r\n");

        Assert.Equal("\"One, \"\"two\"\"\",'=cmd|'/c calc'!A1,1200.50,EUR,2026-04-01,Discovery", lines[1]);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Is_a_fact_that_names_no_value(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("contacts", new { name = "Karin Holm" });

        await client.GetStringAsync("/contacts/export?q=Karin");

        await using var db = house.Store.Open();
        var line = await db.Journal.SingleAsync(j => j.Name == "list-exported");
        Assert.Equal((house.Founder.Id.Value, true, true, false), (line.ActorId, line.Payload!.Contains("\"rows\":1", StringComparison.Ordinal), line.Payload.Contains("name has", StringComparison.Ordinal), line.Payload.Contains("Karin", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Is_a_permission_of_its_own() => Assert.Equal(
        [false, false, true, true, true],
        ((string[])["ae", "csm", "salesManager", "salesOps", "founder"]).Select(r => Permissions.Of([r]).Allow("list.export")));
}
