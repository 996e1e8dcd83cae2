using Rung.Ladder;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

/// <summary>What confirming a rung and opening a seat need from the ladder, whichever way they come in; imported history is taken as it was.</summary>
static class LadderRules
{
    public static async Task Check(Docket docket, Store store, CancellationToken cancel)
    {
        if (docket.Act.Origin != Origin.Entered) return;
        foreach (var paper in docket.Papers)
        {
            if (docket.Facts.All(f => f.Record != paper.Record)) continue;
            if (paper.Record is Waiver { RemovedAt: null, RevokedAt: null } waiver) Refuse(waiver.Over(await Today(docket, store)));
            if (paper.Record is StageConfirmation { RemovedAt: null } confirmation && paper.IsNew)
                Refuse(confirmation.Unfounded((await Now(docket, store, confirmation.FromOn, cancel)).Told));
            if (paper.Record is Opening { RemovedAt: null, IsOpen: true, Role: Role.Ae or Role.ClosingSdr or Role.VpSales or Role.SalesManager } opening && IsAskedFor(paper))
            {
                var (told, rows) = await Now(docket, store, null, cancel);
                Refuse(HiringCheck.Unreasoned(opening, told, [.. Sellers(rows), .. await Planned(store, opening, cancel)]));
            }
        }
    }

    /// <summary>A seat that only changes hands is not opened anew.</summary>
    static bool IsAskedFor(Paper paper) => paper.IsNew || ((string[])["role", "plannedOn", "despite", "status", "removedAt"]).Any(paper.Differs);

    static void Refuse(Refusal? refusal)
    {
        if (refusal is not null) throw new RefusedException(refusal);
    }

    static async Task<(Assessment Told, CompanyRows Rows)> Now(Docket docket, Store store, DateOnly? asOf, CancellationToken cancel)
    {
        var books = await RowsAtHand.Of(store).Now(cancel);
        var day = asOf ?? await Today(docket, store);
        return (books.Replay.Until(day).Last(), books.Rows);
    }

    static async Task<DateOnly> Today(Docket docket, Store store) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(docket.Act.Now, await Zones.Of(store)).DateTime);

    static IEnumerable<DateOnly> Sellers(CompanyRows rows) => rows.Roles.Where(r => r.Role is Role.Ae or Role.ClosingSdr).GroupBy(r => r.PersonId).Select(g => g.Min(r => r.StartsOn));

    static async Task<List<DateOnly>> Planned(Store store, Opening opening, CancellationToken cancel) =>
        await store.Questions.All("SELECT planned_on FROM openings WHERE removed_at IS NULL AND status IN ('open', 'offered') AND role IN ('ae', 'closingSdr') AND id <> @0", [opening.Id.Value], row => row.Day(0)!.Value, cancel);
}
