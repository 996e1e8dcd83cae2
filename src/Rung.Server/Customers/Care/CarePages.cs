using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Statistics;

namespace Rung.Server.Customers.Care;

/// <summary>An open check-in with whose it is.</summary>
public sealed record DueRow(CheckIn CheckIn, string Account, string? Owner, DateOnly? SpokenOn);

/// <summary>How well customers are looked after in the ninety days up to a day (X3.6).</summary>
/// <param name="From">The first day of the ninety.</param>
/// <param name="OnTime">Of what was due, what was done by its day.</param>
/// <param name="Covered">Of the active customers with a rule, those spoken with lately enough.</param>
/// <param name="Reviews">Quarterly business reviews done, and how many of them with content.</param>
public sealed record CareFigures(DateOnly AsOf, DateOnly From, Rate OnTime, Rate Covered, int Reviews, int WithContent);

/// <param name="Due">Overdue, and due within a fortnight; the oldest first, as many as are shown.</param>
/// <param name="IsMoreDue">More is due than shown.</param>
/// <param name="Uncovered">The longest silent first, as many as are shown; <paramref name="UncoveredCount"/> in all.</param>
public sealed record CarePageModel(bool IsMine, CareFigures Figures, IReadOnlyList<DueRow> Due, bool IsMoreDue, int UncoveredCount, IReadOnlyList<(CaredFor Customer, string? Owner)> Uncovered, DateTimeOffset CountedAt);

/// <summary>Coverage for programs: figures, and the customers with whom nobody has spoken for too long.</summary>
/// <param name="UncoveredCount">How many there are; <paramref name="Uncovered"/> has the longest silent of them.</param>
/// <param name="CountedAt">Of very many customers the figures may be some minutes old.</param>
public sealed record CoverageDocument(CareFigures Figures, int UncoveredCount, IReadOnlyList<UncoveredCustomer> Uncovered, DateTimeOffset CountedAt);

public sealed record UncoveredCustomer(Guid AccountId, string Account, string? Segment, Guid? AccountableId, DateOnly? LastSpokenOn, int Silent, int Limit, DateOnly? NextDueOn);

/// <summary>The page of the day for whoever looks after customers, and the coverage behind it.</summary>
static class CarePages
{
    const int Ahead = 14, Recent = 90, MostDue = 60, MostShown = 200, MostTold = 1_000, AtMost = 50_000;

