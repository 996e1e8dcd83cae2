using System.Security.Cryptography;
using System.Text;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Api;

/// <summary>What becomes of a change that is sent again under its key.</summary>
enum SentAgain
{
    /// <summary>The route reads the key and answers from the receipt.</summary>
    ByReceipt,

    /// <summary>It was done; there is nothing more to say.</summary>
    Done,

    /// <summary>It was done; what it answered is shown once and kept nowhere.</summary>
    ToldOnce,

    /// <summary>It takes no key: once or twice is the same.</summary>
    Harmless,
}

/// <summary>How a changing route stands to <c>Idempotency-Key</c>.</summary>
/// <param name="Why">Where it takes none: why that does no harm.</param>
sealed record Repeats(SentAgain How, string? Why = null)
{
    public bool IsKeyed => How != SentAgain.Harmless;
}

/// <summary>
/// Requests that may be sent again. One mechanism: the receipt that the desk keeps in the transaction of the change, under
/// the caller and their key. Routes of records and verbs read the key with <see cref="RecordEndpoints.CallOf"/>.
/// </summary>
static class Repeating
{
    public const string Header = "Idempotency-Key";
    public const string BeginsAnew = "Whoever shows who they are is let in again: another session, or a new question to the device.";
    const int LongestKey = 255;

    /// <summary>Rounds of the hash by which a request that may hold a password is known again.</summary>
    const int Rounds = 100_000;

    public static T SentAgain<T>(this T route, SentAgain how, string? why = null)
        where T : IEndpointConventionBuilder => route.WithMetadata(new Repeats(how, why));

    /// <summary>Nothing is changed, or the same once more.</summary>
    public static T Harmless<T>(this T route, string why)
        where T : IEndpointConventionBuilder => route.SentAgain(Api.SentAgain.Harmless, why);

    /// <summary>The key that a request names, or none.</summary>
    public static Refusal? KeyOf(HttpContext http, out string? key)
    {
        key = null;
        if (!http.Request.Headers.TryGetValue(Header, out var said)) return null;
        if (said is not [{ Length: > 0 and <= LongestKey } given] || given.Any(c => c is < ' ' or > '~')) return new Unreadable(Header, $"1–{LongestKey} × ASCII");
        key = given;
        return null;
    }

    /// <summary>What was asked, in few characters.</summary>
    public static string Fingerprint(HttpContext http, string body) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Asked(http) + body)));

    /// <summary>Routes whose deeds are decided far below them: what was done already is not gone into again.</summary>
    public static void UseRepeating(this WebApplication app) => app.Use(async (http, next) =>
    {
        var how = http.GetEndpoint()?.Metadata.GetMetadata<Repeats>()?.How;
        if (how is not (Api.SentAgain.Done or Api.SentAgain.ToldOnce) || !http.Request.Headers.ContainsKey(Header))
        {
            await next(http);
            return;
        }

        if (!(await Repeatable(http)).Accepted(out var asked, out var unread))
        {
            await Reply.Problem(unread, http).ExecuteAsync(http);
            return;
        }

        var (caller, isToldOnce) = (http.Actor().Id, how is Api.SentAgain.ToldOnce);
        OnceOnly.Ask(caller, (asked.Key, asked.Fingerprint), isToldOnce);
        if (await http.Take<TheDesk>().Known(caller.Value, (asked.Key, asked.Fingerprint), http.RequestAborted) is not { } known) await next(http);
        else if (!known.Accepted(out _, out var another)) await Reply.Problem(another, http).ExecuteAsync(http);
        else if (isToldOnce) await Reply.Problem(new ToldOnce(), http).ExecuteAsync(http);
        else Replayed(http).StatusCode = StatusCodes.Status204NoContent;
    });

    /// <summary>Says in the answer that nothing was done this time.</summary>
    public static HttpResponse Replayed(HttpContext http)
    {
        http.Response.Headers["Idempotent-Replayed"] = "true";
        return http.Response;
    }

    static async Task<Outcome<Asking>> Repeatable(HttpContext http)
    {
        if (KeyOf(http, out var key) is { } unread) return unread;
        if (await Whole(http) is not { } body) return new BodyTooLarge(RecordEndpoints.LongestBody);
        return new Asking(key!, Slowly(http, http.Actor().Id.Value, key!, body));
    }

    /// <summary>The body, put back for the route to read; null where it is too long.</summary>
    static async Task<byte[]?> Whole(HttpContext http)
    {
        var whole = new MemoryStream();
        var part = new byte[4096];
        for (int read; (read = await http.Request.Body.ReadAsync(part, http.RequestAborted)) > 0;)
        {
            if (whole.Length + read > RecordEndpoints.LongestBody) return null;
            whole.Write(part, 0, read);
        }

        whole.Position = 0;
        http.Request.Body = whole;
        return whole.ToArray();
    }

    /// <summary>These may hold passwords: what is kept of them costs as much to try as the password itself.</summary>
    static string Slowly(HttpContext http, Guid caller, string key, byte[] body) =>
        Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2((byte[])[.. Encoding.UTF8.GetBytes(Asked(http)), .. body], Encoding.UTF8.GetBytes($"{caller} {key}"), Rounds, HashAlgorithmName.SHA256, 32));

    sealed record Asking(string Key, string Fingerprint);

    static string Asked(HttpContext http) => $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} ";
}
