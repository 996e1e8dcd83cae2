using System.Collections.Concurrent;
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
    /// <summary>Records read again in one question.</summary>
    const int AtOnce = 100;

    /// <summary>Pages drawn to tell how many have the words; some fifty records stand on each.</summary>
    const int Drawn = 30;

    /// <summary>With so many among those drawn the words are common: one record in some hundreds has them.</summary>
    const int Many = 4;

    readonly ConcurrentDictionary<Table, string[]> told = new();

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
            foreach (var ids in records.Where(l => Tells(l, table)).Select(l => l.RecordId).Distinct().Chunk(AtOnce))
                foreach (var record in await Records(table, ids, cancel)) Put(writing, record, title);
        }

        // FTS5 marks words as deleted and keeps them until their segments are merged; those of an erased person go at once.
        if (store.Place.IsSqlite && lines.Any(l => Undoing.Erasures.Contains(l.Name))) writing.Statements.Add(("INSERT INTO search_words (search_words) VALUES ('optimize')", []));
        if (!writing.IsEmpty) await store.Writer.Write(writing, cancel);
    }

    /// <summary>Whether the line changes what is found: a word, or that the record is there at all.</summary>
    bool Tells(JournalEntry line, Table table) =>
        line.Changes is { } changes && told.GetOrAdd(table, Told).Any(field => changes.Contains(field, StringComparison.Ordinal));

    /// <summary>How the journal begins a change of each field that is found, or that takes the record out of view.</summary>
    static string[] Told(Table table) => [.. Texts(table.Type).Select(f => f.Name).Append(Form.Of(table.Type).Title!.Name).Append("removedAt").Distinct().Select(f => $"\"{f}\":[")];

    Task<List<Record>> Records(Table table, Guid[] ids, CancellationToken cancel)
    {
        // Always as many places, so that the statement stays prepared; the last fills up what is left.
        var sql = $"SELECT {table.ColumnList} FROM {table.Quoted} WHERE \"id\" IN ({string.Join(", ", Enumerable.Range(0, AtOnce).Select(i => "@" + i))}) ORDER BY \"id\"";
        return store.Questions.All(sql, [.. ids.Cast<object?>(), .. Enumerable.Repeat<object?>(ids[^1], AtOnce - ids.Length)], table.Materialise, cancel);
    }

    /// <summary>Records that have all the words, the newest first.</summary>
    public async Task<IReadOnlyList<Found>> Find(string text, IReadOnlyCollection<string> kinds, int most, CancellationToken cancel)
    {
        var terms = Tokens.Query(text);
        if (terms.Count == 0 || kinds.Count == 0) return [];

        var among = string.Join(", ", kinds.Select((_, i) => "@" + (i + 1)));
        List<object?> values = [Asked(terms, store.Place.IsSqlite), .. kinds];
        var seen = string.Concat(kinds.Select(k => Seen(k, values)));
        if (store.Place.IsSqlite) return await All($"SELECT d.kind, d.record_id, d.title FROM search_words w JOIN search_docs d ON d.doc = w.rowid WHERE search_words MATCH @0 AND d.kind IN ({among}){seen} ORDER BY w.rowid DESC LIMIT {most}");

        // Few have most words, and their index finds all of them; of words that many have, the newest are met soon on the way
        // back from the end. The wrong way reads everything, and PostgreSQL's guess for the beginning of a word is always the
        // same: some pages, drawn anew each time, tell which it is.
        const string having = "FROM search_docs d WHERE d.words @@ to_tsquery('simple', @0)";
        var drawn = await store.Indexed.All($"SELECT count(*) FROM search_docs d TABLESAMPLE SYSTEM (least(100, {Drawn * 100}.0 / greatest(1, pg_relation_size('search_docs') / 8192))) WHERE d.words @@ to_tsquery('simple', @0)", [values[0]], row => row.Number(0), cancel);
        return await All(drawn[0] < Many
            ? $"WITH few AS MATERIALIZED (SELECT kind, record_id, title {having} AND d.kind IN ({among}){seen}) SELECT kind, record_id, title FROM few ORDER BY record_id DESC LIMIT {most}"
            : $"SELECT kind, record_id, title {having} AND d.kind IN ({among}){seen} ORDER BY record_id DESC LIMIT {most}");

        async Task<IReadOnlyList<Found>> All(string sql) => await store.Indexed.All(sql, values, row => new Found(row.Text(0)!, row.Id(1), row.Text(2)!), cancel);
    }

    /// <summary>Of a kind of which somebody sees only part, only that.</summary>
    string Seen(string kind, List<object?> values) =>
        store.Schema.OfKind(kind) is { } table && SightSql.Seen(table.Type, "r", SignIn.Sight.Now, values) is { } seen
            ? $" AND (d.kind <> '{table.Kind}' OR EXISTS (SELECT 1 FROM {table.Quoted} r WHERE r.\"id\" = d.record_id AND {seen}))"
            : "";

    void Put(Writing writing, Record record, FormField title)
    {
        var name = title.Read(record) as string;
        if (record.RemovedAt is not null || name is null or "" or "·")
        {
            if (store.Place.IsSqlite) writing.Statements.Add(("DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE record_id = @0)", [record.Key]));
            writing.Statements.Add(("DELETE FROM search_docs WHERE record_id = @0", [record.Key]));
            return;
        }

        var words = Tokens.Index(string.Join('\n', Texts(record.GetType()).Select(f => f.Read(record) as string).OfType<string>()));
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
    static IEnumerable<FormField> Texts(Type kind) => Form.Of(kind).Fields.Where(f => f.Type == typeof(string) && !f.Lines && f.Name is not ("custom" or "externalId"));

    static string Asked(IReadOnlyList<SearchTerm> terms, bool sqlite) => string.Join(sqlite ? " AND " : " & ", terms.Select(t => t.Kind switch
    {
        SearchTermKind.Phrase => sqlite ? $"\"{string.Join(' ', t.Words)}\"" : string.Join(" <-> ", t.Words),
        SearchTermKind.Prefix => sqlite ? $"\"{t.Words[0]}\"*" : t.Words[0] + ":*",
        _ => sqlite ? $"\"{t.Words[0]}\"" : t.Words[0],
    }));
}
