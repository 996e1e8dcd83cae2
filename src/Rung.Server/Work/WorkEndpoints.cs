using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Work;

/// <summary>Long work for programs: what goes on and went on, one piece, stopping it.</summary>
static class WorkEndpoints
{
    const int Most = 100;

    public static void MapWork(this IEndpointRouteBuilder app)
    {
        var work = app.MapGroup("/api/v1/work").WithTags("long-work");
        work.MapGet("/", async (Guid? before, string? state, LongWorks works, Texts texts, CancellationToken cancel) =>
        {
            var seen = await works.Newest(Most, before, state == "going", cancel);
            return Results.Json(new { items = seen.Select(s => Shown(s, texts)), next = seen.Count == Most ? seen[^1].Work.Key : (Guid?)null }, Json.Options);
        }).Needs("long-work.read");
        work.MapGet("/{id:guid}", async (Guid id, HttpContext http, LongWorks works, Texts texts, CancellationToken cancel) =>
            await works.One(id, cancel) is { } seen ? Results.Json(Shown(seen, texts), Json.Options) : Reply.Problem(new NotFound("long-work", id.ToString()), http)).Needs("long-work.read");
        work.MapPost("/{id:guid}/cancel", async (Guid id, HttpContext http, LongWorks works, Texts texts, CancellationToken cancel) =>
            RecordEndpoints.CallOf(http, LongWorks.NeedsNothing, default, out var call) is { } uncalled ? Reply.Problem(uncalled, http)
            : await Answer(http, await works.Cancel(http.Actor(), new(id), call.Repeatable, cancel), works, texts, cancel)).Needs(LongWorks.NeedsNothing).SentAgain(SentAgain.ByReceipt);
    }

    /// <summary>The work as it stands after asking for it or stopping it, or why not.</summary>
    public static async Task<IResult> Answer(HttpContext http, Outcome<Desk.Receipt> outcome, LongWorks works, Texts texts, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        if (!outcome.Accepted(out var receipt, out var refusal)) return Reply.Problem(refusal, http);

        if (receipt.Replayed) Repeating.Replayed(http);
        http.Response.Headers.Location = $"/api/v1/work/{receipt.RecordId}";
        return Results.Json(Shown((await works.One(receipt.RecordId, cancel))!, texts), Json.Options, statusCode: status);
    }

    static object Shown(WorkSeen seen, Texts texts) => new
    {
        id = seen.Work.Key, seen.Work.Kind, seen.Work.Subject, seen.Work.AskedById, seen.AskedBy, askedAt = seen.Work.CreatedAt, seen.Work.State,
        seen.Work.StartedAt, seen.Work.EndedAt, seen.Done, seen.Total, seen.Rate,
        result = seen.Work.Result is { } result ? JsonSerializer.Deserialize<JsonElement>(result) : (JsonElement?)null,
        refused = seen.Work.Refused is { } refused ? JsonSerializer.Deserialize<JsonElement>(refused) : (JsonElement?)null,
    };
}
