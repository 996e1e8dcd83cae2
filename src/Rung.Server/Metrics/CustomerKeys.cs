using System.Text.Json;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>Who won a customer's sale, in which pod, and how its onboarding went.</summary>
sealed class CustomerKeys
{
    readonly Dictionary<Guid, (Guid? Seller, DateOnly On)> sales = [];
    readonly Dictionary<Guid, List<(Guid Pod, DateOnly From, DateOnly? Until)>> pods = [];
    readonly Dictionary<Guid, (DateOnly Target, DateOnly? FirstValue)> onboardings = [];

    public static async Task<CustomerKeys> Read(Store store, TimeZoneInfo zone, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var (keys, known) = (new CustomerKeys(), knownAt ?? DateTimeOffset.MaxValue.AddDays(-1));
        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

        // The last owner up to the close; whoever took the account over afterwards has not sold it.
        await store.Questions.All("""
            SELECT o.id, k.value, o.closed_at
            FROM opportunities o JOIN kept_values k ON k.record_id = o.id AND k.kind = 'opportunity' AND k.field = 'accountableId' AND k.happened_at <= o.closed_at
            WHERE o.stage_kind = 'won' AND o.id IN (SELECT opportunity_id FROM subscriptions WHERE opportunity_id IS NOT NULL)
              AND k.recorded_at <= @0 AND (k.retracted_at IS NULL OR k.retracted_at > @0)
            ORDER BY o.id, k.happened_at, k.id
            """, [known], row =>
        {
            keys.sales[row.Id(0)] = (row.Text(1) is { } json ? JsonSerializer.Deserialize<Guid?>(json, Api.Json.Options) : null, Day(row.At(2)));
            return true;
        }, cancel);
        await store.Questions.All("SELECT person_id, pod_id, starts_on, ends_on FROM role_assignments WHERE removed_at IS NULL AND pod_id IS NOT NULL AND recorded_at <= @0 ORDER BY starts_on DESC, id", [known], row =>
        {
            if (!keys.pods.TryGetValue(row.Id(0), out var list)) keys.pods[row.Id(0)] = list = [];
            list.Add((row.Id(1), row.Day(2)!.Value, row.Day(3)));
            return true;
        }, cancel);
        await store.Questions.All("SELECT account_id, target_on, coalesce(first_value_at, completed_at) FROM onboardings WHERE removed_at IS NULL AND target_on IS NOT NULL AND recorded_at <= @0 ORDER BY created_at, id", [known], row =>
            keys.onboardings.TryAdd(row.Id(0), (row.Day(1)!.Value, row.AtOrNull(2) is { } at ? Day(at) : null)), cancel);
        return keys;
    }

    public Guid? Seller(Guid? sale) => sale is { } id && sales.TryGetValue(id, out var won) ? won.Seller : null;

    public Guid? Pod(Guid? sale) => sale is { } id && sales.TryGetValue(id, out var won) && won.Seller is { } seller && pods.TryGetValue(seller, out var list)
        && list.FirstOrDefault(p => p.From <= won.On && !(p.Until <= won.On)) is { Pod: var pod } && pod != Guid.Empty ? pod : null;

    /// <summary>Of the account's first onboarding with a day promised: whether the first value, or else its end, came by then.</summary>
    public string Onboarding(Guid account, DateOnly asOf)
    {
        if (!onboardings.TryGetValue(account, out var own)) return "";
        return own.FirstValue is { } on && on <= asOf ? on <= own.Target ? "onTime" : "late" : asOf > own.Target ? "late" : "running";
    }
}
