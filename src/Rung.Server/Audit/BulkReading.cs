using System.Collections.Concurrent;
using Rung.Server.Desk;

namespace Rung.Server.Audit;

/// <summary>
/// Notices who reads rows by the thousand without asking for an export: a fact at a thousand rows of a kind within an hour, at
/// ten thousand, and so on. Counted in memory by each node: it is there to be seen, not to be billed.
/// </summary>
sealed class BulkReading(TheDesk desk)
{
    const long First = 1_000;
    const int Most = 10_000;
    static readonly TimeSpan Window = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<(Guid Who, string Kind), Count> counts = new();

    /// <summary>Rows that just went to somebody.</summary>
    public async ValueTask Note(Actor actor, string kind, int rows, bool byProgram, CancellationToken cancel)
    {
        if (rows == 0 || actor.Id.Value == Guid.Empty) return;
        if (counts.Count > Most) counts.Clear();
        if (counts.GetOrAdd((actor.Id.Value, kind), _ => new()).Add(rows, desk.Now) is not { } reached) return;

        _ = await desk.Decide(new(actor, kind + ".read"), async docket =>
        {
            var company = await docket.Need((await docket.Company()).Id);
            docket.Do(company, new ReadInBulk(kind, reached, byProgram));
            return company;
        }, cancel);
    }

    sealed class Count
    {
        readonly Lock gate = new();
        DateTimeOffset since;
        long rows;
        long mark = First;

        /// <summary>The mark that was passed with these rows, or null.</summary>
        public long? Add(int more, DateTimeOffset now)
        {
            lock (gate)
            {
                if (now - since >= Window) (since, rows, mark) = (now, 0, First);
                rows += more;
                if (rows < mark) return null;
                var reached = mark;
                while (mark <= rows) (reached, mark) = (mark, mark * 10);
                return reached;
            }
        }
    }
}
