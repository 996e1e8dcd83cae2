using System.Diagnostics;
using System.Text.Json;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Import.Reading;

namespace Rung.Server.Import;

/// <param name="Path">A file, or the folder the map's files lie in.</param>
/// <param name="Map">The map as YAML.</param>
/// <param name="DryRun">Decide everything, write nothing.</param>
sealed record ImportAsk(string Path, string Map, bool DryRun);

sealed record RejectedRow(string File, long Row, long Line, string Refusal, string Why);

sealed record FileTotals(string File, string Record, long Rows, long Entered, long Amended, long Unchanged, long Rejected, long PassedOver);

/// <summary>What an import did, or would have done.</summary>
sealed record ImportTold(Guid ImportId, bool DryRun, IReadOnlyList<FileTotals> Files, IReadOnlyList<RejectedRow> Rejected, long RejectedInAll, double Seconds, double RowsPerSecond);

/// <summary>
/// Takes the files of a source in through the one door. History keeps its own dates and is marked as imported; nothing
/// fires; whoever an unknown owner was, it is not the importing user. Running it again finds what is there by its identity.
/// </summary>
sealed class Importer(TheDesk desk, Store store, Ui.Texts texts)
{
    const int RowsAtOnce = 2_000;
    const int RejectedShown = 1_000;

    public async Task<Outcome<ImportTold>> Run(Actor actor, ImportAsk ask, CancellationToken cancel)
    {
        if (!ImportMap.Read(ask.Map).Accepted(out var map, out var unread)) return unread;

        var clock = Stopwatch.StartNew();
        var run = new ImportRun(map, ask, await Zone(), new(actor, "import.run") { Origin = Origin.Imported, BatchId = Guid.CreateVersion7() }, await Known(map, cancel));
        await using var stroke = desk.Begin(run.Call);
        foreach (var file in map.Files)
            if (await File(run, file, stroke, cancel) is { } refusal) return refusal;

        if (!ask.DryRun) await stroke.Write(cancel);
        var seconds = clock.Elapsed.TotalSeconds;
        return new ImportTold(run.Call.BatchId!.Value, ask.DryRun, run.Totals, [.. run.Rejected.Take(RejectedShown)], run.RejectedInAll, seconds, run.Totals.Sum(t => t.Rows) / seconds);
    }

    async Task<Refusal?> File(ImportRun run, FileMap map, Stroke stroke, CancellationToken cancel)
    {
        if (store.Schema.OfKind(map.Record) is not { } table) return new Rung.Notes.UnknownKind("record", map.Record);
        if (Form.Of(table.Type) is var form && map.Fields.Keys.FirstOrDefault(f => form.Field(f) is null) is { } unknown) return new UnknownField(unknown);

        var path = Directory.Exists(run.Ask.Path) ? Path.Combine(run.Ask.Path, map.File) : run.Ask.Path;
        if (!System.IO.File.Exists(path)) return new NoSuchFile(map.File);
        if (!(await SourceFile.Open(() => System.IO.File.OpenRead(path), path, new(), cancel)).Accepted(out var source, out var unread)) return unread;

        var places = source.Columns.ToDictionary(c => c.Name, c => c.Place - 1, StringComparer.OrdinalIgnoreCase);
        var joined = map.Join is null ? null : await Joined(run, map.Join, cancel);
        var (rows, entered, amended, unchanged, rejected, passedOver) = (0L, 0L, 0L, 0L, 0L, 0L);
        await using var reader = source.Read();
        while (await reader.Next(cancel))
        {
            rows++;
            var cells = reader.Current.Cells;
            var row = new MappedRow(places, cells, joined?.GetValueOrDefault(map.Join is { } join && places.TryGetValue(join.On, out var on) ? cells[on] : ""), run.Zone);
            if (reader.Current.Fault is null && !row.Fits(map.Where))
            {
                passedOver++;
                continue;
            }

            var answer = reader.Current.Fault is { } fault ? fault : await new RowImport(run, map, table, form, row, places, cells).Decide(stroke);
            if (answer.Accepted(out var receipt, out var refusal))
            {
                if (receipt.Facts.Count == 0) unchanged++;
                else if (receipt.Facts[0].EndsWith("-recorded", StringComparison.Ordinal)) entered++;
                else amended++;
            }
            else
            {
                rejected++;
                run.Reject(new(map.File, reader.Current.Number, reader.Current.Line, refusal.Name, Said(refusal)));
            }

            // A trial run holds what it decided until its end and writes none of it.
            if (!run.Ask.DryRun && rows % RowsAtOnce == 0) await stroke.Write(cancel);
        }

        if (reader.Refusal is { } broken) return broken;
        run.Totals.Add(new(map.File, map.Record, rows, entered, amended, unchanged, rejected, passedOver));
        return null;
    }

    /// <summary>What each identity of the source is here, from earlier imports; this one adds to it.</summary>
    async Task<Dictionary<(Type, string), Guid>> Known(ImportMap map, CancellationToken cancel)
    {
        var known = new Dictionary<(Type, string), Guid>();
        foreach (var table in store.Schema.Records)
            foreach (var (external, id) in await store.Questions.All($"SELECT \"external_id\", \"id\" FROM {table.Quoted} WHERE \"external_id\" LIKE @0", [map.Source + ":%"], row => (row.Text(0)!, row.Id(1)), cancel))
                known[(table.Type, external[(map.Source.Length + 1)..])] = id;
        return known;
    }

    async Task<TimeZoneInfo> Zone() => TimeZoneInfo.FindSystemTimeZoneById((await store.Known.Profiles())[^1].Zone);

    static async Task<Dictionary<string, Dictionary<string, string>>> Joined(ImportRun run, JoinMap join, CancellationToken cancel)
    {
        var path = Path.Combine(Directory.Exists(run.Ask.Path) ? run.Ask.Path : Path.GetDirectoryName(run.Ask.Path)!, join.File);
        var lines = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        if (!(await SourceFile.Open(() => System.IO.File.OpenRead(path), path, new(), cancel)).Accepted(out var source, out _)) return lines;

        var on = source.Columns.First(c => string.Equals(c.Name, join.On, StringComparison.OrdinalIgnoreCase)).Place - 1;
        await using var reader = source.Read();
        while (await reader.Next(cancel))
            lines[reader.Current.Cells[on]] = source.Columns.ToDictionary(c => c.Name, c => reader.Current.Cells[c.Place - 1], StringComparer.OrdinalIgnoreCase);
        return lines;
    }

    string Said(Refusal refusal) => texts.Get(Ui.Texts.English, "refusal." + refusal.Name, [.. refusal.GetType().GetProperties().Select(p => (p.Name, p.GetValue(refusal)))]);
}

/// <summary>One import while it runs.</summary>
sealed class ImportRun(ImportMap map, ImportAsk ask, TimeZoneInfo zone, Call call, Dictionary<(Type, string), Guid> known)
{
    public ImportMap Map => map;
    public ImportAsk Ask => ask;
    public TimeZoneInfo Zone => zone;
    public Call Call => call;
    public Dictionary<(Type, string), Guid> Known => known;
    public List<FileTotals> Totals { get; } = [];
    public List<RejectedRow> Rejected { get; } = [];
    public long RejectedInAll { get; private set; }

    public void Reject(RejectedRow row)
    {
        RejectedInAll++;
        if (Rejected.Count < 10_000) Rejected.Add(row);
    }

    public Guid? Find(Type kind, string id) => known.TryGetValue((kind, id), out var there) ? there : null;
}
