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
/// like any other. SQLite's FTS5 and PostgreSQL's tsvector hold the same words. A record's kind stands among them, so that
/// the few contacts with a word are found at once although a million opportunities have it too.
/// </summary>
sealed class SearchIndex(Store store) : IFollower
{
    /// <summary>Of use to nobody who types: no word of a text contains it, and FTS5 takes it for a letter.</summary>
    const char Mark = '\uE000';

    /// <summary>Records read again in one question.</summary>
    const int AtOnce = 100;

    /// <summary>The newest with the words, whose kinds are looked at one by one.</summary>
    const int LookedAt = 50;

    /// <summary>The newest of a kind, which tell whether many of it have the words, and how far back those are looked for then.</summary>
    const int Near = 400, Far = 20_000;

    /// <summary>With so many among the newest the words are common: one record in two hundred has them.</summary>
    const int Some = 2;

    readonly ConcurrentDictionary<Table, string[]> told = new();

    /// <summary>Kinds with a title. Told when first asked: a start does without.</summary>
    Dictionary<string, FormField> Titles => field ??= store.Schema.Records.Where(t => Form.Of(t.Type).Title is not null).ToDictionary(t => t.Kind, t => Form.Of(t.Type).Title!, StringComparer.Ordinal);

    /// <summary>Another form of the index has other tables and another name, and is made from the beginning of the journal.</summary>
    public string Name => "search-2";

    /// <summary>
    /// The tables, beside those of the records: an index that can be thrown away and made again from the journal. FTS5 keeps
    /// the first one, two and three letters of each word too: thousands of words may begin so, and it would read them all.
    /// </summary>
    public static IEnumerable<string> Tables(bool sqlite) =>
    [
        "DROP TABLE IF EXISTS search_words",
        "DROP TABLE IF EXISTS search_docs",
        .. sqlite
            ? (string[])
            [
                "CREATE TABLE IF NOT EXISTS search_records (doc INTEGER PRIMARY KEY, record_id BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL)",
                "CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5 (words, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')",
            ]
            :
            [
                "CREATE TABLE IF NOT EXISTS search_records (record_id uuid PRIMARY KEY, kind text NOT NULL, title text NOT NULL, words tsvector NOT NULL)",
                "CREATE INDEX IF NOT EXISTS search_records_words ON search_records USING gin (words) WITH (fastupdate = off)",
                "CREATE UNIQUE INDEX IF NOT EXISTS search_records_kind ON search_records (kind, record_id)",
            ],
    ];

    public async Task React(IReadOnlyList<JournalEntry> lines, CancellationToken cancel)
    {
        var writing = new Writing();
        foreach (var records in lines.GroupBy(l => l.RecordKind))
        {
            if (!Titles.TryGetValue(records.Key, out var title)) continue;
            var table = store.Schema.OfKind(records.Key)!;
            foreach (var ids in records.Where(l => Tells(l, table)).Select(l => l.RecordId).Distinct().Chunk(AtOnce))
                foreach (var record in await Records(table, ids, cancel)) Put(writing, record, title);
        }

        // FTS5 marks words as deleted and keeps them until their segments are merged; those of an erased person go at once.
        if (store.Place.IsSqlite && lines.Any(l => Undoing.Erasures.Contains(l.Name))) writing.Statements.Add(("INSERT INTO search_terms (search_terms) VALUES ('optimize')", []));
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
        var asked = kinds.Where(Titles.ContainsKey).Distinct().ToList();
        if (terms.Count == 0 || asked.Count == 0) return [];
        return store.Place.IsSqlite ? await FindInSqlite(Words(terms), asked, most, cancel) : await FindInPostgres(Words(terms), asked, most, cancel);
    }

    /// <summary>Few records have most words: the newest with them are all. Of words that many have, the index is asked once more for those of the kinds, which it takes a moment to find.</summary>
    async Task<IReadOnlyList<Found>> FindInSqlite(string words, IReadOnlyList<string> kinds, int most, CancellationToken cancel)
    {
        List<object?> values = [words];
        var seen = string.Concat(kinds.Select(k => Seen(k, values)));
        if (Among(kinds) is { } among)
        {
            var newest = await store.Indexed.All($"""
                SELECT d.kind, d.record_id, d.title, d.kind IN ({Listed(kinds)}){seen}
                FROM (SELECT rowid FROM search_terms WHERE search_terms MATCH @0 ORDER BY rowid DESC LIMIT {LookedAt}) w JOIN search_records d ON d.doc = w.rowid ORDER BY w.rowid DESC
                """, values, row => (Found: Of(row), IsAsked: row.Number(3) == 1), cancel);
            var found = newest.Where(n => n.IsAsked).Select(n => n.Found).Take(most).ToList();
            if (newest.Count < LookedAt || found.Count == most) return found;
            values[0] = $"{words} AND ({among})";
        }

        return await store.Indexed.All($"SELECT d.kind, d.record_id, d.title FROM search_terms w JOIN search_records d ON d.doc = w.rowid WHERE search_terms MATCH @0{seen} ORDER BY w.rowid DESC LIMIT {most}", values, Of, cancel);
    }

