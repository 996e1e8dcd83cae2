namespace Rung.Server.Desk;

/// <summary>
/// Keeps memory small while records come by the million. Left alone, the collector lets the young grow to the size of the
/// processor's cache before it looks at them, which may be hundreds of megabytes.
/// </summary>
static class Tidying
{
    const long Enough = 16 << 20;

    /// <summary>Every so many times the old are looked at too: a batch lives long enough to be taken for one of them.</summary>
    const int Seldom = 8;

    static long last;
    static int times;

    /// <summary>Collects what batches have left behind, once there is enough of it.</summary>
    public static void Tidy()
    {
        var (allocated, before) = (GC.GetTotalAllocatedBytes(), Volatile.Read(ref last));
        if (allocated - before >= Enough && Interlocked.CompareExchange(ref last, allocated, before) == before)
            GC.Collect(++times % Seldom == 0 ? 2 : 1, GCCollectionMode.Forced, blocking: true);
    }

    /// <summary>Gives back to the machine what only the start needed: a server that rests is small.</summary>
    public static async Task Settle(CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancel.IsCancellationRequested) GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
