using Rung.Server.Database;

namespace Rung.Server.Customers.Usage;

/// <summary>Accounts that were merged into others: their roll-ups stay where they were counted and are read under the one that stays.</summary>
sealed class Aliases
{
    readonly Dictionary<Guid, Guid> into = [];
    readonly Dictionary<Guid, List<Guid>> gone = [];

    public static async Task<Aliases> Read(Store store, CancellationToken cancel)
    {
        var aliases = new Aliases();
        await store.Questions.All("SELECT id, merged_into_id FROM accounts WHERE merged_into_id IS NOT NULL AND removed_at IS NOT NULL", [], row => aliases.into.TryAdd(row.Id(0), row.Id(1)), cancel);
        foreach (var id in aliases.into.Keys)
        {
            if (!aliases.gone.TryGetValue(aliases.Of(id), out var list)) aliases.gone[aliases.Of(id)] = list = [];
            list.Add(id);
        }

        return aliases;
    }

    /// <summary>The account that answers for this one.</summary>
    public Guid Of(Guid account)
    {
        for (var steps = 0; steps < 100 && into.TryGetValue(account, out var stays); steps++) account = stays;
        return account;
    }

    /// <summary>The accounts, and those that were merged into them.</summary>
    public IReadOnlyList<Guid> With(IReadOnlyCollection<Guid> accounts) => into.Count == 0 ? [.. accounts] : [.. accounts.Concat(accounts.SelectMany(a => gone.GetValueOrDefault(a, []))).Distinct()];
}
