using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Customers.Surveys;
using Rung.Server.Desk;

namespace Rung.Server.Customers.Care;

/// <summary>
/// Goes round every hour and puts down the next check-in and the next review of each active customer, a fortnight before
/// it is due. One of each kind is open at a time, so that going round again changes nothing.
/// </summary>
sealed class CareRounds(TheDesk desk, CareBook book, Database.Store store)
{
    const int DaysAhead = 14;

    /// <summary>Puts down; how many were.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var zone = await Metrics.Zones.Of(store);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, zone).DateTime);
        var calendar = await store.Calendar(desk.Now, cancel);
        var set = 0;
        foreach (var customer in await book.Read(today, cancel))
            foreach (var type in (CheckInType[])[CheckInType.Cadence, CheckInType.Qbr])
            {
                if (customer.Open.Contains(type) || customer.Days.DueOn(customer.Rule, type) is not { } due || due > today.AddDays(DaysAhead)) continue;
                // Long overdue when the rule is first met: the day to begin is today.
                var on = calendar.Workday(due < today ? today : due, 0);
                if ((await desk.Decide(new(Actors.Clockwork, "check-in.record"), docket => Put(docket, customer, type, due, on), cancel)).Accepted(out _, out _)) set++;
            }

        return set;
    }

    static async Task<Record> Put(Docket docket, CaredFor customer, CheckInType type, DateOnly due, DateOnly on)
    {
        var id = new Id<Account>(customer.AccountId);
        return await Entering.Enter(docket, typeof(CheckIn), new Dictionary<string, object?>
        {
            ["accountId"] = id,
            ["type"] = type,
            ["dueOn"] = on,
            ["accountableId"] = await Answering.Accountable(docket, await docket.Ask<Account>().FirstAsync(a => a.Id == id)),
            // Another node may have put it down meanwhile: then the name is taken.
            ["externalId"] = FormattableString.Invariant($"due:{customer.AccountId}:{Words.Camel(type.ToString())}:{due:yyyy-MM-dd}"),
        });
    }
}
