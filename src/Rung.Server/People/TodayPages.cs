using Microsoft.AspNetCore.Http.HttpResults;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.People;

/// <param name="IsMine">Only what the viewer answers for.</param>
public sealed record LeaksModel(bool IsMine, Leaks Leaks, LeakReason? Reason);

/// <summary>A leak for programs.</summary>
public sealed record LeakDocument(string Reason, string Record, Guid Id, string Name, DateTimeOffset Since, Guid? NamedId, Guid AccountableId, Guid StandsInId);

/// <summary>A person's day, the team's, and the leak list.</summary>
static class TodayPages
{
    public static void MapToday(this IEndpointRouteBuilder app)
    {
        app.MapGet("/today", async (Guid? person, Viewer viewer, TodayBook book, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (person is { } other && Sight.Now is { } sight && !sight.People.Contains(other)) return PageEndpoints.Refused(viewer, new NotFound("person", other.ToString()));
            return (IResult)new RazorComponentResult<TodayPage>(new { Model = await book.Read(person is { } one ? new Id<Person>(one) : viewer.Actor.Id, cancel) });
        }).Needs("handoff.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/team", async (Viewer viewer, TodayBook book, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return (IResult)new RazorComponentResult<TeamPage>(new { Rows = (await book.Team(viewer.Actor.Id, cancel)).Where(r => Sight.Now?.People.Contains(r.Id.Value) != false).ToList() });
        }).Needs("handoff.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/leaks", async (string? whose, string? reason, Viewer viewer, LeakBook book, CancellationToken cancel) =>
        {
            await viewer.Meet();
            LeakReason? only = Enum.TryParse<LeakReason>(reason, true, out var named) ? named : null;
            return (IResult)new RazorComponentResult<LeaksPage>(new { Model = new LeaksModel(IsMine(whose == "all"), await book.Read(IsMine(whose == "all") ? viewer.Actor.Id : null, cancel), only) });
        }).Needs("handoff.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/api/v1/leaks", async (string? whose, HttpContext http, LeakBook book, CancellationToken cancel) =>
        {
            var leaks = await book.Read(IsMine(whose != "me") ? http.Actor().Id : null, cancel);
            return Results.Json(new { items = leaks.Rows.Select(r => new LeakDocument(Words.Camel(r.Leak.Reason.ToString()), r.Leak.Kind, r.Leak.Id, r.Leak.Name, r.Leak.Since, r.Leak.NamedId, r.Answers.Id.Value, r.Answers.StandsIn.Value)), isCut = leaks.IsCut }, Json.Options);
        }).Needs("handoff.read").Shows(Shows.Rows).WithTags("handoff").WithSummary("What may be dropped").WithDescription("Live records without anybody named, not answered in time, overdue, without a next step, or untouched for as many days as the rules of engagement allow: the most pressing first, at most 200 of each reason and kind. `whose=me` gives what the caller answers for or stands in for.").Produces<IReadOnlyList<LeakDocument>>();
    }

    /// <summary>Whoever sees only part has a list of their own and no other.</summary>
    static bool IsMine(bool asksForAll) => !asksForAll || Sight.Now is not null;
}