    /// <summary>
    /// PostgreSQL's index of words finds all that have them and knows no order: right where few have them. Of words that
    /// many have, the newest are met soon on the way back from the end of their kind. The newest of each kind tell which it is.
    /// </summary>
    async Task<IReadOnlyList<Found>> FindInPostgres(string words, IReadOnlyList<string> kinds, int most, CancellationToken cancel)
    {
        var (found, left, common) = (new List<Found>(), kinds.ToList(), kinds);
        foreach (var back in (int[])[Near, Far])
        {
            if (common.Count == 0) break;
            var met = (await WalkBack(words, common, back, most, cancel)).ToLookup(f => f.Kind);
            foreach (var kind in common.Where(k => met[k].Count() == most))
            {
                found.AddRange(met[kind]);
                left.Remove(kind);
            }

            common = [.. left.Where(k => met[k].Count() >= Some)];
        }

        if (left.Count > 0) found.AddRange(await AskIndex(words, left, most, cancel));
        return [.. found.OrderByDescending(f => f.Id).Take(most)];
    }

    /// <summary>Of each kind the newest with the words, among so many newest of it.</summary>
    Task<List<Found>> WalkBack(string words, IReadOnlyList<string> kinds, int back, int most, CancellationToken cancel)
    {
        List<object?> values = [words];
        return store.Indexed.All(string.Join(" UNION ALL ", kinds.Select(kind => $"""
            (SELECT d.kind, d.record_id, d.title FROM (SELECT kind, record_id, title, words FROM search_records WHERE kind = '{kind}' ORDER BY record_id DESC LIMIT {back}) d
            WHERE d.words @@ to_tsquery('simple', @0){Seen(kind, values)} ORDER BY d.record_id DESC LIMIT {most})
            """)), values, Of, cancel);
    }

    /// <summary>
    /// All that have the words, in no order: <c>OFFSET 0</c> keeps PostgreSQL from walking back for the order instead. Kinds
    /// are asked for apart from the words: in one query with them every record of the kind is read.
    /// </summary>
    Task<List<Found>> AskIndex(string words, IReadOnlyList<string> kinds, int most, CancellationToken cancel)
    {
        List<object?> values = [words];
        var among = Among(kinds);
        if (among is not null) values.Add(among);
        return store.Indexed.All($"""
            SELECT kind, record_id, title FROM (SELECT kind, record_id, title FROM search_records d
                WHERE d.words @@ to_tsquery('simple', @0){(among is null ? "" : " AND d.words @@ @1::tsquery")}{string.Concat(kinds.Select(k => Seen(k, values)))} OFFSET 0) few
            ORDER BY record_id DESC LIMIT {most}
            """, values, Of, cancel);
    }

    /// <summary>Kinds are words of the house, never what somebody typed.</summary>
    static string Listed(IEnumerable<string> kinds) => string.Join(", ", kinds.Select(k => $"'{k}'"));

    static Found Of(Reading row) => new(row.Text(0)!, row.Id(1), row.Text(2)!);

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
            if (store.Place.IsSqlite) writing.Statements.Add(("DELETE FROM search_terms WHERE rowid = (SELECT doc FROM search_records WHERE record_id = @0)", [record.Key]));
            writing.Statements.Add(("DELETE FROM search_records WHERE record_id = @0", [record.Key]));
            return;
        }

        var words = Tokens.Index(string.Join('\n', Texts(record.GetType()).Select(f => f.Read(record) as string).OfType<string>()));
        if (!store.Place.IsSqlite)
        {
            writing.Statements.Add(("INSERT INTO search_records (record_id, kind, title, words) VALUES (@0, @1, @2, to_tsvector('simple', @3) || array_to_tsvector(ARRAY[@4])) ON CONFLICT (record_id) DO UPDATE SET title = excluded.title, words = excluded.words",
                [record.Key, record.RecordKind, name, words, Marked(record.RecordKind)]));
            return;
        }

        writing.Statements.Add(("INSERT INTO search_records (record_id, kind, title) VALUES (@0, @1, @2) ON CONFLICT (record_id) DO UPDATE SET title = excluded.title", [record.Key, record.RecordKind, name]));
        writing.Statements.Add(("DELETE FROM search_terms WHERE rowid = (SELECT doc FROM search_records WHERE record_id = @0)", [record.Key]));
        writing.Statements.Add(("INSERT INTO search_terms (rowid, words) SELECT doc, @1 FROM search_records WHERE record_id = @0", [record.Key, $"{words} {Marked(record.RecordKind)}"]));
    }

    /// <summary>What people may remember of a record: its short texts, not its essays.</summary>
    static IEnumerable<FormField> Texts(Type kind) => Form.Of(kind).Fields.Where(f => f.Type == typeof(string) && !f.Lines && f.Name is not ("custom" or "externalId"));

    /// <summary>The word by which records of a kind are known as such.</summary>
    static string Marked(string kind) => Mark + kind.Replace('-', Mark);

    string Words(IReadOnlyList<SearchTerm> terms) => string.Join(store.Place.IsSqlite ? " AND " : " & ", terms.Select(t => t.Kind switch
    {
        SearchTermKind.Phrase => store.Place.IsSqlite ? $"\"{string.Join(' ', t.Words)}\"" : string.Join(" <-> ", t.Words),
        SearchTermKind.Prefix => store.Place.IsSqlite ? $"\"{t.Words[0]}\"*" : t.Words[0] + ":*",
        _ => store.Place.IsSqlite ? $"\"{t.Words[0]}\"" : t.Words[0],
    }));

    /// <summary>The words of which one must be there for a record to be of one of the kinds; null where those are all.</summary>
    string? Among(IReadOnlyCollection<string> kinds) => kinds.Count == Titles.Count ? null
        : string.Join(store.Place.IsSqlite ? " OR " : " | ", kinds.Select(k => store.Place.IsSqlite ? $"\"{Marked(k)}\"" : $"'{Marked(k)}'"));
}
