using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Server.Desk;

/// <summary>
/// How a new record of any kind comes in, the same for a page, the API and an import: its form, then what the kind needs
/// from other records.
/// </summary>
static class Entering
{
    static readonly Dictionary<Type, Func<Docket, Record, Task>> Then = new()
    {
        [typeof(Opportunity)] = (docket, record) => Opportunities.Placing.OnFirstStage(docket, (Opportunity)record),
        [typeof(AcceptableUse)] = (docket, record) => Customers.OwnRules.Check(docket, (AcceptableUse)record),
        [typeof(HealthRule)] = (docket, record) => Customers.OwnRules.Check(docket, (HealthRule)record),
        [typeof(UsageEvent)] = (docket, record) => Customers.OwnRules.Check(docket, (UsageEvent)record),
        [typeof(Lead)] = (docket, record) => People.Assigning.NewLead(docket, (Lead)record),
        [typeof(Handoff)] = (docket, record) => Handoffs.Sending.Send(docket, (Handoff)record),
        [typeof(EngagementRule)] = (docket, record) => Handoffs.Sending.Check(docket, (EngagementRule)record),
        [typeof(UsageBatch)] = (_, _) => throw new RefusedException(new OnlyBySending()),
    };

    public static async Task<Record> Enter(Docket docket, Type kind, IReadOnlyDictionary<string, object?> values, Guid? id = null)
    {
        var record = docket.Add(Enter(kind, await WithAccount(docket, kind, values), docket.Act, id));
        if (Then.TryGetValue(kind, out var then)) await then(docket, record);
        return record;
    }

    /// <summary>What names its subscription and no account is of that subscription's account.</summary>
    static async Task<IReadOnlyDictionary<string, object?>> WithAccount(Docket docket, Type kind, IReadOnlyDictionary<string, object?> values) =>
        kind == typeof(UsageDay) && !values.ContainsKey("accountId") && values.GetValueOrDefault("subscriptionId") is Id<Subscription> term
            ? new Dictionary<string, object?>(values) { ["accountId"] = (await docket.Need(term)).AccountId } : values;

    static Outcome<Record> Enter(Type kind, IReadOnlyDictionary<string, object?> values, Act act, Guid? id)
    {
        // The static Enter of the record's own class, found once for each kind.
        var enter = Enterers.GetOrAdd(kind, k => typeof(Entering)
            .GetMethod(nameof(EnterTyped), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(k).CreateDelegate<Enterer>());
        return enter(values, act, id);
    }

    delegate Outcome<Record> Enterer(IReadOnlyDictionary<string, object?> values, Act act, Guid? id);

    static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, Enterer> Enterers = new();

    static Outcome<Record> EnterTyped<T>(IReadOnlyDictionary<string, object?> values, Act act, Guid? id)
        where T : Record<T> => Record<T>.Enter(values, act, id).Accepted(out var record, out var refusal) ? record : refusal;
}
