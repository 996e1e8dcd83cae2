using System.Security.Cryptography;
using System.Text.Json;
using Rung.Company;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Notes;

namespace Rung.Server.Export;

/// <param name="Path">The archive: a folder with its manifest, or a <c>.zip</c> of one.</param>
sealed record RestoreAsk(string Path);

sealed record RestoreTold(string Sha256, long Rows, IReadOnlyList<ArchiveFile> Files, double Seconds);

/// <summary>
/// Takes an archive in as the whole company, where there is none yet: identities, versions, history and journal stay what
/// they were, so that writing it out again gives the same bytes. Every entered value passes its form, every reference must
/// lead somewhere, every file must be the one the manifest names; one transaction, all or nothing.
/// </summary>
sealed class Restoring(TheDesk desk, Store store, PrivateValues privates, TimeProvider clock)
{
    const int RowsAtOnce = 2_000;

    /// <summary>Whether something is an archive of ours rather than files of another source.</summary>
    public static bool IsArchive(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? File.Exists(path) : File.Exists(Path.Combine(path, ArchiveManifest.Name));

    public async Task<Outcome<RestoreTold>> Run(Actor actor, RestoreAsk ask, CancellationToken cancel)
    {
        if (!ask.Path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) return await Folder(actor, ask.Path, cancel);

        var folder = Directory.CreateTempSubdirectory("rung-archive-").FullName;
        try
        {
            await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(ask.Path, folder, cancel);
            return await Folder(actor, folder, cancel);
        }
        catch (InvalidDataException bad)
        {
            return new ArchiveDamaged(Path.GetFileName(ask.Path), bad.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    async Task<Outcome<RestoreTold>> Folder(Actor actor, string folder, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        if (!(await Manifest(folder, cancel)).Accepted(out var manifest, out var unread)) return unread;
        foreach (var file in manifest.Files)
            if (await Refuse(folder, file, cancel) is { } refusal) return refusal;

        if (await desk.TakeOver(actor, sheet => Parts(folder, manifest, sheet, cancel), cancel) is { } no) return no;

        store.Known.Forget([("company-profile", default)]);
        return new RestoreTold(await Digest(Path.Combine(folder, ArchiveManifest.Name), cancel), manifest.Rows, manifest.Files, clock.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>Leaves the fact, once somebody is there to have done it.</summary>
    public async Task<Refusal?> Note(Actor actor, RestoreTold told, CancellationToken cancel) => (await desk.Decide(new Call(actor, "company.restore"), async docket =>
    {
        var company = await docket.Need((await docket.Company()).Id);
        docket.Do(company, new ArchiveTakenIn(told.Sha256, told.Rows));
        return company;
    }, cancel)).Refusal;

    async IAsyncEnumerable<Writing> Parts(string folder, ArchiveManifest manifest, Sheet sheet, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var file in manifest.Files)
        {
            var (table, rows) = (TableOf(file)!, 0L);
            await foreach (var row in ArchiveRows.Read(Path.Combine(folder, file.Name), table, manifest.Encoding, cancel))
            {
                sheet.Writing.Inserts.Add(row switch
                {
                    Record record => Fit(record, file),
                    FileContent content when Convert.ToHexStringLower(SHA256.HashData(content.Content)) != content.Sha256 => throw new RefusedException(new ArchiveDamaged(file.Name, content.Sha256)),
                    JournalEntry line => line.With(await privates.Seal(line.Changes, sheet)),
                    _ => row,
                });
                // Files are large: each goes to the database before the next is read.
                if (++rows % RowsAtOnce != 0 && row is not FileContent) continue;
                yield return sheet.Writing;
                sheet.Writing.Inserts.Clear();
            }

            if (rows != file.Rows) throw new RefusedException(new ArchiveDamaged(file.Name, $"{rows} rows instead of {file.Rows}"));
            yield return sheet.Writing;
            sheet.Writing.Inserts.Clear();
        }
    }

    /// <summary>What nobody could have entered does not come in this way either.</summary>
    static Record Fit(Record record, ArchiveFile file)
    {
        var form = Form.Of(record.GetType());
        var values = form.Fields.ToDictionary(f => f.Name, f => f.Read(record));
        return form.Fill(record, values, whole: true) is { } refusal ? throw new RefusedException(new ArchiveDamaged(file.Name, $"{record.Key}: {refusal.Name} {refusal.At}")) : record;
    }

    async Task<Refusal?> Refuse(string folder, ArchiveFile file, CancellationToken cancel)
    {
        if (TableOf(file) is not { } table || !Archive.FileOf(table, ArchiveEncoding.Csv).StartsWith(Path.GetFileNameWithoutExtension(file.Name) + ".", StringComparison.Ordinal))
            return new ArchiveDamaged(file.Name, $"{file.Kind} is not known here");
        var path = Path.Combine(folder, file.Name);
        if (!File.Exists(path)) return new ArchiveDamaged(file.Name, "missing");
        return await Digest(path, cancel) == file.Sha256 ? null : new ArchiveDamaged(file.Name, "changed since it was written");
    }

    Table? TableOf(ArchiveFile file) => Archive.Tables(store.Schema).FirstOrDefault(t => t.Kind == file.Kind);

    static async Task<Outcome<ArchiveManifest>> Manifest(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, ArchiveManifest.Name);
        if (!File.Exists(path)) return new ArchiveDamaged(ArchiveManifest.Name, "missing");
        try
        {
            await using var file = File.OpenRead(path);
            var manifest = await JsonSerializer.DeserializeAsync<ArchiveManifest>(file, Api.Json.Options, cancel);
            return manifest is { Format: ArchiveManifest.OurFormat, Version: ArchiveManifest.OurVersion, Files: not null }
                ? manifest
                : new ArchiveDamaged(ArchiveManifest.Name, $"neither {ArchiveManifest.OurFormat} nor version {ArchiveManifest.OurVersion}");
        }
        catch (JsonException bad)
        {
            return new ArchiveDamaged(ArchiveManifest.Name, bad.Message);
        }
    }

    static async Task<string> Digest(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
