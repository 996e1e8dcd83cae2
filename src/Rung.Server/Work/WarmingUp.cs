using Rung.Server.Database;
using Rung.Server.Ladder;
using Rung.Server.Metrics;

namespace Rung.Server.Work;

/// <summary>Makes Entity Framework's model, which a start does without, and reads what a node has at hand of a large company, so that its first viewer need not wait for all of it.</summary>
sealed class WarmingUp(Store store, LadderReport ladder, TermsAtHand terms, FirstPage firstPage) : BackgroundService
{
    /// <summary>A company with more sales than this is large, or with more subscriptions than <see cref="ManyTerms"/>.</summary>
    const int ManySales = 100_000;
    const int ManyTerms = 10_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await firstPage.Answered(stoppingToken);
        await using (var db = store.Open()) _ = db.Model;
        if (await Has("subscriptions", "id", ManyTerms, stoppingToken)) await Quietly(terms.Now(stoppingToken));
        if (await Has("sale_lives", "opportunity_id", ManySales, stoppingToken)) await Quietly(ladder.History(null, null, stoppingToken));
    }

    async Task<bool> Has(string table, string key, int more, CancellationToken cancel) =>
        (await store.Questions.All($"SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {more}", [], row => row.Id(0), cancel)).Count > 0;

    /// <summary>Where it fails, it fails again for whoever asks, who is told.</summary>
    static async Task Quietly(Task reading) => await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
