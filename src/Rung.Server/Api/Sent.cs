using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Rung.Server.Api;

/// <summary>
/// What a request sends as JSON. How its type is read is worked out when the first one comes, and not, as for a parameter
/// without this, for every route before the first page.
/// </summary>
sealed class Sent<T>(T body) : IEndpointParameterMetadataProvider
    where T : class
{
    public T Body => body;

    public static async ValueTask<Sent<T>> BindAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true) throw new BadHttpRequestException("Nothing was sent.");
        try
        {
            return new(await http.Request.ReadFromJsonAsync<T>(Json.Options, http.RequestAborted) ?? throw new BadHttpRequestException("Nothing was sent."));
        }
        catch (JsonException bad)
        {
            throw new BadHttpRequestException("What was sent cannot be read.", bad);
        }
        catch (InvalidOperationException other)
        {
            // Something else than JSON, or in letters that nobody here knows.
            throw new BadHttpRequestException("What was sent is not JSON.", StatusCodes.Status415UnsupportedMediaType, other);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
