using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

sealed partial class LadderReader
{
    /// <summary>Reads again what has moved, of all that is known now, and leaves the rest as it was.</summary>
    public async Task<LadderBooks> Again(LadderBooks before, RowsMoved moved, CancellationToken cancel)
    {
        var once = new Once(store, before.Zone, DateTimeOffset.MaxValue.AddDays(-1), null, cancel);
        var rows = before.Rows;
        if (moved.Any("opportunity", "account", "lead")) rows = rows with { Sales = await Sales(once, rows.Sales, moved) };
        if (moved.Meetings.Count > 0) rows = rows with { Meetings = await Meetings(once, rows.Meetings, moved.Meetings) };
        rows = await Customers(once, rows, moved);
        if (moved.Any("role-assignment")) rows = rows with { Roles = await Roles(once) };
        if (moved.Any("section", "adherence")) rows = rows with { Approvals = await Approvals(once), Steps = await Steps(once) };
        if (moved.Any("time-block")) rows = rows with { Time = await Time(once) };
        if (moved.Any("coaching-session")) rows = rows with { Coaching = await Coaching(once) };
        if (moved.Any("certification")) rows = rows with { Certifications = await Certifications(once) };
        if (moved.Any("bank-balance")) rows = rows with { Balances = await Balances(once) };
        return before with
        {
            Rows = rows, Yardsticks = moved.Any("yardstick") ? await Yardsticks(once) : before.Yardsticks, Waivers = moved.Any("waiver") ? await Waivers(once) : before.Waivers,
            Confirmed = moved.Any("stage-confirmation") ? await Confirmed(once) : before.Confirmed,
            Stored = moved.Any("gate-evaluation") || moved.Lines.Any(l => StoredMonths.BringsHistory(l, before.Zone)) ? await new StoredMonths(store).Read(null, cancel) : before.Stored,
        };
    }

    async Task<IReadOnlyList<SaleRow>> Sales(Once once, IReadOnlyList<SaleRow> before, RowsMoved moved)
    {
        var ids = await DealStates.Touched(store, moved.Lines.Where(l => l.Changes is not null || l.Kind == "opportunity").Select(l => (l.Kind, l.Id, l.Name)), once.Cancel);
        if (ids.Count == 0) return before;
        var marks = await Marks(once);
        var lives = await new DealHistory(store).Of([.. ids.Order()], once.Zone, once.Cancel);
        return Parts.Patched(Parts.Of(before), s => s.Id, ids, lives.Select(l => l.Sale()).OfType<SaleRow>().Select(s => Marked(s, marks)));
    }

    static async Task<IReadOnlyList<MeetingRow>> Meetings(Once once, IReadOnlyList<MeetingRow> before, IReadOnlySet<Guid> ids)
    {
        var again = new List<MeetingRow>();
        foreach (var some in ids.Chunk(Questions.Together)) again.AddRange(await Meetings(once with { Only = some }));
        return Parts.Patched(Parts.Of(before), m => m.Id, ids, again);
    }

    static async Task<CompanyRows> Customers(Once once, CompanyRows before, RowsMoved moved)
    {
        var ids = moved.Accounts;
        if (moved.WhereCustomers.Count > 0) ids.UnionWith(before.Customers.Select(c => c.AccountId).Where(moved.WhereCustomers.Contains));
        var (again, fed) = (new List<Rung.Ladder.CustomerRow>(), new HashSet<DateOnly>());
        foreach (var some in ids.Chunk(Questions.Together))
        {
            var read = await Customers(once with { Only = some });
            again.AddRange(read.Rows);
            fed.UnionWith(read.FedOn);
        }

        var rows = ids.Count == 0 ? before : before with { Customers = Parts.Patched(Parts.Of(before.Customers), c => c.AccountId, ids, again) };
        if (before.Health is not { } books) return rows;
        fed.ExceptWith(books.FeedDays);
        var from = moved.Any("ticket") ? await TicketsFrom(once) : books.TicketsFrom;
        // The same books where nothing in them has moved: what was told by them stands.
        return fed.Count == 0 && from == books.TicketsFrom ? rows : rows with { Health = books with { FeedDays = [.. books.FeedDays.Concat(fed).Order()], TicketsFrom = from } };
    }

    static async Task<DateOnly?> TicketsFrom(Once once)
    {
        DateOnly? from = null;
        await once.Each("SELECT min(opened_at) FROM tickets WHERE removed_at IS NULL", [], row => from = once.Day(row.AtOrNull(0)));
        return from;
    }
}
