using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Api;

static class VerbEndpoints
{
    /// <summary>Every verb that a kind of record has by itself, but for those that a feature maps to a decision over several records.</summary>
    public static void MapVerbs(this IEndpointRouteBuilder app, Schema schema)
    {
        var mapped = app.ServiceProvider.GetRequiredService<MappedVerbs>();
        foreach (var verb in schema.Records.SelectMany(t => Verb.Of(t.Type)).Where(v => !mapped.Contains(v.Permission)).ToList()) app.MapVerb(verb, schema);
    }

    /// <summary>A verb over several records.</summary>
    public static void MapVerb<T>(this IEndpointRouteBuilder app, string name, Delegate decision)
        where T : Record<T> => app.MapVerb(Verb.Of<T>(name, decision), app.ServiceProvider.GetRequiredService<Schema>());

    static void MapVerb(this IEndpointRouteBuilder app, Verb verb, Schema schema)
    {
        var table = schema[verb.Kind];
        app.ServiceProvider.GetRequiredService<MappedVerbs>().Add(verb.Permission);
        app.MapAlike("POST", $"/api/v1/{RecordEndpoints.Route(table)}/{{id:guid}}/{verb.Name}", async (id, http, cancel) =>
        {
            var (body, unread) = await RecordEndpoints.Body(http, cancel);
            if (unread is not null) return Reply.Problem(unread, http);
            if (verb.Read(body, out var given, out var happenedAt) is { } refusal) return Reply.Problem(refusal, http);
            if (RecordEndpoints.CallOf(http, verb.Permission, body, out var call) is { } uncalled) return Reply.Problem(uncalled, http);

            return await RecordEndpoints.Decided(http, http.Take<Lister>(), await http.Take<TheDesk>().Decide(call with { HappenedAt = happenedAt }, docket => verb.Do(docket, id, given), cancel), cancel);
        }).Needs(verb.Permission).Shows(Shows.One(table.Type)).WithTags(table.Kind).WithMetadata(verb);
    }
}

/// <summary>The permissions of the verbs that have a route already.</summary>
sealed class MappedVerbs : HashSet<string>;
