using Rung.Records;

namespace Rung.Notes;

/// <summary>A file kept with a record. What it holds lies under its digest and never changes; another content is another file.</summary>
public sealed class StoredFile : Attached<StoredFile>
{
    [Entered(Max = 255), Title, Private] public string Name { get; private set; } = "";
    [Entered(Once = true, Max = 127)] public string MediaType { get; private set; } = "application/octet-stream";

    /// <summary>Bytes.</summary>
    [Entered(Once = true, Least = 0)] public long Size { get; private set; }

    /// <summary>SHA-256 of the content, 64 hexadecimal digits.</summary>
    [Entered(Once = true, Max = 64)] public string Sha256 { get; private set; } = "";

    public override Refusal? Check()
    {
        if (Sha256.Length != 64 || !Sha256.All(char.IsAsciiHexDigitLower)) return new Unreadable("sha256", "64 × 0-9a-f");
        return base.Check();
    }
}
