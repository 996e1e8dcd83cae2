using Rung.Accounts;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Storing;

/// <summary>
/// Many who decide at once share a sync of the disk and nothing else: what one is refused – an identity taken, a reference
/// to nothing, a version gone – takes nothing from the others, and who was answered finds it written.
/// </summary>
public sealed class ManyWriters
{
    const int Writers = 24;
    const int Each = 40;

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Each_decision_stands_or_falls_alone(Database kind)
    {
        await using var house = await House.Open(kind);
        var shared = await Enter(house, "shared", null);
        Assert.Null(shared.Refusal);
        var id = new Id<Account>(Written(shared));
        var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => Life(house, id, w))));
        var told = answers.SelectMany(a => a).ToList();

        await using var db = house.Store.Open();
        var there = db.Set<Account>().Where(a => a.ExternalId != null && a.ExternalId != "shared").Select(a => new { a.ExternalId, a.Version }).ToDictionary(a => a.ExternalId!, a => a.Version, StringComparer.Ordinal);
        var facts = db.Journal.Where(j => j.RecordKind == "account").GroupBy(j => j.RecordId).Select(g => g.Count()).Sum();
        var changes = told.Count(t => t.Key == "shared" && t.Accepted);
        Assert.Equal(told.Where(t => t.Accepted && t.Key != "shared").Select(t => t.Key).Order(StringComparer.Ordinal), there.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1 + changes, db.Set<Account>().Single(a => a.Id == id).Version);
        Assert.Equal(there.Count + 1 + changes, facts);
        Assert.Contains(told, t => !t.Accepted && t.Key.EndsWith("dangling", StringComparison.Ordinal));
        Assert.Contains(told, t => t.Key.EndsWith("taken", StringComparison.Ordinal) && t.Accepted);
        Assert.Equal(Each / 4, told.Count(t => t.Key.EndsWith("taken", StringComparison.Ordinal) && t.Accepted));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Who_gives_up_while_waiting_is_written_whole_or_not_at_all(Database kind)
    {
        await using var house = await House.Open(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(async () =>
        {
            using var end = new CancellationTokenSource();
            var asked = Enter(house, "w" + i, null, end.Token);
            if (i % 2 == 0) await end.CancelAsync();
            try
            {
                return (i, Answered: (await asked).Refusal is null);
            }
            catch (OperationCanceledException)
            {
                return (i, Answered: false);
            }
        })));

        await using var db = house.Store.Open();
        var there = db.Set<Account>().Where(a => a.ExternalId != null && a.ExternalId != "shared").Select(a => a.ExternalId!).ToHashSet();
        Assert.All(answers.Where(a => a.Answered || a.i % 2 == 1), a => Assert.Contains("w" + a.i, there));
        Assert.Equal(there.Count, db.Journal.Count(j => j.RecordKind == "account"));
    }

    /// <summary>New records, one shared key that only one may have, references to nothing, and changes of one shared record.</summary>
    static async Task<List<(string Key, bool Accepted)>> Life(House house, Id<Account> shared, int writer)
    {
        var told = new List<(string, bool)>();
        for (var i = 0; i < Each; i++)
        {
            var (key, parent) = (i % 4) switch
            {
                0 => ($"w{i}-taken", (Guid?)null),
                1 => ($"w{i}-{writer}-dangling", Guid.CreateVersion7()),
                2 => ($"w{i}-{writer}", null),
                _ => ("shared", null),
            };
            var answer = key == "shared" ? await Change(house, shared, $"{writer}-{i}") : await Enter(house, key, parent);
            told.Add((key, answer.Refusal is null));
        }

        return told;
    }

    static Task<Outcome<Receipt>> Enter(House house, string key, Guid? parent, CancellationToken cancel = default)
    {
        var values = new Dictionary<string, object?> { ["name"] = key, ["externalId"] = key };
        if (parent is { } named) values["parentId"] = new Id<Account>(named);
        return house.Desk.Decide(new(house.Founder, "account.record"), docket => Entering.Enter(docket, typeof(Account), values), cancel);
    }

    static Task<Outcome<Receipt>> Change(House house, Id<Account> id, string city) =>
        house.Desk.Decide<Account>(new(house.Founder, "account.amend"), id, (account, docket) => account.Amend(new Dictionary<string, object?> { ["city"] = city }, docket.Act));

    static Guid Written(Outcome<Receipt> answer) => answer.Accepted(out var receipt, out var refusal) ? receipt.RecordId : throw new InvalidOperationException(refusal.ToString());
}
