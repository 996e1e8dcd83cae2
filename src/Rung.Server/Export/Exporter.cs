using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rung.Company;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Export;

/// <param name="Path">A folder that is not there yet or is empty; or a name that ends in <c>.zip</c>.</param>
/// <param name="Encoding">How rows are written.</param>
sealed record ExportAsk(string Path, ArchiveEncoding Encoding);

sealed record ExportTold(string Path, string Sha256, long Rows, IReadOnlyList<ArchiveFile> Files, double Seconds);

/// <summary>
/// Writes everything the company has into an archive: all kinds of record, removed ones too, their history and the journal,
/// from one snapshot. Rows are counted against the database; an archive has a manifest only when it is complete.
/// </summary>
sealed class Exporter(TheDesk desk, Store store, Lister lister, PrivateValues privates, TimeProvider clock)
{
    public const string Permission = "company.export";
    static readonly JsonSerializerOptions Readable = new(Api.Json.Options) { WriteIndented = true, NewLine = "\n" };

    public async Task<Outcome<ExportTold>> Run(Actor actor, ExportAsk ask, CancellationToken cancel, Action<long, long>? tell = null)
    {
        if (!actor.May(Permission)) return new NotAllowed(Permission);
        if (File.Exists(ask.Path) || (Directory.Exists(ask.Path) && Directory.EnumerateFileSystemEntries(ask.Path).Any())) return new ExportWouldOverwrite(ask.Path);

        var begun = clock.GetTimestamp();
        var half = ask.Path.TrimEnd(Path.DirectorySeparatorChar) + ".part";
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(half);
        try
        {
            var manifest = await Write(half, ask.Encoding, tell ?? ((_, _) => { }), cancel);
            var digest = await WriteManifest(half, manifest, cancel);
            if (await Note(actor, digest, manifest.Rows, cancel) is { } refusal) return refusal;

            Put(half, ask.Path);
            return new ExportTold(ask.Path, digest, manifest.Rows, manifest.Files, clock.GetElapsedTime(begun).TotalSeconds);
        }
        finally
        {
            if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        }
    }

    async Task<ArchiveManifest> Write(string folder, ArchiveEncoding encoding, Action<long, long> tell, CancellationToken cancel)
    {
        await using var snapshot = await Snapshot.Take(store, lister, cancel);
        var (files, tables, there) = (new List<ArchiveFile>(), Archive.Tables(store.Schema).ToList(), new Dictionary<Table, long>());
        foreach (var table in tables) there[table] = await snapshot.Count(Archive.Sql(table, store.Schema, store.Place.IsSqlite).Count, cancel);
        var (done, total) = (0L, there.Values.Sum());
        void Wrote()
        {
            if (++done % 1000 == 0) tell(done, total);
        }

        foreach (var table in tables)
        {
            var name = Archive.FileOf(table, encoding);
            var path = Path.Combine(folder, name);
            var (select, _) = Archive.Sql(table, store.Schema, store.Place.IsSqlite);
            long rows;
            await using (var file = File.Create(path, 1 << 16))
                rows = encoding == ArchiveEncoding.Csv
                    ? await Csv(file, table, snapshot.Rows(select, [], cancel), Wrote, cancel)
                    : await Json(file, table, snapshot.Rows(select, [], cancel), Wrote, cancel);
            if (there[table] != rows) throw new InvalidDataException($"{table.Name} has {there[table]} rows and {rows} were written.");

            files.Add(new(name, table.Kind, rows, await Digest(path, cancel)));
        }

        return new(ArchiveManifest.OurFormat, ArchiveManifest.OurVersion, encoding, files.Sum(f => f.Rows), files);
    }

    async Task<long> Csv(Stream file, Table table, IAsyncEnumerable<Reading> rows, Action wrote, CancellationToken cancel)
    {
        await using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        await text.WriteLineAsync(string.Join(',', table.Slots.SelectMany(ArchiveValue.Heads)));
        var (line, written) = (new StringBuilder(512), 0L);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            line.Clear();
            var values = await Values(table, row, cancel);
            for (var i = 0; i < values.Length; i++)
                foreach (var cell in ArchiveValue.Cells(table.Slots[i], values[i]))
                {
                    CsvText.Append(line, cell);
                    line.Append(',');
                }

            line[^1] = '\n';
            await text.WriteAsync(line, cancel);
            written++;
            wrote();
        }

        return written;
    }

    async Task<long> Json(Stream file, Table table, IAsyncEnumerable<Reading> rows, Action wrote, CancellationToken cancel)
    {
        var (buffer, written) = (new System.Buffers.ArrayBufferWriter<byte>(1 << 16), 0L);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Api.Json.Options.Encoder, MaxDepth = 256 });
        await foreach (var row in rows.WithCancellation(cancel))
        {
            var values = await Values(table, row, cancel);
            json.WriteStartObject();
            for (var i = 0; i < values.Length; i++) ArchiveValue.Write(json, table.Slots[i], values[i]);
            json.WriteEndObject();
            await json.FlushAsync(cancel);

            // One record a line, so that lines can be compared.
            await file.WriteAsync(written++ == 0 ? "[\n"u8.ToArray() : ",\n"u8.ToArray(), cancel);
            await file.WriteAsync(buffer.WrittenMemory, cancel);
            buffer.ResetWrittenCount();
            wrote();
            json.Reset();
        }

        await file.WriteAsync(written == 0 ? "[]\n"u8.ToArray() : "\n]\n"u8.ToArray(), cancel);
        return written;
    }

    async ValueTask<object?[]> Values(Table table, Reading row, CancellationToken cancel)
    {
        var values = table.Read(row);
        if (table.Type != typeof(JournalEntry)) return values;

        var changes = table.Slots.TakeWhile(s => s.Name != "changes").Count();
        values[changes] = await privates.Tell(values[changes] as string, cancel);
        return values;
    }

    static async Task<string> WriteManifest(string folder, ArchiveManifest manifest, CancellationToken cancel)
    {
        var path = Path.Combine(folder, ArchiveManifest.Name);
        await using (var file = File.Create(path))
            await JsonSerializer.SerializeAsync(file, manifest, Readable, cancel);
        return await Digest(path, cancel);
    }

    async Task<Refusal?> Note(Actor actor, string digest, long rows, CancellationToken cancel)
    {
        var noted = await desk.Decide(new Call(actor, Permission), async docket =>
        {
            var company = await docket.Need((await docket.Company()).Id);
            docket.Do(company, new ArchiveWritten(digest, rows));
            return company;
        }, cancel);
        return noted.Refusal;
    }

    static void Put(string half, string path)
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            System.IO.Compression.ZipFile.CreateFromDirectory(half, path + ".new");
            File.Move(path + ".new", path);
            return;
        }

        if (Directory.Exists(path)) Directory.Delete(path);
        Directory.Move(half, path);
    }

    static async Task<string> Digest(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
