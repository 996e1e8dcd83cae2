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
    public const int Together = 1000;

    const string Present = "removed_at IS NULL";

    /// <param name="customers">At most <see cref="Together"/>.</param>
    /// <param name="rule">The rule for acceptable use that held on the day.</param>
    /// <param name="health">The rule for health that held on the day.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="company">What is the same for all customers on the day.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<HealthSigns>> Read(IReadOnlyList<CustomerOn> customers, AcceptableUse? rule, HealthRule health, DateOnly asOf, CompanySigns company, CancellationToken cancel)
    {
        if (customers.Count == 0) return [];

        var (which, ids) = UseReader.OneOf([.. customers.Select(c => c.AccountId)]);
        var (zone, before) = (company.Zone, AsOf.StartOf(asOf.AddDays(1), company.Zone));
        var from = DateOnly.FromDayNumber(Math.Max(0, asOf.DayNumber + 1 - (rule?.WindowDays ?? 1)));
        var used = await use.Read([.. customers.Select(c => c.AccountId)], rule, from, asOf, null, cancel);
        var promises = await Promises(which, ids, before, zone, cancel);
        var answers = (await Ask(which, ids, $"SELECT account_id, id, respondent_id, type, score, answered_at FROM surveys WHERE account_id IN ({which}) AND answered_at >= @a AND answered_at < @b AND score IS NOT NULL AND {Present}", [AsOf.StartOf(Back(asOf, health.AnswerDays), zone), before],
            row => new AnswerSign(row.Id(1), row.IdOrNull(2) ?? row.Id(0), row.Choice<SurveyType>(3), (int)row.Number(4), Day(row.At(5), zone)), cancel)).ToLookup(r => r.Account, r => r.Sign);
        var contacts = await Contacts(which, ids, before, zone, cancel);
        var checks = (await Ask(which, ids, $"SELECT account_id, id, type, due_on, done_at FROM check_ins WHERE account_id IN ({which}) AND due_on >= @a AND due_on < @b AND created_at < @c AND {Present}", [Back(asOf, health.AnswerDays), asOf, before],
            row => new CheckInSign(row.Id(1), row.Choice<CheckInType>(2), row.Day(3)!.Value, row.AtOrNull(4) is { } done && done < before ? Day(done, zone) : null), cancel)).ToLookup(r => r.Account, r => r.Sign);
        var tickets = (await Ask(which, ids, $"SELECT account_id, id, severity, opened_at FROM tickets WHERE account_id IN ({which}) AND opened_at < @a AND (closed_at IS NULL OR closed_at >= @a) AND {Present}", [before],
            row => new TicketSign(row.Id(1), row.Choice<Severity>(2), Day(row.At(3), zone)), cancel)).ToLookup(r => r.Account, r => r.Sign);
        var invoices = await OpenInvoices.Read(store, which, ids, asOf, cancel);

        return [.. customers.Select(c => new HealthSigns(c.AccountId)
        {
            Since = c.SinceOn, Use = rule?.Judge(used[c.AccountId], c.SinceOn, asOf), FeedLastOn = company.FeedLastOn, KeepsTickets = company.KeepsTickets,
            Promises = [.. promises[c.AccountId]], Answers = [.. answers[c.AccountId]], Contact = contacts.TryGetValue(c.AccountId, out var contact) ? contact : null,
            CheckIns = [.. checks[c.AccountId]], Tickets = [.. tickets[c.AccountId]], Invoices = [.. invoices[c.AccountId]],
        })];
    }

    /// <summary>What is the same for all customers on a day.</summary>
    public async Task<CompanySigns> Company(DateOnly asOf, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var tickets = await store.Questions.All($"SELECT 1 FROM tickets WHERE opened_at < @0 AND {Present} LIMIT 1", [AsOf.StartOf(asOf.AddDays(1), zone)], row => 1, cancel);
        return new(zone, await use.FeedLastOn(asOf, cancel), tickets.Count > 0);
    }

    /// <summary>Promises made by the day, each with the last measure taken by then.</summary>
    async Task<ILookup<Guid, PromiseSign>> Promises(string which, object?[] ids, DateTimeOffset before, TimeZoneInfo zone, CancellationToken cancel)
    {
        var rows = await Ask(which, ids, $"SELECT account_id, id, kpi, baseline, target, due_on, measured, measured_at FROM promised_outcomes WHERE account_id IN ({which}) AND created_at < @a AND {Present}", [before],
            row => (Sign: new PromiseSign(row.Id(1), row.Text(2)!, row.RealOrNull(3), row.RealOrNull(4), row.Day(5), row.RealOrNull(6), null), At: row.AtOrNull(7)), cancel);
        var later = rows.Where(r => r.Sign.At >= before).Select(r => r.Sign.Sign.Id).ToList();
        var then = new Dictionary<Guid, (double? Value, DateTimeOffset At)>();
        foreach (var some in later.Chunk(Together))
        {
            var (these, keys) = UseReader.OneOf(some);
            await store.Questions.All($"SELECT record_id, value, happened_at FROM kept_values WHERE record_id IN ({these}) AND kind = 'promised-outcome' AND field = 'measured' AND happened_at < @{keys.Length} AND retracted_at IS NULL ORDER BY happened_at, id", [.. keys, before], row =>
            {
                then[row.Id(0)] = (row.Text(1) is { } json ? JsonSerializer.Deserialize<double?>(json, Api.Json.Options) : null, row.At(2));
                return true;
            }, cancel);
        }

        return rows.ToLookup(r => r.Account, r => r.Sign.At < before ? r.Sign.Sign with { MeasuredOn = Day(r.Sign.At.Value, zone) }
            : then.TryGetValue(r.Sign.Sign.Id, out var was) ? r.Sign.Sign with { Measured = was.Value, MeasuredOn = was.Value is null ? null : Day(was.At, zone) } : r.Sign.Sign with { Measured = null });
    }

    /// <summary>The last time somebody was in touch: a meeting held, a call, a message either way, or a check-in done.</summary>
    async Task<Dictionary<Guid, ContactSign>> Contacts(string which, object?[] ids, DateTimeOffset before, TimeZoneInfo zone, CancellationToken cancel)
    {
        var contacts = new Dictionary<Guid, ContactSign>();
        foreach (var (kind, at, from) in new[] { ("meeting", "held_at", "meetings WHERE status = 'held'"), ("activity", "created_at", "activities WHERE type IN ('email', 'call', 'linkedIn')"), ("check-in", "done_at", "check_ins WHERE done_at IS NOT NULL") })
            foreach (var (account, sign) in await Ask(which, ids, $"""
                SELECT account_id, id, at FROM (
                  SELECT account_id, id, {at} AS at, row_number() OVER (PARTITION BY account_id ORDER BY {at} DESC, id) AS n FROM {from} AND account_id IN ({which}) AND {at} < @a AND {Present}) last
                WHERE n = 1
                """, [before], row => new ContactSign(kind, row.Id(1), Day(row.At(2), zone)), cancel))
                if (!contacts.TryGetValue(account, out var known) || sign.On > known.On) contacts[account] = sign;
        return contacts;
    }

    /// <summary>Asks with the accounts first; further values are named @a, @b, @c in the text.</summary>
    Task<List<(Guid Account, T Sign)>> Ask<T>(string which, object?[] ids, string sql, object?[] more, Func<Reading, T> sign, CancellationToken cancel) =>
        store.Questions.All(sql.Replace("@a", $"@{ids.Length}", StringComparison.Ordinal).Replace("@b", $"@{ids.Length + 1}", StringComparison.Ordinal).Replace("@c", $"@{ids.Length + 2}", StringComparison.Ordinal), [.. ids, .. more], row => (row.Id(0), sign(row)), cancel);

    static DateOnly Back(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - days + 1));

    static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}

/// <summary>What is the same for all customers on a day.</summary>
/// <param name="FeedLastOn">The last day for which any use came in.</param>
sealed record CompanySigns(TimeZoneInfo Zone, DateOnly? FeedLastOn, bool KeepsTickets);
