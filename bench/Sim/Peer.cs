using System.Diagnostics;
using System.Globalization;

namespace Rung.Bench.Sim;

/// <summary>Another engine with the same models, a program of its own; null where it is not on this machine.</summary>
sealed class Peer(string program, params string[] before)
{
    /// <summary>Builds the hand-written C++ loop with g++ -O2 into a temporary directory.</summary>
    internal static Peer? Loop(string into)
    {
        var built = Path.Combine(into, "loop");
        return Asked("g++", "-O2", "-o", built, Source("loop.cpp")) is null ? null : new(built);
    }

    internal static Peer? SimPy() => Asked("/usr/bin/python3", "-c", "import simpy") is null ? null : new("/usr/bin/python3", Source("models.py"));

    internal (double Cpu, Answer Answer) Run(string model, int size, ulong seed)
    {
        var said = Asked(program, [.. before, model, size.ToString(CultureInfo.InvariantCulture), (seed % int.MaxValue).ToString(CultureInfo.InvariantCulture)])
            ?? throw new InvalidOperationException($"{program} {model} failed.");
        var words = said.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return (words[0], new(words[2], words[3], (long)words[1]));
    }

    static string Source(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);

    static string? Asked(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
