using Rung.Server.Desk;
using Rung.Server.Work;

namespace Rung.Server.Import;

/// <summary>A file of an import: what the map calls it, and where it lies on the shelf.</summary>
public sealed record OrderedFile(string Name, Guid Id);

/// <summary>What an import is asked to do.</summary>
/// <param name="Files">Every file the map names.</param>
/// <param name="Map">YAML; JSON is YAML too.</param>
/// <param name="DryRun">Decide everything, write nothing.</param>
public sealed record ImportOrder(IReadOnlyList<OrderedFile> Files, string Map, bool DryRun);

/// <summary>An import beside the pages: goes on from its last batch after a restart, on whichever node.</summary>
sealed class ImportWork(Importer importer, Shelf shelf) : ILongWork
{
    public string Kind => "import";
    public string Permission => "import.run";

    public async Task<Outcome<object>> Run(WorkTurn turn, CancellationToken cancel)
    {
        var order = turn.Ask<ImportOrder>();
        if (!ImportMap.Read(order.Map).Accepted(out var map, out var unread)) return unread;

        var files = new Dictionary<string, LocalFile>(StringComparer.Ordinal);
        try
        {
            foreach (var file in order.Files)
                files[file.Name] = await shelf.Take(file.Id, cancel) ?? throw new RefusedException(new FileGone(file.Name));
            return (await importer.Run(turn.Actor, map, turn.Work.Key, order.DryRun, name => files.GetValueOrDefault(name)?.Path, turn, cancel)).Accepted(out var told, out var refusal)
                ? told with { Rejected = [] }
                : refusal;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
        finally
        {
            foreach (var file in files.Values) await file.DisposeAsync();
        }
    }
}

/// <summary>The uploaded file is no longer kept.</summary>
sealed record FileGone(string File) : Refusal;
