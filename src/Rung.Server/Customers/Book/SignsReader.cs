using Rung.Customers;
using Rung.People;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Book;

/// <summary>Whose customers are read: everybody's, one owner's, or one account.</summary>
public sealed record BookScope(Id<Person>? Owner = null, Guid? Account = null)
{
    /// <summary>What an account's column must meet; the value is the first of the question.</summary>
    public string Where(string column) => Account is not null ? $"{column} = @0" : Owner is not null ? $"{column} IN (SELECT id FROM accounts WHERE accountable_id = @0)" : "@0 = 0";

    public object Value => Account ?? Owner?.Value ?? (object)0;
}

/// <summary>Reads the signs of many customers by one question for each sort, never one for each customer.</summary>
sealed class SignsReader(Store store)
{
    public async Task<Dictionary<Guid, CustomerSigns>> Read(BookScope scope, RenewalRule rule, DateOnly day, TimeZoneInfo zone, CancellationToken cancel)
    {
        var signs = new Dictionary<Guid, CustomerSigns>();
        var (now, oldest) = (AsOf.StartOf(day.AddDays(1), zone), AsOf.StartOf(day.AddDays(-rule.AnswerDays), zone));
        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        void Note(Guid account, Func<CustomerSigns, CustomerSigns> what) => signs[account] = what(signs.GetValueOrDefault(account) ?? new(account));
        Task Ask(string sql, Action<Reading> row, params object?[] more) => store.Questions.All(sql, [scope.Value, .. more], r =>
        {
            row(r);
            return 0;
        }, cancel);

        await Ask($"""
            SELECT account_id, min(starts_on) FROM subscriptions WHERE {scope.Where("account_id")} AND removed_at IS NULL GROUP BY account_id
            """, r => Note(r.Id(0), s => s with { SinceOn = r.Day(1) }));
        await Ask($"""
            SELECT i.account_id, i.due_on, i.amount_minor - i.paid, i.amount_currency
            FROM (SELECT i.account_id, i.due_on, i.amount_minor, i.amount_currency,
                coalesce((SELECT sum(CASE WHEN p.is_refund THEN -p.amount_minor ELSE p.amount_minor END) FROM payments p WHERE p.invoice_id = i.id AND p.removed_at IS NULL), 0) AS paid
              FROM invoices i WHERE {scope.Where("i.account_id")} AND i.removed_at IS NULL AND i.due_on < @1 AND i.due_on >= @2) i
            WHERE i.amount_minor > i.paid
            ORDER BY i.due_on
            """, r => Note(r.Id(0), s =>
        {
            var left = new Money(Convert.ToInt64(r.NumberOrNull(2), System.Globalization.CultureInfo.InvariantCulture), new(r.Text(3)!));
            return s with
            {
                OverdueInvoices = s.OverdueInvoices + 1, OverdueSince = s.OverdueSince ?? r.Day(1),
                Overdue = s.OverdueInvoices == 0 ? left : s.Overdue?.Currency == left.Currency ? new Money(s.Overdue.Value.Minor + left.Minor, left.Currency) : null,
            };
        }), day, day.AddYears(-1));
        await Ask($"SELECT account_id, severity, opened_at FROM tickets WHERE {scope.Where("account_id")} AND removed_at IS NULL AND closed_at IS NULL ORDER BY opened_at", r => Note(r.Id(0), s =>
        {
            var severity = r.Choice<Severity>(1);
            s = s with { OpenTickets = s.OpenTickets + 1 };
            return severity is Severity.High or Severity.Critical
                ? s with { UrgentTickets = s.UrgentTickets + 1, CriticalTickets = s.CriticalTickets + (severity == Severity.Critical ? 1 : 0), UrgentSince = s.UrgentSince ?? Day(r.At(2)) }
                : s;
        }));
        await Ask($"""
            SELECT account_id, type, score, answered_at FROM surveys
            WHERE {scope.Where("account_id")} AND removed_at IS NULL AND score IS NOT NULL AND answered_at >= @1 AND answered_at < @2 AND type IN ('relationshipNps', 'onboardingNps', 'renewalIntent')
            ORDER BY answered_at
            """, r => Note(r.Id(0), s => r.Choice<SurveyType>(1) == SurveyType.RenewalIntent ? s with { WouldRenew = (int)r.Number(2), WouldRenewOn = Day(r.At(3)) } : s with { Nps = (int)r.Number(2), NpsOn = Day(r.At(3)) }), oldest, now);
        await Ask($"""
            SELECT account_id, count(*), count(measured), sum(CASE WHEN measured IS NOT NULL AND target IS NOT NULL AND (CASE WHEN target < coalesce(baseline, target) THEN measured <= target ELSE measured >= target END) THEN 1 ELSE 0 END)
            FROM promised_outcomes WHERE {scope.Where("account_id")} AND removed_at IS NULL GROUP BY account_id
            """, r => Note(r.Id(0), s => s with { Promised = (int)r.Number(1), Measured = (int)r.Number(2), Kept = (int)(r.NumberOrNull(3) ?? 0) }));
        await Ask($"SELECT account_id, target_on FROM onboardings WHERE {scope.Where("account_id")} AND removed_at IS NULL AND completed_at IS NULL ORDER BY target_on DESC", r => Note(r.Id(0), s => s with { IsOnboarding = true, OnboardingBy = r.Day(1) ?? s.OnboardingBy }));
        await Ask($"""
            SELECT o.account_id, count(*) FROM milestones m JOIN onboardings o ON o.id = m.onboarding_id
            WHERE {scope.Where("o.account_id")} AND m.blocked_at IS NOT NULL AND m.done_at IS NULL AND m.removed_at IS NULL AND o.removed_at IS NULL AND o.completed_at IS NULL GROUP BY o.account_id
            """, r => Note(r.Id(0), s => s with { Blocked = (int)r.Number(1) }));
        await Ask($"""
            SELECT account_id, count(*), min(due_on) FROM check_ins WHERE {scope.Where("account_id")} AND removed_at IS NULL AND done_at IS NULL AND due_on < @1 GROUP BY account_id
            """, r => Note(r.Id(0), s => s with { LateCheckIns = (int)r.Number(1), LateCheckInSince = r.Day(2) }), day);
        await Ask($"""
            SELECT account_id, sum(CASE WHEN used_on > @1 THEN events ELSE 0 END), sum(CASE WHEN used_on <= @1 THEN events ELSE 0 END) FROM (
              SELECT account_id, used_on, core_events AS events FROM usage_days WHERE {scope.Where("account_id")} AND removed_at IS NULL AND used_on > @2 AND used_on <= @3
              UNION ALL SELECT t.account_id, t.used_on, t.events FROM usage_tallies t WHERE {scope.Where("t.account_id")} AND t.event_id = @4 AND t.used_on > @2 AND t.used_on <= @3
                AND NOT EXISTS (SELECT 1 FROM usage_days d WHERE d.account_id = t.account_id AND d.used_on = t.used_on AND d.removed_at IS NULL)) used
            GROUP BY account_id
            """, r => Note(r.Id(0), s => s with { UsedLately = r.NumberOrNull(1) ?? 0, UsedBefore = r.NumberOrNull(2) ?? 0, WasEverUsed = true }), day.AddDays(-28), day.AddDays(-56), day, UsageTally.Any);
        await Ask($"""
            SELECT account_id, max(at) FROM (
              SELECT account_id, coalesce(held_at, scheduled_for) AS at FROM meetings WHERE {scope.Where("account_id")} AND removed_at IS NULL AND status = 'held' AND scheduled_for >= @1 AND scheduled_for < @2
              UNION ALL SELECT account_id, done_at AS at FROM check_ins WHERE {scope.Where("account_id")} AND removed_at IS NULL AND done_at >= @1 AND done_at < @2) t
            GROUP BY account_id
            """, r => Note(r.Id(0), s => s with { SpokenOn = Day(r.At(1)) }), AsOf.StartOf(day.AddDays(-3 * rule.SilentDays), zone), now);
        return signs;
    }
}
