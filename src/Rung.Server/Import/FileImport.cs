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
sealed class FileImport(TheDesk desk, Store store, Texts texts, ImportRun run, int index, Func<string, string?> find, Importer.Pace pace)
{
    readonly FileMap map = run.Map.Files[index];
    Dictionary<string, string[]>? joined;
    FilePlan plan = null!;

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
        var batch = new List<Row>(Importer.BatchRows);
        while (await reader.Next(cancel))
        {
            batch.Add(reader.Current);
            if (batch.Count < Importer.BatchRows) continue;
            await Take(batch, cancel);
            pace.Tell(index, reader.BytesRead, batch.Count);
            batch.Clear();
        }

        if (reader.Refusal is { } broken) return broken;
        if (batch.Count > 0) await Take(batch, cancel);
        // What an earlier run or batch has told of is here; the rest names nobody.
        foreach (var (id, visits) in run.Visits)
            if (await run.Identities.Find(plan.Table.Type, ImportKey.ExternalId, id) is null) run.Tallies[index].HistoryLeft += visits.Count;
        run.Visits = [];
        pace.Tell(index, source.Bytes, batch.Count);
        return null;
    }

    /// <summary>Decides a batch and writes it with its checkpoint; decides it anew when somebody changed one of its records meanwhile.</summary>
    async Task Take(IReadOnlyList<Row> batch, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var tally = new Tally();
            await using var stroke = desk.Begin(run.Call);
            var turnedAway = await Decide(batch, stroke, tally, cancel);
            var whole = new Tally();
            whole.Add(run.Tallies[index]);
            whole.Add(tally);
            try
            {
                await Write(stroke, turnedAway, whole, batch[^1].Number, cancel);
                run.Tallies[index] = whole;
                run.Stand();
                foreach (var (row, refusal) in turnedAway.Take(Math.Max(0, Importer.MostShown - run.Rejected.Count)))
                    run.Rejected.Add(new(map.File, row.Number, row.Line, refusal.Name, RefusalJson.Said(refusal, texts, Texts.English)));
                return;
            }
            catch (ClashException) when (attempt < Importer.MostAttempts)
            {
                run.TakeBack();
            }
            catch (TakenException) when (batch.Count > 1)
            {
                // One of them has a value that another record took a moment ago: find it, and let the others in.
                run.TakeBack();
                foreach (var row in batch) await Take([row], cancel);
                return;
            }
            catch (TakenException taken) when (attempt < Importer.MostAttempts)
            {
                run.TakeBack();
                batch = [batch[0] with { Fault = new AlreadyTaken(taken.Message.Contains("external_id", StringComparison.Ordinal) ? "externalId" : taken.Message) }];
            }
        }
    }

    async Task<List<(Row Row, Refusal Refusal)>> Decide(IReadOnlyList<Row> batch, Stroke stroke, Tally tally, CancellationToken cancel)
    {
        var turnedAway = new List<(Row, Refusal)>();
        var import = new RowImport(run, plan, tally);
        foreach (var row in batch)
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

        if (map.Duplicates == LookalikeMode.Enter && run.Lookalikes is { } lookalikes) tally.Alike += await lookalikes.Count(import.Entered, cancel);
        else if (!run.IsDry) stroke.Beside(writing => import.Entered.ForEach(e => DuplicateKeys.Put(writing, e)));
        return turnedAway;
    }

    async Task Write(Stroke stroke, List<(Row Row, Refusal Refusal)> turnedAway, Tally whole, long last, CancellationToken cancel)
    {
        if (run.IsDry) stroke.Forget();
        else if (whole.Unowned > 0) await new Unowned(desk, store, texts).EnsureQueue(run, cancel);
        if (run.IsDry && pace.Turn is null && !run.KeepsRejects) return;

        var import = run.Call.BatchId!.Value;
        foreach (var (row, refusal) in turnedAway)
            stroke.Beside(new KeptReject { ImportId = import, File = index, Number = row.Number, Line = row.Line, Refused = RefusalJson.Write(refusal, texts), Cells = JsonSerializer.Serialize(row.Cells), KeptUntil = desk.Now + Rejects.KeptFor });
        List<Tally> tallies = [.. run.Tallies[..index], whole];
        await stroke.Write(pace.Turn?.Step(new ImportAt(index, last, tallies, pace.Seconds)), cancel);
    }

    /// <summary>A column that is kept gets a name among the fields of its kind, so that people see it.</summary>
    async Task NameKept(CancellationToken cancel)
    {
        await using var files = store.Files();
        var there = files.Ask<CustomField>().Where(f => f.ForKind == map.Record && f.RemovedAt == null).Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = plan.Kept.Where(k => k.Length <= 100 && there.Add(k)).ToList();
        if (missing.Count > 0)
            await desk.DecideMany(run.Call, [.. missing.Select(name => (Func<Docket, Task<Record>>)(docket => Entering.Enter(docket, typeof(CustomField), new Dictionary<string, object?> { ["forKind"] = map.Record, ["name"] = name })))], cancel);
    }

    async Task<Refusal?> History(HistoryMap history, CancellationToken cancel)
    {
        if (history.Stage is null || history.At is null) return new UnreadableMap(1, "history needs of, stage and at");
        if (!(await Open(history.File, null, cancel)).Accepted(out var source, out var refusal)) return refusal;

        // A plan for its columns alone: the stage says what it says in the story, unless the history maps it itself.
        if (history.Stage.Values.Count == 0 && map.Story!.Stage is { } told) history.Stage.Values = told.Values;
        var columns = new FileMap { File = history.File, Record = map.Record, Id = history.Of, Story = new() { Stage = history.Stage, Began = history.At, Reason = history.By } };
        if (!FilePlan.For(columns, store.Schema, source.Columns, []).Accepted(out var ready, out refusal)) return refusal;
        run.Tallies[index].HistoryLeft = 0;

        await using var reader = source.Read();
        while (await reader.Next(cancel))
        {
            var row = new SourceRow(reader.Current.Cells, null);
            if (reader.Current.Fault is not null || ready.Id!.Of(row)?.Trim() is not { } of || ready.Of(history.Stage).Of(row) is not { } stage || ready.Of(history.At).Of(row) is not { } text || run.AtOf(text, history.At) is not { } at)
            {
                run.Tallies[index].HistoryLeft++;
                continue;
            }

            var by = history.By is { } who && ready.Of(who).Of(row) is { } name ? await run.Identities.Refer(typeof(Rung.People.Person), name) : null;
            if (!run.Visits.TryGetValue(of, out var visits)) run.Visits[of] = visits = new(2);
            visits.Add(new(string.IsInterned(stage) ?? string.Intern(stage), at, by));
        }

        foreach (var visits in run.Visits.Values) Sort(visits);
        return reader.Refusal;
    }

    /// <summary>By time; rows of one moment in the order they were written.</summary>
    static void Sort(List<Visit> visits)
    {
        if (visits.Count < 2) return;
        var sorted = visits.OrderBy(v => v.At).ToList();
        visits.Clear();
        visits.AddRange(sorted);
    }

    async Task<Outcome<SourceFile>> Open(string name, ReadMap? read, CancellationToken cancel) =>
        find(name) is { } path ? await SourceFile.Open(() => File.OpenRead(path), name, read?.Options ?? new(), cancel) : new NoSuchFile(name);

    static async Task<Dictionary<string, string[]>> Joined(SourceFile source, JoinMap join, CancellationToken cancel)
    {
        var lines = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var on = source.Columns.FirstOrDefault(c => string.Equals(c.Name, join.On, StringComparison.OrdinalIgnoreCase))?.Place - 1;
        await using var reader = source.Read();
        while (on is { } place && await reader.Next(cancel)) lines[reader.Current.Cells[place]] = [.. reader.Current.Cells];
        return lines;
    }
}
