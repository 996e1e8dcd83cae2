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
sealed record BulkTold(Guid BatchId, long Changed, long Unchanged, long RefusedInAll, IReadOnlyList<BulkRefused> Refused)
{
    const int RefusedShown = 100;

    /// <summary>The same with what came of one more record.</summary>
    public BulkTold And(Guid id, Outcome<Receipt> answer, Func<Refusal, string> words)
    {
        if (answer.Accepted(out var receipt, out var refusal)) return receipt.Facts.Count > 0 ? this with { Changed = Changed + 1 } : this with { Unchanged = Unchanged + 1 };
        return this with { RefusedInAll = RefusedInAll + 1, Refused = Refused.Count < RefusedShown ? [.. Refused, new(id, refusal.Name, words(refusal))] : Refused };
    }
}

/// <summary>
/// Many records in one act: each is decided by the same rules as alone and stands or falls alone, all of them under one
/// batch that a single undo takes back. Chosen by a query they are read page by page, so that nobody waits for a list of ids.
/// Sent again under its key it goes on where it stopped, or answers what it answered.
/// </summary>
sealed class Bulk(TheDesk desk, Store store, Lister lister, BulkReceipts receipts)
{
    public const int Most = 50_000;
    const int AtOnce = 500;

    /// <param name="asked">Who asks, and under which key.</param>
    public async Task<Outcome<BulkSoFar>> Run(Call asked, Table table, BulkAsk ask, Standpoint from, Func<Refusal, string> words, CancellationToken cancel)
    {
        if (await Read(table, ask) is not { } reading) return new Unreadable("do", "amend, remove, restore, move");
        if (!reading.Accepted(out var verb, out var unread)) return unread;
        for (; ; )
        {
            if (!(await receipts.Of(asked, desk.Now, cancel)).Accepted(out var soFar, out var another)) return another;
            if (soFar.IsWhole) return soFar;
            if (!(await Chosen(table, ask, soFar.Last, from, cancel)).Accepted(out var ids, out var unchosen)) return unchosen;
            try
            {
                return await Go(asked, new Call(asked.Actor, table.Kind + "." + verb.Word) { BatchId = soFar.Told.BatchId }, table, ids, verb, soFar, words, cancel);
            }
            catch (Exception e) when (e is LeaseLostException || e is TakenException && e.Message.Contains("answered_requests", StringComparison.Ordinal))
            {
                // The same request goes on beside us: on from where it is now.
            }
        }
    }

    async Task<Outcome<BulkSoFar>> Go(Call asked, Call call, Table table, Guid[] ids, BulkVerb verb, BulkSoFar soFar, Func<Refusal, string> words, CancellationToken cancel)
    {
        foreach (var (place, chunk) in ids.Chunk(AtOnce).DefaultIfEmpty([]).Index())
        {
            var isLast = (place + 1) * AtOnce >= ids.Length;
            if (!(await Part(asked, call, table, chunk, isLast, verb, soFar, words, cancel)).Accepted(out soFar!, out var refusal)) return refusal;
        }

        return soFar;
    }

    /// <summary>One chunk as one transaction; whoever came between makes us decide again on what is there now.</summary>
    async Task<Outcome<BulkSoFar>> Part(Call asked, Call call, Table table, Guid[] chunk, bool isLast, BulkVerb verb, BulkSoFar soFar, Func<Refusal, string> words, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var stroke = desk.Begin(call);
            var told = soFar.Told;
            foreach (var id in chunk)
            {
                var answer = await stroke.Decide(async docket =>
                {
                    var record = await docket.Need(table.Type, id);
                    docket.Do(record, await verb.Do(docket, record));
                    return record;
                });
                if (answer.Refusal is NotAllowed no) return no;
                told = told.And(id, answer, words);
            }

            var next = new BulkSoFar(told, chunk is [.., var last] ? last : soFar.Last, isLast);
            try
            {
                await stroke.Write(receipts.Keep(stroke, asked, table.Kind, soFar, next, desk.Now), cancel);
                return next;
            }
            catch (ClashException) when (attempt < 4)
            {
                // Decided again above.
            }
        }
    }

    /// <summary>Those still to be done after the last that was.</summary>
    async Task<Outcome<Guid[]>> Chosen(Table table, BulkAsk ask, Guid? last, Standpoint from, CancellationToken cancel)
    {
        if (ask.Each is { } each) return After(each.Select(e => e.Id).Distinct(), last);
        if (ask.Ids is { } given) return given.Length <= Most ? After(given.Distinct(), last) : new TooManyAtOnce(Most);
        if (ask.Query is null) return new Missing("ids");
        if (ListQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(ask.Query)), table, from, out var spec) is { } refusal) return refusal;

        var ids = new List<Guid>();
        for (var after = last is { } done ? new ListCursor(done.ToString(), done) : null; ;)
        {
            var page = await lister.Read(spec with { Sort = "id", Descending = false, Limit = AtOnce, After = after, Fields = ["id"], Titles = [] }, cancel);
            ids.AddRange(page.Rows.Select(r => r.Id));
            if (ids.Count > Most) return new TooManyAtOnce(Most);
            if ((after = page.Next) is null) return ids.ToArray();
        }
    }

    static Guid[] After(IEnumerable<Guid> ids, Guid? last) => [.. last is { } done ? ids.SkipWhile(i => i != done).Skip(1) : ids];

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
