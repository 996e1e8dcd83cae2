using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>
/// Many decisions under the same rules, written in one transaction. Each stands or falls alone; later ones see what earlier
/// ones did. Until <see cref="Write(CancellationToken)"/> nothing is real: a trial run decides everything and never writes.
/// </summary>
sealed class Stroke(TheDesk desk, Store store, JournalWriter journal, Call call, Narration? story, Stroke? earlier) : IAsyncDisposable
{
    readonly Files files = store.Files(story, earlier);
    Sheet? leaving;
    Task left = Task.CompletedTask;
    Sheet sheet = new(NewId(desk, story));

    /// <summary>A row that is no record and is written with the others.</summary>
    public void Beside(object row) => sheet.Writing.Inserts.Add(row);

    /// <summary>What is kept beside the records, written with them.</summary>
    public void Beside(Action<Writing> put) => put(sheet.Writing);

    /// <summary>Forgets what was decided: a trial run keeps nothing but what it counted.</summary>
    public void Forget() => sheet = new(Guid.CreateVersion7(desk.Now));

    /// <summary>Rows waiting to be written.</summary>
    public int Waiting => sheet.Writing.Inserts.Count;

    public async Task<Outcome<Receipt>> Decide(Func<Docket, Task<Record>> decision)
    {
        if (call.Actor.Refuse(call.Permission) is { } no) return no;

        var now = story?.Now ?? desk.Now;
        var docket = new Docket(files, new Act(call.Actor.Id, call.HappenedAt ?? now, now, call.Origin, story is null ? Identities.Next : story.NewId), call, sheet) { IsStory = story is not null };
        try
        {
            var main = await decision(docket);
            await Customers.Refunds.Check(docket);
            // A story is told in the order of time; only what comes in beside it may be late.
            if (story is null) await People.Answerable.Keep(docket);
            if (story is null) await Ladder.LadderRules.Check(docket, store, default);
            await docket.NameOnlySeen();
            if (story is null) await docket.KeepPresent();
            return journal.Enter(sheet, docket, main);
        }
        catch (RefusedException refused)
        {
            foreach (var paper in docket.Papers.Where(p => !p.IsNew)) paper.PutBack();
            return refused.Refusal;
        }
    }

    public Task Write(CancellationToken cancel = default) => Write(null, cancel);

    /// <summary>Makes it real; <paramref name="guard"/> is written with it and must change one row.</summary>
    public Task Write((string Sql, object?[] Values)? guard, CancellationToken cancel)
    {
        if (guard is { } held) sheet.Writing.Guards.Add(held);
        (leaving, sheet) = (sheet, new(NewId(desk, story)));
        return left = Put(leaving, cancel);
    }

    /// <summary>Makes it real on another core, while a later stroke is being decided.</summary>
    public Task WriteBeside((string Sql, object?[] Values)? guard, CancellationToken cancel)
    {
        if (guard is { } held) sheet.Writing.Guards.Add(held);
        (leaving, sheet) = (sheet, new(NewId(desk, story)));
        return left = Task.Run(() => Put(leaving, cancel), CancellationToken.None);
    }

    /// <summary>Whoever asks for a record that is on its way to the disk waits until it is there, or will never be.</summary>
    public ValueTask Settled(Guid id) => leaving?.Find(id) is null ? default : new(left.ContinueWith(static _ => { }, TaskScheduler.Default));

    async Task Put(Sheet sheet, CancellationToken cancel)
    {
        if (sheet.Finished() is { IsEmpty: false } writing)
        {
            await store.Writer.Write(writing, cancel);
            journal.Written(sheet);
        }

        store.Known.Forget(sheet.Touched);
        story?.Keep(sheet.Records);
        Tidying.Tidy();
    }

    static Guid NewId(TheDesk desk, Narration? story) => story is null ? Guid.CreateVersion7(desk.Now) : story.NewId(story.Now);

    public ValueTask DisposeAsync()
    {
        // A later stroke may still know this one, and that one an earlier.
        leaving = null;
        return files.DisposeAsync();
    }
}
