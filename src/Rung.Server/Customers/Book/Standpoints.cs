using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Book;

/// <summary>From where customers are looked at: the day in the company's zone, and the rule that holds on it.</summary>
sealed record CareDay(DateOnly Day, TimeZoneInfo Zone, RenewalRule Rule);

static class Standpoints
{
    /// <summary>Today, as the desk's clock has it.</summary>
    public static async Task<CareDay> Today(Store store, TheDesk desk, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, zone).DateTime);
        await using var db = store.Open();
        return new(day, zone, RenewalRule.On(day, await db.Set<RenewalRule>().AsNoTracking().ToListAsync(cancel)) ?? new RenewalRule());
    }
}
