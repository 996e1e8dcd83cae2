namespace Rung.Server.SignIn;

/// <summary>Pages that tell of the whole company: they do not stand in the menus of whoever sees only part.</summary>
sealed class Closed(EndpointDataSource endpoints)
{
    readonly Lazy<HashSet<string>> pages = new(() => [.. endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<Shows>() is null && e.Metadata.GetMetadata<NeedsPermission>()?.Permission is not (null or NeedsPermission.Nobody or NeedsPermission.Own))
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
        .Select(e => "/" + e.RoutePattern.RawText?.Trim('/'))]);

    public bool To(Desk.Actor actor, string path) => actor.Sight is not null && pages.Value.Contains(path);
}
