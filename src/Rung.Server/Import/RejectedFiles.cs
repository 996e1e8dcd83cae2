using Rung.Server.Ui;

namespace Rung.Server.Import;

/// <summary>
/// Where the command line writes the rows that did not come in: one file for each file of the source, beside it or where
/// the caller says, with the same columns and the reason behind them.
/// </summary>
sealed class RejectedFiles(Rejects rejects, string wanted, IReadOnlyList<FileMap> files, Func<string, string?> find)
{
    /// <summary>Why they could not be written, asked before anything comes in.</summary>
    public Refusal? Refuse()
    {
        foreach (var source in files.Select(f => find(f.File)).OfType<string>())
        {
            if (string.Equals(Path.GetFullPath(source), Path.GetFullPath(PathOf(source)), StringComparison.Ordinal)) return new RejectedOverSource(source);
            if (files.Count == 1 && !Directory.Exists(Path.GetDirectoryName(PathOf(source)))) return new RejectedNotWritten(PathOf(source));
        }

        return null;
    }

    /// <summary>Writes one file of rejected rows; answers its path, null where every row came in.</summary>
    public async Task<Outcome<FileTotals>> Write(Guid import, int place, FileTotals told, CancellationToken cancel)
    {
        if (told.Rejected == 0 || find(told.File) is not { } source) return told;

        var path = PathOf(source);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var file = File.Create(path + ".part"))
                await rejects.Write(import, place, told.Columns, file, Texts.English, cancel);
            File.Move(path + ".part", path, overwrite: true);
            return told with { RejectedFile = path };
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException)
        {
            return new RejectedNotWritten(path);
        }
    }

    /// <summary>Several files have a folder, named like themselves; one has the very file that was asked for.</summary>
    string PathOf(string source)
    {
        var name = Path.GetFileNameWithoutExtension(source) + ".rejected.csv";
        if (wanted.Length == 0) return Path.Combine(Path.GetDirectoryName(source)!, name);
        if (files.Count == 1) return wanted;

        var map = files.First(f => find(f.File) == source).File;
        return Path.Combine(wanted, Path.GetDirectoryName(map) ?? "", name);
    }
}

/// <summary>The file for rejected rows is the source itself.</summary>
sealed record RejectedOverSource(string Path) : Refusal;

/// <summary>The file for rejected rows cannot be written there.</summary>
sealed record RejectedNotWritten(string Path) : Refusal;
