using System.Text.Json;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ui;

namespace Rung.Server.Api;

/// <summary>The one place where an answer of the desk becomes an HTTP answer.</summary>
static class Reply
{
    public const string ProblemType = "application/problem+json";

    public static int Status(Refusal refusal, bool conditional = false) => refusal.Kind switch
    {
        RefusalKind.Absent => StatusCodes.Status404NotFound,
        RefusalKind.Changed => conditional ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => refusal switch
        {
            SignIn.NotSignedIn or SignIn.WrongEmailOrPassword or SignIn.CodeNeeded or SignIn.WrongCode or SignIn.CodeUsed => StatusCodes.Status401Unauthorized,
            SignIn.TooManyTries => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status403Forbidden,
        },
        RefusalKind.Malformed => refusal switch
        {
            BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
            NotThatWay => StatusCodes.Status405MethodNotAllowed,
            NotJson => StatusCodes.Status415UnsupportedMediaType,
            IfMatchRequired => StatusCodes.Status428PreconditionRequired,
            _ => StatusCodes.Status400BadRequest,
        },
        _ => refusal switch
        {
            SomethingBroke => StatusCodes.Status500InternalServerError,
            NotNow => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
    };

    /// <summary>Problem details (RFC 9457); the type is the refusal's name, its properties come along.</summary>
    public static IResult Problem(Refusal refusal, HttpContext http, object? current = null)
    {
        var details = Details(refusal, http.RequestServices.GetRequiredService<Viewer>().Refused(refusal), http.Request.Headers.IfMatch.Count > 0);
        if (current is not null) details["current"] = current;
        return Results.Json(details, Json.Options, ProblemType, (int)details["status"]!);
    }

    public static Dictionary<string, object?> Details(Refusal refusal, string words, bool conditional = false)
    {
        var details = new Dictionary<string, object?>
        {
            ["type"] = "/problems/" + refusal.Name,
            ["title"] = refusal.Name,
            ["status"] = Status(refusal, conditional),
            ["detail"] = words,
        };
        if (refusal.At is { Length: > 0 } at) details["field"] = at;
        foreach (var property in refusal.GetType().GetProperties().Where(p => p.Name is not (nameof(Refusal.Name) or nameof(Refusal.At) or nameof(Refusal.Kind))))
            details.TryAdd(Words.Camel(property.Name), property.GetValue(refusal));
        return details;
    }

    public static string ETag(long version) => $"\"{version}\"";
}
