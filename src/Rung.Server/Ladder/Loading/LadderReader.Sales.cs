using Rung.Ladder;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

sealed partial class LadderReader
{
    /// <summary>From the roll-up, except of those sales of which the journal says more, or later; where these are many, all from history.</summary>
    static async Task<IReadOnlyList<SaleRow>> Sales(Once once)
    {
        var (history, marks) = (new DealHistory(once.Store), await Marks(once));
        if (await Unsettled(once) is not { } unsettled) return await FromHistory();

        var (all, words) = (new List<SaleRow>(), new AlikeWords());
        await once.Each("SELECT opportunity_id, packed FROM sale_lives ORDER BY opportunity_id", [], row =>
        {
            var id = row.Id(0);
            if (!unsettled.Contains(id)) all.Add(new PackedSale(row.Held(1)).Read(id, marks, words));
        });
        // What was followed while the roll-up was read may have come in after the time that is asked for.
        if (await Unsettled(once) is not { } since) return await FromHistory();
        if (!since.IsSubsetOf(unsettled)) all.RemoveAll(s => since.Contains(s.Id));
        unsettled.UnionWith(since);
        all.AddRange((await history.Of([.. unsettled.Order()], once.Zone, once.KnownAt, once.Then, once.Cancel)).Select(l => l.Sale()).OfType<SaleRow>().Select(s => Marked(s, marks)));
        return all;

        async Task<IReadOnlyList<SaleRow>> FromHistory()
        {
            var told = new List<SaleRow>();
            await foreach (var life in history.Lives(once.Zone, once.KnownAt, once.Then, once.Cancel))
                if (life.Sale() is { } sale) told.Add(Marked(sale, marks));
            return told;
        }
    }

    static Task<HashSet<Guid>?> Unsettled(Once once) => DealStates.Unsettled(once.Store, once.KnownAt, once.Cancel);

    static async Task<Dictionary<Guid, StageMarks>> Marks(Once once)
    {
        var marks = new Dictionary<Guid, StageMarks>();
        await once.Each("SELECT id, marks_accepted, marks_demo, marks_proposal FROM stages", [], row =>
        {
            var id = row.Id(0);
            marks.Add(id, new(once.Was(id, "marksAccepted", row.Flag(1)), once.Was(id, "marksDemo", row.Flag(2)), once.Was(id, "marksProposal", row.Flag(3))));
        });
        return marks;
    }

    static SaleRow Marked(SaleRow sale, Dictionary<Guid, StageMarks> marks) => sale with
    {
        Stages = [.. sale.Stages.Select(s => marks.GetValueOrDefault(s.StageId) is var m ? s with { MarksAccepted = m.Accepted, MarksDemo = m.Demo, MarksProposal = m.Proposal } : s)],
    };
}
