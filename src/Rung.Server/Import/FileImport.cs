using System.Text.Json;
using Rung.Notes;
using Rung.Records;
using Rung.Server.Accounts;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Import.Reading;
using Rung.Server.Ui;
using Rung.Server.Work;

namespace Rung.Server.Import;

/// <summary>One file of an import, from its first row or from behind the checkpoint.</summary>
sealed partial class FileImport(TheDesk desk, Store store, Texts texts, ImportRun run, int index, Func<string, string?> find, Importer.Pace pace)
{
    readonly FileMap map = run.Map.Files[index];
    Dictionary<string, string[]>? joined;
    FilePlan plan = null!;

    /// <summary>On its way to the disk.</summary>
    Batch? leaving;

    public async Task<Outcome<FileTotals>> Run(long after, CancellationToken cancel)
    {
        if (!(await Open(map.File, map.Read, cancel)).Accepted(out var source, out var refusal)) return refusal;

        IReadOnlyList<string> joinedColumns = [];
        if (map.Join is { } join)
        {
            if (!(await Open(join.File, null, cancel)).Accepted(out var other, out refusal)) return refusal;
            joinedColumns = [.. other.Columns.Select(c => c.Name)];
            joined = await Joined(other, join, cancel);
        }

        if (!FilePlan.For(map, store.Schema, source.Columns, joinedColumns).Accepted(out var ready, out refusal)) return refusal;
        plan = ready;
        if (after < long.MaxValue && await Read(source, after, cancel) is { } broken) return broken;
        return run.Tallies[index].Told(map, [.. source.Columns.Select(c => c.Header)], plan.Kept);
    }

    async Task<Refusal?> Read(SourceFile source, long after, CancellationToken cancel)
    {
        if (map.Story?.History is { } history && await History(history, cancel) is { } unread) return unread;
        if (!run.IsDry) await NameKept(cancel);
        await using var reader = source.Read();
        if (after > 0) await reader.SkipPast(after, cancel);
        try
        {
            var rows = new List<Row>(Importer.BatchRows);
            while (await reader.Next(cancel))
            {
                rows.Add(reader.Current);
                if (rows.Count < Importer.BatchRows) continue;
                await Take(rows, reader.BytesRead, cancel);
                rows = new(Importer.BatchRows);
            }

            if (reader.Refusal is null && rows.Count > 0) await Take(rows, source.Bytes, cancel);
            await Stand(cancel);
        }
        finally
        {
            // Nobody goes on while something of this is on its way to the disk.
            if (leaving is { } last)
            {
                await Task.WhenAny(last.Written);
                await last.DisposeAsync();
            }
        }

        if (reader.Refusal is { } broken) return broken;
        // What an earlier run or batch has told of is here; the rest names nobody.
        foreach (var (id, visits) in run.Visits)
            if (await run.Identities.Find(plan.Table.Type, ImportKey.ExternalId, id) is null) run.Tallies[index].HistoryLeft += visits.Count;
        run.Visits = [];
        return null;
    }

    /// <summary>
    /// Decides rows while those before them are being written, and lets them follow. Where the look at likenesses needs what
    /// was entered a moment ago, and in a trial run, there is nothing to decide beside.
    /// </summary>
    async Task Take(IReadOnlyList<Row> rows, long bytes, CancellationToken cancel)
    {
        if (run.IsDry || map.Duplicates != LookalikeMode.Enter)
        {
            await TakeAlone(rows, bytes, cancel);
            return;
        }

        var batch = await Decide(rows, bytes, cancel);
        if (!await Stand(cancel, batch))
        {
            await batch.DisposeAsync();
            batch = await Decide(rows, bytes, cancel);
        }

        await Write(batch, cancel);
        leaving = batch;
    }

    /// <summary>
    /// Waits until what is on its way is on the disk. Where somebody changed one of its records meanwhile it is decided anew,
    /// and false says that so must be what came <paramref name="after"/> it.
    /// </summary>
    async Task<bool> Stand(CancellationToken cancel, Batch? after = null)
    {
        if (leaving is not { } batch) return true;
        try
        {
            await batch.Written;
            Stands(batch);
            return true;
        }
        catch (Exception e) when (e is ClashException or TakenException)
        {
            if (after is not null) run.TakeBack(after.Notes);
            run.TakeBack(batch.Notes);
            leaving = null;
            await TakeAlone(batch.Rows, batch.Bytes, cancel);
            return false;
        }
        finally
        {
            leaving = null;
            await batch.DisposeAsync();
        }
    }

