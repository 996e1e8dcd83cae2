using System.Text;
using Rung.Server.Database;

namespace Rung.Server.SignIn;

/// <summary>
/// Where the key is. <c>RUNG_KEYFILE</c> names it; else it lies beside the data directory, as <c>data.key</c>, and is made when it is first
/// needed. PostgreSQL has no directory and its nodes must share one key: there it must be named.
/// </summary>
sealed class KeyFile(Place place, string? named = null)
{
    readonly Lock gate = new();
    (DateTime Written, IReadOnlyList<byte[]> Keys)? known;

    public string? Path { get; } = (named ?? Environment.GetEnvironmentVariable("RUNG_KEYFILE")) is { Length: > 0 } given ? System.IO.Path.GetFullPath(given)
        : place.IsSqlite ? System.IO.Path.GetFullPath(place.Directory!).TrimEnd(System.IO.Path.DirectorySeparatorChar) + ".key" : null;

    /// <summary>The keys, the one in use first; read again when the file has changed.</summary>
    /// <param name="make">Make the file where there is none.</param>
    public IReadOnlyList<byte[]> Keys(bool make)
    {
        if (Path is null) return [];
        lock (gate)
        {
            if (!File.Exists(Path))
            {
                if (!make) return [];
                Make();
            }

            var written = File.GetLastWriteTimeUtc(Path);
            if (known is not { } kept || kept.Written != written) known = kept = (written, Read());
            return kept.Keys;
        }
    }

    /// <summary>A new key above those that are there; the file is there whole before it has its name.</summary>
    public void PutOnTop() => Rewrite(lines => [Vault.NewKey(), .. lines]);

    /// <summary>Only the key in use stays.</summary>
    public void KeepFirst() => Rewrite(lines => [lines.First(l => l.Trim() is { Length: > 0 } line && line[0] != '#')]);

    void Rewrite(Func<IReadOnlyList<string>, IReadOnlyList<string>> change)
    {
        lock (gate)
        {
            if (File.Exists(Path)) _ = Read();
            var half = Written(change(File.Exists(Path) ? File.ReadAllLines(Path) : []));
            File.Move(half, Path!, overwrite: true);
            known = null;
        }
    }

    IReadOnlyList<byte[]> Read()
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path!) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            throw new CommandLine.UsageException($"Others may read {Path}: chmod 600 it, and think about a new key.");
        var lines = File.ReadAllLines(Path!).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var keys = lines.Select(Vault.Parse).ToList();
        return keys.Count > 0 && !keys.Contains(null) ? [.. keys.Select(k => k!)] : throw new CommandLine.UsageException($"{Path} takes one key a line: 32 bytes in base64, as from openssl rand -base64 32.");
    }

    /// <summary>Two processes may come here at the same time: one makes the file, the other reads it.</summary>
    void Make()
    {
        var half = Written([Vault.NewKey()]);
        try
        {
            File.Move(half, Path!, overwrite: false);
        }
        catch (IOException) when (File.Exists(Path))
        {
            File.Delete(half);
        }
    }

    /// <summary>The lines on the disk beside the file, for its owner alone; where they lie.</summary>
    string Written(IEnumerable<string> lines)
    {
        // Two containers may have one number for their processes.
        var half = $"{Path}.{Guid.CreateVersion7():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path!)!);
            using var file = new FileStream(half, options);
            file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
            file.Flush(flushToDisk: true);
            return half;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandLine.UsageException($"No key could be made for the secrets of this company: {e.Message} Name a place for it in RUNG_KEYFILE, apart from the data.");
        }
    }
}
