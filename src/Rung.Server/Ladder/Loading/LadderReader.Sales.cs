using Rung.Accounts;
using Rung.Ladder;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Server.Ladder;

sealed partial class LadderReader
{
    /// <summary>A sale of new business while its history is read.</summary>
    sealed class SaleLife(SaleRow row)
    {
        public SaleRow Row => row;
        public List<StageRow> Stages { get; } = [];
        public List<Dated<Guid?>> Owners { get; } = [];
        public List<Dated<Money?>> Amounts { get; } = [];
        public List<Dated<Money?>> Values { get; } = [];
        public DateOnly? ClosedOn { get; set; }
        public (DateTimeOffset Happened, DateTimeOffset Recorded)? Closed { get; set; }
        public (DateOnly On, bool? Fits, DateTimeOffset Happened, DateTimeOffset Recorded)? Fit { get; set; }

        public SaleRow Told() => row with
        {
            Stages = Stages, Owners = Owners, Amounts = Amounts, Values = Values, ClosedOn = ClosedOn,
            Fit = Fit is { } fit ? new(fit.On, fit.Fits, Closed is { } closed && (fit.Happened > closed.Happened || fit.Recorded > closed.Recorded)) : null,
        };
    }

    static async Task<IReadOnlyList<SaleRow>> Sales(Once once)
    {
        var lives = new Dictionary<Guid, SaleLife>();
        await once.Records("""
            SELECT o.id, o.recorded_at, o.removed_at, o.account_id, a.relation, o.created_at, o.undated, coalesce(o.source, l.source), o.sourced_by_id
            FROM opportunities o LEFT JOIN accounts a ON a.id = o.account_id LEFT JOIN leads l ON l.id = o.lead_id
            WHERE o.type = 'new'
            """, (id, row) =>
        {
            var account = once.Was(id, "accountId", row.IdOrNull(3));
            var relation = row.Text(4) is { } word ? Enum.Parse<Relation>(word, true) : Relation.Prospect;
            if (account is { } known) relation = once.Was(known, "relation", relation);
            lives.Add(id, new(new(id, account, relation, row.Flag(6) ? null : once.Day(row.At(5))) { Source = row.Text(7), SourcedById = row.IdOrNull(8) }));
        });
        await once.Each("""
            SELECT v.opportunity_id, v.stage_id, v.kind, s.marks_accepted, s.marks_demo, s.marks_proposal, v.happened_at, v.recorded_at, v.origin
            FROM opportunities o CROSS JOIN stage_visits v CROSS JOIN stages s
            WHERE o.type = 'new' AND v.opportunity_id = o.id AND s.id = v.stage_id AND v.recorded_at <= @0 AND (v.retracted_at IS NULL OR v.retracted_at > @0)
            ORDER BY o.id, v.happened_at, v.id
            """, [once.Known], row =>
        {
            if (!lives.TryGetValue(row.Id(0), out var life)) return;
            var (stage, kind) = (row.Id(1), row.Choice<StageKind>(2));
            life.Stages.Add(new(once.Day(row.At(6)), stage, kind, once.Was(stage, "marksAccepted", row.Flag(3)), once.Was(stage, "marksDemo", row.Flag(4)), once.Was(stage, "marksProposal", row.Flag(5)), row.Choice<Origin>(8) == Origin.Derived));
            if (kind != StageKind.Open) life.Closed = (row.At(6), row.At(7));
        });
        await once.Kept("opportunities", "opportunity", "'accountableId', 'amount', 'value', 'closedOn', 'idealFit'", (id, row) =>
        {
            if (!lives.TryGetValue(id, out var life)) return;
            var (on, json) = (once.Day(row.At(3)), row.Text(2));
            switch (row.Text(1))
            {
                case "accountableId": life.Owners.Add(new(on, Json<Guid?>(json))); break;
                case "amount": life.Amounts.Add(new(on, Json<Money?>(json))); break;
                case "value": life.Values.Add(new(on, Json<Money?>(json))); break;
                case "closedOn": life.ClosedOn = Json<DateOnly?>(json); break;
                default:
                    if (life.Fit is null && json is not null and not "null") life.Fit = (on, Json<bool?>(json), row.At(3), row.At(4));
                    break;
            }
        });
        return [.. lives.Values.Select(l => l.Told())];
    }
}
