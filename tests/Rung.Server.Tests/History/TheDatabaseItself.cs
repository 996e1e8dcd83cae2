using Rung.Server.Database;

namespace Rung.Server.Tests.History;

/// <summary>The database refuses to change or lose history, whoever asks and however.</summary>
public sealed class TheDatabaseItself
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Refuses_to_change_or_delete_history(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        await client.Enter("opportunities", new { name = "Visibility", accountId = account.Id(), amount = new { minor = 100, currency = "EUR" } });
        var traces = Conventions.Traces.Select(Conventions.TableName).ToList();

        foreach (var sql in traces.Append("journal").Select(t => $"DELETE FROM {t}")
                     .Concat(["UPDATE journal SET name = 'other'", "UPDATE journal SET changes = NULL"])
                     .Concat(traces.SelectMany(t => new[] { $"UPDATE {t} SET happened_at = recorded_at, id = id, actor_id = decision_id", $"UPDATE {t} SET decision_id = actor_id" }))
                     .Concat(["UPDATE stage_visits SET kind = 'won'", "UPDATE kept_values SET value = NULL", "UPDATE kept_values SET number = 7"]))
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.Store.Writer.Write(new Writing { Statements = { (sql, []) } }, default));
    }
}
