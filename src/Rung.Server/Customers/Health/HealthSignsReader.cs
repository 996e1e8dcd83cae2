using System.Text.Json;
using Rung.Customers;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Health;

/// <summary>
/// Reads what many customers' health is told from, as it stood at the end of a day: a few questions for a thousand
/// customers at once, however many rows each has.
/// </summary>
sealed class HealthSignsReader(Store store, UseReader use)
{
    /// <summary>Customers read at once.</summary>
    public const int Together = Questions.Together;

    /// <summary>Fields of the signs whose former values the journal knows.</summary>
    static readonly string[] Changing = ["removedAt", "score", "answeredAt", "dueOn", "doneAt", "severity", "closedAt", "status", "heldAt", "baseline", "target", "measured", "measuredAt", "amount", "paidOn", "isRefund", "invoiceId"];

    /// <param name="customers">At most <see cref="Together"/>.</param>
    /// <param name="rule">The rule for acceptable use that held on the day.</param>
    /// <param name="health">The rule for health that held on the day.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="company">What is the same for all customers on the day.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<HealthSigns>> Read(IReadOnlyList<CustomerOn> customers, AcceptableUse? rule, HealthRule health, DateOnly asOf, CompanySigns company, CancellationToken cancel)
    {
        if (customers.Count == 0) return [];

        var (which, ids) = Questions.OneOf([.. customers.Select(c => c.AccountId)]);
        var (zone, before) = (company.Zone, AsOf.StartOf(asOf.AddDays(1), company.Zone));
        var from = DateOnly.FromDayNumber(Math.Max(0, asOf.DayNumber + 1 - (rule?.WindowDays ?? 1)));
        var used = await use.Read([.. customers.Select(c => c.AccountId)], rule, from, asOf, company.KnownAt, cancel);
        var promises = await Promises(company, which, ids, before, cancel);
        var (oldest, due) = (AsOf.StartOf(Back(asOf, health.AnswerDays), zone), Back(asOf, health.AnswerDays));
        var answers = await Ask(company, which, ids, "respondent_id, type, score, answered_at", "surveys", "answered_at >= @a AND answered_at < @b AND score IS NOT NULL", [oldest, before], row =>
            company.Then(row.Id(1), "answeredAt", row.AtOrNull(6)) is { } at && at >= oldest && at < before && company.Then(row.Id(1), "score", row.NumberOrNull(5)) is { } score
                ? new AnswerSign(row.Id(1), row.IdOrNull(3) ?? row.Id(0), row.Choice<SurveyType>(4), (int)score, Day(at, zone)) : (AnswerSign?)null, cancel);
        var contacts = await Contacts(company, which, ids, before, cancel);
        var checks = await Ask(company, which, ids, "type, due_on, done_at, created_at", "check_ins", "due_on >= @a AND due_on < @b AND created_at < @c", [due, asOf, before], row =>
            company.Then(row.Id(1), "dueOn", row.Day(4)) is { } on && on >= due && on < asOf && row.At(6) < before
                ? new CheckInSign(row.Id(1), row.Choice<CheckInType>(3), on, company.Then(row.Id(1), "doneAt", row.AtOrNull(5)) is { } done && done < before ? Day(done, zone) : null) : (CheckInSign?)null, cancel);
        var tickets = await Ask(company, which, ids, "severity, opened_at, closed_at", "tickets", "opened_at < @a AND (closed_at IS NULL OR closed_at >= @a)", [before], row =>
            row.At(4) < before && !(company.Then(row.Id(1), "closedAt", row.AtOrNull(5)) < before) ? new TicketSign(row.Id(1), company.Then(row.Id(1), "severity", row.Choice<Severity>(3)), Day(row.At(4), zone)) : (TicketSign?)null, cancel);
        var invoices = await OpenInvoices.Read(store, company, which, ids, asOf, cancel);

        return [.. customers.Select(c => new HealthSigns(c.AccountId)
        {
            Since = c.SinceOn, Use = rule?.Judge(used[c.AccountId], c.SinceOn, asOf), FeedLastOn = company.FeedLastOn, KeepsTickets = company.KeepsTickets,
            Promises = [.. promises[c.AccountId]], Answers = [.. answers[c.AccountId]], Contact = contacts.TryGetValue(c.AccountId, out var contact) ? contact : null,
            CheckIns = [.. checks[c.AccountId]], Tickets = [.. tickets[c.AccountId]], Invoices = [.. invoices[c.AccountId]],
        })];
    }

    /// <summary>What is the same for all customers on a day, as known at a time.</summary>
    public async Task<CompanySigns> Company(DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var (zone, known) = (await Zones.Of(store), knownAt ?? DateTimeOffset.MaxValue.AddDays(-1));
        var tickets = await store.Questions.All("SELECT 1 FROM tickets WHERE opened_at < @0 AND recorded_at <= @1 AND (removed_at IS NULL OR removed_at > @1) LIMIT 1", [AsOf.StartOf(asOf.AddDays(1), zone), known], row => 1, cancel);
        return new(zone, await use.FeedLastOn(asOf, knownAt, cancel), tickets.Count > 0, knownAt, knownAt is { } at ? await KnownThen.Read(store, at, Changing, cancel) : null);
    }