    /// <summary>Decides rows and writes them with their checkpoint; decides them anew when somebody changed one of their records meanwhile.</summary>
    async Task TakeAlone(IReadOnlyList<Row> rows, long bytes, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var batch = await Decide(rows, bytes, cancel);
            try
            {
                await Write(batch, cancel);
                await batch.Written;
                Stands(batch);
                return;
            }
            catch (ClashException) when (attempt < Importer.MostAttempts)
            {
                run.TakeBack(batch.Notes);
            }
            catch (TakenException) when (rows.Count > 1)
            {
                // One of them has a value that another record took a moment ago: find it, and let the others in.
                run.TakeBack(batch.Notes);
                foreach (var row in rows) await TakeAlone([row], bytes, cancel);
                return;
            }
            catch (TakenException taken) when (attempt < Importer.MostAttempts)
            {
                run.TakeBack(batch.Notes);
                rows = [rows[0] with { Fault = new AlreadyTaken(taken.Message.Contains("external_id", StringComparison.Ordinal) ? "externalId" : taken.Message) }];
            }
        }
    }

    void Stands(Batch batch)
    {
        run.Tallies[index] = batch.Whole;
        run.Stand(batch.Notes);
        foreach (var (row, refusal) in batch.TurnedAway.Take(Math.Max(0, Importer.MostShown - run.Rejected.Count)))
            run.Rejected.Add(new(map.File, row.Number, row.Line, refusal.Name, RefusalJson.Said(refusal, texts, Texts.English)));
        pace.Tell(index, batch.Bytes, batch.Rows.Count);
    }

    async Task<Batch> Decide(IReadOnlyList<Row> rows, long bytes, CancellationToken cancel)
    {
        var batch = new Batch(rows, bytes, desk.Begin(run.Call, earlier: leaving?.Stroke), new(), run.Note(), []);
        var (stroke, tally, turnedAway) = (batch.Stroke, batch.Tally, batch.TurnedAway);
        var import = new RowImport(run, plan, tally);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            var source = new SourceRow(row.Cells, joined is null || row.Fault is not null ? null : joined.GetValueOrDefault(row.Cells[plan.JoinOn]));
            tally.Rows++;
            if (row.Fault is null && !plan.Wants(source))
            {
                tally.PassedOver++;
                continue;
            }

            var answer = row.Fault is { } fault ? fault : await import.Decide(stroke, source);
            if (answer.Accepted(out var receipt, out var refusal))
            {
                if (receipt.Facts.Count == 0) tally.Unchanged++;
                else if (receipt.Facts.Contains(map.Record + "-recorded")) tally.Entered++;
                else tally.Amended++;
                continue;
            }

            tally.Rejected++;
            tally.Refusals[refusal.Name] = tally.Refusals.GetValueOrDefault(refusal.Name) + 1;
            turnedAway.Add((row, refusal));
        }

        if (map.Duplicates == LookalikeMode.Enter && run.Lookalikes is { } lookalikes) tally.Alike += await lookalikes.Count(import.Entered, batch.Notes, cancel);
        else if (!run.IsDry) stroke.Beside(writing => import.Entered.ForEach(e => DuplicateKeys.Put(writing, e)));
        return batch;
    }

    /// <summary>Sends a batch to the disk; everything before it stands.</summary>
    async Task Write(Batch batch, CancellationToken cancel)
    {
        batch.Whole = new();
        batch.Whole.Add(run.Tallies[index]);
        batch.Whole.Add(batch.Tally);
        if (run.IsDry) batch.Stroke.Forget();
        else if (batch.Whole.Unowned > 0) await new Unowned(desk, store, texts).EnsureQueue(run, cancel);
        if (run.IsDry && pace.Turn is null && !run.KeepsRejects) return;

        var import = run.Call.BatchId!.Value;
        foreach (var (row, refusal) in batch.TurnedAway)
            batch.Stroke.Beside(new KeptReject { ImportId = import, File = index, Number = row.Number, Line = row.Line, Refused = RefusalJson.Write(refusal, texts), Cells = JsonSerializer.Serialize(row.Cells), KeptUntil = desk.Now + Rejects.KeptFor });
        List<Tally> tallies = [.. run.Tallies[..index], batch.Whole];
        batch.Written = batch.Stroke.WriteBeside(pace.Turn?.Step(new ImportAt(index, batch.Rows[^1].Number, tallies, pace.Seconds)), cancel);
    }
}
