using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Api;

static class BulkEndpoints
{
    /// <summary>Maps <c>POST /api/v1/kinds/bulk</c> for every kind of record.</summary>
    public static void MapBulk(this IEndpointRouteBuilder app, Schema schema)
    {
        foreach (var table in schema.Records)
            app.MapAlike("POST", $"/api/v1/{RecordEndpoints.Route(table)}/bulk", async (http, cancel) =>
            {
                var viewer = http.Take<Viewer>();
                var (body, unread) = await RecordEndpoints.Body(http, cancel);
                if (unread is not null) return Reply.Problem(unread, http);
                BulkAsk ask;
                try
                {
                    ask = body.Deserialize<BulkAsk>(Json.Options) ?? throw new JsonException();
                }
                catch (JsonException bad)
                {
                    return Reply.Problem(new Unreadable(bad.Path?.TrimStart('$', '.') ?? "", "{\"ids\":[…],\"set\":{…}}"), http);
                }

                await viewer.Meet();
                if (RecordEndpoints.CallOf(http, "bulk.run", body, out var call) is { } uncalled) return Reply.Problem(uncalled, http);
                if (!(await http.Take<Bulk>().Run(call, table, ask, await Standpoint.Of(http), viewer.Refused, cancel)).Accepted(out var done, out var refusal)) return Reply.Problem(refusal, http);
                if (done.IsReplayed) Repeating.Replayed(http);
                http.Response.Headers["Rung-Decision"] = done.Told.BatchId.ToString();
                return Results.Json(done.Told, Json.Options);
            }).Needs("bulk.run").Shows(Shows.Rows).WithTags(table.Kind).SentAgain(SentAgain.ByReceipt).WithMetadata(new AcceptsMetadata(["application/json"], typeof(BulkAsk)));
    }
}
