using System.Text.Json;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Work;

namespace Rung.Server.Work;

/// <summary>Asking for long work and stopping it: decisions like any other. Doing it is the <see cref="WorkRunner"/>'s.</summary>
sealed class LongWorks(TheDesk desk, Store store, IEnumerable<ILongWork> kinds)
{
    readonly Dictionary<string, ILongWork> kinds = kinds.ToDictionary(k => k.Kind, StringComparer.Ordinal);

    public ILongWork? OfKind(string kind) => kinds.GetValueOrDefault(kind);

    /// <summary>Puts work in line. <paramref name="ask"/> is kept as JSON and given to whichever node does it.</summary>
    public Task<Outcome<Receipt>> Ask(Actor actor, string kind, string? subject, object ask, (string Key, string Fingerprint)? repeatable = null, CancellationToken cancel = default) =>
        desk.Decide(new(actor, kinds[kind].Permission) { Repeatable = repeatable }, async docket =>
        {
            var work = await Entering.Enter(docket, typeof(LongWork), new Dictionary<string, object?>
            {
                ["kind"] = kind, ["subject"] = subject, ["ask"] = JsonSerializer.Serialize(ask, ask.GetType(), Json.Options), ["askedById"] = actor.Id,
            });
            docket.Statements.Add(("INSERT INTO work_progress (work_id, done, total, rate, tries) VALUES (@0, 0, 0, 0, 0)", [work.Key]));
            return work;
        }, cancel);

    /// <summary>Stops work: one's own, or anybody's with the permission. The node that does it hears of it within a second.</summary>
    public Task<Outcome<Receipt>> Cancel(Actor actor, Id<LongWork> id, (string Key, string Fingerprint)? repeatable = null, CancellationToken cancel = default) =>
        desk.Decide(new(actor, NeedsNothing) { Repeatable = repeatable }, async docket =>
        {
            var work = await docket.Need(id);
            if (work.AskedById != actor.Id && !actor.May("long-work.cancel")) throw new RefusedException(new NotAllowed("long-work.cancel"));
            docket.Do(work, work.Cancel(docket.Act));
            docket.Statements.Add(("UPDATE work_progress SET holder=NULL, held_until=NULL WHERE work_id=@0", [id.Value]));
            return work;
        }, cancel);

    /// <summary>One piece of work with how far it is, or null.</summary>
    public async Task<WorkSeen?> One(Guid id, CancellationToken cancel) =>
        (await Read("WHERE w.id = @0", [id], cancel)).FirstOrDefault();

    /// <summary>The newest first; <paramref name="before"/> is the last one of the page before.</summary>
    public Task<List<WorkSeen>> Newest(int most, Guid? before, bool onlyGoingOn, CancellationToken cancel)
    {
        var where = onlyGoingOn ? "WHERE w.state IN ('waiting', 'running')" : "WHERE 1=1";
        return before is { } last
            ? Read($"{where} AND w.id < @0 ORDER BY w.id DESC LIMIT {most}", [last], cancel)
            : Read($"{where} ORDER BY w.id DESC LIMIT {most}", [], cancel);
    }

    Task<List<WorkSeen>> Read(string rest, object?[] values, CancellationToken cancel)
    {
        var table = store.Schema[typeof(LongWork)];
        var width = table.Columns.Count;
        return store.Questions.All(
            $"SELECT {string.Join(", ", table.Columns.Select(c => "w." + c.Quoted))}, p.done, p.total, p.rate, a.name FROM long_works w JOIN work_progress p ON p.work_id = w.id LEFT JOIN people a ON a.id = w.asked_by_id {rest}",
            values, row => new WorkSeen((LongWork)table.Materialise(row), row.Number(width), row.Number(width + 1), row.Real(width + 2), row.Text(width + 3) ?? ""), cancel);
    }

    /// <summary>Whoever asked may stop it; the decision itself asks for more where it was somebody else.</summary>
    internal const string NeedsNothing = "live";
}

/// <summary>A piece of work as it is looked at.</summary>
/// <param name="Work">The record.</param>
/// <param name="Done">How much is done.</param>
/// <param name="Total">Of how much; 0 while nobody knows.</param>
/// <param name="Rate">A second.</param>
/// <param name="AskedBy">The name of the person.</param>
public sealed record WorkSeen(LongWork Work, long Done, long Total, double Rate, string AskedBy);
