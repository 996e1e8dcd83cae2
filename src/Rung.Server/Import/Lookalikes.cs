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
    const int KeysAtOnce = 500;

    readonly Dictionary<long, List<Candidate>> waiting = [];
    readonly Dictionary<Guid, Fingerprint> prints = [];
    readonly HashSet<long> seen = [];
    readonly List<long> fresh = [];

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
    public async Task<long> Count(IReadOnlyList<Record> entered, CancellationToken cancel)
    {
        var keys = entered.Select(r => Parties.Of(r, null) is { } party ? DuplicateKeys.Strong(Fingerprint.Of(party)).ToArray() : []).ToList();
        var here = new HashSet<long>();
        foreach (var some in keys.SelectMany(k => k).Distinct().Chunk(KeysAtOnce))
            here.UnionWith(await store.Questions.All($"SELECT DISTINCT key FROM duplicate_keys WHERE key IN ({string.Join(", ", some.Select((_, i) => "@" + i))})", [.. some.Select(k => (object?)k)], row => row.Number(0), cancel));

        var count = 0L;
        foreach (var own in keys)
        {
            if (own.Any(k => here.Contains(k) || seen.Contains(k))) count++;
            foreach (var key in own)
                if (seen.Add(key)) fresh.Add(key);
        }

        return count;
    }

    /// <summary>The batch is written: the database answers for it. A trial run has nothing there and remembers on.</summary>
    public void Stand(bool isDry)
    {
        fresh.Clear();
        if (!isDry) Forget();
    }

    public void TakeBack()
    {
        seen.ExceptWith(fresh);
        fresh.Clear();
        Forget();
    }

    void Forget()
    {
        waiting.Clear();
        prints.Clear();
    }
}

/// <summary>The row looks like a record that is here already, and this import does not enter such rows.</summary>
sealed record LooksLike(string Title) : Refusal;
