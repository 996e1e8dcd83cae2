using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>What an endpoint would show that somebody who sees only part may not see.</summary>
static class Hidden
{
    /// <summary>Why the request goes no further, or nothing.</summary>
    public static async Task<Refusal?> From(Actor actor, Endpoint endpoint, HttpContext http)
    {
        if (actor.Sight is not { } sight) return null;
        if (endpoint.Metadata.GetMetadata<Shows>() is not { } shows) return new SeesOnlyPart();
        if (shows.What is Shown.House or Shown.Rows) return null;

        var store = http.RequestServices.GetRequiredService<Store>();
        var id = Guid.TryParse((string?)http.Request.RouteValues["id"], out var given) ? given : Guid.Empty;
        if (shows.What == Shown.OwnDecision) return await IsOwn(store, actor, id, http.RequestAborted) ? null : new NotFound("decision", id.ToString());

        var word = http.Request.RouteValues["kind"] as string;
        if ((shows.Kind ?? (word is null ? null : store.Schema.OfKind(word)?.Type)) is not { } kind) return new NotFound(word ?? "", id.ToString());
        return await SightSql.Sees(store, sight, kind, id, http.RequestAborted) ? null : new NotFound(Words.Kebab(kind.Name), id.ToString());
    }

    static async Task<bool> IsOwn(Store store, Actor actor, Guid decision, CancellationToken cancel)
    {
        var by = await store.Questions.All("SELECT DISTINCT actor_id FROM journal WHERE decision_id = @0 OR batch_id = @0", [decision], row => row.Id(0), cancel);
        return by is [var only] && only == actor.Id.Value;
    }
}
