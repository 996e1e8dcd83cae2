using System.Diagnostics;
using System.Runtime;

namespace Rung.Bench;

/// <summary>What this process has used since: processor time says more than a clock on a machine that does other work too.</summary>
sealed class Spent
{
    readonly TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
    readonly long allocated = GC.GetTotalAllocatedBytes();
    readonly TimeSpan paused = GC.GetTotalPauseDuration();
    readonly TimeSpan compiled = JitInfo.GetCompilationTime();

    public string PerRow(long rows)
    {
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        return $"{used.TotalMicroseconds / rows:F0} µs of processor, {(GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / rows:F1} KB allocated a row, {(GC.GetTotalPauseDuration() - paused).TotalSeconds:F1} s of collecting, {(JitInfo.GetCompilationTime() - compiled).TotalSeconds:F1} s of compiling; {GC.GetGCMemoryInfo().TotalCommittedBytes >> 20} MB of heap";
    }
}
