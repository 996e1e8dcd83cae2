using Rung.Accounts;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Customers.Book;

/// <summary>A term that comes to its end undecided.</summary>
/// <param name="NoticeOn">The last day on which notice can be given.</param>
/// <param name="AutoRenews">It goes on by itself where nobody says otherwise.</param>
/// <param name="Value">Of the next term: what its sale asks, else the present price.</param>
/// <param name="SaleId">The opportunity, where it is open.</param>
/// <param name="Warnings">What speaks against it, the gravest first.</param>
public sealed record RenewalLine(
    Guid SubscriptionId, Guid AccountId, string Account, string? Plan, DateOnly EndsOn, DateOnly NoticeOn, bool AutoRenews, Money? Value, Guid? SaleId, Guid? StageId, Guid? OwnerId, string? Owner,
    string? NextStep, DateTimeOffset? NextStepAt, RenewalOutlook Outlook, bool SaysYes, IReadOnlyList<Warning> Warnings);

/// <summary>Terms added up: how many, and what their next terms are worth by currency, in minor units.</summary>
public sealed record RenewalSum(int N, IReadOnlyDictionary<string, long> Value)
{
    public static RenewalSum Of(IEnumerable<RenewalLine> lines)
    {
        var (n, sums) = (0, new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            n++;
            if (line.Value is { } value) sums[value.Currency.Code] = checked(sums.GetValueOrDefault(value.Currency.Code) + value.Minor);
        }

        return new(n, sums);
    }
}

/// <summary>One row of the forecast: a month of the terms' ends, or who answers for them.</summary>
/// <param name="Key">The month as 2026-03, or the person; null where nobody answers for them.</param>
public sealed record RenewalForecast(string? Key, string? Name, RenewalSum Committed, RenewalSum Likely, RenewalSum AtRisk, RenewalSum All)
{
    public static RenewalForecast Of(string? key, string? name, IReadOnlyCollection<RenewalLine> lines) => new(key, name, Part(lines, RenewalOutlook.Committed), Part(lines, RenewalOutlook.Likely), Part(lines, RenewalOutlook.AtRisk), RenewalSum.Of(lines));

    static RenewalSum Part(IReadOnlyCollection<RenewalLine> lines, RenewalOutlook outlook) => RenewalSum.Of(lines.Where(l => l.Outlook == outlook));
}

/// <param name="Until">Terms whose notice date comes by this day; what ended undecided in the last 90 days is here too.</param>
/// <param name="Lines">By notice date.</param>
public sealed record RenewalsDocument(DateOnly AsOf, DateOnly Until, RenewalForecast Total, IReadOnlyList<RenewalForecast> ByMonth, IReadOnlyList<RenewalForecast> ByOwner, IReadOnlyList<RenewalLine> Lines)
{
    /// <summary>Of very many customers the figures may be some minutes old.</summary>
    public DateTimeOffset CountedAt { get; init; }
}

/// <summary>Reads the renewals that are due, with what speaks for and against each.</summary>
sealed class RenewalsBook(Store store, TheDesk desk, SignsReader signs, Metrics.Remembered remembered)
{
    const int UsualMonths = 12, DaysBack = 90;

    /// <summary>Of so few customers signs are read one hundred at a time; of more, those of all at once.</summary>
    const int Few = 2_000;

    public async Task<RenewalsDocument> Read(BookScope scope, int within, CancellationToken cancel)
    {
        var care = await Standpoints.Today(store, desk, cancel);
        var (told, at) = await remembered.Ask($"renewals {care.Day:O} {scope.Owner} {scope.Account} {within}", going => Count(scope, within, care, going), cancel);
        return told with { CountedAt = at };
    }

    async Task<Dictionary<Guid, CustomerSigns>> Signs(BookScope scope, IReadOnlyCollection<Guid> accounts, CareDay care, CancellationToken cancel)
    {
        if (scope.Account is not null || accounts.Count > Few) return await signs.Read(scope with { Owner = null }, care.Rule, care.Day, care.Zone, cancel);
        var all = new Dictionary<Guid, CustomerSigns>();
        foreach (var some in accounts.Chunk(BookOfBusiness.AtOnce))
            foreach (var (account, own) in await signs.Read(new() { Accounts = some }, care.Rule, care.Day, care.Zone, cancel)) all[account] = own;
        return all;
    }

