using Rung.Server.Database;

namespace Rung.Server.SignIn;

/// <summary>For a balancer: whether this process lives, and whether it can serve.</summary>
static class Health
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).Needs(NeedsPermission.Nobody).ExcludeFromDescription();
        app.MapGet("/health/ready", async (Store store, Drain drain, CancellationToken cancel) =>
        {
            if (drain.IsDraining) return Results.Text("leaving", statusCode: StatusCodes.Status503ServiceUnavailable);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            try
            {
                await store.Questions.All("SELECT 1", [], row => row.Number(0), patience.Token);
                return Results.Text("ready");
            }
            catch (Exception e) when (e is System.Data.Common.DbException or OperationCanceledException or TimeoutException or IOException)
            {
                return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).Needs(NeedsPermission.Nobody).ExcludeFromDescription();
    }
}
