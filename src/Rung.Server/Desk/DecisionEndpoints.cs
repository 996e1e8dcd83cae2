using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.SignIn;

namespace Rung.Server.Desk;

/// <summary>Taking decisions back.</summary>
static class DecisionEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder app)
    {
        var decisions = app.MapGroup("/api/v1/decisions/{id:guid}").WithTags("decision");
        decisions.MapGet("/undo", async (Guid id, Undoing undoing, CancellationToken cancel) =>
            Results.Json(new { conflicts = await undoing.Preview(id, cancel) }, Json.Options)).Needs("undo").Shows(Shows.OwnDecision);
        decisions.MapPost("/undo", async (Guid id, string? onConflict, HttpContext http, Undoing undoing, Lister lister, CancellationToken cancel) =>
        {
            if (!Enum.TryParse<OnConflict>(onConflict ?? "refuse", true, out var choice)) return Reply.Problem(new Unreadable("onConflict", "refuse, keep, restore"), http);
            if (RecordEndpoints.CallOf(http, "undo", default, out var call) is { } uncalled) return Reply.Problem(uncalled, http);
            return await RecordEndpoints.Decided(http, lister, await undoing.Undo(http.Actor(), id, choice, cancel, call.Repeatable), cancel);
        }).Needs("undo").Shows(Shows.OwnDecision).SentAgain(SentAgain.ByReceipt);
    }
}
