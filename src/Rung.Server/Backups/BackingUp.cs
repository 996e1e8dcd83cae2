using Rung.Company;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Export;

namespace Rung.Server.Backups;

/// <param name="Path">A folder that is not there yet or is empty.</param>
sealed record BackupAsk(string Path);

/// <param name="KeyFile">Where the key of its secrets lies; it is never in a backup. Null where there is none.</param>
sealed record BackupTold(string Path, string Sha256, string Schema, long Facts, long Bytes, double Seconds, string? KeyFile);

/// <summary>Takes a backup and leaves the fact that the company's data went out.</summary>
sealed class BackingUp(TheDesk desk, Store store, TimeProvider clock, SignIn.KeyFile key)
{
    public const string Permission = "company.back-up";

    public async Task<Outcome<BackupTold>> Run(Actor actor, BackupAsk ask, CancellationToken cancel)
    {
        if (!actor.May(Permission)) return new NotAllowed(Permission);
        if (File.Exists(ask.Path) || (Directory.Exists(ask.Path) && Directory.EnumerateFileSystemEntries(ask.Path).Any())) return new ExportWouldOverwrite(ask.Path);

        var begun = clock.GetTimestamp();
        var (manifest, digest) = await Write(store, ask.Path, clock.GetUtcNow(), cancel);
        var noted = await desk.Decide(new Call(actor, Permission), async docket =>
        {
            var company = await docket.Need((await docket.Company()).Id);
            docket.Do(company, new BackupTaken(digest, manifest.Facts));
            return company;
        }, cancel);
        return noted.Refusal is { } refusal ? refusal : new BackupTold(ask.Path, digest, manifest.Schema, manifest.Facts, manifest.Files.Sum(f => f.Bytes), clock.GetElapsedTime(begun).TotalSeconds, File.Exists(key.Path) ? key.Path : null);
    }

    /// <summary>A whole backup under its name, or none: it is written beside and moved when it is complete.</summary>
    public static async Task<(BackupManifest Manifest, string Digest)> Write(Store store, string path, DateTimeOffset at, CancellationToken cancel)
    {
        var half = path.TrimEnd(Path.DirectorySeparatorChar) + ".part";
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(half);
        else Directory.CreateDirectory(half, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var manifest = await Backup.Write(store, half, at, cancel);
            var digest = await manifest.Write(half, cancel);
            if (Directory.Exists(path)) Directory.Delete(path);
            Directory.Move(half, path);
            return (manifest, digest);
        }
        finally
        {
            if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        }
    }
}
