using Rung.People;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Demo;

/// <summary>
/// What people of the story wrote down, in the order in which they did. Things about one account are written down in the
/// order in which they happened, however late; what was not written down by the end is not in the company's records.
/// </summary>
sealed class Diary(Stroke stroke, Narration story, DateTimeOffset ends, IProgress<long>? progress = null)
{
    const int RowsAtOnce = 12_000;

    readonly PriorityQueue<Line, (DateTimeOffset, long)> lines = new();
    readonly PriorityQueue<Action, (DateTimeOffset, long)> plans = new();
    readonly List<DateTimeOffset> lastOfAccount = [];
    long number;

    public DateTimeOffset Ends => ends;

    /// <summary>Facts in the journal so far.</summary>
    public long Facts { get; private set; }

    /// <summary>Somebody did something at a moment and wrote it down at another.</summary>
    /// <param name="account">The account it is about; 0 where it is about none.</param>
    public void Note(int account, Id<Person> by, DateTimeOffset at, DateTimeOffset recorded, Func<Docket, Task<Record>> what)
    {
        while (lastOfAccount.Count <= account) lastOfAccount.Add(default);
        if (account > 0 && recorded < lastOfAccount[account]) recorded = lastOfAccount[account];
        if (recorded < at) recorded = at;
        lastOfAccount[account] = recorded;
        if (recorded <= ends) lines.Enqueue(new(by, at, recorded, what), (recorded, number++));
    }

    /// <summary>When the last thing about an account was written down.</summary>
    public DateTimeOffset LastOf(int account) => account < lastOfAccount.Count ? lastOfAccount[account] : default;

    /// <summary>Something will be done then.</summary>
    public void Plan(DateTimeOffset at, Action what)
    {
        if (at <= ends) plans.Enqueue(what, (at, number++));
    }

    /// <summary>Lets the story run to a moment, and writes down what was noted by then.</summary>
    public async ValueTask RunTo(DateTimeOffset to, CancellationToken cancel)
    {
        while (plans.TryPeek(out _, out var at) && at.Item1 <= to) plans.Dequeue()();
        while (lines.TryPeek(out var line, out var recorded) && recorded.Item1 <= to)
        {
            lines.Dequeue();
            await Write(line);
            if (stroke.Waiting < RowsAtOnce) continue;

            await stroke.Write(cancel);
            progress?.Report(Facts);
        }
    }

    /// <summary>The story is over.</summary>
    public async Task Close(CancellationToken cancel)
    {
        await RunTo(ends, cancel);
        await stroke.Write(cancel);
        progress?.Report(Facts);
    }

    async Task Write(Line line)
    {
        story.Now = line.Recorded;
        var answer = await stroke.Decide(docket =>
        {
            docket.Tell(line.By, line.At);
            return line.What(docket);
        });
        if (!answer.Accepted(out var receipt, out var refusal)) throw new InvalidOperationException($"The story met a refusal on {line.At:yyyy-MM-dd HH:mm}: {refusal}");

        Facts += receipt.Facts.Count;
    }

    sealed record Line(Id<Person> By, DateTimeOffset At, DateTimeOffset Recorded, Func<Docket, Task<Record>> What);
}
