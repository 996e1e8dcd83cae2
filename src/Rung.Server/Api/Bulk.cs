using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Api;

/// <summary>What is to be done with many records at once.</summary>
/// <param name="Ids">Which ones, or</param>
/// <param name="Query">all that a list with this query shows.</param>
/// <param name="Set">Fields to give a value.</param>
/// <param name="Each">Values for each record of its own, as a pasted column brings them.</param>
/// <param name="Do"><c>amend</c>, <c>remove</c>, <c>restore</c>, or <c>move</c> an opportunity to <paramref name="StageId"/>.</param>
sealed record BulkAsk(Guid[]? Ids, string? Query, JsonElement? Set, BulkEach[]? Each, string? Do, Guid? StageId);

sealed record BulkEach(Guid Id, JsonElement Set);

sealed record BulkRefused(Guid Id, string Refusal, string Why);

/// <summary>What came of it. Undo takes the batch.</summary>
sealed record BulkTold(Guid BatchId, long Changed, long Unchanged, long RefusedInAll, IReadOnlyList<BulkRefused> Refused);

/// <summary>
/// Many records in one act: each is decided by the same rules as alone and stands or falls alone, all of them under one
/// batch that a single undo takes back. Chosen by a query they are read page by page, so that nobody waits for a list of ids.
/// </summary>
sealed class Bulk(TheDesk desk, Store store, Lister lister)
{
    public const int Most = 50_000;
    const int AtOnce = 500;
    const int RefusedShown = 100;

    public async Task<Outcome<BulkTold>> Run(Actor actor, Table table, BulkAsk ask, Standpoint from, Func<Refusal, string> words, CancellationToken cancel)
    {
        if (await Read(table, ask) is not { } reading) return new Unreadable("do", "amend, remove, restore, move");
        if (!reading.Accepted(out var verb, out var unread)) return unread;
        if (!(await Chosen(table, ask, from, cancel)).Accepted(out var ids, out var unchosen)) return unchosen;

        var call = new Call(actor, table.Kind + "." + verb.Word) { BatchId = Guid.CreateVersion7(desk.Now) };
        var (changed, unchanged, refusedInAll, refused) = (0L, 0L, 0L, new List<BulkRefused>());
        foreach (var chunk in ids.Chunk(AtOnce))
        {
            var answers = await Decide(call, table, chunk, verb, cancel);
            for (var i = 0; i < chunk.Length; i++)
            {
                if (answers[i].Accepted(out var receipt, out var refusal))
                {
                    if (receipt.Facts.Count > 0) changed++;
                    else unchanged++;
                    continue;
                }

                if (refusal is NotAllowed) return refusal;
                refusedInAll++;
                if (refused.Count < RefusedShown) refused.Add(new(chunk[i], refusal.Name, words(refusal)));
            }
        }

        return new BulkTold(call.BatchId!.Value, changed, unchanged, refusedInAll, refused);
    }

    /// <summary>One chunk as one transaction; whoever came between makes us decide again on what is there now.</summary>
    async Task<IReadOnlyList<Outcome<Receipt>>> Decide(Call call, Table table, Guid[] chunk, BulkVerb verb, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await desk.DecideMany(call, [.. chunk.Select<Guid, Func<Docket, Task<Record>>>(id => async docket =>
                {
                    var record = await docket.Need(table.Type, id);
                    docket.Do(record, await verb.Do(docket, record));
                    return record;
                })], cancel);
            }
            catch (ClashException) when (attempt < 4)
            {
                // Decided again above.
            }
        }
    }

    async Task<Outcome<Guid[]>> Chosen(Table table, BulkAsk ask, Standpoint from, CancellationToken cancel)
    {
        if (ask.Each is { } each) return each.Select(e => e.Id).Distinct().ToArray();
        if (ask.Ids is { } given) return given.Length <= Most ? given.Distinct().ToArray() : new TooManyAtOnce(Most);
        if (ask.Query is null) return new Missing("ids");
        if (ListQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(ask.Query)), table, from, out var spec) is { } refusal) return refusal;

        var ids = new List<Guid>();
        for (ListCursor? after = null; ;)
        {
            var page = await lister.Read(spec with { Sort = "id", Descending = false, Limit = AtOnce, After = after, Fields = ["id"], Titles = [] }, cancel);
            ids.AddRange(page.Rows.Select(r => r.Id));
            if (ids.Count > Most) return new TooManyAtOnce(Most);
            if ((after = page.Next) is null) return ids.ToArray();
        }
    }

    async Task<Outcome<BulkVerb>?> Read(Table table, BulkAsk ask)
    {
        switch (ask.Do ?? "amend")
        {
            case "remove": return new BulkVerb("remove", async (docket, record) =>
            {
                await Leaving.Check(docket, record);
                return record.Remove(docket.Act);
            });
            case "restore": return new BulkVerb("restore", (docket, record) => Task.FromResult(record.Restore(docket.Act)));
            case "move" when table.Type == typeof(Opportunity):
                return ask.StageId is { } stage ? new BulkVerb("move", async (docket, record) => ((Opportunity)record).Move(await docket.Need(new Id<Stage>(stage)), docket.Act)) : new Missing("stageId");
            case "amend" when ask.Each is { } each:
                var own = new Dictionary<Guid, IReadOnlyDictionary<string, object?>>();
                foreach (var one in each)
                {
                    if (!(await Values(table, one.Set)).Accepted(out var theirs, out var unfit)) return unfit;
                    own[one.Id] = theirs.Values;
                }

                return new BulkVerb("amend", (docket, record) => Task.FromResult(record.Amend(FurtherFields.Laid(own[record.Key], record.Custom), docket.Act)));
            case "amend":
                if (!(await Values(table, ask.Set ?? default)).Accepted(out var all, out var refusal)) return refusal;
                return new BulkVerb("amend", (docket, record) => Task.FromResult(record.Amend(FurtherFields.Laid(all.Values, record.Custom), docket.Act)));
            default: return null;
        }
    }

    async Task<Outcome<FormValues>> Values(Table table, JsonElement set)
    {
        if (FormJson.Read(Form.Of(table.Type), set, out var values) is { } refusal) return refusal;
        if (FurtherFields.Refuse(await store.Known.Further(table.Kind), values) is { } unfit) return unfit;
        return values.Count == 0 ? new Missing("set") : new FormValues(values);
    }

    sealed record FormValues(IReadOnlyDictionary<string, object?> Values);

    sealed record BulkVerb(string Word, Func<Docket, Record, Task<Outcome<Fact>>> Do);
}

/// <summary>More records than one act takes.</summary>
public sealed record TooManyAtOnce(int Limit) : Refusal;
