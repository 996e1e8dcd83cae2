using Rung.Customers;
using Rung.Ladder;
using Rung.Server.Customers.Usage;

namespace Rung.Server.Ladder;

sealed partial class LadderReader
{
    /// <summary>What the health of customers is told from beside their use, promises, answers and payments, which the ladder reads anyway.</summary>
    static async Task<(DateOnly? TicketsFrom, Func<Guid, HealthRows?> Of)> Health(Once once, Task<Dictionary<Guid, List<InvoiceRow>>> billed)
    {
        if ((await new UseReader(once.Store).Rules<HealthRule>(once.KnownAt, once.Cancel)).Count == 0) return (null, _ => null);

        var (contacts, checks, tickets) = (await Contacts(once), new Dictionary<Guid, List<CheckInRow>>(), new Dictionary<Guid, List<TicketRow>>());
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, type, due_on, done_at, created_at FROM {once.Of("check_ins")} WHERE account_id IS NOT NULL ORDER BY due_on, id", (id, row) =>
        {
            if (once.Was(id, "dueOn", row.Day(5)) is not { } due) return;
            var done = once.Day(once.Was(id, "doneAt", row.AtOrNull(6)));
            Add(checks, once.AccountOf(id, row), new CheckInRow(new(id, row.Choice<CheckInType>(4), due, done), once.Day(row.At(7))));
            if (done is { } on) Add(contacts, once.AccountOf(id, row), on);
        });
        DateOnly? first = null;
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, severity, opened_at, closed_at FROM {once.Of("tickets")} ORDER BY opened_at, id", (id, row) =>
        {
            var opened = once.Day(row.At(5));
            first ??= opened;
            if (once.Was(id, "accountId", row.IdOrNull(3)) is { } account) Add(tickets, account, new TicketRow(new(id, once.Was(id, "severity", row.Choice<Rung.Customers.Severity>(4)), opened), once.Day(once.Was(id, "closedAt", row.AtOrNull(6)))));
        });
        foreach (var days in contacts.Values) days.Sort();
        var invoices = await billed;
        return (first, account => new() { Contacts = Of(contacts, account), CheckIns = Of(checks, account), Tickets = Of(tickets, account), Invoices = Of(invoices, account) });
    }

    /// <summary>What the health of all customers is told by; null where the company has no rule.</summary>
    static async Task<HealthBooks?> Books(Once once, IEnumerable<DateOnly> fedOn, DateOnly? ticketsFrom)
    {
        var reader = new UseReader(once.Store);
        var rules = await reader.Rules<HealthRule>(once.KnownAt, once.Cancel);
        return rules.Count == 0 ? null : new(rules, [.. UseReader.Ways(await reader.Rules<AcceptableUse>(once.KnownAt, once.Cancel))], [.. fedOn.Order()], ticketsFrom);
    }

    static async Task<Dictionary<Guid, List<InvoiceRow>>> Invoices(Once once)
    {
        var all = new Dictionary<Guid, List<InvoiceRow>>();
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, number, due_on, issued_on, amount_minor, amount_currency FROM {once.Of("invoices")}", (id, row) =>
        {
            var issued = row.Day(6)!.Value;
            Add(all, once.AccountOf(id, row), new InvoiceRow(new(id, row.Text(4)!, once.Was(id, "dueOn", row.Day(5)) ?? issued, once.Was(id, "amount", row.Money(7)!.Value)), issued));
        });
        return Sorted(all, (a, b) => (a.Sign.DueOn, a.Sign.Id).CompareTo((b.Sign.DueOn, b.Sign.Id)));
    }

    /// <summary>Meetings held, calls and messages either way with those who bought or paid.</summary>
    static async Task<Dictionary<Guid, List<DateOnly>>> Contacts(Once once)
    {
        // Whoever was one before a merge or its undoing may be none now.
        var customers = once.Only is null && once.StandsAsKnown ? "JOIN (SELECT account_id FROM subscriptions UNION SELECT account_id FROM payments) c ON c.account_id = r.account_id" : "";
        var contacts = new Dictionary<Guid, List<DateOnly>>();
        await once.Records($"SELECT r.id, r.recorded_at, r.removed_at, r.account_id, r.held_at, r.status FROM {once.Of("meetings", alias: "r")} {customers} WHERE r.account_id IS NOT NULL", (id, row) =>
        {
            if (once.Was(id, "status", row.Choice<Rung.Meetings.MeetingStatus>(5)) == Rung.Meetings.MeetingStatus.Held && once.Day(once.Was(id, "heldAt", row.AtOrNull(4))) is { } on) Add(contacts, once.AccountOf(id, row), on);
        });
        await once.Records($"SELECT r.id, r.recorded_at, r.removed_at, r.account_id, r.created_at FROM {once.Of("activities", alias: "r")} {customers} WHERE r.account_id IS NOT NULL AND r.type IN ('email', 'call', 'linkedIn')", (id, row) => Add(contacts, once.AccountOf(id, row), once.Day(row.At(4))));
        return contacts;
    }
}
