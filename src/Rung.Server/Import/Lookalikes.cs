using Rung.Accounts;
using Rung.Records;
using Rung.Server.Accounts;
using Rung.Server.Database;

namespace Rung.Server.Import;

/// <summary>
/// Whether a row that no key finds may all the same be of a company or person that is here. What this import itself has
/// entered and not yet written is looked at beside what the database has.
/// </summary>
sealed class Lookalikes(DuplicateFinder finder, Store store)
{
    // One list is one parameter: SQLite looks each of many up by its name, one after another.
    const string HereSqlite = "SELECT DISTINCT d.key FROM json_each(@0) j JOIN duplicate_keys d ON d.key = j.value";
    const string HerePostgres = "SELECT DISTINCT d.key FROM json_array_elements_text(@0::json) j JOIN duplicate_keys d ON d.key = j.value::bigint";

    readonly Dictionary<long, List<Candidate>> waiting = [];
    readonly Dictionary<Guid, Fingerprint> prints = [];
    readonly Digests<Seen> seen = new();

    public static bool Concerns(Type kind) => kind == typeof(Account) || kind == typeof(Contact);

    /// <summary>Records that are probably or certainly of the party these values tell of; the likeliest first.</summary>
    public async Task<IReadOnlyList<Candidate>> Of(Type kind, IReadOnlyDictionary<string, object?> values)
    {
        string? Told(string field) => values.GetValueOrDefault(field) as string;
        if (Parties.Of(kind, Told, null) is not { } party) return [];

        var account = values.GetValueOrDefault("accountId") is Id<Account> id ? id.Value : (Guid?)null;
        var found = (await finder.Like(kind, Told, account, default)).Where(c => c.Level >= Likelihood.Likely).ToList();
        var print = Fingerprint.Of(party);
        foreach (var other in DuplicateKeys.Of(print).SelectMany(k => waiting.GetValueOrDefault(k) ?? []).DistinctBy(c => c.Id))
            if (found.All(f => f.Id != other.Id) && Duplicates.Compare(print, prints[other.Id]) is { Level: >= Likelihood.Likely and var level } likeness)
                found.Add(other with { Level = level, Bits = likeness.Bits });
        return [.. found.OrderByDescending(c => c.Bits)];
    }

    /// <summary>A record that came in and is found from now on, before it is written.</summary>
    public void Wait(Record record)
    {
        if (Parties.Of(record, null) is not { } party) return;
        var print = prints[record.Key] = Fingerprint.Of(party);
        foreach (var key in DuplicateKeys.Of(print))
        {
            if (!waiting.TryGetValue(key, out var others)) waiting.Add(key, others = new(1));
            others.Add(new(record.Key, party.Name, Likelihood.Likely, 0, [], null));
        }
    }

    /// <summary>How many of some new records share an e-mail, telephone number, domain or name with one that was here before them.</summary>
    public async Task<long> Count(IReadOnlyList<Record> entered, Notes notes, CancellationToken cancel)
    {
        var keys = entered.Select(r => Parties.Of(r, null) is { } party ? DuplicateKeys.Strong(Fingerprint.Of(party)).ToArray() : []).ToList();
        var all = keys.SelectMany(k => k).ToHashSet();
        var here = (await store.Questions.All(store.Place.IsSqlite ? HereSqlite : HerePostgres, ["[" + string.Join(',', all) + "]"], row => row.Number(0), cancel)).ToHashSet();

        var count = 0L;
        foreach (var own in keys)
        {
            if (own.Any(k => here.Contains(k) || seen.Contains(new Seen(k).Digest))) count++;
            foreach (var key in own)
                if (seen.TryAdd(new(key))) notes.Seen.Add(key);
        }

        return count;
    }

    public void TakeBack(Notes notes)
    {
        foreach (var key in notes.Seen) seen.Remove(new Seen(key).Digest);
        Forget();
    }

    /// <summary>The batch is written: the database answers for it. A trial run has nothing there and remembers on.</summary>
    public void Forget()
    {
        waiting.Clear();
        prints.Clear();
    }

    readonly record struct Seen(long Key) : IDigested
    {
        public UInt128 Digest => unchecked((ulong)Key);
    }
}

/// <summary>The row looks like a record that is here already, and this import does not enter such rows.</summary>
sealed record LooksLike(string Title) : Refusal;
