using System.Collections.Concurrent;
using Rung.Server.Database;
using Rung.Server.Work;

namespace Rung.Server.Metrics;

/// <summary>Figures with when they were counted.</summary>
public sealed record Counted<T>(T Figures, DateTimeOffset At);

/// <summary>
/// Figures of very many customers, remembered until the record moves. What is counted quickly is counted anew at every
/// move; what takes long is told as it was, with its time, while it is counted again beside the pages and never for more
/// than a tenth of the time. Everything here can be counted again, so nothing is kept.
/// </summary>
sealed class Remembered(Store store, TimeProvider clock)
{
    /// <summary>What takes less is never told as it was.</summary>
    static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    /// <summary>Older figures are not shown.</summary>
    static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    const int Rest = 10;
    const int Most = 64;

    readonly ConcurrentDictionary<string, Memory> memories = new(StringComparer.Ordinal);

    /// <param name="question">What is asked, with everything that changes the answer but the record itself.</param>
    /// <param name="count">Counts it.</param>
    /// <param name="cancel">This request alone; the counting goes on for the others.</param>
    /// <param name="oldest">How old the figures may be; five minutes.</param>
    public async Task<Counted<T>> Ask<T>(string question, Func<CancellationToken, Task<T>> count, CancellationToken cancel, TimeSpan? oldest = null)
        where T : class
    {
        // Only a part is counted for whoever sees only part, and never told later than the record has it.
        if (SignIn.Sight.Now is { } sight) (question, oldest) = ($"{question} seen by {sight.Key}", TimeSpan.Zero);
        Forget();
        var memory = memories.GetOrAdd(question, _ => new());
        var place = await Place(cancel);
        while (true)
        {
            Task<Known> work;
            lock (memory)
            {
                memory.AskedAt = clock.GetTimestamp();
                if (memory.Last is { } last)
                {
                    var age = clock.GetElapsedTime(last.Began);
                    // The record stands where it was counted: it is what it would be now.
                    if (last.Place == place) return Told<T>(last) with { At = clock.GetUtcNow() };
                    if (last.Took >= Quick && age < (oldest ?? Oldest))
                    {
                        if (age > last.Took * Rest) memory.Work ??= Count(memory, count);
                        return Told<T>(last);
                    }
                }

                work = memory.Work ??= Count(memory, count);
            }

            var known = await work.WaitAsync(cancel);
            // A quick count that began before the asker's own change is not the answer.
            if (known.Place == place || known.Took >= Quick || known.Place is { } at && place is { } asked && (at.Tx, at.Seq).CompareTo((asked.Tx, asked.Seq)) > 0) return Told<T>(known);
        }
    }

    static Counted<T> Told<T>(Known known) => new((T)known.Figures, known.At);

    Task<Known> Count<T>(Memory memory, Func<CancellationToken, Task<T>> count)
        where T : class => Task.Run(async () =>
    {
        try
        {
            var (place, began, at) = (await Place(default), clock.GetTimestamp(), clock.GetUtcNow());
            var figures = await count(default);
            var known = new Known(figures, place, began, clock.GetElapsedTime(began), at);
            lock (memory) memory.Last = known;
            return known;
        }
        finally
        {
            lock (memory) memory.Work = null;
        }
    });

    Task<JournalPlace?> Place(CancellationToken cancel) => JournalTail.Last(store, cancel);

    void Forget()
    {
        if (memories.Count <= Most) return;
        foreach (var (question, _) in memories.OrderBy(m => m.Value.AskedAt).Take(memories.Count - Most)) memories.TryRemove(question, out _);
    }

    sealed record Known(object Figures, JournalPlace? Place, long Began, TimeSpan Took, DateTimeOffset At);

    sealed class Memory
    {
        public long AskedAt { get; set; }
        public Known? Last { get; set; }
        public Task<Known>? Work { get; set; }
    }
}
