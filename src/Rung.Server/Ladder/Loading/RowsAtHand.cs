using System.Runtime.CompilerServices;
using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.Work;

namespace Rung.Server.Ladder;

/// <summary>What of the rows of the ladder is at hand.</summary>
/// <param name="Since">What of the journal the rows hold, at least.</param>
/// <param name="Counted">What of it outreach and leads are counted of, exactly.</param>
sealed record RowsHeld(LadderBooks Books, Tallies Tallies, string Since, string Counted);

/// <summary>The rows of the ladder as they stand.</summary>
sealed class RowsAtHand(Store store) : AtHand<RowsHeld>
{
    static readonly ConditionalWeakTable<Store, RowsAtHand> each = [];

    readonly LadderReader reader = new(store);

    /// <summary>One for each open database, whoever asks.</summary>
    public static RowsAtHand Of(Store store) => each.GetValue(store, s => new(s));

    public async Task<LadderBooks> Now(CancellationToken cancel) => (await Latest(cancel)).Books;

    protected override async Task<RowsHeld> Read(CancellationToken cancel)
    {
        var since = await JournalSince.Now(store, cancel);
        var (books, tallies, counted) = await reader.Now(cancel);
        return new(books, tallies, since, counted);
    }

    protected override async Task<RowsHeld?> Followed(RowsHeld before, CancellationToken cancel)
    {
        var (sight, lines) = await JournalSince.Read(store, before.Since, before.Counted, cancel);
        if (lines.Count == 0) return before with { Since = sight, Counted = sight };

        var moved = await RowsMoved.Of(store, lines, cancel);
        if (moved.Everything) return null;
        var books = await reader.Again(before.Books, moved, cancel);
        var began = await Began(Tallies.Given(lines), cancel);
        // From here on nothing waits: outreach and leads are counted whole or not at all.
        var days = new DayOfInstant(books.Zone);
        before.Tallies.Follow(lines, days.Of, began);
        if (moved.Any("activity")) books = books with { Rows = books.Rows with { Touches = before.Tallies.Touches } };
        if (moved.Any("lead")) books = books with { Rows = books.Rows with { Leads = before.Tallies.Leads } };
        return new(books, before.Tallies, sight, sight);
    }

    async Task<Dictionary<Guid, DateTimeOffset>> Began(IReadOnlyList<Guid> sales, CancellationToken cancel)
    {
        var began = new Dictionary<Guid, DateTimeOffset>();
        foreach (var sale in sales)
            foreach (var at in await store.Questions.All("SELECT created_at FROM opportunities WHERE id = @0", [sale], row => row.At(0), cancel)) began[sale] = at;
        return began;
    }
}
