namespace Rung.Server.Database;

/// <summary>
/// Finds a place in the journal by time. It is kept in the order of its lines, and no index of times is paid for at every
/// write: lines are recorded in nearly that order, so halving finds the place.
/// </summary>
static class JournalSearch
{
    /// <summary>By so much a line may be out of order: a transaction that ran longer than others.</summary>
    static readonly TimeSpan Disorder = TimeSpan.FromDays(1);

    /// <summary>A number such that every line recorded after the instant has a greater one; 0 in a young journal.</summary>
    public static async Task<long> Before(Store store, DateTimeOffset at, CancellationToken cancel)
    {
        var wanted = at - Disorder;
        var (low, high) = (0L, (await store.Questions.All("SELECT MAX(seq) FROM journal", [], row => row.NumberOrNull(0) ?? 0, cancel))[0]);
        // All up to low are earlier; what follows high is not.
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var next = await store.Questions.All("SELECT seq, recorded_at FROM journal WHERE seq > @0 ORDER BY seq LIMIT 1", [middle], row => (Seq: row.Number(0), At: row.At(1)), cancel);
            if (next is [var line] && line.At < wanted) low = line.Seq;
            else high = middle;
        }

        return low;
    }
}
