using Rung.Server.Database;
using Rung.Server.Ladder;
using Rung.Server.Work;

namespace Rung.Server.Metrics;

/// <summary>What of subscriptions and churn events is at hand.</summary>
/// <param name="Since">What of the journal it holds, at least.</param>
sealed record TermsHeld(ById<TermStory> Terms, ById<Keyed<Churned>> Churn, string Since);

/// <summary>Subscriptions and churn events with their histories as they are known now.</summary>
sealed class TermsAtHand(Store store) : AtHand<TermsHeld>
{
    readonly TermReader reader = new(store);

    public Task<TermsHeld> Now(CancellationToken cancel) => Latest(cancel);

    protected override async Task<TermsHeld> Read(CancellationToken cancel)
    {
        var since = await JournalSince.Now(store, cancel);
        return new(new(await reader.Terms(null, null, cancel), t => t.Id), new(await reader.Churn(null, null, cancel), c => c.What.Id), since);
    }

    protected override async Task<TermsHeld?> Followed(TermsHeld before, CancellationToken cancel)
    {
        var (sight, lines) = await JournalSince.Read(store, before.Since, before.Since, cancel);
        if (lines.Count > JournalSince.Most || lines.Any(l => l.Kind == "company-profile")) return null;
        var (terms, churn) = await Moved(lines, cancel);
        return new(await Again(before.Terms, terms, reader.Terms, cancel), await Again(before.Churn, churn, reader.Churn, cancel), sight);
    }

    /// <summary>Those whose own lines they are, and those that are told by an account, a sale or the lead of a sale.</summary>
    async Task<(IReadOnlyCollection<Guid> Terms, IReadOnlyCollection<Guid> Churn)> Moved(List<Line> lines, CancellationToken cancel)
    {
        HashSet<Guid> Of(string kind) => [.. lines.Where(l => l.Kind == kind).Select(l => l.Id)];
        var (terms, churn, accounts) = (Of("subscription"), Of("churn-event"), Of("account"));
        terms.UnionWith(await store.Questions.Ids("SELECT id FROM subscriptions WHERE account_id", accounts, cancel));
        terms.UnionWith(await store.Questions.Ids("SELECT id FROM subscriptions WHERE opportunity_id", Of("opportunity"), cancel));
        terms.UnionWith(await store.Questions.Ids("SELECT s.id FROM subscriptions s JOIN opportunities o ON o.id = s.opportunity_id WHERE o.lead_id", Of("lead"), cancel));
        churn.UnionWith(await store.Questions.Ids("SELECT id FROM churn_events WHERE account_id", accounts, cancel));
        churn.UnionWith(await store.Questions.Ids("SELECT id FROM churn_events WHERE subscription_id", terms, cancel));
        return (terms, churn);
    }

    static async Task<ById<T>> Again<T>(ById<T> before, IReadOnlyCollection<Guid> moved, Func<DateTimeOffset?, IReadOnlyList<Guid>?, CancellationToken, Task<List<T>>> read, CancellationToken cancel)
        where T : class
    {
        if (moved.Count == 0) return before;
        var again = new List<T>();
        foreach (var some in moved.Chunk(Questions.Together)) again.AddRange(await read(null, some, cancel));
        return before.With(moved, again);
    }
}
