using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Telemetry;

namespace Rung.Server.Desk;

/// <summary>
/// The one door. Whoever changes anything – a page, the API, an import, a task – asks here: the desk checks the permission,
/// takes the records, lets the rule decide, and writes records, history and journal in one transaction.
/// </summary>
sealed class TheDesk(Store store, TimeProvider clock, JournalWriter journal)
{
    const int Attempts = 4;

    /// <summary>Of those who ask for the next turn at the same time one gets it in each round.</summary>
    const int Turns = 64;
    static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>Told after each commit, in order of writing on this node; the journal is the truth, this is the bell.</summary>
    public event Action<Receipt>? Committed;

    /// <summary>Now, cut to what both databases keep.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return new(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        }
    }

    /// <summary>Decides about one record with a verb.</summary>
    public Task<Outcome<Receipt>> Decide<T>(Call call, Id<T> id, Func<T, Docket, Outcome<Fact>> verb, CancellationToken cancel = default)
        where T : Record<T> => Decide(call, async docket =>
        {
            var record = await docket.Need(id);
            docket.Do(record, verb(record, docket));
            return record;
        }, cancel);

    /// <summary>Decides about one or many records; the decision returns the main one.</summary>
    public Task<Outcome<Receipt>> Decide(Call call, Func<Docket, Task<Record>> decision, CancellationToken cancel = default) =>
        Signals.IsHeard ? Signals.Decided(call.Permission, () => Settle(call, decision, cancel)) : Settle(call, decision, cancel);

    async Task<Outcome<Receipt>> Settle(Call call, Func<Docket, Task<Record>> decision, CancellationToken cancel)
    {
        if (call.Actor.Refuse(call.Permission) is { } no) return no;
        if (call.HappenedAt > Now + ClockSlack) return new NotYetHappened("happenedAt");
        if (call.Repeatable is null) call = OnceOnly.Under(call);

        for (var attempt = 1; ; attempt++)
        {
            if (call.Repeatable is { } repeatable && await Answered(call, repeatable, cancel) is { } answered) return answered;

            await using var files = store.Files();
            var now = Now;
            var act = new Act(call.Actor.Id, call.HappenedAt ?? now, now, call.Origin, Identities.Next);
            var sheet = new Sheet(Guid.CreateVersion7(now));
            var docket = new Docket(files, act, call, sheet) { MayRepeat = true };
            try
            {
                var main = await decision(docket);
                await Customers.Refunds.Check(docket);
                await People.Answerable.Keep(docket);
                await Ladder.LadderRules.Check(docket, store, cancel);
                await docket.NameOnlySeen(cancel);
                await docket.KeepPresent(cancel);
                var receipt = journal.Enter(sheet, docket, main);
                if (sheet.Finished() is { IsEmpty: false } writing) await store.Writer.Write(writing, cancel);
                if (receipt.Facts.Count > 0)
                {
                    store.Known.Forget(receipt.Touched);
                    Committed?.Invoke(receipt);
                }

                return receipt with { Main = main };
            }
            catch (RefusedException refused)
            {
                return await Unanswered(call, refused.Refusal, cancel);
            }
            catch (DanglingException dangling)
            {
                return await Dangling(sheet.Writing, files) ?? throw new InvalidOperationException("A row of ours names nothing.", dangling);
            }
            catch (LeaseLostException) when (docket.IsOfTurns && attempt < Turns)
            {
                // Somebody else's turn was given between reading and writing: the next one is ours.
            }
            catch (ClashException clash) when (call.IfVersion is null && attempt < Attempts)
            {
                // Nobody said which version they saw: decide again on the newest.
                _ = clash;
            }
            catch (ClashException clash)
            {
                return await Unanswered(call, new ChangedMeanwhile(clash.Record.RecordKind, clash.Record.Key.ToString(), clash.Record.Version), cancel);
            }
            catch (TakenException taken) when (call.Repeatable is not null && taken.Message.Contains("answered_requests", StringComparison.Ordinal) && attempt < Attempts)
            {
                // The same request is being answered beside us; look for its answer.
            }
            catch (TakenException taken)
            {
                return new AlreadyTaken(taken.Message.Contains("external_id", StringComparison.Ordinal) ? "externalId" : taken.Message);
            }
        }
    }

    /// <summary>
    /// Begins a stroke: many decisions under the same rules, written together. How imports and the demo fill the files.
    /// </summary>
    /// <param name="call">Who asks for what.</param>
    /// <param name="story">The clock and the names of a story that is told in one go.</param>
    /// <param name="earlier">A stroke that is still being written; what it moved is waited for.</param>
    public Stroke Begin(Call call, Narration? story = null, Stroke? earlier = null) => new(this, store, journal, call, story, earlier);

    /// <summary>Decides many times and writes once; the answers come in the order of the decisions.</summary>
    public async Task<IReadOnlyList<Outcome<Receipt>>> DecideMany(Call call, IReadOnlyList<Func<Docket, Task<Record>>> decisions, CancellationToken cancel = default)
    {
        await using var stroke = Begin(call);
        var answers = new Outcome<Receipt>[decisions.Count];
        for (var i = 0; i < decisions.Count; i++) answers[i] = await stroke.Decide(decisions[i]);
        await stroke.Write(cancel);
        return answers;
    }

    /// <summary>
    /// Takes in what another desk has decided, whole or not at all, as the beginning of everything: nothing may have been
    /// decided here yet. See decision 0008.
    /// </summary>
    public async Task<Refusal?> TakeOver(Actor actor, Func<Sheet, IAsyncEnumerable<Writing>> parts, CancellationToken cancel = default)
    {
        if (!actor.May("company.restore")) return new NotAllowed("company.restore");
        await using (var db = store.Open())
            if (await db.Journal.AnyAsync(cancel)) return new Export.CompanyNotEmpty();

        try
        {
            await store.Writer.WriteAll(parts(new Sheet(Guid.CreateVersion7(Now))), cancel);
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Which field of which record it was; the databases do not tell, and this is asked only when they have refused.</summary>
    async Task<Refusal?> Dangling(Writing writing, Files files)
    {
        var written = writing.Inserts.OfType<Record>().ToList();
        var entered = written.Select(r => r.Key).ToHashSet();
        foreach (var record in written.Concat(writing.Changes.Select(c => c.Record)))
            foreach (var (property, to) in store.Schema[record.GetType()].References)
                if (store.Schema[record.GetType()].BySlot[Words.Camel(property)].Read(record)?.ToString() is { } named && !entered.Contains(Guid.Parse(named)) && await files.Find(to, Guid.Parse(named)) is null)
                    return new NamesNoRecord(Words.Camel(property), named);
        return null;
    }

    /// <summary>A refusal, unless this very request was accepted beside us: sent before to a node that went away, it stands in its own way.</summary>
    public async Task<Outcome<Receipt>> Unanswered(Call call, Refusal refusal, CancellationToken cancel) =>
        call.Repeatable is { } repeatable && await Answered(call, repeatable, cancel) is { } given ? given : refusal;

    /// <summary>The receipt of a request that was answered before, or that its key stands for another; null where it is new.</summary>
    public async Task<Outcome<AnsweredRequest>?> Known(Guid actor, (string Key, string Fingerprint) repeatable, CancellationToken cancel)
    {
        await using var db = store.Open();
        var answer = await db.Set<AnsweredRequest>().AsNoTracking().FirstOrDefaultAsync(a => a.ActorId == actor && a.Key == repeatable.Key, cancel);
        if (answer is null) return null;
        return answer.Fingerprint == repeatable.Fingerprint ? answer : new KeyUsedForAnotherRequest(repeatable.Key);
    }

    async Task<Outcome<Receipt>?> Answered(Call call, (string Key, string Fingerprint) repeatable, CancellationToken cancel)
    {
        if (await Known(call.Actor.Id.Value, repeatable, cancel) is not { } known) return null;
        if (!known.Accepted(out var answer, out var another)) return another;
        if (call.IsToldOnce) return new ToldOnce();
        return new Receipt(answer.DecisionId, answer.RecordKind, answer.RecordId, 0, [], []) { Replayed = true };
    }
}

/// <summary>Another record has this value already.</summary>
public sealed record AlreadyTaken(string Field) : Refusal
{
    public override string At => Field;
}

/// <summary>The field names a record that does not exist.</summary>
public sealed record NamesNoRecord(string Field, string Id) : Refusal
{
    public override string At => Field;
}

/// <summary>The idempotency key was used before, for something else.</summary>
public sealed record KeyUsedForAnotherRequest(string Key) : Refusal;

/// <summary>This very request was done before; what it answered was shown then and is kept nowhere.</summary>
public sealed record ToldOnce : Refusal
{
    public override RefusalKind Kind => RefusalKind.Changed;
}
