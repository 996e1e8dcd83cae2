using System.Text.Json;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Api;

/// <summary>A request that may say when it happened.</summary>
interface IDated
{
    DateTimeOffset? HappenedAt { get; }
}

static class VerbEndpoints
{
    /// <summary>Maps <c>POST …/{id}/verb</c> to a decision; the verb is the permission's second word.</summary>
    public static void MapVerb<TBody>(this RouteGroupBuilder group, string kind, string verb, Func<Guid, TBody, Func<Docket, Task<Record>>> decision)
        where TBody : class =>
        group.MapPost("/" + verb, async (Guid id, HttpContext http, TheDesk desk, Lister lister, CancellationToken cancel) =>
        {
            var (json, unread) = await RecordEndpoints.Body(http, cancel);
            if (unread is not null) return Reply.Problem(unread, http);
            TBody body;
            try
            {
                body = json.Deserialize<TBody>(Json.Options)!;
            }
            catch (JsonException bad)
            {
                return Reply.Problem(new Unreadable(bad.Path?.TrimStart('$', '.') ?? "", typeof(TBody).Name), http);
            }

            var call = RecordEndpoints.CallOf(http, $"{kind}.{verb}", json) with { HappenedAt = (body as IDated)?.HappenedAt };
            return await RecordEndpoints.Decided(http, lister, await desk.Decide(call, decision(id, body), cancel), cancel);
        }).Needs($"{kind}.{verb}").Accepts<TBody>("application/json");
}
