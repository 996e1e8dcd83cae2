using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Rung.Server.Api;

/// <summary>
/// Routes that exist once for each kind of record. The framework compiles a binder of its own for every delegate it maps;
/// for hundreds of routes alike that takes seconds of each start, so these take the request as it is.
/// </summary>
static class RoutesAlike
{
    static readonly MethodInfo Told = ((Delegate)One).Method;
    static readonly Address Id = new(Told.GetParameters()[0]);

    /// <summary>A route to all records of a kind, or to what stands beside them.</summary>
    public static IEndpointConventionBuilder MapAlike(this IEndpointRouteBuilder app, string method, string pattern, Func<HttpContext, CancellationToken, Task<IResult>> answer) =>
        app.MapMethods(pattern, [method], (RequestDelegate)(async http => await (await answer(http, http.RequestAborted)).ExecuteAsync(http))).WithMetadata(Told);

    /// <summary>A route to one record: its pattern holds <c>{id:guid}</c>.</summary>
    public static IEndpointConventionBuilder MapAlike(this IEndpointRouteBuilder app, string method, string pattern, Func<Guid, HttpContext, CancellationToken, Task<IResult>> answer) =>
        app.MapMethods(pattern, [method], (RequestDelegate)(async http => await (await answer(Guid.Parse((string)http.Request.RouteValues["id"]!), http, http.RequestAborted)).ExecuteAsync(http))).WithMetadata(Told, Id);

    public static T Take<T>(this HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    /// <summary>What the description of the API reads a route's parameter from.</summary>
    static void One(Guid id) => _ = id;

    sealed record Address(ParameterInfo ParameterInfo) : IParameterBindingMetadata
    {
        public string Name => ParameterInfo.Name!;
        public bool HasTryParse => true;
        public bool HasBindAsync => false;
        public bool IsOptional => false;
    }
}
