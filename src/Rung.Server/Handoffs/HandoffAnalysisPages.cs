using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Handoffs;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Handoffs;

/// <param name="Day">A working day of the company: within it nine of ten should be begun (X3.5).</param>
public sealed record HandoffAnalysisModel(DateOnly AsOf, DateOnly From, HandoffAnalysis Told, FollowUpTold FollowUp, TimeSpan Day, IReadOnlyDictionary<Guid, string> Names)
{
    public string NameOf(Id<Person>? who) => who is { } one ? Names.GetValueOrDefault(one.Value, "") : "";
}

/// <summary>The hand-offs behind a figure.</summary>
public sealed record HandoffPartModel(HandoffGroup Group, HandoffPart Part, DateOnly AsOf, IReadOnlyList<HandoffRow> Rows, string? From, string? To);

/// <summary>Hand-offs of one type, or between two people, for programs. Hours are working hours; null where there is nothing to tell of.</summary>
/// <param name="LeakUpper95">One-sided: with 95 % no more than this share leaks.</param>
/// <param name="ChanceWithin">Probability that 5 % or fewer leak.</param>
public sealed record HandoffGroupDocument(
    string? Type, Guid? FromPersonId, Guid? ToPersonId, int Sent, long Due, long Leaked, double? LeakShare, double? LeakLow, double? LeakHigh, double? LeakUpper95, double ChanceWithin, string Verdict, long? CleanNeeded,
    double? HalfHours, double? MostHours, double? Completeness, long Answered, long Returned, long ChecksDue, long ChecksOnTime, double ChecksChance, string ChecksVerdict);

/// <summary>Whether customers are looked after (X3.6), for programs.</summary>
/// <param name="Customers">Those who are customers for sixty days or more; <paramref name="Uncovered"/> of them nobody has met in sixty.</param>
/// <param name="UncoveredChance">Probability that 5 % or fewer are not covered.</param>
public sealed record FollowUpDocument(long ChecksDue, long ChecksOnTime, double ChecksChance, string ChecksVerdict, long Customers, long Uncovered, double? UncoveredShare, double? UncoveredLow, double? UncoveredHigh, double UncoveredChance, string UncoveredVerdict, IReadOnlyList<Unmet> Longest);

/// <summary>How smoothly work passes on, for programs.</summary>
public sealed record HandoffFiguresDocument(DateOnly AsOf, DateOnly From, FollowUpDocument FollowUp, HandoffGroupDocument Whole, IReadOnlyList<HandoffGroupDocument> Types, IReadOnlyList<HandoffGroupDocument> Pairs);

/// <summary>How smoothly work passes on in ninety days: by type and by pair, each figure with its rows.</summary>
static class HandoffAnalysisPages
{
    const int Recent = 90, Shown = 500;

