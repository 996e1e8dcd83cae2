using Rung.Server.Work;

namespace Rung.Server.Export;

/// <param name="Encoding">How rows are written.</param>
sealed record ExportWish(ArchiveEncoding Encoding);

/// <param name="File">The archive on the shelf, until its time is over.</param>
public sealed record ExportedArchive(Guid File, string Name, long Bytes, long Rows, string Sha256);

/// <summary>One export on its page.</summary>
/// <param name="Percent">How far it is; null while nobody knows.</param>
/// <param name="Archive">What came of it.</param>
public sealed record ExportSeen(Guid Work, DateTimeOffset AskedAt, string State, bool HasEnded, long? Percent, ExportedArchive? Archive);

/// <summary>Writing everything out beside the pages; the archive waits on the shelf for whoever asked.</summary>
sealed class ExportWork(Exporter exporter, Shelf shelf, TimeProvider clock) : ILongWork
{
    static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    public string Kind => "export";

    public string Permission => Exporter.Permission;

    public async Task<Outcome<object>> Run(WorkTurn turn, CancellationToken cancel)
    {
        // It begins anew after a restart: half an archive is none.
        var path = Path.Combine(Path.GetTempPath(), $"rung-export-{Guid.CreateVersion7(clock.GetUtcNow()):N}.zip");
        try
        {
            if (!(await exporter.Run(turn.Actor, new(path, turn.Ask<ExportWish>().Encoding), cancel, turn.Tell)).Accepted(out var told, out var refusal)) return refusal;

            await using var archive = File.OpenRead(path);
            var name = $"rung-{clock.GetUtcNow():yyyy-MM-dd-HHmm}.zip";
            return (await shelf.Put(name, "application/zip", turn.Actor.Id.Value, KeptFor, archive, long.MaxValue, cancel)).Accepted(out var shelved, out var unkept)
                ? new ExportedArchive(shelved.Id, name, shelved.Size, told.Rows, told.Sha256)
                : unkept;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
