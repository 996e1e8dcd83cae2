using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Rung.Server.Database;

/// <summary>One row of a list, by field name.</summary>
public sealed class ListRow(ListPage page, object?[] values, string?[] titles)
{
    public Guid Id => (Guid)page.Value("id", values)!;

    public long Version => Convert.ToInt64(page.Value("version", values), CultureInfo.InvariantCulture);

    /// <summary>The value of a field, null when empty; money as <see cref="Money"/>, instants in UTC.</summary>
    public object? this[string field] => page.Value(field, values);

    public bool Has(string field) => page.Has(field);

    public string? Text(string field) => page.Value(field, values) as string;

    public Guid? Reference(string field) => page.Value(field, values) as Guid?;

    public Money? Money(string field) => page.Value(field, values) as Money?;

    public DateOnly? Day(string field) => page.Value(field, values) as DateOnly?;

    public DateTimeOffset? At(string field) => page.Value(field, values) as DateTimeOffset?;

    /// <summary>The name of the record a reference points at.</summary>
    public string? Title(string reference) => titles[page.TitlePlace(reference)];
}

/// <summary>A page of a list, with the cursor to the next one; null when this was the last.</summary>
public sealed class ListPage(ListSpec spec)
{
    readonly IReadOnlyList<Column> columns = ListSql.Selected(spec);
    readonly Dictionary<string, (int Place, Slot Slot)> places = [];

    public List<ListRow> Rows { get; } = [];

    public ListCursor? Next { get; set; }

    public int Width => columns.Count;

    internal bool Has(string field) => spec.Table.BySlot.ContainsKey(field);

    internal Column ColumnAt(int place) => columns[place];

    internal int TitlePlace(string reference)
    {
        for (var i = 0; i < spec.Titles.Count; i++)
            if (spec.Titles[i] == reference) return i;
        throw new ArgumentException($"The list did not ask for the title of {reference}.");
    }

    int PlaceOf(Column column)
    {
        for (var i = 0; i < columns.Count; i++)
            if (ReferenceEquals(columns[i], column)) return i;
        return -1;
    }

    internal object? Value(string field, object?[] values)
    {
        if (!places.TryGetValue(field, out var place))
        {
            var slot = spec.Table.BySlot[field];
            var at = spec.Fields is null ? spec.Table.WholePlaces[field] : PlaceOf(slot.Columns[0]);
            if (at < 0) throw new ArgumentException($"The list did not read {field}.");
            places[field] = place = (at, slot);
        }

        if (place.Slot.Columns.Length == 1) return values[place.Place];
        // Money: columns lie side by side, currency and minor units in the order of the model.
        object?[] both = [values[place.Place], values[place.Place + 1]];
        return both is [{ } a, { } b] ? a is string code ? new Money((long)b, new(code)) : new Money((long)a, new((string)b)) : null;
    }
}

/// <summary>Reads lists. One for both databases.</summary>
sealed class Lister(Store store)
{
    const int MostWriters = 1000;

    readonly ConcurrentDictionary<(Table, string), RowWriter> writers = new();
    readonly ConcurrentDictionary<Table, RecordWriter> wholes = new();

    public async Task<ListPage> Read(ListSpec spec, CancellationToken cancel = default)
    {
        spec = SignIn.Pay.Masked(spec);
        var page = new ListPage(spec);
        foreach (var (sql, values) in ListSql.Pages(spec, store.Place.IsSqlite))
        {
            await store.Questions.Ask(sql, values, async rows =>
            {
                var reading = new Reading(rows, store.Place.IsSqlite);
                while (page.Rows.Count <= spec.Limit && await reading.Next(cancel)) page.Rows.Add(Row(page, reading, spec));
                return page;
            }, cancel);
            if (page.Rows.Count > spec.Limit) break;
        }

        if (page.Rows.Count > spec.Limit)
        {
            page.Rows.RemoveAt(spec.Limit);
            page.Next = CursorOf(spec, page.Rows[^1]);
        }

        return page;
    }

    /// <summary>Writes the rows of one page as JSON, one after the other; says how many, and where the next page begins.</summary>
    public async Task<ListCursor?> Write(ListSpec spec, Utf8JsonWriter json, Action<int>? told, CancellationToken cancel = default)
    {
        spec = SignIn.Pay.Masked(spec);
        var (writer, written, last, more) = (WriterOf(spec), 0, (ListCursor?)null, false);
        foreach (var (sql, values) in ListSql.Pages(spec, store.Place.IsSqlite))
        {
            await store.Questions.Ask(sql, values, async rows =>
            {
                while (!more && await rows.ReadAsync(cancel))
                {
                    if (more = written == spec.Limit) break;
                    writer.Write(json, rows);
                    if (++written == spec.Limit) last = CursorAt(spec, new(rows, store.Place.IsSqlite));
                }

                return true;
            }, cancel);
            if (more) break;
        }

        told?.Invoke(written);
        return more ? last : null;
    }

