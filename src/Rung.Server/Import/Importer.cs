using System.Diagnostics;
using System.Text.Json;
using Rung.Records;
using Rung.Server.Accounts;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Import.Reading;
using Rung.Server.Work;

namespace Rung.Server.Import;

/// <summary>Where an import stands: the file, the last row of it that is in, and the totals until there.</summary>
sealed record ImportAt(int File, long Row, List<Tally> Tallies, double Seconds);

/// <summary>
/// Takes the files of a source in through the one door, batch by batch, each in one transaction with its checkpoint.
/// History keeps its own dates and is marked as imported; nothing fires; whoever an unknown owner was, it is not the
/// importing user. Running it again finds what is there. A trial run is the same code: it decides every row and forgets.
/// </summary>
sealed class Importer(TheDesk desk, Store store, Ui.Texts texts, Rejects rejects, DuplicateFinder finder, DuplicateKeys keys, Followers followers)
{
    const int RowsAtOnce = 500;
    const int RejectedShown = 1_000;
    const int Attempts = 5;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>For the command line: files of this machine, start to end.</summary>
    public async Task<Outcome<ImportTold>> Run(Actor actor, ImportAsk ask, CancellationToken cancel)
    {
        if (!ImportMap.Read(ask.Map).Accepted(out var map, out var unread)) return unread;

        string? Path(string name) => System.IO.Path.Combine(Directory.Exists(ask.Path) ? ask.Path : System.IO.Path.GetDirectoryName(ask.Path)!, name) is var beside && (Directory.Exists(ask.Path) || map.Files[0].File != name) && File.Exists(beside) ? beside
            : !Directory.Exists(ask.Path) && File.Exists(ask.Path) && map.Files[0].File == name ? ask.Path : null;
        var files = ask.Rejected is { } wanted ? new RejectedFiles(rejects, wanted, map.Files, Path) : null;
        if (files?.Refuse() is { } no) return no;
        if (!(await Run(actor, map, Guid.CreateVersion7(desk.Now), ask.DryRun, Path, null, cancel, files is not null)).Accepted(out var told, out var refusal)) return refusal;
        if (files is null) return told;

        var totals = new List<FileTotals>();
        foreach (var file in told.Files)
        {
            if (!(await files.Write(told.ImportId, totals.Count, file, cancel)).Accepted(out var written, out refusal)) return refusal;
            totals.Add(written);
        }

        return told with { Files = totals };
    }

    /// <param name="actor">Who imports.</param>
    /// <param name="map">How files become records.</param>
    /// <param name="importId">Names everything this import does; undo takes it.</param>
    /// <param name="isDry">Decide everything, write nothing.</param>
    /// <param name="find">Where a file of the map lies; null where it is not.</param>
    /// <param name="turn">The long work this is; null from the command line.</param>
    /// <param name="cancel">Stops between two rows.</param>
    /// <param name="keepsRejects">Keep rejected rows of a trial run from the command line too.</param>
    public async Task<Outcome<ImportTold>> Run(Actor actor, ImportMap map, Guid importId, bool isDry, Func<string, string?> find, WorkTurn? turn, CancellationToken cancel, bool keepsRejects = false)
    {
        var clock = Stopwatch.StartNew();
        var at = turn?.Checkpoint<ImportAt>() ?? new(0, 0, [], 0);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await store.Known.Profiles())[^1].Zone);
        await store.Known.Stages();
        var run = new ImportRun(map, isDry, zone, new(actor, "import.run") { Origin = Origin.Imported, BatchId = importId }, store, new(finder, store)) { Tallies = [.. at.Tallies], KeepsRejects = keepsRejects };
        // What was entered a moment ago, or before a restart, must be found too.
        if (map.Files.Any(f => f.Duplicates != LookalikeMode.Enter)) await followers.ReadAll(keys.Name, Patience, cancel);
        await new Unowned(desk, store, texts).Recall(run, cancel);
        var pace = new Pace(turn, [.. map.Files.Select(f => find(f.File) is { } path ? new FileInfo(path).Length : 0)], at.Tallies.Sum(t => t.Rows), at.Seconds, clock);
        var told = new List<FileTotals>();
        for (var i = 0; i < map.Files.Count; i++)
        {
            if (run.Tallies.Count <= i) run.Tallies.Add(new());
            var outcome = await new FileImport(desk, store, texts, run, i, find, pace).Run(i < at.File ? long.MaxValue : i == at.File ? at.Row : 0, cancel);
            if (!outcome.Accepted(out var totals, out var refusal)) return refusal;
            told.Add(totals);
        }

        await new Unowned(desk, store, texts).Hand(run, cancel);
        pace.Finish();
        var (rows, seconds) = (told.Sum(t => t.Rows), at.Seconds + clock.Elapsed.TotalSeconds);
        return new ImportTold(importId, isDry, told, run.Rejected, told.Sum(t => t.Rejected), seconds, rows / Math.Max(seconds, 1e-6)) { Unowned = run.Tallies.Sum(t => t.Unowned) };
    }

    /// <summary>How far an import is: rows behind us, and how many there will be if the rest is like them.</summary>
    internal sealed class Pace(WorkTurn? turn, long[] sizes, long rowsBefore, double secondsBefore, Stopwatch clock)
    {
        long rows = rowsBefore;

        public WorkTurn? Turn => turn;
        public double Seconds => secondsBefore + clock.Elapsed.TotalSeconds;

        public void Tell(int file, long bytesOfFile, int newRows)
        {
            rows += newRows;
            var (behind, all) = (sizes.Take(file).Sum() + bytesOfFile, sizes.Sum());
            turn?.Tell(rows, behind <= 0 ? rows : Math.Max(rows, (long)((double)rows * all / Math.Min(behind, all))));
        }

        public void Finish() => turn?.Tell(rows, rows);
    }

    internal static int BatchRows => RowsAtOnce;
    internal static int MostShown => RejectedShown;
    internal static int MostAttempts => Attempts;
}
