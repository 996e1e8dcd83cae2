using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Api;

/// <summary>
/// Answers what nobody answered: an address that is none, a body that could not be read, a database that is away, a mistake
/// of ours. Each has its name; how we are built is for the log.
/// </summary>
static partial class Mishaps
{
    public static void UseMishaps(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Rung.Mishaps");
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
                if (!http.Response.HasStarted && Unanswered(http) is { } refusal) await Answer(http, refusal);
            }
            catch (Exception gone) when (http.RequestAborted.IsCancellationRequested)
            {
                _ = gone; // nobody waits for the answer
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                var refusal = Of(e, http.TraceIdentifier);
                if (refusal is SomethingBroke) Broke(log, http.TraceIdentifier, http.Request.Method, http.GetEndpoint()?.DisplayName, e);
                await Answer(http, refusal);
            }
        });
    }

    static Refusal? Unanswered(HttpContext http) => http.Response is { ContentLength: null or 0, ContentType: null } ? http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new NoSuchAddress(),
        StatusCodes.Status405MethodNotAllowed => new NotThatWay(http.Request.Method),
        StatusCodes.Status415UnsupportedMediaType => new NotJson(),
        StatusCodes.Status400BadRequest => new Unreadable("", "JSON"),
        _ => null,
    } : null;

    static Refusal Of(Exception e, string reference) => e switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new BodyTooLarge(RecordEndpoints.LongestBody),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new NotJson(),
        BadHttpRequestException { InnerException: System.Text.Json.JsonException json } => json.Path is { Length: > 2 } path ? new Unreadable(path.TrimStart('$', '.'), "JSON") : new UnreadableJson(json.LineNumber + 1 ?? 1, json.BytePositionInLine + 1 ?? 1),
        BadHttpRequestException => new Unreadable("", "JSON"),
        InvalidDataException => new Unreadable("", "JSON"),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR } or NpgsqlException { IsTransient: true } or TimeoutException => new NotNow(),
        _ => new SomethingBroke(reference),
    };

    static async Task Answer(HttpContext http, Refusal refusal)
    {
        var isPage = !http.Request.Path.StartsWithSegments("/api") && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (refusal is NotNow) http.Response.Headers.RetryAfter = "2";
        try
        {
            if (!isPage)
            {
                await Reply.Problem(refusal, http).ExecuteAsync(http);
                return;
            }

            // Whoever is signed in keeps the way to everything else.
            await http.RequestServices.GetRequiredService<Sessions>().Meet(http);
            var viewer = http.RequestServices.GetRequiredService<Viewer>();
            await viewer.Meet();
            await PageEndpoints.Refused(viewer, refusal).ExecuteAsync(http);
        }
        catch (DbException) when (!http.Response.HasStarted)
        {
            // Not even the frame of a page can be drawn.
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Reference}: {Method} {Endpoint} broke.")]
    static partial void Broke(ILogger log, string reference, string method, string? endpoint, Exception e);
}

/// <summary>There is nothing at this address.</summary>
public sealed record NoSuchAddress : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}

/// <summary>The address exists and takes other methods.</summary>
public sealed record NotThatWay(string Method) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The database does not answer now; whether a change was made is not known.</summary>
public sealed record NotNow : Refusal;

/// <summary>A mistake of ours; the log tells it under <paramref name="Reference"/>.</summary>
public sealed record SomethingBroke(string Reference) : Refusal;
