using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Work;

namespace Rung.Server.Accounts;

/// <summary>
/// Keeps the keys under which accounts and contacts that may be the same are found, by following the journal: a look-up costs
/// a few steps into an index however many records there are. Only eight bytes of a digest are kept, never what was entered.
/// </summary>
sealed class DuplicateKeys(Store store) : IFollower
{
    const int AtOnce = 200;

    public string Name => "duplicates";

    /// <summary>Beside the tables of the records: can be thrown away and made again from the journal.</summary>
    public static IEnumerable<string> Tables(bool sqlite) => sqlite
        ?
        [
            "CREATE TABLE IF NOT EXISTS duplicate_keys (key INTEGER NOT NULL, record_id BLOB NOT NULL, PRIMARY KEY (key, record_id)) WITHOUT ROWID",
            "CREATE INDEX IF NOT EXISTS duplicate_keys_record ON duplicate_keys (record_id)",
        ]
        :
        [
            "CREATE TABLE IF NOT EXISTS duplicate_keys (key bigint NOT NULL, record_id uuid NOT NULL, PRIMARY KEY (key, record_id))",
            "CREATE INDEX IF NOT EXISTS duplicate_keys_record ON duplicate_keys (record_id)",
        ];

    public async Task React(IReadOnlyList<JournalEntry> lines, CancellationToken cancel)
    {
        foreach (var kind in (Type[])[typeof(Account), typeof(Contact)])
            foreach (var ids in lines.Where(l => l.RecordKind == Words.Kebab(kind.Name)).Select(l => l.RecordId).Distinct().Chunk(AtOnce))
            {
                var writing = new Writing();
                foreach (var record in await Records(kind, ids, cancel)) Put(writing, record);
                if (!writing.IsEmpty) await store.Writer.Write(writing, cancel);
            }
    }

    /// <summary>Records of a kind by their identities, in one question.</summary>
    public Task<List<Record>> Records(Type kind, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var table = store.Schema[kind];
        return ids.Count == 0 ? Task.FromResult(new List<Record>())
            : store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted} WHERE \"id\" IN ({string.Join(", ", ids.Select((_, i) => "@" + i))})", [.. ids], table.Materialise, cancel);
    }

    /// <summary>The digests of a party's keys; of a company the weak ones too, for names with slips of the pen.</summary>
    public static IEnumerable<long> Of(Fingerprint party) =>
        Digests(party, party.IsPerson ? party.Strong : party.Strong.Concat(party.Weak));

    /// <summary>The digests of the keys that hardly two parties share.</summary>
    public static IEnumerable<long> Strong(Fingerprint party) => Digests(party, party.Strong);

    static IEnumerable<long> Digests(Fingerprint party, IEnumerable<string> keys) =>
        keys.Select(k => Digest((party.IsPerson ? "person " : "company ") + k)).Distinct();

    /// <summary>Writes the keys of one record in place of those it had.</summary>
    public static void Put(Writing writing, Record record)
    {
        writing.Statements.Add(("DELETE FROM duplicate_keys WHERE record_id = @0", [record.Key]));
        if (record.RemovedAt is not null || Parties.Of(record, null) is not { } party) return;
        foreach (var key in Of(Fingerprint.Of(party)))
            writing.Statements.Add(("INSERT INTO duplicate_keys (key, record_id) VALUES (@0, @1) ON CONFLICT DO NOTHING", [key, record.Key]));
    }

    static long Digest(string key)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest);
    }
}
