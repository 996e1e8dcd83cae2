using Rung.Records;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Notes;

namespace Rung.Server.Export;

enum ArchiveEncoding
{
    Csv,
    Json,
}

/// <param name="Name">The file beside the manifest.</param>
/// <param name="Kind">What its rows are: a kind of record, a kind of history, or the journal.</param>
/// <param name="Rows">How many; checked against the database when written and against the file when read.</param>
/// <param name="Sha256">Of the file's bytes.</param>
sealed record ArchiveFile(string Name, string Kind, long Rows, string Sha256);

/// <summary>
/// What an archive holds. It says nothing of when and by whom it was written: the same company gives the same bytes, and
/// the journal keeps the rest.
/// </summary>
sealed record ArchiveManifest(string Format, int Version, ArchiveEncoding Encoding, long Rows, IReadOnlyList<ArchiveFile> Files)
{
    public const string Name = "manifest.json";
    public const string OurFormat = "rung-archive";
    public const int OurVersion = 1;
}

/// <summary>The tables that an archive holds: every kind of record that is about the business, its history, what its files hold, what usage was counted, and the journal last.</summary>
static class Archive
{
    /// <summary>Facts about archives and backups themselves stay with the installation that wrote or took one in.</summary>
    public static readonly string[] OfTheInstallation = [new Rung.Company.ArchiveWritten("", 0).Name, new Rung.Company.ArchiveTakenIn("", 0).Name, new Rung.Company.BackupTaken("", 0).Name, new Rung.Company.BackupBroughtBack(default, 0).Name, new Rung.Company.SecretsResealed(0).Name];

    public static IEnumerable<Table> Tables(Schema schema) =>
        schema.Records.Where(t => !t.IsUpkeep).Concat(Conventions.Traces.Select(t => schema[t])).Append(schema[typeof(FileContent)]).Append(schema[typeof(UsageTally)]).Append(schema[typeof(UsageContent)]).Append(schema[typeof(JournalEntry)]);

    public static string FileOf(Table table, ArchiveEncoding encoding) => table.Name.Replace('_', '-') + "." + Words.Camel(encoding.ToString());

    /// <summary>The rows of a table in an order that every database gives alike.</summary>
    public static (string Select, string Count) Sql(Table table, Schema schema, bool sqlite)
    {
        var order = Order(table, sqlite);
        if (table.Type != typeof(JournalEntry)) return ($"SELECT {table.ColumnList} FROM {table.Quoted} ORDER BY {order}", $"SELECT count(*) FROM {table.Quoted}");

        var upkeep = schema.Records.Where(t => t.IsUpkeep).Select(t => t.Kind).Append("");
        var which = $"FROM journal WHERE name NOT IN ({Quoted(OfTheInstallation)}) AND record_kind NOT IN ({Quoted(upkeep)})";
        return ($"SELECT {table.ColumnList} {which} ORDER BY {(sqlite ? "seq" : "tx, seq")}", "SELECT count(*) " + which);
    }

    static string Order(Table table, bool sqlite) => table.Type switch
    {
        // Digests are compared as bytes: a collation of PostgreSQL may put letters before digits.
        var t when t == typeof(FileContent) => sqlite ? "\"sha256\"" : "\"sha256\" COLLATE \"C\"",
        var t when t == typeof(UsageTally) => "account_id, used_on, event_id",
        var t when t == typeof(UsageContent) => "number",
        _ => string.Join(", ", table.Key),
    };

    static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));
}

/// <summary>The folder that an export would fill holds something already.</summary>
sealed record ExportWouldOverwrite(string Path) : Refusal;

/// <summary>The archive is not whole: a file is missing, was changed, or holds another number of rows than it should.</summary>
sealed record ArchiveDamaged(string File, string Why) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>An archive is a whole company; it is not poured into another one.</summary>
sealed record CompanyNotEmpty : Refusal;
