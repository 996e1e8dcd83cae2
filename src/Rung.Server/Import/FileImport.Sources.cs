using Rung.Notes;
using Rung.Records;
using Rung.Server.Desk;
using Rung.Server.Import.Reading;

namespace Rung.Server.Import;

/// <summary>What the rows of a file rest on: other files, histories, names of the columns that are kept.</summary>
sealed partial class FileImport
{
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
