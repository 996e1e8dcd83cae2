using System.ComponentModel.DataAnnotations.Schema;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Work;

/// <summary>A whole file kept for a while: uploaded to be imported, or made by an export. Not a record; it goes when its time is over.</summary>
[Table("shelved_files"), PrimaryKey(nameof(Id))]
sealed class ShelvedFile
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string MediaType { get; init; } = "application/octet-stream";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Whose it is: nobody else is given it.</summary>
    public Guid OwnerId { get; init; }

    public DateTimeOffset KeptUntil { get; init; }
}

/// <summary>A part of a shelved file, where files lie in the database.</summary>
[Table("shelf_parts"), PrimaryKey(nameof(FileId), nameof(Part))]
sealed class ShelfPart
{
    public Guid FileId { get; init; }
    public int Part { get; init; }
    public byte[] Bytes { get; init; } = [];
}

static class ShelfMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<ShelvedFile>().Property(f => f.Id).ValueGeneratedNever();
        model.Entity<ShelfPart>();
    }
}

/// <summary>The file is larger than is taken.</summary>
public sealed record UploadTooLarge(long Limit) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>
/// Where whole files wait, for every node to read: in <c>files/</c> of the data directory, or on PostgreSQL in parts in the
/// database. They stream in and out and are never in memory whole.
/// </summary>
sealed class Shelf(Store store, TheDesk desk)
{
    const int PartBytes = 1 << 20;

    string Folder => Path.Combine(store.Place.Directory!, "files");

    /// <summary>Puts a file on the shelf; too large, it is not kept at all.</summary>
    /// <param name="repeatable">From the hash of the file to the key under which it may be sent again: then the first one stays and the second is let go.</param>
    public async Task<Outcome<ShelvedFile>> Put(string name, string mediaType, Guid owner, TimeSpan keepFor, Stream content, long limit, CancellationToken cancel, Func<string, (string Key, string Fingerprint)>? repeatable = null)
    {
        var id = Guid.CreateVersion7(desk.Now);
        try
        {
            await using var parts = await Open(id, cancel);
            var (hash, size) = (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), 0L);
            using var digest = hash;
            var buffer = new byte[PartBytes];
            for (int read; (read = await content.ReadAtLeastAsync(buffer, PartBytes, false, cancel)) > 0;)
            {
                if ((size += read) > limit)
                {
                    await Forget([id], cancel);
                    return new UploadTooLarge(limit);
                }

                digest.AppendData(buffer, 0, read);
                await parts.Add(buffer.AsMemory(0, read), cancel);
            }

            var file = new ShelvedFile { Id = id, Name = name, MediaType = mediaType, OwnerId = owner, Size = size, Sha256 = Convert.ToHexStringLower(digest.GetHashAndReset()), KeptUntil = desk.Now + keepFor };
            await parts.Finish(cancel);
            return repeatable is null ? await Lay(file, null, cancel) : await Once(file, repeatable(file.Sha256), cancel);
        }
        catch
        {
            await Forget([id], CancellationToken.None);
            throw;
        }
    }

    async Task<Outcome<ShelvedFile>> Once(ShelvedFile file, (string Key, string Fingerprint) repeatable, CancellationToken cancel)
    {
        var known = await desk.Known(file.OwnerId, repeatable, cancel);
        try
        {
            if (known is null) return await Lay(file, repeatable, cancel);
        }
        catch (TakenException)
        {
            known = await desk.Known(file.OwnerId, repeatable, cancel);
        }

        await Forget([file.Id], cancel);
        if (!known!.Accepted(out var answer, out var another)) return another;
        return await Find(answer.RecordId, cancel) is { } first ? first : new NotFound("file", answer.RecordId.ToString());
    }

    async Task<ShelvedFile> Lay(ShelvedFile file, (string Key, string Fingerprint)? repeatable, CancellationToken cancel)
    {
        var writing = new Writing { Inserts = { file } };
        if (repeatable is var (key, fingerprint)) writing.Inserts.Add(new AnsweredRequest { ActorId = file.OwnerId, Key = key, Fingerprint = fingerprint, RecordKind = "file", RecordId = file.Id, AnsweredAt = desk.Now });
        await store.Writer.Write(writing, cancel);
        return file;
    }

    public async Task<ShelvedFile?> Find(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<ShelvedFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, cancel);
    }

    /// <summary>The file as one on this machine's disk, as long as the answer is held; null when it is gone.</summary>
    public async Task<LocalFile?> Take(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } file) return null;
        if (store.Place.IsSqlite) return File.Exists(Path.Combine(Folder, id.ToString("N"))) ? new(file, Path.Combine(Folder, id.ToString("N")), false) : null;

        var local = new LocalFile(file, Path.Combine(Path.GetTempPath(), "rung-" + Path.GetRandomFileName()), true);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var copy = new FileStream(local.Path, options);
        for (var part = 0; (await Part(id, part, cancel)) is { } bytes; part++) await copy.WriteAsync(bytes, cancel);
        return local;
    }

    /// <summary>Takes away every file whose time is over; says how many.</summary>
    public async Task<int> Tidy(CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = desk.Now;
        var over = await db.Set<ShelvedFile>().AsNoTracking().Where(f => f.KeptUntil < now).Select(f => f.Id).Take(1000).ToListAsync(cancel);
        await Forget(over, cancel);
        return over.Count;
    }

    async Task Forget(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var writing = new Writing();
        foreach (var id in ids)
        {
            if (store.Place.IsSqlite) File.Delete(Path.Combine(Folder, id.ToString("N")));
            else writing.Statements.Add(("DELETE FROM shelf_parts WHERE file_id=@0", [id]));
            writing.Statements.Add(("DELETE FROM shelved_files WHERE id=@0", [id]));
        }

        if (!writing.IsEmpty) await store.Writer.Write(writing, cancel);
    }

    async Task<byte[]?> Part(Guid id, int part, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<ShelfPart>().AsNoTracking().Where(p => p.FileId == id && p.Part == part).Select(p => p.Bytes).FirstOrDefaultAsync(cancel);
    }

    async Task<IParts> Open(Guid id, CancellationToken cancel)
    {
        if (!store.Place.IsSqlite) return new Rows(store, id);

        cancel.ThrowIfCancellationRequested();
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await Task.FromResult(new OnDisk(new FileStream(Path.Combine(Folder, id.ToString("N")), FileMode.CreateNew, FileAccess.Write)));
    }

    interface IParts : IAsyncDisposable
    {
        Task Add(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

        Task Finish(CancellationToken cancel);
    }

    sealed class OnDisk(FileStream file) : IParts
    {
        public async Task Add(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => await file.WriteAsync(bytes, cancel);

        public Task Finish(CancellationToken cancel)
        {
            file.Flush(flushToDisk: true);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }

    sealed class Rows(Store store, Guid id) : IParts
    {
        int part;

        public Task Add(ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
            store.Writer.Write(new Writing { Inserts = { new ShelfPart { FileId = id, Part = part++, Bytes = bytes.ToArray() } } }, cancel);

        public Task Finish(CancellationToken cancel) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>A shelved file at hand on this machine.</summary>
sealed class LocalFile(ShelvedFile file, string path, bool isCopy) : IAsyncDisposable
{
    public ShelvedFile File => file;
    public string Path => path;

    public ValueTask DisposeAsync()
    {
        if (isCopy) System.IO.File.Delete(path);
        return ValueTask.CompletedTask;
    }
}
