using Npgsql;

namespace Rung.Server.Backups;

/// <summary>The tables of a PostgreSQL database as they are, the side tables of search and duplicates too.</summary>
static class PostgresTables
{
    public const string LastMigration = "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"";

    /// <summary>Every table with the columns that can be written; what migrations and their lock keep is made by migrating.</summary>
    public static async Task<IReadOnlyList<(string Table, IReadOnlyList<string> Columns)>> Of(NpgsqlConnection connection, CancellationToken cancel)
    {
        var columns = new List<(string Table, string Column)>();
        await using var command = new NpgsqlCommand("""
            SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' AND c.table_name NOT LIKE '\_\_EF%'
            ORDER BY c.table_name, c.ordinal_position
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) columns.Add((rows.GetString(0), rows.GetString(1)));
        return [.. columns.GroupBy(c => c.Table).Select(t => (t.Key, (IReadOnlyList<string>)[.. t.Select(c => c.Column)]))];
    }

    /// <summary>The rows of a table as a backup has them.</summary>
    public static string Select(string table, IReadOnlyList<string> columns) => table switch
    {
        "journal" => $"SELECT {Listed(columns, c => c switch { "seq" => "row_number() OVER (ORDER BY tx, seq)", "tx" => "0::bigint", _ => Quoted(c) })} FROM journal ORDER BY tx, seq",
        "follower_places" => $"SELECT {Listed(columns, c => c switch { "seq" => "(SELECT count(*) FROM journal j WHERE (j.tx, j.seq) <= (p.tx, p.seq))", "tx" => "0::bigint", "holder" or "held_until" => $"NULL::{(c == "holder" ? "text" : "timestamptz")}", _ => Quoted(c) })} FROM follower_places p",
        _ => $"SELECT {Listed(columns, Quoted)} FROM {Quoted(table)}",
    };

    public static string Listed(IReadOnlyList<string> columns, Func<string, string> told) => string.Join(", ", columns.Select(told));

    public static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static async Task<T> One<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    public static async Task Do(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