    /// <summary>Promises made by the day, each with the last measure taken by then.</summary>
    async Task<ILookup<Guid, PromiseSign>> Promises(CompanySigns company, string which, object?[] ids, DateTimeOffset before, CancellationToken cancel)
    {
        var at = new Dictionary<Guid, DateTimeOffset>();
        var rows = (await Ask(company, which, ids, "kpi, baseline, target, due_on, measured, measured_at, created_at", "promised_outcomes", "(created_at < @a OR measured_at < @a)", [before], row =>
        {
            var (id, on) = (row.Id(1), company.Then(row.Id(1), "measuredAt", row.AtOrNull(8)));
            if (!(row.At(9) < before) && !(on < before)) return (PromiseSign?)null;
            if (on is { } measured) at[id] = measured;
            return new PromiseSign(id, row.Text(3)!, company.Then(id, "baseline", row.RealOrNull(4)), company.Then(id, "target", row.RealOrNull(5)), company.Then(id, "dueOn", row.Day(6)), company.Then(id, "measured", row.RealOrNull(7)), null);
        }, cancel)).SelectMany(of => of, (of, sign) => (Account: of.Key, Sign: sign)).ToList();
        var then = new Dictionary<Guid, (double? Value, DateTimeOffset At)>();
        foreach (var some in rows.Select(r => r.Sign.Id).Where(id => at.TryGetValue(id, out var on) && on >= before).Chunk(Together))
        {
            var (these, keys) = Questions.OneOf(some);
            await store.Questions.All($"SELECT record_id, value, happened_at FROM kept_values WHERE record_id IN ({these}) AND kind = 'promised-outcome' AND field = 'measured' AND happened_at < @{keys.Length} AND recorded_at <= @{keys.Length + 1} AND (retracted_at IS NULL OR retracted_at > @{keys.Length + 1}) ORDER BY happened_at, id",
                [.. keys, before, company.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1)], row =>
            {
                then[row.Id(0)] = (row.Text(1) is { } json ? JsonSerializer.Deserialize<double?>(json, Api.Json.Options) : null, row.At(2));
                return true;
            }, cancel);
        }

        return rows.ToLookup(r => r.Account, r => at.TryGetValue(r.Sign.Id, out var on) && on < before ? r.Sign with { MeasuredOn = Day(on, company.Zone) }
            : then.TryGetValue(r.Sign.Id, out var was) ? r.Sign with { Measured = was.Value, MeasuredOn = was.Value is null ? null : Day(was.At, company.Zone) } : r.Sign with { Measured = null });
    }

    /// <summary>The last time somebody was in touch: a meeting held, a call, a message either way, or a check-in done.</summary>
    async Task<Dictionary<Guid, ContactSign>> Contacts(CompanySigns company, string which, object?[] ids, DateTimeOffset before, CancellationToken cancel)
    {
        var contacts = new Dictionary<Guid, ContactSign>();
        foreach (var (kind, at, field, table, narrow) in new[]
                 {
                     ("meeting", "held_at", "heldAt", "meetings", "status = 'held'"), ("activity", "created_at", "createdAt", "activities", "type IN ('email', 'call', 'linkedIn')"), ("check-in", "done_at", "doneAt", "check_ins", "done_at IS NOT NULL"),
                 })
        {
            // The last of each customer where all is known; what was known then is looked through row by row.
            var last = company.KnownAt is null ? $"(SELECT account_id, id, removed_at, {at}, row_number() OVER (PARTITION BY account_id ORDER BY {at} DESC, id) AS n FROM {table} WHERE account_id IN ({which}) AND {narrow} AND {at} < @a AND removed_at IS NULL) last" : table;
            var found = await Ask(company, which, ids, at, last, "n = 1", [before], row => company.Then(row.Id(1), field, row.AtOrNull(3)) is { } on && on < before ? new ContactSign(kind, row.Id(1), Day(on, company.Zone)) : (ContactSign?)null, cancel, kind == "activity" ? narrow : null);
            foreach (var (account, sign) in found.SelectMany(of => of, (of, sign) => (of.Key, sign)))
                if (!contacts.TryGetValue(account, out var known) || sign.On > known.On) contacts[account] = sign;
        }

        return contacts;
    }

    /// <summary>
    /// Asks with the accounts first; further values are named @a, @b, @c in the text. What is not wanted is left out by the
    /// question where all is known, and by <paramref name="sign"/> where the values of the time differ.
    /// </summary>
    async Task<ILookup<Guid, T>> Ask<T>(CompanySigns company, string which, object?[] ids, string columns, string table, string narrow, object?[] more, Func<Reading, T?> sign, CancellationToken cancel, string? always = null)
        where T : struct
    {
        var where = company.KnownAt is null ? $"{narrow} AND removed_at IS NULL" : $"recorded_at <= @{ids.Length}{(always is null ? "" : $" AND {always}")}";
        if (company.KnownAt is { } known) more = [known];
        string Placed(string sql) => sql.Replace("@a", $"@{ids.Length}", StringComparison.Ordinal).Replace("@b", $"@{ids.Length + 1}", StringComparison.Ordinal).Replace("@c", $"@{ids.Length + 2}", StringComparison.Ordinal);
        var rows = await store.Questions.All(Placed($"SELECT account_id, id, removed_at, {columns} FROM {table} WHERE account_id IN ({which}) AND {where}"), [.. ids, .. more], row =>
            (Account: row.Id(0), Sign: company.Then(row.Id(1), "removedAt", row.AtOrNull(2)) is null ? sign(row) : null), cancel);
        return rows.Where(r => r.Sign is not null).ToLookup(r => r.Account, r => r.Sign!.Value);
    }

    static DateOnly Back(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - days + 1));

    static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}

/// <summary>What is the same for all customers on a day.</summary>
/// <param name="FeedLastOn">The last day for which any use came in.</param>
/// <param name="KnownAt">What had been recorded by then counts; null for all that is known now.</param>
sealed record CompanySigns(TimeZoneInfo Zone, DateOnly? FeedLastOn, bool KeepsTickets, DateTimeOffset? KnownAt, KnownThen? Former)
{
    /// <summary>A value as it was known then.</summary>
    public T Then<T>(Guid record, string field, T value)
    {
        Former?.Read(record, field, ref value);
        return value;
    }
}
