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

/// <param name="Due">Overdue, and due within a fortnight; the oldest first.</param>
/// <param name="Uncovered">The longest silent first.</param>
public sealed record CarePageModel(bool IsMine, CareFigures Figures, IReadOnlyList<DueRow> Due, IReadOnlyList<(CaredFor Customer, string? Owner)> Uncovered);

/// <summary>Coverage for programs: figures, and the customers with whom nobody has spoken for too long.</summary>
public sealed record CoverageDocument(CareFigures Figures, IReadOnlyList<UncoveredCustomer> Uncovered);

public sealed record UncoveredCustomer(Guid AccountId, string Account, string? Segment, Guid? AccountableId, DateOnly? LastSpokenOn, int Silent, int Limit, DateOnly? NextDueOn);

/// <summary>The page of the day for whoever looks after customers, and the coverage behind it.</summary>
static class CarePages
{
    const int Ahead = 14, Recent = 90, MostDue = 300;

    public static void MapCarePages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/care", async (string? accountableId, Viewer viewer, CareBook book, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            return (IResult)new RazorComponentResult<CarePage>(new { Model = await Read(db, book, viewer.Today, viewer.Zone, accountableId == "me" ? viewer.Actor.Id : null, cancel) });
        }).Needs("check-in.read").ExcludeFromDescription();

        app.MapGet("/check-ins/{id:guid}/review", async (Guid id, Viewer viewer, ReviewModels reviews, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return await reviews.Read(new(id), cancel) is { } model ? (IResult)new RazorComponentResult<ReviewPage>(new { Model = model }) : PageEndpoints.Refused(viewer, new NotFound("check-in", id.ToString()));
        }).Needs("check-in.read").ExcludeFromDescription();

        app.MapGet("/api/v1/coverage", async (string? asOf, HttpContext http, CareBook book, Store store, TimeProvider clock, CancellationToken cancel) =>
        {
            if (asOf is { Length: > 0 } && Asked.Day(asOf) is null) return Reply.Problem(new Unreadable("asOf", "2026-11-24"), http);
            var zone = await Zones.Of(store);
            var day = Asked.Day(asOf) ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
            await using var db = store.Open();
            var customers = await book.Read(day, cancel);
            return Results.Json(new CoverageDocument(await Figures(db, customers, day, zone, null, cancel), [.. Silent(customers, day).Select(c => new UncoveredCustomer(c.AccountId, c.Account, c.Segment, c.AccountableId, c.Days.LastSpokenOn, c.Days.Silent(day), c.Rule!.SpokenDays!.Value, c.NextDueOn))]), Json.Options);
        }).Needs("metrics.read").WithTags("metrics").WithSummary("How customers are looked after").WithDescription("Check-ins done on time of those due in ninety days, quarterly business reviews with content, and the customers with whom nobody has spoken for longer than their rule allows.").Produces<CoverageDocument>();
    }

    static async Task<CarePageModel> Read(RungDb db, CareBook book, DateOnly today, TimeZoneInfo zone, Id<Person>? mine, CancellationToken cancel)
    {
        var customers = (await book.Read(today, cancel)).Where(c => mine is not { } me || c.AccountableId == me.Value).ToList();
        var spoken = (mine is null ? customers : await book.Read(today, cancel)).ToDictionary(c => c.AccountId, c => c.Days.LastSpokenOn);
        var until = today.AddDays(Ahead);
        var open = db.Set<CheckIn>().AsNoTracking().Where(c => c.DoneAt == null && c.RemovedAt == null && c.DueOn <= until);
        if (mine is { } who) open = open.Where(c => c.AccountableId == who);
        // Whoever left is asked nothing any more; whoever is about to begin may be.
        open = open.Where(c => !db.Set<Subscription>().Any(s => s.AccountId == c.AccountId && s.RemovedAt == null) || db.Set<Subscription>().Any(s => s.AccountId == c.AccountId && s.RemovedAt == null && (s.EndsOn == null || s.EndsOn > today)));
        var due = await open.OrderBy(c => c.DueOn).ThenBy(c => c.Id).Take(MostDue).Join(db.Set<Account>().Where(a => a.RemovedAt == null), c => c.AccountId, a => a.Id, (c, a) => new { CheckIn = c, a.Name }).ToListAsync(cancel);
        var people = await db.Set<Person>().Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        string? NameOf(Guid? id) => id is { } one ? people.GetValueOrDefault(one) : null;
        return new(mine is not null, await Figures(db, customers, today, zone, mine, cancel),
            [.. due.OrderBy(d => d.CheckIn.DueOn).ThenBy(d => d.CheckIn.Id).Select(d => new DueRow(d.CheckIn, d.Name, NameOf(d.CheckIn.AccountableId?.Value), spoken.GetValueOrDefault(d.CheckIn.AccountId.Value)))],
            [.. Silent(customers, today).Select(c => (c, NameOf(c.AccountableId)))]);
    }

    static IEnumerable<CaredFor> Silent(IEnumerable<CaredFor> customers, DateOnly day) =>
        customers.Where(c => c.Days.IsCovered(c.Rule, day) == false).OrderByDescending(c => c.Days.Silent(day)).ThenBy(c => c.Account, StringComparer.CurrentCultureIgnoreCase);

    static async Task<CareFigures> Figures(RungDb db, IReadOnlyList<CaredFor> customers, DateOnly day, TimeZoneInfo zone, Id<Person>? mine, CancellationToken cancel)
    {
        var (from, end, start) = (day.AddDays(-Recent), AsOf.StartOf(day.AddDays(1), zone), AsOf.StartOf(day.AddDays(1 - Recent), zone));
        var checks = db.Set<CheckIn>().AsNoTracking().Where(c => c.RemovedAt == null);
        if (mine is { } who) checks = checks.Where(c => c.AccountableId == who);
        var due = await checks.Where(c => c.DueOn >= from && c.DueOn < day).Select(c => new { c.DueOn, c.DoneAt }).ToListAsync(cancel);
        var reviews = await checks.Where(c => c.Type == CheckInType.Qbr && c.DoneAt >= start && c.DoneAt < end).Select(c => new { c.GoalsReviewed, c.NextGoals }).ToListAsync(cancel);
        var covered = customers.Select(c => c.Days.IsCovered(c.Rule, day)).OfType<bool>().ToList();
        return new(day, from, Rate.Of(new Proportion(due.Count(c => c.DoneAt is { } at && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) <= c.DueOn), due.Count)), Rate.Of(new Proportion(covered.Count(c => c), covered.Count)),
            reviews.Count, reviews.Count(r => r.GoalsReviewed is not null || r.NextGoals is not null));
    }
}