    async Task<RenewalsDocument> Count(BookScope scope, int within, CareDay care, CancellationToken cancel)
    {
        var (today, rule) = (care.Day, care.Rule);
        var proposals = (await store.Known.Stages()).Where(s => s.MarksProposal).Select(s => s.Id.Value).ToHashSet();
        var until = today.AddDays(within);
        var seen = await Seen.Of<Account>(store, cancel);
        var found = (await Lines(scope, today, until, cancel)).FindAll(l => seen?.Contains(l.AccountId) != false);
        var told = await Signs(scope, found.ConvertAll(l => l.AccountId).Distinct().ToList(), care, cancel);
        var lines = found.ConvertAll(line =>
        {
            var own = told.GetValueOrDefault(line.AccountId) ?? new(line.AccountId);
            var warnings = own.Warnings(rule, today);
            var yes = own.SaysYes(rule, today);
            return line with { Warnings = warnings, SaysYes = yes, Outlook = RenewalOutlooks.Of(rule, warnings, yes, line.StageId is { } stage && proposals.Contains(stage)) };
        });
        return new(today, until, RenewalForecast.Of(null, null, lines),
            [.. lines.GroupBy(l => l.EndsOn.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => RenewalForecast.Of(g.Key, null, [.. g]))],
            [.. lines.GroupBy(l => (l.OwnerId, l.Owner)).OrderBy(g => g.Key.Owner is null).ThenBy(g => g.Key.Owner, StringComparer.Ordinal).Select(g => RenewalForecast.Of(g.Key.OwnerId?.ToString(), g.Key.Owner, [.. g]))], lines);
    }

    async Task<List<RenewalLine>> Lines(BookScope scope, DateOnly today, DateOnly until, CancellationToken cancel)
    {
        var owner = scope.Owner is null ? "@2 = 0" : "coalesce(o.accountable_id, a.accountable_id) = @2";
        var account = scope.Account is null ? "@3 = 0" : "a.id = @3";
        var lines = await store.Questions.All($"""
            SELECT s.id, a.id, a.name, s.plan, s.ends_on, s.notice_days, s.auto_renews, s.price_minor, s.price_currency, s.term_months, s.billing, o.id, o.stage_id, o.amount_minor, o.amount_currency, p.id, p.name, o.next_step, o.next_step_at
            FROM subscriptions s JOIN accounts a ON a.id = s.account_id
            LEFT JOIN opportunities o ON o.subscription_id = s.id AND o.type = 'renewal' AND o.stage_kind = 'open' AND o.removed_at IS NULL
            LEFT JOIN people p ON p.id = coalesce(o.accountable_id, a.accountable_id)
            WHERE s.removed_at IS NULL AND s.cancelled_at IS NULL AND NOT s.is_trial AND s.ends_on > @0 AND s.ends_on <= @1 AND (s.term_months IS NULL OR s.term_months <> 1)
              AND a.removed_at IS NULL AND a.relation = 'prospect' AND {owner} AND {account} AND {RenewalRounds.NotReplaced}
            ORDER BY s.ends_on, s.id, o.id
            """, [today.AddDays(-DaysBack), until.AddDays(await RenewalRounds.LongestNotice(store, cancel)), scope.Owner?.Value ?? (object)0, scope.Account ?? (object)0], row =>
        {
            var (ends, price) = (row.Day(4)!.Value, row.Money(7));
            var months = row.NumberOrNull(9) ?? UsualMonths;
            var billed = row.Choice<Billing>(10) switch { Billing.Month => 1, Billing.Quarter => 3, _ => 12 };
            return new RenewalLine(row.Id(0), row.Id(1), row.Text(2)!, row.Text(3), ends, ends.AddDays(-(int)(row.NumberOrNull(5) ?? 0)), row.Flag(6), row.Money(13) ?? price?.Times(months / (decimal)billed),
                row.IdOrNull(11), row.IdOrNull(12), row.IdOrNull(15), row.Text(16), row.Text(17), row.AtOrNull(18), default, false, []);
        }, cancel);
        return [.. lines.Where(l => l.NoticeOn <= until).DistinctBy(l => l.SubscriptionId).OrderBy(l => l.NoticeOn).ThenBy(l => l.Account, StringComparer.Ordinal).ThenBy(l => l.SubscriptionId)];
    }
}
