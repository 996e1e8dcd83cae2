using System.Collections.Concurrent;

namespace Rung.Server.Metrics;

/// <summary>Figures that are being counted for somebody: how far it has come.</summary>
sealed class Counting
{
    static readonly AsyncLocal<Counting?> Current = new();

    long done, of;

    /// <summary>The counting that this work is part of, when somebody waits for it.</summary>
    public static Counting? Here => Current.Value;

    /// <summary>Opportunities read so far; 0 where nothing has to be read one by one.</summary>
    public long Done => Interlocked.Read(ref done);

    /// <summary>Opportunities there are.</summary>
    public long Of => Interlocked.Read(ref of);

    public void Tell(long done, long of)
    {
        Interlocked.Exchange(ref this.done, done);
        Interlocked.Exchange(ref this.of, of);
    }

    /// <summary>Does some work, which tells this how far it has come.</summary>
    public Task<T> Do<T>(Func<Task<T>> work) => Task.Run(() =>
    {
        Current.Value = this;
        return work();
    });
}

/// <summary>
/// Counts for pages: who asks for what takes long is soon told how far it is, asks again, and is given the figures when they
/// are there. Whatever nobody asks for any more is given up.
/// </summary>
/// <param name="patience">How long one request waits.</param>
/// <param name="clock">For noticing that nobody asks any more.</param>
sealed class Countings(TimeSpan patience, TimeProvider clock)
{
    static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<(Guid Person, string Asked), Waiting> waiting = new();

    /// <summary>The figures, or how far their counting is.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="asked">For what, as the address says it.</param>
    /// <param name="count">Counts it.</param>
    /// <param name="takesLong">Asked when patience is over: whether there is so much to count that somebody should be told how far it is.</param>
    /// <param name="cancel">This request alone; the counting goes on.</param>
    public async Task<(T? Figures, Counting? Counting)> Ask<T>(Guid person, string asked, Func<CancellationToken, Task<T>> count, Func<Task<bool>> takesLong, CancellationToken cancel)
        where T : class
    {
        GiveUp();
        var mine = waiting.GetOrAdd((person, asked), _ => new());
        mine.AskedAt = clock.GetTimestamp();
        var work = (Task<T>)mine.Begin(counting => counting.Do(() => count(mine.Cancel.Token)));
        await Task.WhenAny(work, Task.Delay(patience, cancel));
        cancel.ThrowIfCancellationRequested();
        if (!work.IsCompleted && await takesLong()) return (null, mine.Counting);

        await ((Task)work).WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        waiting.TryRemove((person, asked), out _);
        return (await work, null);
    }

    void GiveUp()
    {
        foreach (var (key, one) in waiting)
            if (clock.GetElapsedTime(one.AskedAt) > Forgotten && waiting.TryRemove(key, out _)) one.Cancel.Cancel();
    }

    sealed class Waiting
    {
        readonly Lock gate = new();
        Task? work;

        public Counting Counting { get; } = new();
        public CancellationTokenSource Cancel { get; } = new();
        public long AskedAt { get; set; } = long.MaxValue;

        /// <summary>Begins once, however often it is asked for.</summary>
        public Task Begin(Func<Counting, Task> begin)
        {
            lock (gate) return work ??= begin(Counting);
        }
    }
}