    /// <summary>Writes one record, present or removed, as JSON; its version, or null where there is none to be seen.</summary>
    public async Task<long?> WriteOne(Table table, Guid id, Utf8JsonWriter json, CancellationToken cancel = default)
    {
        if (!await SightSql.Sees(store, SignIn.Sight.Now, table.Type, id, cancel)) return null;

        var spec = SignIn.Pay.Masked(new(table));
        var sql = spec.Fields is null ? table.WholeByIdSql : $"SELECT {string.Join(", ", ListSql.Selected(spec).Select(c => c.Quoted))} FROM {table.Quoted} WHERE \"id\" = @0";
        return await store.Questions.Ask(sql, [id], async rows =>
        {
            if (!await rows.ReadAsync(cancel)) return null;
            WriterOf(spec).Write(json, rows);
            return (long?)rows.GetInt64(1);
        }, cancel);
    }

    /// <summary>Writes a record at hand as <see cref="WriteOne"/> does.</summary>
    public void Write(Table table, Records.Record record, Utf8JsonWriter json) => wholes.GetOrAdd(table, (t, sqlite) => new(t, sqlite), store.Place.IsSqlite).Write(json, record);

    /// <summary>The same lists are asked for all day; their writers are made once.</summary>
    RowWriter WriterOf(ListSpec spec)
    {
        var key = (spec.Table, spec is { Fields: null, Titles.Count: 0 } ? "" : $"{spec.Sort} {(spec.Fields is null ? "*" : string.Join(',', spec.Fields))} {string.Join(',', spec.Titles)}");
        if (writers.TryGetValue(key, out var writer)) return writer;
        if (writers.Count >= MostWriters) writers.Clear();
        return writers[key] = new(spec, store.Place.IsSqlite);
    }

    /// <summary>The row of one record, or null.</summary>
    public async Task<ListRow?> One(Table table, Guid id, IReadOnlyList<string> titles, CancellationToken cancel = default)
    {
        var where = new Condition.Compare("id", Op.Eq, id);
        var page = await Read(new ListSpec(table) { Where = where, Titles = titles, Limit = 1 }, cancel);
        return page.Rows.FirstOrDefault() ?? (await Read(new ListSpec(table) { Where = where, Titles = titles, Limit = 1, Removed = true }, cancel)).Rows.FirstOrDefault();
    }

    /// <summary>The name of a record, or null where there is none.</summary>
    public async Task<string?> TitleOf(Table table, Guid id, CancellationToken cancel = default) => Records.Form.Of(table.Type).Title is { } title && await SightSql.Sees(store, SignIn.Sight.Now, table.Type, id, cancel)
        ? (await store.Questions.All($"SELECT \"{Words.Snake(title.Property.Name)}\" FROM {table.Quoted} WHERE \"id\" = @0", [id], row => row.Text(0), cancel)).FirstOrDefault()
        : null;

    public async Task<DbConnection> Connect(CancellationToken cancel)
    {
        if (store.Source is { } source) return await source.OpenConnectionAsync(cancel);

        var connection = new SqliteConnection(store.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    public static DbCommand Command(DbConnection connection, string sql, IReadOnlyList<object?> values, bool sqlite)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Count; i++) command.Parameters.Add(ListSql.Parameter(sqlite, i, values[i]));
        return command;
    }

    static ListCursor CursorOf(ListSpec spec, ListRow row) => spec.Sort == "id" ? new(null, row.Id) : new(Told(row[spec.Sort] is Money money ? money.Minor : row[spec.Sort]), row.Id);

    /// <summary>The cursor at the row a reader stands on; identity comes first in every page.</summary>
    static ListCursor CursorAt(ListSpec spec, Reading row)
    {
        if (spec.Sort == "id") return new(null, row.Id(0));
        var (sort, columns) = (spec.Table.BySlot[spec.Sort].Columns[^1], ListSql.Selected(spec));
        var place = 0;
        while (!ReferenceEquals(columns[place], sort)) place++;
        return new(Told(row.Plain(place, sort)), row.Id(0));
    }

    static string? Told(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    static ListRow Row(ListPage page, Reading row, ListSpec spec)
    {
        var values = new object?[page.Width];
        for (var i = 0; i < values.Length; i++) values[i] = row.Plain(i, page.ColumnAt(i));
        var titles = new string?[spec.Titles.Count];
        for (var i = 0; i < titles.Length; i++) titles[i] = row.Text(values.Length + i);
        return new(page, values, titles);
    }
}
