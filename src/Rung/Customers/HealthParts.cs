namespace Rung.Customers;

/// <summary>How each part of a health comes to its points (our design; R34, X0.2, X0.3, R71, R40 name what matters).</summary>
static class HealthParts
{
    /// <summary>What an open ticket takes away.</summary>
    static int Weight(Severity severity) => severity switch { Severity.Low => 5, Severity.Normal => 10, Severity.High => 25, _ => 50 };

    /// <summary>Of the watched periods the share of days with enough use that were needed, no period more than all.</summary>
    public static PartHealth Usage(HealthRule rule, HealthSigns signs, DateOnly asOf)
    {
        PartHealth Missing(HealthBecause why) => Part(HealthPart.Usage, rule, null, why);
        if (signs.Use is not { } use) return Missing(HealthBecause.NoRuleOfUse);
        if (use.Answer == UseAnswer.NothingRecorded) return Missing(HealthBecause.NoUseRecorded);
        if (signs.FeedLastOn is not { } last || asOf.DayNumber - last.DayNumber >= use.Rule.PeriodDays) return Missing(HealthBecause.NoUseComesIn);

        var watched = use.Periods.Where(p => p.IsWatched).ToList();
        if (watched.Count == 0) return Missing(HealthBecause.UsedTooShort);
        var rows = watched.ConvertAll(p => new HealthRow("usage-day", signs.AccountId, p.Until.AddDays(-1), null, p.Days, Math.Min(100, 100.0 * p.Days / p.Needed)));
        return Part(HealthPart.Usage, rule, rows.Average(r => r.Points), HealthBecause.DaysOfUse, watched.Sum(p => Math.Min(p.Days, p.Needed)), watched.Sum(p => p.Needed), watched.Count, rows);
    }

    /// <summary>Of the measured promises: 100 where the target is reached, else how far of the way from the baseline.</summary>
    public static PartHealth Outcomes(HealthRule rule, HealthSigns signs)
    {
        var rows = signs.Promises.Select(p => new HealthRow("promised-outcome", p.Id, p.MeasuredOn ?? p.DueOn, p.Kpi, p.Measured, Kept(p))).ToList();
        var measured = rows.Where(r => r.Points is not null).ToList();
        if (measured.Count == 0) return Part(HealthPart.Outcomes, rule, null, rows.Count == 0 ? HealthBecause.NothingPromised : HealthBecause.NothingMeasured, rows: rows);
        return Part(HealthPart.Outcomes, rule, measured.Average(r => r.Points), HealthBecause.PromisesKept, measured.Count(r => r.Points >= 100), measured.Count, rows.Count - measured.Count, rows);
    }

    /// <summary>The last answer of each person to each kind of question, ten points for each of its own.</summary>
    public static PartHealth Sentiment(HealthRule rule, HealthSigns signs, DateOnly asOf)
    {
        var rows = signs.Answers.Where(a => a.Type != SurveyType.ReferenceConsent && a.On <= asOf && asOf.DayNumber - a.On.DayNumber < rule.AnswerDays)
            .GroupBy(a => (a.RespondentId, Survey.IsNps(a.Type) ? SurveyType.RelationshipNps : a.Type)).Select(g => g.OrderBy(a => a.On).ThenBy(a => a.Id).Last()).OrderBy(a => a.On).ThenBy(a => a.Id)
            .Select(a => new HealthRow("survey", a.Id, a.On, Words.Camel(a.Type.ToString()), a.Score, a.Score * 10)).ToList();
        return rows.Count == 0 ? Part(HealthPart.Sentiment, rule, null, HealthBecause.NoAnswers) : Part(HealthPart.Sentiment, rule, rows.Average(r => r.Points), HealthBecause.AnswersGiven, rows.Count, rows.Count, rows.Average(r => r.Value), rows);
    }