    public static void MapHandoffAnalysis(this IEndpointRouteBuilder app)
    {
        app.MapGet("/handoffs/figures", async (string? asOf, Viewer viewer, Store store, TheDesk desk, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return (IResult)new RazorComponentResult<HandoffFiguresPage>(new { Model = await Read(store, desk, Asked.Day(asOf) ?? viewer.Today, cancel) });
        }).Needs("handoff.read").ExcludeFromDescription();

        app.MapGet("/handoffs/rows", async (string? asOf, string? type, Guid? from, Guid? to, string? part, Viewer viewer, Store store, TheDesk desk, HandoffBook book, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var model = await Read(store, desk, Asked.Day(asOf) ?? viewer.Today, cancel);
            var kind = Enum.TryParse<HandoffType>(type, true, out var named) ? named : (HandoffType?)null;
            var group = from is null && to is null ? kind is null ? model.Told.Whole : model.Told.Types.FirstOrDefault(g => g.Type == kind) : model.Told.Pairs.FirstOrDefault(g => g.Type == kind && g.From?.Value == from && g.To?.Value == to);
            if (group is null) return PageEndpoints.Refused(viewer, new NotFound("handoff", type ?? ""));
            var asked = Enum.TryParse<HandoffPart>(part, true, out var chosen) && Enum.IsDefined(chosen) ? chosen : HandoffPart.Sent;
            List<Id<Handoff>> ids = [.. group.Of(asked).Take(Shown).Select(c => new Id<Handoff>(c.Id))];
            await using var db = store.Open();
            var rows = await book.Rows(db, await db.Set<Handoff>().AsNoTracking().Where(h => ids.Contains(h.Id)).OrderByDescending(h => h.CreatedAt).ThenBy(h => h.Id).ToListAsync(cancel), cancel);
            return (IResult)new RazorComponentResult<HandoffRowsPage>(new { Model = new HandoffPartModel(group, asked, model.AsOf, rows, model.NameOf(group.From), model.NameOf(group.To)) });
        }).Needs("handoff.read").ExcludeFromDescription();

        app.MapGet("/api/v1/handoffs/figures", async (string? asOf, HttpContext http, Store store, TheDesk desk, CancellationToken cancel) =>
        {
            if (asOf is { Length: > 0 } && Asked.Day(asOf) is null) return Reply.Problem(new Unreadable("asOf", "2026-11-24"), http);
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, await Zones.Of(store)).DateTime);
            var model = await Read(store, desk, Asked.Day(asOf) ?? today, cancel);
            return Results.Json(new HandoffFiguresDocument(model.AsOf, model.From, Written(model.FollowUp), Written(model.Told.Whole), [.. model.Told.Types.Select(Written)], [.. model.Told.Pairs.Select(Written)]), Json.Options);
        }).Needs("handoff.read").WithTags("handoff").WithSummary("How smoothly work passes on").WithDescription("Of the hand-offs of the ninety days up to `asOf` (today), together, by type, and by type and pair: leaks of those due with their exact interval, the probability that 5 % or fewer leak and what that settles, working hours until the first action, completeness, returns, and follow-up checks on time; then, of all customers, check-ins on time and those whom nobody has met in sixty days.").Produces<HandoffFiguresDocument>();
    }

    static async Task<HandoffAnalysisModel> Read(Store store, TheDesk desk, DateOnly day, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var (since, end) = (AsOf.StartOf(day.AddDays(1 - Recent), zone), AsOf.StartOf(day.AddDays(1), zone));
        var asOf = end < desk.Now ? end : desk.Now;
        await using var db = store.Open();
        var sent = await db.Set<Handoff>().AsNoTracking().Where(h => h.RemovedAt == null && h.CreatedAt >= since && h.CreatedAt < end).OrderBy(h => h.CreatedAt).ToListAsync(cancel);
        var earliest = DateOnly.FromDateTime(since.UtcDateTime);
        var checks = (await db.Set<CheckIn>().AsNoTracking().Where(c => c.RemovedAt == null && c.HandoffId != null && c.DueOn >= earliest && c.DueOn < day).Select(c => new { c.HandoffId, c.DueOn, c.DoneAt }).ToListAsync(cancel))
            .ToLookup(c => c.HandoffId!.Value, c => new CheckSeen(c.DueOn, c.DoneAt < AsOf.StartOf(c.DueOn.AddDays(1), zone)));
        var clock = await ReceiversClock.Read(store, db, asOf, cancel);
        var cases = sent.Select(h => new HandoffCase(h.Key, h.FromPersonId, h.ToPersonId, clock.Seen(h), [.. checks[h.Id]])).ToList();
        var profiles = await store.Known.Profiles();
        var company = profiles.LastOrDefault(p => p.FromOn <= day) ?? profiles[0];
        return new(day, day.AddDays(1 - Recent), HandoffAnalysis.Of(cases, asOf), await FollowUps.Read(store, day, zone, cancel), TimeSpan.FromMinutes(company.ClosesAtMinute - company.OpensAtMinute), await db.Set<Person>().AsNoTracking().Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel));
    }

    static FollowUpDocument Written(FollowUpTold told) => new(
        told.Figures.OnTime.Trials, told.Figures.OnTime.Successes, told.Figures.Checks.Chance, Words.Camel(told.Figures.Checks.Verdict.ToString()), told.Figures.Uncovered.Trials, told.Figures.Uncovered.Successes, told.Figures.Uncovered.Share,
        told.Figures.UncoveredInterval?.Low, told.Figures.UncoveredInterval?.High, told.Figures.Coverage.Chance, Words.Camel(told.Figures.Coverage.Verdict.ToString()), [.. told.Uncovered.Take(Shown)]);

    static HandoffGroupDocument Written(HandoffGroup g) => new(
        g.Type is { } type ? Words.Camel(type.ToString()) : null, g.From?.Value, g.To?.Value, g.Of(HandoffPart.Sent).Count(), g.Figures.Leaked.Trials, g.Figures.Leaked.Successes, g.Figures.Leaked.Share, g.LeakInterval?.Low, g.LeakInterval?.High, g.Figures.AtMost, g.Leaks.Chance,
        Words.Camel(g.Leaks.Verdict.ToString()), g.CleanNeeded, g.Figures.Half?.TotalHours, g.Figures.Most?.TotalHours, g.Figures.Completeness, g.Figures.Returned.Trials, g.Figures.Returned.Successes, g.Checks.Trials, g.Checks.Successes, g.OnTime.Chance, Words.Camel(g.OnTime.Verdict.ToString()));
}
