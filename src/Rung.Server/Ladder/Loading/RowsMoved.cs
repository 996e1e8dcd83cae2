using Rung.Server.Customers.Usage;
using Rung.Server.Database;

namespace Rung.Server.Ladder;

/// <summary>Which rows of the ladder lines of the journal speak of.</summary>
sealed class RowsMoved
{
    /// <summary>Kinds whose rows are read under their account, and matter only of customers.</summary>
    static readonly string[] OfCustomers = ["invoice", "onboarding", "promised-outcome", "survey", "reference", "check-in", "ticket", "meeting", "activity"];

    /// <summary>Kinds that make an account a customer, or say how much anybody used.</summary>
    static readonly string[] OfAccounts = ["subscription", "payment", "usage-day"];

    /// <summary>A change of these moves rows everywhere.</summary>
    static readonly string[] OfAll = ["company-profile", "stage", "acceptable-use", "health-rule", "usage-event"];

    RowsMoved(IReadOnlyList<Line> lines) => Lines = lines;

    public IReadOnlyList<Line> Lines { get; }

    /// <summary>Everything is to be read anew: too much has moved, or something that all rows hang on.</summary>
    public bool Everything => Lines.Count > JournalSince.Most || Lines.Any(l => OfAll.Contains(l.Kind) || (l.Kind == "usage-day" && l is { IsNew: false } && (l.Changed("usedOn") || l.Changed("removedAt"))));

    /// <summary>Accounts to be read as customers, whether they were any or not.</summary>
    public HashSet<Guid> Accounts { get; } = [];

    /// <summary>Accounts to be read only where they are customers.</summary>
    public HashSet<Guid> WhereCustomers { get; } = [];
    public HashSet<Guid> Meetings { get; } = [];

    public bool Any(params ReadOnlySpan<string> kinds)
    {
        foreach (var line in Lines)
            if (kinds.Contains(line.Kind)) return true;
        return false;
    }

    public static async Task<RowsMoved> Of(Store store, IReadOnlyList<Line> lines, CancellationToken cancel)
    {
        var moved = new RowsMoved(lines);
        if (moved.Everything) return moved;

        foreach (var kind in lines.GroupBy(l => l.Kind))
        {
            var ids = kind.Select(l => l.Id).Distinct().ToList();
            switch (kind.Key)
            {
                case "account":
                    moved.WhereCustomers.UnionWith(ids);
                    moved.WhereCustomers.UnionWith(kind.SelectMany(l => l.Ids("mergedIntoId")));
                    break;
                case "milestone":
                    moved.WhereCustomers.UnionWith(await store.Questions.Ids("SELECT o.account_id FROM milestones m JOIN onboardings o ON o.id = m.onboarding_id WHERE m.id", ids, cancel));
                    break;
                case "meeting-attendee":
                    moved.Meetings.UnionWith(await store.Questions.Ids("SELECT meeting_id FROM meeting_attendees WHERE id", ids, cancel));
                    break;
                case "usage-batch":
                    foreach (var some in ids.Chunk(Questions.Together)) moved.Accounts.UnionWith(await Fed(store, some, cancel));
                    break;
                default:
                    if (!OfAccounts.Contains(kind.Key) && !OfCustomers.Contains(kind.Key)) break;
                    if (kind.Key == "meeting") moved.Meetings.UnionWith(ids);
                    var accounts = OfAccounts.Contains(kind.Key) ? moved.Accounts : moved.WhereCustomers;
                    // Whose it was and whose it is, where a line says so; else whose it is.
                    accounts.UnionWith(kind.SelectMany(l => l.Ids("accountId")));
                    accounts.UnionWith(await store.Questions.Ids($"SELECT account_id FROM {store.Schema.OfKind(kind.Key)!.Quoted} WHERE id", [.. kind.Where(l => !l.Changed("accountId")).Select(l => l.Id).Distinct()], cancel));
                    break;
            }
        }

        return moved;
    }

    /// <summary>The accounts whose use came in a batch.</summary>
    static async Task<HashSet<Guid>> Fed(Store store, Guid[] batches, CancellationToken cancel)
    {
        var (which, values) = Questions.OneOf(batches);
        var told = await store.Questions.All($"SELECT c.moves FROM usage_batches b JOIN usage_contents c ON c.number = b.number WHERE b.id IN ({which})", values, row => row.Bytes(0), cancel);
        var aliases = await Aliases.Read(store, cancel);
        return [.. told.SelectMany(UsageMoves.Read).Select(m => aliases.Of(m.AccountId)).Distinct()];
    }
}
