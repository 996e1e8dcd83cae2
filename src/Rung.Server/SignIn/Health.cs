using Rung.Server.Database;

namespace Rung.Server.SignIn;

/// <summary>For a balancer: whether this process lives, and whether it can serve.</summary>
static class Health
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Below both of these a disk is as good as full (reliability R13).</summary>
    const double LeastShare = 0.05;
    const long LeastBytes = 1L << 30;

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
                if (!await Preparing.IsUpToDate(store, patience.Token)) return NotReady("schema");
                return HasRoom(store.Place) ? Results.Text("ready") : NotReady("disk");
            }
            catch (Exception e) when (e is System.Data.Common.DbException or OperationCanceledException or TimeoutException or IOException)
            {
                return NotReady("database");
            }
        }).Needs(NeedsPermission.Nobody).ExcludeFromDescription();
    }

    static IResult NotReady(string lacks) => Results.Text("not ready: " + lacks, statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>The disk of PostgreSQL is its own business.</summary>
    static bool HasRoom(Place place) => !place.IsSqlite || (new DriveInfo(Path.GetFullPath(place.Directory!)) is var disk && IsEnough(disk.AvailableFreeSpace, disk.TotalSize));

    internal static bool IsEnough(long free, long of) => free >= LeastBytes || free >= of * LeastShare;
}
