using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Storing;

/// <summary>On SQLite those who wait for the gate are written together: one commit, one sync, and each answer its own.</summary>
public sealed class SharedSync
{
    const int Waiting = 20;

    [Fact]
    public async Task Who_waits_together_is_written_by_one_commit_and_answered_after_it()
    {
        var (place, directory, _) = await House.Somewhere(Database.Sqlite);
        await using (var store = new Store(place))
        {
            await Preparing.Prepare(store);
            Say(place, "PRAGMA wal_checkpoint(TRUNCATE)");
            var (open, held) = Hold(store);
            var answered = Enumerable.Range(0, Waiting).Select(_ => ThenCount(store, place)).ToList();
            Assert.All(answered, a => Assert.False(a.IsCompleted));

            open.SetResult();
            await held;
            Assert.All(await Task.WhenAll(answered), there => Assert.Equal(Waiting, there));
            Assert.Equal(1, Commits(place.SqliteFile + "-wal"));
        }

        await House.Leave(directory, null);
    }

    [Fact]
    public async Task What_one_is_refused_takes_nothing_from_those_beside_it()
    {
        await using var house = await House.Open(Database.Sqlite);
        var there = Written(await Enter(house, "there"));
        var (open, held) = Hold(house.Store);
        var good = Enumerable.Range(0, 5).Select(i => Enter(house, "good " + i)).ToList();
        var taken = Enter(house, "there");
        var dangling = Enter(house, "dangling", parent: Guid.CreateVersion7());
        var stale = Change(house, there, "stale", version: 7);
        good.AddRange(Enumerable.Range(5, 5).Select(i => Enter(house, "good " + i)));

        open.SetResult();
        await held;
        Assert.All(await Task.WhenAll(good), answer => Assert.Null(answer.Refusal));
        Assert.Equal("externalId", Assert.IsType<AlreadyTaken>((await taken).Refusal).Field);
        Assert.Equal("parentId", Assert.IsType<NamesNoRecord>((await dangling).Refusal).Field);
        Assert.IsType<ChangedMeanwhile>((await stale).Refusal);
        await using var db = house.Store.Open();
        Assert.Equal(11, db.Set<Account>().Count());
        Assert.Equal(11, db.Journal.Count(j => j.RecordKind == "account"));
    }

    [Fact]
    public async Task Of_two_requests_under_one_key_one_is_done_and_both_are_answered_with_it()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (open, held) = Hold(house.Store);
        var both = Enumerable.Range(0, 2).Select(_ => Enter(house, null, key: ("key", "same"))).ToList();
        var other = Enter(house, null, key: ("key", "another request"));

        open.SetResult();
        await held;
        var receipts = (await Task.WhenAll(both)).Select(Receipt).ToList();
        Assert.Equal(receipts[0].RecordId, receipts[1].RecordId);
        Assert.Single(receipts, r => r.Replayed);
        Assert.IsType<KeyUsedForAnotherRequest>((await other).Refusal);
        await using var db = house.Store.Open();
        Assert.Equal(1, db.Set<Account>().Count());
    }

    [Fact]
    public async Task Of_two_changes_of_one_version_one_is_refused_and_without_a_version_both_are_made()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (seen, unseen) = (Written(await Enter(house, "seen")), Written(await Enter(house, "unseen")));
        var (open, held) = Hold(house.Store);
        var exact = new[] { "a", "b" }.Select(city => Change(house, seen, city, version: 1)).ToList();
        var newest = new[] { "a", "b" }.Select(city => Change(house, unseen, city, version: null)).ToList();

        open.SetResult();
        await held;
        Assert.Single(await Task.WhenAll(exact), a => a.Refusal is ChangedMeanwhile);
        Assert.Equal([2L, 3L], (await Task.WhenAll(newest)).Select(a => Receipt(a).Version).Order());
        await using var db = house.Store.Open();
        Assert.Equal([2L, 3L], db.Set<Account>().OrderBy(a => a.Version).Select(a => a.Version));
    }

    /// <summary>Keeps the gate until told, by a writing of many parts that has none yet.</summary>
    static (TaskCompletionSource Open, Task Held) Hold(Store store)
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (open, store.Writer.WriteAll(Parts(), CancellationToken.None));

        async IAsyncEnumerable<Writing> Parts()
        {
            await open.Task;
            yield break;
        }
    }

    /// <summary>Writes a row; once answered, how many a connection of its own finds.</summary>
    static async Task<long> ThenCount(Store store, Place place)
    {
        var writing = new Writing();
        writing.Statements.Add(("INSERT INTO person_keys (person_id, key) VALUES (@0, @1)", [Guid.CreateVersion7(), new byte[1]]));
        await store.Writer.Write(writing, CancellationToken.None);
        return Say(place, "SELECT count(*) FROM person_keys");
    }

    static long Say(Place place, string sql)
    {
        using var connection = new SqliteConnection("Pooling=False;Data Source=" + place.SqliteFile);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Commits in a write-ahead log: frames that tell the size of the file after them (SQLite, "WAL-mode file format").</summary>
    static int Commits(string wal)
    {
        using var file = new FileStream(wal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var (page, commits) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8)), 0);
        for (var frame = 32; frame < bytes.Length; frame += 24 + page)
            if (bytes.AsSpan(frame + 8, 8).SequenceEqual(bytes.AsSpan(16, 8)) && BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(frame + 4)) != 0) commits++;
        return commits;
    }

    static Task<Outcome<Receipt>> Enter(House house, string? externalId, Guid? parent = null, (string, string)? key = null)
    {
        var values = new Dictionary<string, object?> { ["name"] = externalId ?? "account", ["externalId"] = externalId };
        if (parent is { } named) values["parentId"] = new Id<Account>(named);
        return house.Desk.Decide(new(house.Founder, "account.record") { Repeatable = key }, docket => Entering.Enter(docket, typeof(Account), values));
    }

    static Task<Outcome<Receipt>> Change(House house, Guid id, string city, long? version) =>
        house.Desk.Decide<Account>(new(house.Founder, "account.amend") { IfVersion = version }, new(id), (account, docket) => account.Amend(new Dictionary<string, object?> { ["city"] = city }, docket.Act));

    static Guid Written(Outcome<Receipt> answer) => Receipt(answer).RecordId;

    static Receipt Receipt(Outcome<Receipt> answer) => answer.Accepted(out var receipt, out var refusal) ? receipt : throw new InvalidOperationException(refusal.ToString());
}