    public static void MapCarePages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/care", async (string? accountableId, Viewer viewer, CareBook book, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            return (IResult)new RazorComponentResult<CarePage>(new { Model = await Read(store, db, book, viewer.Today, viewer.Zone, accountableId == "me" ? viewer.Actor.Id : null, cancel) });
        }).Needs("check-in.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/check-ins/{id:guid}/review", async (Guid id, Viewer viewer, ReviewModels reviews, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            // Whoever answers for the check-in alone does not see its customer.
            return await reviews.Read(new(id), cancel) is { } model && await SightSql.Sees(store, Sight.Now, typeof(Account), model.Account.Id.Value, cancel) ? (IResult)new RazorComponentResult<ReviewPage>(new { Model = model }) : PageEndpoints.Refused(viewer, new NotFound("check-in", id.ToString()));
        }).Needs("check-in.read").Shows(Shows.One(typeof(CheckIn))).ExcludeFromDescription();

        app.MapGet("/api/v1/coverage", async (string? asOf, int? most, HttpContext http, CareBook book, Store store, TimeProvider clock, CancellationToken cancel) =>
        {
            if (asOf is { Length: > 0 } && Asked.Day(asOf) is null) return Reply.Problem(new Unreadable("asOf", "2026-11-24"), http);
            var zone = await Zones.Of(store);
            var day = Asked.Day(asOf) ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
            var (customers, at) = await book.Told(day, cancel);
            return Results.Json(new CoverageDocument(await Figures(store, customers, day, zone, null, cancel), customers.Count(c => IsSilent(c, day)), [.. Silent(customers, day).Take(Math.Clamp(most ?? MostTold, 1, AtMost))
                .Select(c => new UncoveredCustomer(c.AccountId, c.Account, c.Segment, c.AccountableId, c.Days.LastSpokenOn, c.Days.Silent(day), c.Rule!.SpokenDays!.Value, c.NextDueOn))], at), Json.Options);
        }).Needs("metrics.read").Shows(Shows.Rows).WithTags("metrics").WithSummary("How customers are looked after").WithDescription("Check-ins done on time of those due in ninety days, quarterly business reviews with content, and the customers with whom nobody has spoken for longer than their rule allows, the longest silent first and at most `most` (1,000).").Produces<CoverageDocument>();
    }

    static async Task<CarePageModel> Read(Store store, RungDb db, CareBook book, DateOnly today, TimeZoneInfo zone, Id<Person>? mine, CancellationToken cancel)
    {
        var (all, at) = await book.Told(today, cancel);
        IReadOnlyList<CaredFor> customers = mine is { } me ? [.. all.Where(c => c.AccountableId == me.Value)] : all;
        var until = today.AddDays(Ahead);
        var open = db.Set<CheckIn>().AsNoTracking().Where(c => c.DoneAt == null && c.RemovedAt == null && c.DueOn <= until);
        if (mine is { } who) open = open.Where(c => c.AccountableId == who);
        if (await Seen.Of<Account>(store, cancel) is { } seen)
        {
            var accounts = seen.Select(id => new Id<Account>(id)).ToList();
            open = open.Where(c => accounts.Contains(c.AccountId));
        }

        // Whoever left is asked nothing any more; whoever is about to begin may be.
        open = open.Where(c => !db.Set<Subscription>().Any(s => s.AccountId == c.AccountId && s.RemovedAt == null) || db.Set<Subscription>().Any(s => s.AccountId == c.AccountId && s.RemovedAt == null && (s.EndsOn == null || s.EndsOn > today)));
        var due = await open.OrderBy(c => c.DueOn).ThenBy(c => c.Id).Take(MostDue + 1).Join(db.Set<Account>().Where(a => a.RemovedAt == null), c => c.AccountId, a => a.Id, (c, a) => new { CheckIn = c, a.Name }).ToListAsync(cancel);
        var shown = due.Select(d => d.CheckIn.AccountId.Value).ToHashSet();
        var spoken = all.Where(c => shown.Contains(c.AccountId)).ToDictionary(c => c.AccountId, c => c.Days.LastSpokenOn);
        var people = await db.Set<Person>().Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        string? NameOf(Guid? id) => id is { } one ? people.GetValueOrDefault(one) : null;
        return new(mine is not null, await Figures(store, customers, today, zone, mine, cancel),
            [.. due.OrderBy(d => d.CheckIn.DueOn).ThenBy(d => d.CheckIn.Id).Take(MostDue).Select(d => new DueRow(d.CheckIn, d.Name, NameOf(d.CheckIn.AccountableId?.Value), spoken.GetValueOrDefault(d.CheckIn.AccountId.Value)))], due.Count > MostDue,
            customers.Count(c => IsSilent(c, today)), [.. Silent(customers, today).Take(MostShown).Select(c => (c, NameOf(c.AccountableId)))], at);
    }

    static bool IsSilent(CaredFor customer, DateOnly day) => customer.Days.IsCovered(customer.Rule, day) == false;

    static IEnumerable<CaredFor> Silent(IEnumerable<CaredFor> customers, DateOnly day) =>
        customers.Where(c => IsSilent(c, day)).OrderByDescending(c => c.Days.Silent(day)).ThenBy(c => c.Account, StringComparer.CurrentCultureIgnoreCase);

    static async Task<CareFigures> Figures(Store store, IReadOnlyList<CaredFor> customers, DateOnly day, TimeZoneInfo zone, Id<Person>? mine, CancellationToken cancel)
    {
        var (from, end, start) = (day.AddDays(-Recent), AsOf.StartOf(day.AddDays(1), zone), AsOf.StartOf(day.AddDays(1 - Recent), zone));
        var (whose, who) = mine is { } me ? ("accountable_id = @2", (object)me.Value) : ("@2 = 0", 0);
        // The end of each of the ninety days is looked up once, not for every check-in.
        var ends = Enumerable.Range(from.DayNumber, Recent).Select(d => AsOf.StartOf(DateOnly.FromDayNumber(d + 1), zone)).ToArray();
        var (due, onTime, covered, uncovered) = (0, 0, 0, 0);
        List<object?> values = [from, day, who];
        await store.Questions.All($"SELECT due_on, done_at FROM check_ins WHERE due_on >= @0 AND due_on < @1 AND {whose} AND removed_at IS NULL{Seen.And<Account>("account_id", values)}", values, row =>
        {
            due++;
            if (row.AtOrNull(1) is { } done && done < ends[row.Day(0)!.Value.DayNumber - from.DayNumber]) onTime++;
            return 0;
        }, cancel);
        values = [start, end, who];
        var reviews = (await store.Questions.All($"SELECT count(*), count(coalesce(goals_reviewed, next_goals)) FROM check_ins WHERE done_at >= @0 AND done_at < @1 AND {whose} AND type = 'qbr' AND removed_at IS NULL{Seen.And<Account>("account_id", values)}", values, row => ((int)row.Number(0), (int)row.Number(1)), cancel))[0];
        foreach (var customer in customers)
            if (customer.Days.IsCovered(customer.Rule, day) is { } isCovered) _ = isCovered ? covered++ : uncovered++;
        return new(day, from, Rate.Of(new Proportion(onTime, due)), Rate.Of(new Proportion(covered, covered + uncovered)), reviews.Item1, reviews.Item2);
    }
}
