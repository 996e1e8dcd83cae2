using Rung.Records;
using Rung.Search;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Work;

namespace Rung.Server.Search;

/// <summary>One record found.</summary>
sealed record Found(string Kind, Guid Id, string Title);

/// <summary>
/// Keeps the words of every record that has a title, by following the journal; a name of two Chinese characters is found
/// like any other. SQLite's FTS5 and PostgreSQL's tsvector hold the same words.
/// </summary>
sealed class SearchIndex(Store store) : IFollower
{
    public string Name => "search";

    /// <summary>The tables, beside those of the records: an index that can be thrown away and made again from the journal.</summary>
    public static IEnumerable<string> Tables(bool sqlite) => sqlite
        ?
        [
            "CREATE TABLE IF NOT EXISTS search_docs (doc INTEGER PRIMARY KEY, record_id BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL)",
            "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5 (words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')",
        ]
        :
        [
            "CREATE TABLE IF NOT EXISTS search_docs (record_id uuid PRIMARY KEY, kind text NOT NULL, title text NOT NULL, words tsvector NOT NULL)",
            "CREATE INDEX IF NOT EXISTS search_docs_words ON search_docs USING gin (words) WITH (fastupdate = off)",
        ];

    public async Task React(IReadOnlyList<JournalEntry> lines, CancellationToken cancel)
    {
        var writing = new Writing();
        foreach (var records in lines.GroupBy(l => l.RecordKind))
        {
            if (store.Schema.OfKind(records.Key) is not { } table || Form.Of(table.Type).Title is not { } title) continue;
            foreach (var id in records.Select(l => l.RecordId).Distinct())
                if ((await store.Questions.All(table.ByIdSql, [id], table.Materialise, cancel)).FirstOrDefault() is { } record) Put(writing, record, title);
        }

        // FTS5 marks words as deleted and keeps them until their segments are merged; those of an erased person go at once.
        if (store.Place.IsSqlite && lines.Any(l => Undoing.Erasures.Contains(l.Name))) writing.Statements.Add(("INSERT INTO search_words (search_words) VALUES ('optimize')", []));
        if (!writing.IsEmpty) await store.Writer.Write(writing, cancel);
    }

    /// <summary>Records that have all the words, the newest first.</summary>
    public async Task<IReadOnlyList<Found>> Find(string text, IReadOnlyCollection<string> kinds, int most, CancellationToken cancel)
    {
        var terms = Tokens.Query(text);
        if (terms.Count == 0 || kinds.Count == 0) return [];

        var among = string.Join(", ", kinds.Select((_, i) => "@" + (i + 2)));
        var sql = store.Place.IsSqlite
            ? $"SELECT d.kind, d.record_id, d.title FROM search_words w JOIN search_docs d ON d.doc = w.rowid WHERE search_words MATCH @0 AND d.kind IN ({among}) ORDER BY w.rowid DESC LIMIT @1"
            : $"SELECT kind, record_id, title FROM search_docs WHERE words @@ to_tsquery('simple', @0) AND kind IN ({among}) ORDER BY record_id DESC LIMIT @1";
        return await store.Questions.All(sql, [Asked(terms, store.Place.IsSqlite), most, .. kinds], row => new Found(row.Text(0)!, row.Id(1), row.Text(2)!), cancel);
    }

    void Put(Writing writing, Record record, FormField title)
    {
        var name = title.Read(record) as string;
        if (record.RemovedAt is not null || name is null or "" or "·")
        {
            if (store.Place.IsSqlite) writing.Statements.Add(("DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE record_id = @0)", [record.Key]));
            writing.Statements.Add(("DELETE FROM search_docs WHERE record_id = @0", [record.Key]));
            return;
        }

        var words = Tokens.Index(string.Join('\n', Texts(record)));
        if (!store.Place.IsSqlite)
        {
            writing.Statements.Add(("INSERT INTO search_docs (record_id, kind, title, words) VALUES (@0, @1, @2, to_tsvector('simple', @3)) ON CONFLICT (record_id) DO UPDATE SET title = excluded.title, words = excluded.words",
                [record.Key, record.RecordKind, name, words]));
            return;
        }

        writing.Statements.Add(("INSERT INTO search_docs (record_id, kind, title) VALUES (@0, @1, @2) ON CONFLICT (record_id) DO UPDATE SET title = excluded.title", [record.Key, record.RecordKind, name]));
        writing.Statements.Add(("DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE record_id = @0)", [record.Key]));
        writing.Statements.Add(("INSERT INTO search_words (rowid, words) SELECT doc, @1 FROM search_docs WHERE record_id = @0", [record.Key, words]));
    }

    /// <summary>What people may remember of a record: its short texts, not its essays.</summary>
    static IEnumerable<string> Texts(Record record) => Form.Of(record.GetType()).Fields
        .Where(f => f.Type == typeof(string) && !f.Lines && f.Name is not ("custom" or "externalId"))
        .Select(f => f.Read(record) as string).OfType<string>();

    static string Asked(IReadOnlyList<SearchTerm> terms, bool sqlite) => string.Join(sqlite ? " AND " : " & ", terms.Select(t => t.Kind switch
    {
        SearchTermKind.Phrase => sqlite ? $"\"{string.Join(' ', t.Words)}\"" : string.Join(" <-> ", t.Words),
        SearchTermKind.Prefix => sqlite ? $"\"{t.Words[0]}\"*" : t.Words[0] + ":*",
        _ => sqlite ? $"\"{t.Words[0]}\"" : t.Words[0],
    }));
}
