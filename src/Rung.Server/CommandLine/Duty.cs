using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rung.Server.Database;

namespace Rung.Server.CommandLine;

/// <summary>
/// The right to write into a data directory. One process has it at a time, by a lock the system takes back when the
/// process ends however it ends. A server on duty leaves its address and a token that only the owner of the files can read,
/// so that a verb beside it sends its work there. PostgreSQL takes several writers: there, duty is always free.
/// </summary>
sealed class Duty : IDisposable
{
    const string LockName = "rung.lock";
    const string NoticeName = "server.json";

    readonly Place place;
    readonly FileStream? held;
    readonly string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    Duty(Place place, FileStream? held) => (this.place, this.held) = (place, held);

    /// <summary>Takes duty, or null when somebody has it.</summary>
    public static Duty? Take(Place place)
    {
        if (!place.IsSqlite) return new(place, null);

        // What lies here is the company's alone; a directory that was there keeps the mode its owner gave it.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(place.Directory!);
        else Directory.CreateDirectory(place.Directory!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        FileStream held;
        try
        {
            held = new(Path.Combine(place.Directory!, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            return null;
        }

        File.Delete(Path.Combine(place.Directory!, NoticeName));
        return new(place, held);
    }

    /// <summary>Tells the verbs beside this server where it listens.</summary>
    public void Announce(IEnumerable<string> urls)
    {
        if (held is null) return;

        var url = urls.OrderBy(u => u.StartsWith("https", StringComparison.Ordinal)).First()
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var half = Path.Combine(place.Directory!, NoticeName + ".new");
        File.Delete(half);
        // By hand: reading off how to write two texts takes longer than the rest of this.
        using (var file = new FileStream(half, options))
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString(nameof(Notice.Url), url);
            json.WriteString(nameof(Notice.Token), token);
            json.WriteEndObject();
        }

        File.Move(half, Path.Combine(place.Directory!, NoticeName), overwrite: true);
    }

    /// <summary>The server on duty, where it has said so.</summary>
    public static Notice? Announced(Place place)
    {
        try
        {
            return JsonSerializer.Deserialize<Notice>(File.ReadAllText(Path.Combine(place.Directory!, NoticeName)));
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    public bool Knows(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));

    public void Dispose()
    {
        if (held is null) return;
        File.Delete(Path.Combine(place.Directory!, NoticeName));
        held.Dispose();
    }

    public sealed record Notice(string Url, string Token);
}
