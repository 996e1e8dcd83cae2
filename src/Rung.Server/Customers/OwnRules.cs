using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Customers;

/// <summary>What a new rule of the company's, or a new event, needs from those there are.</summary>
static class OwnRules
{
    public static async Task Check<T>(Docket docket, T added)
        where T : Record<T>, IDatedRule
    {
        var isFirst = !await docket.Ask<T>().AnyAsync(r => r.RemovedAt == null && r.Id != added.Id) && !docket.Waiting<T>().Any(r => r.Key != added.Key);
        if (!isFirst && DatedRules.Refuse(added, isFirst, await docket.Today()) is { } refusal) throw new RefusedException(refusal);
    }

    /// <summary>Two events of one name could not be told apart when they are sent.</summary>
    public static async Task Check(Docket docket, UsageEvent added)
    {
        var name = added.Name;
        if (docket.Waiting<UsageEvent>().Any(e => e.Name == name && e.Key != added.Key) || await docket.Ask<UsageEvent>().AnyAsync(e => e.Name == name && e.RemovedAt == null && e.Id != added.Id)) throw new RefusedException(new AlreadyTaken("name"));
    }
}
