namespace Rung.Server.Desk;

/// <summary>
/// Keeps memory small while records come by the million. Left alone, the collector lets the young grow to the size of the
/// processor's cache before it looks at them, which may be hundreds of megabytes.
/// </summary>
static class Tidying
{
    const long Enough = 48 << 20;

    static long last;

    /// <summary>Collects what batches have left behind, once there is enough of it.</summary>
    public static void Tidy()
    {
        var (allocated, before) = (GC.GetTotalAllocatedBytes(), Volatile.Read(ref last));
        if (allocated - before >= Enough && Interlocked.CompareExchange(ref last, allocated, before) == before)
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
    }
}
