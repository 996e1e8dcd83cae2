using Rung.Customers;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.SignIn;

namespace Rung.Server.Customers.Usage;

/// <summary>One customer's use, for programs and for the line on its page.</summary>
/// <param name="Days">Days with any use, in order.</param>
/// <param name="Verdict">Null where the company has no rule.</param>
public sealed record CustomerUsage(Guid AccountId, DateOnly From, DateOnly AsOf, DateOnly? SinceOn, DateOnly? FirstUsedOn, IReadOnlyList<UseDay> Days, UsageVerdict? Verdict);

/// <param name="RuleFromOn">The first day of the rule that held.</param>
public sealed record UsageVerdict(UseAnswer Answer, bool? IsAcceptable, DateOnly RuleFromOn, int PeriodsMet, int PeriodsNeeded, IReadOnlyList<UsePeriod> Periods)
{
    public static UsageVerdict Of(UseVerdict verdict) => new(verdict.Answer, verdict.IsAcceptable, verdict.Rule.FromOn, verdict.Met, verdict.Rule.PeriodsNeeded, verdict.Periods);
}

/// <summary>Reads one customer's use.</summary>
sealed class UsageReading(UseReader reader, CustomersOn customers, Store store, TimeProvider clock)
{
    const int UsualDays = 90;
    const int MostDays = 1100;

    /// <summary>Today, in the company's zone.</summary>
    public async Task<DateOnly> Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);

    public async Task<CustomerUsage> Read(Guid account, DateOnly asOf, int days, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var customer = await customers.Read(account, asOf, knownAt, cancel);
        var rule = (await reader.Rules<AcceptableUse>(knownAt, cancel)).On(asOf);
        var from = asOf.AddDays(1 - Math.Clamp(days, rule?.WindowDays ?? 1, MostDays));
        var use = (await reader.Read([account], rule, from, asOf, knownAt, cancel))[account];
        return new(account, from, asOf, customer?.SinceOn, use.FirstOn, use.Days, rule is null ? null : UsageVerdict.Of(rule.Judge(use, customer?.SinceOn, asOf)));
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/accounts/{id:guid}/usage", async (Guid id, string? asOf, string? knownAt, int? days, HttpContext http, UsageReading usage, CancellationToken cancel) =>
        {
            if (!Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal)) return Reply.Problem(refusal, http);
            if (days is < 1 or > MostDays) return Reply.Problem(new OutOfRange("days", "1", "1100"), http);
            return Results.Json(await usage.Read(id, asked.Scope.AsOf ?? await usage.Today(), days ?? UsualDays, asked.Scope.KnownAt, cancel), Json.Options);
        }).Needs("usage.read").Shows(Shows.One(typeof(Rung.Accounts.Account))).WithTags("usage").Produces<CustomerUsage>().WithSummary("What a customer used, by day, and whether that is acceptable")
            .WithDescription("The last `days` (90) days up to `asOf`, with the verdict of the rule that held on it and the periods it rests on. `isAcceptable` is null where it cannot be told.");
}
