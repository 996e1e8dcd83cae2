using System.Buffers.Binary;
using System.Diagnostics;

namespace Rung.Bench;

/// <summary>
/// Makes the files of a directory as a power cut would have left them: all that was synced, of the rest some writes and of
/// these most sectors. The writes are noted by a recorder in C that is loaded into the process which is to lose its power.
/// </summary>
sealed class PowerCut : IDisposable
{
    const int Sector = 512;

    /// <summary>Of the writes that were not synced so many reach the disk.</summary>
    const double Reached = 0.3;

    /// <summary>Of the sectors of such a write.</summary>
    const double Whole = 0.85;

    readonly string watched;
    readonly string own = Directory.CreateTempSubdirectory("rung-power-").FullName;

    /// <param name="watched">The directory that loses its power.</param>
    /// <exception cref="InvalidOperationException">There is no C compiler.</exception>
    public PowerCut(string watched)
    {
        this.watched = Path.GetFullPath(watched);
        Directory.CreateDirectory(Notes);
        using var compiler = Process.Start(new ProcessStartInfo("cc", ["-O2", "-shared", "-fPIC", "-o", Recorder, Path.Combine(AppContext.BaseDirectory, "Power", "recorder.c"), "-ldl"]))!;
        compiler.WaitForExit();
        if (compiler.ExitCode != 0) throw new InvalidOperationException("The recorder of writes could not be compiled.");
    }

    string Recorder => Path.Combine(own, "recorder.so");
    string Notes => Path.Combine(own, "notes");
    string Before => Path.Combine(own, "before");

    /// <summary>Keeps the files as they are, and has all writes of the process that is about to start noted.</summary>
    public void Watch(ProcessStartInfo start)
    {
        if (Directory.Exists(Before)) Directory.Delete(Before, true);
        Directory.CreateDirectory(Before);
        foreach (var file in Directory.EnumerateFiles(watched)) File.Copy(file, Path.Combine(Before, Path.GetFileName(file)));
        foreach (var file in Directory.EnumerateFiles(Notes)) File.Delete(file);
        (start.Environment["LD_PRELOAD"], start.Environment["RUNG_POWER_WATCHED"], start.Environment["RUNG_POWER_NOTES"]) = (Recorder, watched, Notes);
    }

    /// <summary>What is left of the writes of a process that is dead.</summary>
    /// <returns>How many writes were not synced.</returns>
    public int Cut(Random chance)
    {
        var unsynced = 0;
        foreach (var notes in Directory.EnumerateFiles(Notes).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(notes);
            var before = Path.Combine(Before, name);
            unsynced += Make(Path.Combine(watched, name), File.Exists(before) ? File.ReadAllBytes(before) : [], Read(File.ReadAllBytes(notes)), chance);
        }

        foreach (var index in Directory.EnumerateFiles(watched, "*-shm")) File.Delete(index);
        return unsynced;
    }

    public void Dispose() => Directory.Delete(own, true);

    enum LineKind
    {
        Written = 1,
        CutOff = 2,
        Synced = 3,
    }

    readonly record struct Line(LineKind Kind, long At, ReadOnlyMemory<byte> Bytes);

    /// <summary>A last line may be missing its end: the process was killed while it was noted, and so never written.</summary>
    static List<Line> Read(byte[] notes)
    {
        var lines = new List<Line>();
        for (var at = 0; at + 16 <= notes.Length;)
        {
            var (kind, length, place) = (BinaryPrimitives.ReadInt32LittleEndian(notes.AsSpan(at)), BinaryPrimitives.ReadInt32LittleEndian(notes.AsSpan(at + 4)), BinaryPrimitives.ReadInt64LittleEndian(notes.AsSpan(at + 8)));
            if (at + 16 + length > notes.Length) break;
            lines.Add(new((LineKind)kind, place, notes.AsMemory(at + 16, length)));
            at += 16 + length;
        }

        return lines;
    }

    static int Make(string file, byte[] before, List<Line> lines, Random chance)
    {
        using var made = new MemoryStream();
        made.Write(before);
        var safe = lines.FindLastIndex(l => l.Kind == LineKind.Synced);
        var unsynced = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Kind == LineKind.Synced) continue;
            if (i > safe) unsynced++;
            if (i > safe && chance.NextDouble() >= Reached) continue;
            if (line.Kind == LineKind.CutOff) made.SetLength(line.At);
            else if (i <= safe) Put(made, line.At, line.Bytes.Span);
            else PutSome(made, line, chance);
        }

        File.WriteAllBytes(file, made.ToArray());
        return unsynced;
    }

    static void PutSome(MemoryStream made, Line line, Random chance)
    {
        for (var from = 0; from < line.Bytes.Length;)
        {
            var length = (int)Math.Min(Sector - (line.At + from) % Sector, line.Bytes.Length - from);
            if (chance.NextDouble() < Whole) Put(made, line.At + from, line.Bytes.Span.Slice(from, length));
            from += length;
        }
    }

    static void Put(MemoryStream made, long at, ReadOnlySpan<byte> bytes)
    {
        made.Position = at;
        made.Write(bytes);
    }
}
