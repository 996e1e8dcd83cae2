using System.Security.Cryptography;
using System.Text.Json;

namespace Rung.Server.Backups;

/// <param name="Name">The file beside the manifest.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Table">The table of PostgreSQL whose rows it holds; null for a whole file of SQLite.</param>
/// <param name="Columns">In the order in which the rows have them.</param>
sealed record BackupFile(string Name, long Bytes, string Sha256, string? Table = null, IReadOnlyList<string>? Columns = null);

/// <summary>
/// What a backup holds: the whole database as it stood at one moment, down to who is signed in and what waits to be sent.
/// It goes back to the same kind of database; to another kind, or into another company's hands, goes an archive.
/// </summary>
/// <param name="Schema">The last migration done.</param>
/// <param name="Facts">How many lines the journal had.</param>
sealed record BackupManifest(string Format, int Version, string Database, string Schema, DateTimeOffset TakenAt, long Facts, IReadOnlyList<BackupFile> Files)
{
    public const string Name = "backup.json";
    public const string OurFormat = "rung-backup";
    public const int OurVersion = 1;

    static readonly JsonSerializerOptions Readable = new(Api.Json.Options) { WriteIndented = true, NewLine = "\n" };

    public static string Of(bool sqlite) => sqlite ? "sqlite" : "postgres";

    /// <summary>A folder that has one is a backup of ours, and a complete one: it is written last.</summary>
    public static async Task<Outcome<BackupManifest>> Read(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return new BackupDamaged(Name, "missing");
        try
        {
            await using var file = File.OpenRead(path);
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(file, Api.Json.Options, cancel);
            return manifest is { Format: OurFormat, Version: OurVersion, Files: not null, Schema: not null, Database: not null } ? manifest : new BackupDamaged(Name, $"neither {OurFormat} nor version {OurVersion}");
        }
        catch (JsonException bad)
        {
            return new BackupDamaged(Name, bad.Message);
        }
    }

    /// <returns>The digest that names the backup.</returns>
    public async Task<string> Write(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, Name);
        await using (var file = File.Create(path))
        {
            await JsonSerializer.SerializeAsync(file, this, Readable, cancel);
            await file.FlushAsync(cancel);
            file.Flush(flushToDisk: true);
        }

        return await Digest(path, cancel);
    }

    public static async Task<string> Digest(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}

/// <summary>The backup is not whole: a file is missing or was changed.</summary>
sealed record BackupDamaged(string File, string Why) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>What is there already is not overwritten by a backup.</summary>
sealed record PlaceNotEmpty(string Path) : Refusal;

/// <summary>A backup goes back to the kind of database it was taken of.</summary>
sealed record BackupOfOtherDatabase(string Database) : Refusal;

/// <summary>The backup was taken of a schema that this program does not know.</summary>
sealed record SchemaNotKnown(string Schema) : Refusal;
