using Microsoft.EntityFrameworkCore;
using Rung.Meetings;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ui;

namespace Rung.Server.Import;

/// <summary>What an import leaves without an owner waits in one queue, and one task asks the founder to look at all of it.</summary>
sealed class Unowned(TheDesk desk, Store store, Texts texts)
{
    const string Mark = "rung:imported-unowned";

    /// <summary>The queue, entered when the first record needs it. It outlives the import: undoing that must not empty it for others.</summary>
    public async Task EnsureQueue(ImportRun run, CancellationToken cancel)
    {
        if (run.HasTriage) return;
        run.HasTriage = true;
        var founder = await Founder(cancel);
        var entered = await desk.Decide(run.Call with { BatchId = null }, docket => Entering.Enter(docket, typeof(Queue), new Dictionary<string, object?>
        {
            ["name"] = Said("import.triage.queue"), ["accountableId"] = founder, ["externalId"] = Mark,
        }, run.Triage), cancel);
        if (entered.Refusal is { } refusal) throw new InvalidOperationException($"The queue for records without an owner could not be entered: {refusal}");
    }

    /// <summary>The queue of an earlier import, so that there is one.</summary>
    public async Task Recall(ImportRun run, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await db.Set<Queue>().AsNoTracking().FirstOrDefaultAsync(q => q.ExternalId == Mark, cancel) is not { } queue) return;
        (run.Triage, run.HasTriage) = (queue.RemovedAt is null ? queue.Key : null, true);
    }

    public async Task Hand(ImportRun run, CancellationToken cancel)
    {
        var (unowned, strangers) = (run.Tallies.Sum(t => t.Unowned), new Tally());
        if (run.IsDry || unowned == 0) return;

        foreach (var tally in run.Tallies) strangers.Add(tally);
        var names = string.Join("\n", strangers.Strangers.OrderByDescending(s => s.Value).Select(s => $"{s.Key}: {s.Value}"));
        var founder = await Founder(cancel);
        var entered = await desk.Decide(run.Call, docket => Entering.Enter(docket, typeof(Activity), new Dictionary<string, object?>
        {
            ["type"] = ActivityType.Task, ["subject"] = texts.Get(Texts.English, "import.triage.task", ("n", unowned), ("source", run.Map.Source)),
            ["body"] = names.Length == 0 ? null : names, ["actorId"] = founder, ["dueAt"] = desk.Now.AddDays(1), ["externalId"] = $"rung:triage:{run.Call.BatchId:N}",
        }), cancel);
        // Taken up again after a restart, the task is there already.
        if (entered.Refusal is { } refusal and not AlreadyTaken) throw new InvalidOperationException($"The task for records without an owner could not be entered: {refusal}");
    }

    async Task<Id<Person>> Founder(CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<RoleAssignment>().Where(r => r.Role == Role.Founder && r.RemovedAt == null).OrderBy(r => r.StartsOn).ThenBy(r => r.Id).Select(r => r.PersonId).FirstOrDefaultAsync(cancel) is { Value: var id } found && id != Guid.Empty
            ? found : await db.Set<Person>().OrderBy(p => p.Id).Select(p => p.Id).FirstAsync(cancel);
    }

    string Said(string key) => texts.Get(Texts.English, key);
}