    /// <summary>The mean of two: how long ago the last contact was, and how the check-ins that came due were kept: in time all, late half, not at all nothing.</summary>
    public static PartHealth Relationship(HealthRule rule, HealthSigns signs, DateOnly asOf)
    {
        var checks = signs.CheckIns.Where(c => c.DueOn < asOf && asOf.DayNumber - c.DueOn.DayNumber < rule.AnswerDays).OrderBy(c => c.DueOn).ThenBy(c => c.Id)
            .Select(c => new HealthRow("check-in", c.Id, c.DueOn, Words.Camel(c.Type.ToString()), c.DoneOn is { } done ? Math.Max(0, done.DayNumber - c.DueOn.DayNumber) : null, c.DoneOn is not { } on ? 0 : on <= c.DueOn ? 100 : 50)).ToList();
        var inTime = checks.Count(r => r.Points == 100);
        double? kept = checks.Count == 0 ? null : checks.Average(r => r.Points);
        if (signs.Contact is not { } contact)
            return kept is null ? Part(HealthPart.Relationship, rule, null, HealthBecause.NoContact) : Part(HealthPart.Relationship, rule, kept, HealthBecause.CheckInsOnly, inTime, checks.Count, null, checks);

        var ago = asOf.DayNumber - contact.On.DayNumber;
        var near = 100 * Math.Clamp((3.0 * rule.ContactDays - ago) / (2.0 * rule.ContactDays), 0, 1);
        IReadOnlyList<HealthRow> rows = [new(contact.Kind, contact.Id, contact.On, null, ago, near), .. checks];
        return kept is null ? Part(HealthPart.Relationship, rule, near, HealthBecause.LastContact, ago, 0, ago, rows) : Part(HealthPart.Relationship, rule, (near + kept) / 2, HealthBecause.ContactAndCheckIns, inTime, checks.Count, ago, rows);
    }

    /// <summary>100 less what open tickets take: low 5, normal 10, high 25, critical 50.</summary>
    public static PartHealth Tickets(HealthRule rule, HealthSigns signs)
    {
        if (!signs.KeepsTickets) return Part(HealthPart.Tickets, rule, null, HealthBecause.NoTicketsKept);
        var rows = signs.Tickets.OrderBy(t => t.OpenedOn).ThenBy(t => t.Id).Select(t => new HealthRow("ticket", t.Id, t.OpenedOn, Words.Camel(t.Severity.ToString()), null, -Weight(t.Severity))).ToList();
        return Part(HealthPart.Tickets, rule, Math.Max(0, 100 + rows.Sum(r => r.Points!.Value)), HealthBecause.TicketsOpen, rows.Count, rows.Count, null, rows);
    }

    /// <summary>By the invoice overdue the longest: all on the day it was due, nothing after <see cref="HealthRule.OverdueDays"/>.</summary>
    public static PartHealth Billing(HealthRule rule, HealthSigns signs, DateOnly asOf)
    {
        if (signs.Invoices.Count == 0) return Part(HealthPart.Billing, rule, null, HealthBecause.NoInvoices);
        var rows = signs.Invoices.Where(i => i.Open.Minor > 0 && i.DueOn < asOf).OrderBy(i => i.DueOn).ThenBy(i => i.Id)
            .Select(i => new HealthRow("invoice", i.Id, i.DueOn, i.Number, asOf.DayNumber - i.DueOn.DayNumber, 100 * Math.Max(0, 1 - (double)(asOf.DayNumber - i.DueOn.DayNumber) / rule.OverdueDays))).ToList();
        return rows.Count == 0 ? Part(HealthPart.Billing, rule, 100, HealthBecause.NothingOverdue, 0, signs.Invoices.Count)
            : Part(HealthPart.Billing, rule, rows.Min(r => r.Points), HealthBecause.Overdue, rows.Count, signs.Invoices.Count, rows.Max(r => r.Value), rows);
    }

    static double? Kept(PromiseSign promise)
    {
        if (promise is not { Measured: { } measured, Target: { } target }) return null;
        var isDown = target < promise.Baseline;
        if (isDown ? measured <= target : measured >= target) return 100;
        return promise.Baseline is { } baseline && baseline != target ? 100 * Math.Clamp((measured - baseline) / (target - baseline), 0, 1) : 0;
    }

    static PartHealth Part(HealthPart part, HealthRule rule, double? points, HealthBecause because, int n = 0, int of = 0, double? value = null, IReadOnlyList<HealthRow>? rows = null) =>
        new(part, rule.Weight(part), points, because, n, of, value, rows ?? []);
}
