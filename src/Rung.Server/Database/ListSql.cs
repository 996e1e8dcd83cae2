using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>
/// Lists of records as SQL, with keyset pages: a deep page costs what the first one does, and nothing counts rows.
/// Names come from the schema alone; every value is a parameter.
/// </summary>
static class ListSql
{
    /// <summary>
    /// The statements of one page, to be run in order until the page is full. Where the sort value may be empty, the second part
    /// crosses from filled values to empty ones or back; PostgreSQL takes both in one go and begins with the second when the
    /// first was too short.
    /// </summary>
    public static IEnumerable<(string Sql, List<object?> Values)> Pages(ListSpec spec, bool sqlite)
    {
        var slot = spec.Sort == "id" ? null : spec.Table.BySlot[spec.Sort];
        var sort = slot?.Columns[^1]; // money sorts by its minor units
        var spans = Spans(spec, sort);
        if (sqlite || spans is not [var first, var then])
        {
            foreach (var span in spans)
            {
                var values = new List<object?>();
                yield return (Page(spec, sort, span, values, sqlite), values);
            }

            yield break;
        }

        var both = new List<object?>();
        yield return ($"({Page(spec, sort, first, both, sqlite)}) UNION ALL ({Page(spec, sort, then, both, sqlite)}) LIMIT {spec.Limit + 1}", both);
    }

    /// <summary>Empty values count as the smallest on both databases.</summary>
    static IReadOnlyList<Span> Spans(ListSpec spec, Column? sort)
    {
        if (sort is null || !sort.Nullable) return [Span.After(spec.After)];

        var inEmpty = spec.After is { Value: null };
        if (spec.Descending) return inEmpty ? [Span.Empty(spec.After)] : [Span.Filled(spec.After), Span.Empty(null)];
        return spec.After is null || inEmpty ? [Span.Empty(spec.After), Span.Filled(null)] : [Span.Filled(spec.After)];
    }

    static string Page(ListSpec spec, Column? sort, Span span, List<object?> values, bool sqlite)
    {
        var sql = new StringBuilder("SELECT ").AppendJoin(", ", Selected(spec).Select(c => "t." + c.Quoted));
        for (var i = 0; i < spec.Titles.Count; i++) sql.Append(CultureInfo.InvariantCulture, $", j{i}.\"{TitleColumn(spec, i)}\"");
        sql.Append(CultureInfo.InvariantCulture, $" FROM {spec.Table.Quoted} t");
        for (var i = 0; i < spec.Titles.Count; i++)
        {
            var reference = spec.Table.BySlot[spec.Titles[i]];
            var to = Conventions.TableName(Referred(spec, i));
            sql.Append(CultureInfo.InvariantCulture, $" LEFT JOIN \"{to}\" j{i} ON j{i}.\"id\" = t.{reference.Columns[0].Quoted}");
            if (SightSql.Seen(Referred(spec, i), "j" + i, SignIn.Sight.Now, values) is { } seen) sql.Append(" AND ").Append(seen);
        }

        Narrow(spec, sql, values, sqlite);
        var direction = spec.Descending ? "DESC" : "ASC";
        var compare = spec.Descending ? "<" : ">";
        if (sort is null || span.IsEmpty)
        {
            if (span.IsEmpty) sql.Append(CultureInfo.InvariantCulture, $" AND t.{sort!.Quoted} IS NULL");
            if (span.From is { } from) sql.Append(CultureInfo.InvariantCulture, $" AND t.\"id\" {compare} {Mark(values, from.Id)}");
            sql.Append(CultureInfo.InvariantCulture, $" ORDER BY t.\"id\" {direction}");
        }
        else
        {
            if (span.From is { } from)
                sql.Append(CultureInfo.InvariantCulture, $" AND (t.{sort.Quoted}, t.\"id\") {compare} ({Mark(values, Stored(sort, from.Value!))}, {Mark(values, from.Id)})");
            else if (sort.Nullable)
                sql.Append(CultureInfo.InvariantCulture, $" AND t.{sort.Quoted} IS NOT NULL");
            sql.Append(CultureInfo.InvariantCulture, $" ORDER BY t.{sort.Quoted} {direction}, t.\"id\" {direction}");
        }

        sql.Append(CultureInfo.InvariantCulture, $" LIMIT {spec.Limit + 1}");
        return sql.ToString();
    }

    /// <summary>The rows a list is about, whatever page of it.</summary>
    public static void Narrow(ListSpec spec, StringBuilder sql, List<object?> values, bool sqlite)
    {
        sql.Append(" WHERE t.\"removed_at\" IS ").Append(spec.Removed ? "NOT NULL" : "NULL");
        if (SightSql.Seen(spec.Table.Type, "t", SignIn.Sight.Now, values) is { } seen) sql.Append(" AND ").Append(seen);
        if (spec.Where is not { } where) return;
        sql.Append(" AND ");
        Write(where, spec.Table, sql, values, sqlite);
    }

    /// <summary>The columns of a page in the order they are read: identity, version, sort value, then the fields.</summary>
    public static IReadOnlyList<Column> Selected(ListSpec spec)
    {
        if (spec.Fields is null) return spec.Table.Whole;

        IReadOnlyList<Slot> slots = [.. spec.Fields.Where(f => f is not ("id" or "version")).Select(f => spec.Table.BySlot[f])];
        var sort = spec.Sort == "id" ? [] : spec.Table.BySlot[spec.Sort].Columns;
        return [.. spec.Table.BySlot["id"].Columns.Concat(spec.Table.BySlot["version"].Columns).Concat(sort).Concat(slots.SelectMany(s => s.Columns)).Distinct()];
    }

