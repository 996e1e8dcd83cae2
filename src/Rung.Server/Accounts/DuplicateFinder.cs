using Rung.Accounts;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Accounts;

/// <summary>A record that may be of the same party, with what speaks for and against it.</summary>
public sealed record Candidate(Guid Id, string Title, Likelihood Level, double Bits, IReadOnlyList<DuplicateReason> Reasons, string? Beside)
{
    /// <summary>Somebody who sees only part learns that there is a match and whom to ask, and nothing else of it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Who answers for a match that is not seen; null where nobody does.</summary>
    public string? Ask { get; init; }
}

/// <summary>Finds the records that may be of the same party as one that is there or is about to be.</summary>
sealed class DuplicateFinder(Store store, DuplicateKeys keys)
{
    const int Most = 10;

    /// <summary>More records than this under one key say that the key tells nothing.</summary>
    const int Crowd = 60;

    /// <param name="kind">Account or contact.</param>
    /// <param name="field">What was entered, by the names of the form.</param>
    /// <param name="accountId">A contact's account.</param>
    /// <param name="cancel">Stops the looking.</param>
    public async Task<IReadOnlyList<Candidate>> Like(Type kind, Func<string, string?> field, Guid? accountId, CancellationToken cancel) =>
        Parties.Of(kind, field, await AccountOf(accountId, cancel)) is { } party ? await Like(kind, Fingerprint.Of(party), null, cancel) : [];

    public async Task<Outcome<IReadOnlyList<Candidate>>> Like(Type kind, Guid id, CancellationToken cancel)
    {
        if ((await keys.Records(kind, [id], cancel)).FirstOrDefault() is not { } record) return new NotFound(Words.Kebab(kind.Name), id.ToString());
        var party = Parties.Of(record, record is Contact contact ? await AccountOf(contact.AccountId?.Value, cancel) : null);
        return Answer(party is null ? [] : await Like(kind, Fingerprint.Of(party), id, cancel));

        static Outcome<IReadOnlyList<Candidate>> Answer(IReadOnlyList<Candidate> found) => found.ToArray();
    }

    async Task<IReadOnlyList<Candidate>> Like(Type kind, Fingerprint party, Guid? but, CancellationToken cancel)
    {
        var ids = new HashSet<Guid>();
        foreach (var key in DuplicateKeys.Of(party))
            ids.UnionWith(await store.Questions.All("SELECT record_id FROM duplicate_keys WHERE key = @0 LIMIT @1", [key, Crowd], row => row.Id(0), cancel));
        if (but is { } self) ids.Remove(self);

        var found = new List<Candidate>();
        foreach (var some in ids.Chunk(200))
        {
            var records = (await keys.Records(kind, some, cancel)).Where(r => r.RemovedAt is null).ToList();
            var accounts = (await keys.Records(typeof(Account), [.. records.OfType<Contact>().Select(c => c.AccountId?.Value).OfType<Guid>().Distinct()], cancel)).ToDictionary(a => a.Key, a => (Account)a);
            foreach (var record in records)
            {
                var account = record is Contact { AccountId: { } at } ? accounts.GetValueOrDefault(at.Value) : null;
                if (Parties.Of(record, account) is not { } other) continue;
                var likeness = Duplicates.Compare(party, Fingerprint.Of(other));
                if (likeness.Level is { } level) found.Add(new(record.Key, other.Name, level, Math.Round(likeness.Bits, 1), [.. likeness.Reasons], other.Company ?? other.City ?? other.Domain));
            }
        }

        var likeliest = found.OrderByDescending(c => c.Bits).ThenBy(c => c.Id).Take(Most).ToList();
        for (var i = 0; i < likeliest.Count; i++)
            if (!await SightSql.Sees(store, SignIn.Sight.Now, kind, likeliest[i].Id, cancel))
                likeliest[i] = new(Guid.Empty, "", likeliest[i].Level, 0, [], null) { IsHidden = true, Ask = await WhomToAsk(kind, likeliest[i].Id, cancel) };
        return likeliest;
    }

    async Task<string?> WhomToAsk(Type kind, Guid id, CancellationToken cancel)
    {
        var account = kind == typeof(Account) ? "@0" : "(SELECT account_id FROM contacts WHERE id = @0)";
        return (await store.Questions.All($"SELECT p.name FROM accounts a JOIN people p ON p.id = a.accountable_id WHERE a.id = {account}", [id], row => row.Text(0), cancel)).FirstOrDefault();
    }

    async Task<Account?> AccountOf(Guid? id, CancellationToken cancel) =>
        id is { } given ? (await keys.Records(typeof(Account), [given], cancel)).FirstOrDefault() as Account : null;
}
