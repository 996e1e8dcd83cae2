namespace Rung.Server.Ladder;

sealed partial class LadderReader
{
    /// <summary>What counts as outreach.</summary>
    const string Reached = "direction = 'outbound' AND type NOT IN ('task', 'note')";

    /// <summary>
    /// As they stand, counted in the database by quarters of an hour, of which every zone's days are made; and what of the
    /// journal was in sight of that one statement, so that who follows it counts nothing twice.
    /// </summary>
    static async Task<(Tallies Tallies, string Sight)> TalliesNow(Once once)
    {
        var (tallies, sight) = (new Tallies(), "");
        const string which = "l.undated = @1 AND l.recorded_at <= @0 AND l.removed_at IS NULL";
        await once.Each($"""
            SELECT s.sight, c.what, c.at, c.qualified, c.n, c.nobody FROM (SELECT {JournalSince.Sight(once.Store)} AS sight) s LEFT JOIN (
              SELECT 0 AS what, {once.Quarter("coalesce(done_at, created_at)")} AS at, {once.Quarter("min(created_at)")} AS qualified, count(*) AS n, count(*) - count(actor_id) AS nobody
              FROM activities WHERE {Reached} AND recorded_at <= @0 AND removed_at IS NULL GROUP BY 2
              UNION ALL
              SELECT 1, {once.Quarter("l.created_at")}, NULL, count(*), 0 FROM leads l WHERE {which} AND l.opportunity_id IS NULL GROUP BY 2
              UNION ALL
              SELECT 1, {once.Quarter("l.created_at")}, {once.Quarter("o.created_at")}, count(*), 0 FROM leads l LEFT JOIN opportunities o ON o.id = l.opportunity_id AND o.recorded_at <= @0
              WHERE {which} AND l.opportunity_id IS NOT NULL GROUP BY 2, 3) c ON 1 = 1
            """, [once.Known, false], row =>
        {
            sight = row.Text(0)!;
            if (row.NumberOrNull(1) is not { } what) return;
            var on = once.Day(once.Began(row.Number(2)));
            if (what == 0) tallies.Touch(on, (int)row.Number(4), (int)row.Number(5));
            else tallies.Lead(on, row.NumberOrNull(3) is { } quarter ? once.Day(once.Began(quarter)) : null, (int)row.Number(4));
        });
        return (tallies, sight);
    }

    /// <summary>As they were known at a time since which something was corrected: one by one.</summary>
    static async Task<(Tallies Tallies, string Sight)> TalliesThen(Once once)
    {
        var tallies = new Tallies();
        await once.Records($"SELECT id, recorded_at, removed_at, done_at, created_at, actor_id IS NULL FROM activities WHERE {Reached}", (id, row) =>
            tallies.Touch(once.Day(once.Was(id, "doneAt", row.AtOrNull(3)) ?? row.At(4)), 1, row.Flag(5) ? 1 : 0));
        await once.Records("SELECT l.id, l.recorded_at, l.removed_at, l.created_at, l.undated, o.created_at, o.recorded_at FROM leads l LEFT JOIN opportunities o ON o.id = l.opportunity_id", (_, row) =>
        {
            if (!row.Flag(4)) tallies.Lead(once.Day(row.At(3)), once.Day(row.AtOrNull(6) <= once.Known ? row.AtOrNull(5) : null), 1);
        });
        return (tallies, "");
    }
}
