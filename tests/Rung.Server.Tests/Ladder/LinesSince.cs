using Npgsql;
using Rung.Meetings;
using Rung.Server.Desk;
using Rung.Server.Ladder;

namespace Rung.Server.Tests.Ladder;

/// <summary>Every line of the journal is told once after a sight, in whatever order its transactions end.</summary>
public sealed class LinesSince
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_told_once_and_say_whether_they_were_counted(Database database)
    {
        await using var house = await House.Open(database);
        var since = await JournalSince.Now(house.Store, default);
        await Called(house);
        var counted = await JournalSince.Now(house.Store, default);
        await Called(house);

        var (sight, lines) = await JournalSince.Read(house.Store, since, counted, default);

        Assert.Equal([false, true], lines.Select(l => l.IsUncounted));
        Assert.All(lines, l => Assert.Equal(("activity", "activity-recorded", "call"), (l.Kind, l.Name, l.Outreach?.Type)));
        Assert.Empty((await JournalSince.Read(house.Store, sight, sight, default)).Lines);
    }

    /// <summary>A transaction that was slower comes in below lines that were told already.</summary>
    [Theory, ClassData(typeof(OnPostgres))]
    public async Task Of_a_slower_transaction_are_told_when_it_has_ended(Database database)
    {
        await using var house = await House.Open(database);
        await Called(house);
        await using var slow = new NpgsqlConnection(house.Store.ConnectionString);
        await slow.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await slow.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var copy = new NpgsqlCommand("INSERT INTO journal (decision_id, record_kind, record_id, name, happened_at, recorded_at, actor_id, origin) SELECT decision_id, record_kind, record_id, 'slower', happened_at, recorded_at, actor_id, origin FROM journal WHERE name = 'activity-recorded'", slow, transaction);
        await copy.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var since = await JournalSince.Now(house.Store, default);
        await Called(house);

        var (between, first) = await JournalSince.Read(house.Store, since, since, default);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        var (sight, then) = await JournalSince.Read(house.Store, between, between, default);

        Assert.Equal(["activity-recorded"], first.Select(l => l.Name));
        Assert.Equal(["slower"], then.Select(l => l.Name));
        Assert.Empty((await JournalSince.Read(house.Store, sight, sight, default)).Lines);
    }

    static async Task Called(House house)
    {
        var answer = await house.Desk.Decide(new(house.Founder, "test"), docket => Entering.Enter(docket, typeof(Activity), new Dictionary<string, object?> { ["type"] = ActivityType.Call, ["direction"] = Direction.Outbound }));
        Assert.True(answer.Accepted(out _, out var refusal), refusal?.ToString());
    }
}
