namespace Rung.Server.Work;

/// <summary>
/// What is read of the record once and then followed: after a fact only what it speaks of is read again. It equals what
/// reading everything tells; it can be thrown away and read again.
/// </summary>
abstract class AtHand<T> : IDisposable
    where T : class
{
    readonly SemaphoreSlim turn = new(1, 1);
    T? held;

    /// <summary>With all that was recorded before it was asked for.</summary>
    protected async Task<T> Latest(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (held is null || await Followed(held, cancel) is not { } now)
            {
                held = await Read(cancel);
                // What came in while all was read, was read or not.
                now = await Followed(held, cancel) ?? held;
            }

            return held = now;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Everything, with what of the journal was in sight before.</summary>
    protected abstract Task<T> Read(CancellationToken cancel);

    /// <summary>The same with what has come since; null where everything is to be read anew.</summary>
    protected abstract Task<T?> Followed(T before, CancellationToken cancel);

    public void Dispose() => turn.Dispose();
}