    static Type Referred(ListSpec spec, int i) => Conventions.Plain(spec.Table.BySlot[spec.Titles[i]].Property.PropertyType).GetGenericArguments()[0];

    static string TitleColumn(ListSpec spec, int i) => Form.Of(Referred(spec, i)).Title is { } title ? Words.Snake(title.Property.Name) : "id";

    public static void Write(Condition condition, Table table, StringBuilder sql, List<object?> values, bool sqlite)
    {
        switch (condition)
        {
            case Condition.Join { Parts.Count: 0 }:
                sql.Append("1=1");
                break;
            case Condition.Join join:
                sql.Append('(');
                for (var i = 0; i < join.Parts.Count; i++)
                {
                    if (i > 0) sql.Append(join.And ? " AND " : " OR ");
                    Write(join.Parts[i], table, sql, values, sqlite);
                }

                sql.Append(')');
                break;
            case Condition.Not not:
                sql.Append('(');
                Write(not.Inner, table, sql, values, sqlite);
                sql.Append(") IS NOT TRUE");
                break;
            case Condition.Compare compare:
                sql.Append(Compared(compare.Op, compare.Values, "t." + table.BySlot[compare.Field].Columns[^1].Quoted, values));
                break;
            case Condition.Further further:
                sql.Append(Compared(further.Op, further.Values, FurtherSql(further, values, sqlite), values));
                break;
        }
    }

    /// <summary>The value under a key of <c>custom</c> as text, or as a number where it is one.</summary>
    static string FurtherSql(Condition.Further further, List<object?> values, bool sqlite)
    {
        if (!sqlite)
        {
            var key = Mark(values, further.Key);
            return further.AsNumber
                ? $"(CASE WHEN jsonb_typeof(t.\"custom\"::jsonb -> {key}) = 'number' THEN (t.\"custom\"::jsonb ->> {key})::double precision END)"
                : $"(t.\"custom\"::jsonb ->> {key})";
        }

        var path = Mark(values, "$.\"" + further.Key.Replace("\"", "", StringComparison.Ordinal) + "\"");
        return further.AsNumber
            ? $"(CASE WHEN json_type(t.\"custom\", {path}) IN ('integer', 'real') THEN json_extract(t.\"custom\", {path}) END)"
            : $"(CASE json_type(t.\"custom\", {path}) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(json_extract(t.\"custom\", {path}) AS TEXT) END)";
    }

    static string Compared(Op op, object?[] given, string column, List<object?> values) => op switch
    {
        Op.Empty => $"{column} IS NULL",
        Op.Filled => $"{column} IS NOT NULL",
        Op.In => given.Length == 0 ? "1=0" : $"{column} IN ({string.Join(", ", given.Select(v => Mark(values, v)))})",
        Op.Has => $"lower({column}) LIKE {Mark(values, "%" + Escaped(given[0]) + "%")} ESCAPE '\\'",
        Op.Starts => $"lower({column}) LIKE {Mark(values, Escaped(given[0]) + "%")} ESCAPE '\\'",
        Op.Ne => $"({column} <> {Mark(values, given[0])} OR {column} IS NULL)",
        Op.Lt => $"{column} < {Mark(values, given[0])}",
        Op.Lte => $"{column} <= {Mark(values, given[0])}",
        Op.Gt => $"{column} > {Mark(values, given[0])}",
        Op.Gte => $"{column} >= {Mark(values, given[0])}",
        _ => $"{column} = {Mark(values, given[0])}",
    };

    static string Escaped(object? text) => ((string)text!).ToLowerInvariant()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    static string Mark(List<object?> values, object? value)
    {
        values.Add(value);
        return "@" + (values.Count - 1);
    }

    /// <summary>A sort value as it was written into a cursor, as the database stores it.</summary>
    static object Stored(Column column, string text) => column.Stored switch
    {
        _ when column.Stored == typeof(long) => long.Parse(text, CultureInfo.InvariantCulture),
        _ when column.Stored == typeof(int) => int.Parse(text, CultureInfo.InvariantCulture),
        _ when column.Stored == typeof(double) => double.Parse(text, CultureInfo.InvariantCulture),
        _ when column.Stored == typeof(bool) => bool.Parse(text),
        _ when column.Stored == typeof(DateOnly) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ when column.Stored == typeof(DateTime) => new DateTime(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc),
        _ when column.Stored == typeof(Guid) => Guid.Parse(text),
        _ when column.Stored == typeof(byte[]) => Guid.Parse(text),
        _ => text,
    };

    /// <summary>A value as a parameter of the driver at hand.</summary>
    public static DbParameter Parameter(bool sqlite, int place, object? value) => sqlite
        ? new SqliteParameter("@" + place, Sqlite.SqliteDoor.Value(value is DateTime utc ? utc.Ticks : value))
        : new NpgsqlParameter("@" + place, Stored(value));

    /// <summary>A value as PostgreSQL's driver takes it.</summary>
    public static object Stored(object? value) => value switch { null => DBNull.Value, DateTimeOffset at => at.UtcDateTime, _ => value };

    sealed record Span(bool IsEmpty, ListCursor? From)
    {
        public static Span After(ListCursor? from) => new(false, from);

        public static Span Filled(ListCursor? from) => new(false, from);

        public static Span Empty(ListCursor? from) => new(true, from);
    }
}
