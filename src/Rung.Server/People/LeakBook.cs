using Microsoft.EntityFrameworkCore;
using Rung.Handoffs;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.People;

/// <summary>A leak with who answers for the record now, and who can mend it.</summary>
public sealed record LeakRow(Leak Leak, Accountable Answers, string AnswersName, string? StandsInName);

/// <param name="Rows">The most pressing first.</param>
/// <param name="IsCut">There are more of some reason than are shown.</param>
public sealed record Leaks(IReadOnlyList<LeakRow> Rows, bool IsCut);

/// <summary>Reads what may be dropped, straight from the record: nothing of it is stored.</summary>
sealed class LeakBook(Store store, TheDesk desk)
{
    /// <summary>Of each reason and kind; nobody works through more in a day.</summary>
    const int Most = 200;

    /// <summary>Leads that nobody has tried yet wait in their order: their next step is the first touch, and they are untouched if it does not come.</summary>
    const string Lead = "l.removed_at IS NULL AND l.status IN ('fresh', 'working')", Sale = "l.removed_at IS NULL AND l.stage_kind = 'open'";

    static readonly (string Kind, string Live, string Began, HandoffType Rule)[] Worked =
    [
        ("lead", Lead, "coalesce(l.first_touch_at, l.created_at)", HandoffType.LeadToSdr),
        ("opportunity", Sale, "l.stage_entered_at", HandoffType.SdrToAe),
    ];

    /// <param name="whose">Only what this person answers for, or stands in for; null is everybody's.</param>
    public async Task<Leaks> Read(Id<Person>? whose, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var (now, today) = (desk.Now, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, zone).DateTime));
        await using var db = store.Open();
        var rules = await db.Set<EngagementRule>().AsNoTracking().ToListAsync(cancel);
        var found = new List<Leak>();
        foreach (var (kind, live, began, rule) in Worked)
        {
            var table = kind == "lead" ? "leads" : "opportunities";
            var start = "SELECT l.id, l.name, l.accountable_id, l.queue_id, l.next_step, l.version, ";
            Task Add(LeakReason reason, string since, string where, params object?[] values) => Found(found, reason, kind, $"{start}{since} FROM {table} l WHERE {live} AND {where} ORDER BY 7 LIMIT {Most}", values, cancel);
            await Add(LeakReason.Nobody, "l.created_at", NobodyNamed("l", queue: true), today);
            await Add(LeakReason.Overdue, "l.next_step_at", "l.next_step_at < @0", now);
            await Add(LeakReason.NoNextStep, began, $"l.next_step_at IS NULL {(kind == "lead" ? "AND l.status = 'working'" : "")} AND NOT EXISTS (SELECT 1 FROM meetings m WHERE m.{kind}_id = l.id AND m.removed_at IS NULL AND m.status IN ('booked', 'rescheduled') AND m.scheduled_for >= @0)", now);
            if (EngagementRule.For(rule, today, rules)?.UntouchedDays is { } days)
                await Add(LeakReason.Untouched, began, $"{began} < @0 AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.{kind}_id = l.id AND a.removed_at IS NULL AND a.created_at >= @0) AND NOT EXISTS (SELECT 1 FROM meetings m WHERE m.{kind}_id = l.id AND m.removed_at IS NULL AND m.scheduled_for >= @0)", now.AddDays(-days));
        }

        await Found(found, LeakReason.Nobody, "account", $"SELECT l.id, l.name, l.accountable_id, l.queue_id, NULL, l.version, l.customer_since FROM accounts l WHERE l.removed_at IS NULL AND l.customer_since IS NOT NULL AND {NobodyNamed("l", queue: true)} AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.account_id = l.id AND s.removed_at IS NULL AND s.starts_on <= @0 AND (s.ends_on IS NULL OR s.ends_on > @0)) ORDER BY 7 LIMIT {Most}", [today], cancel);
        await Found(found, LeakReason.Nobody, "onboarding", $"SELECT l.id, a.name, l.accountable_id, NULL, NULL, l.version, l.created_at FROM onboardings l JOIN accounts a ON a.id = l.account_id WHERE l.removed_at IS NULL AND l.completed_at IS NULL AND {NobodyNamed("l", queue: false)} ORDER BY 7 LIMIT {Most}", [today], cancel);
        var midnight = AsOf.StartOf(today, zone);
        await Found(found, LeakReason.Overdue, "check-in", $"SELECT l.id, a.name, coalesce(l.accountable_id, a.accountable_id), a.queue_id, NULL, l.version, l.created_at, l.due_on FROM check_ins l JOIN accounts a ON a.id = l.account_id WHERE l.removed_at IS NULL AND a.removed_at IS NULL AND l.done_at IS NULL AND l.due_on < @0 ORDER BY l.due_on LIMIT {Most}", [today], cancel, day => AsOf.StartOf(day.AddDays(1), zone));
        await Found(found, LeakReason.Overdue, "activity", $"SELECT l.id, coalesce(l.subject, ''), l.actor_id, NULL, l.subject, l.version, l.due_at FROM activities l WHERE l.removed_at IS NULL AND l.type = 'task' AND l.done_at IS NULL AND l.due_at < @0 ORDER BY 7 LIMIT {Most}", [midnight], cancel);
        await Found(found, LeakReason.Unanswered, "handoff", $"SELECT l.id, coalesce((SELECT x.name FROM leads x WHERE x.id = l.lead_id), (SELECT x.name FROM opportunities x WHERE x.id = l.opportunity_id), (SELECT x.name FROM accounts x WHERE x.id = l.account_id), ''), l.to_person_id, NULL, l.gap, l.version, l.due_at FROM handoffs l WHERE l.removed_at IS NULL AND l.status = 'waiting' AND l.due_at < @0 ORDER BY 7 LIMIT {Most}", [now], cancel);

        var isCut = found.GroupBy(l => (l.Reason, l.Kind)).Any(g => g.Count() == Most);
        var answer = await Roster.On(db, today, cancel);
        var rows = found.Select(l => answer.Of(l)).Where(r => whose is not { } me || r.Answers.Id == me || r.Answers.StandsIn == me).ToList();
        rows.Sort((a, b) => Leak.Compare(a.Leak, b.Leak));
        return new(rows, isCut);
    }

    static string NobodyNamed(string row, bool queue) => $"(({row}.accountable_id IS NULL {(queue ? $"AND {row}.queue_id IS NULL" : "")}) OR {row}.accountable_id IN (SELECT p.id FROM people p WHERE p.left_on < @0))";

    async Task Found(List<Leak> found, LeakReason reason, string kind, string sql, object?[] values, CancellationToken cancel, Func<DateOnly, DateTimeOffset>? since = null) =>
        found.AddRange(await store.Questions.All(sql, values, row => new Leak(reason, kind, row.Id(0), row.Text(1) ?? "", since is null ? row.At(6) : since(row.Day(7)!.Value), row.IdOrNull(2), row.IdOrNull(3), row.Text(4), row.Number(5)), cancel));
}
