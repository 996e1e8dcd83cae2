using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Scalar.AspNetCore;

namespace Rung.Server.Api.Reference;

/// <summary>The API as it tells of itself: an OpenAPI 3.1 document, and a page to read it.</summary>
static class ReferenceHosting
{
    public const string Document = "/api/openapi.json";
    const string Page = "/api";

    const string Introduction = """
        Everything a person can do in Rung, a program can do here, under the same rules and permissions.

        **Signing in.** Create a personal token under *You*; send it as `Authorization: Bearer rung_…`. It may do what its person may, within its scope (`read`, `write`, `transfer`, `admin`) and until it expires (90 days where nothing is said) or is revoked.

        **Records.** Each kind is listed, read, entered, amended, removed and restored in the same way; each change of state is a verb, `POST /api/v1/opportunities/{id}/win`. Unknown fields are refused, never ignored. Money is in minor units with its currency, instants are UTC, days are `2026-11-24`.

        **Versions.** Every record has a version, which is its ETag. PATCH needs it as `If-Match`; verbs take it. Somebody else's change first is answered 412 with the record as it is now.

        **Repeating.** Send `Idempotency-Key` with a change, and it can be repeated after a lost connection: the second time answers, with `Idempotent-Replayed: true`, and does nothing. A bulk change that was cut off goes on where it stopped. The same key with another request is refused, `key-used-for-another-request`. Keys are kept for a week. The few changes that take no key say so, and why once or twice is the same.

        **Pages.** Lists answer `next`; give it as `after`. Nothing is counted, and a deep page costs what the first one does.

        **No.** A refusal is a problem document (RFC 9457) whose `type` names the rule; `detail` says it in English or Chinese, as Accept-Language asks.
        """;

    public static void AddReference(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        var told = new Lazy<Docstrings>();
        options.AddOperationTransformer((operation, context, _) =>
        {
            var document = context.Document!;
            var schemas = new Schemas(document, told.Value);
            if (document.Components?.Schemas?.ContainsKey(Schemas.ProblemName) != true) schemas.AddShared();
            foreach (var table in context.Description.ActionDescriptor.EndpointMetadata.OfType<Verb>().Select(v => context.ApplicationServices.GetRequiredService<Schema>()[v.Kind])) schemas.Row(table);
            new Operations(document, schemas, told.Value).Tell(operation, context.Description.ActionDescriptor.EndpointMetadata, context.Description.HttpMethod!, context.Description.RelativePath!);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Rung", Version = "v1", Description = Introduction, License = null };
            document.Servers = [new() { Url = "/" }];
            document.AddComponent<IOpenApiSecurityScheme>("token", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "rung_…", Description = "A personal access token." });
            document.Security = [new() { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapReference(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(Document).Needs(NeedsPermission.Nobody);
        app.MapScalarApiReference(Page, (options, http) =>
        {
            options.Title = "Rung API";
            options.OpenApiRoutePattern = Document;
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.DisableAgent();
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.WithNonce().HideClientButton().SortTagsAlphabetically();
            options.CustomCss = Css;
            options.HeadContent = """<link rel="stylesheet" href="/css/tokens.css"><link rel="icon" href="/icon.svg" type="image/svg+xml"><script type="module" src="/js/reference.js"></script>""";
            if (http.RequestServices.GetRequiredService<Ui.Viewer>().Theme is { Length: > 0 } theme) options.DarkMode = theme == "dark";
            // Its styles are written by its script, and its own script carries a nonce: the one page that needs both.
            http.Response.OnStarting(() =>
            {
                if (http.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce)
                    http.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
                return Task.CompletedTask;
            });
        }).Needs(NeedsPermission.Nobody);
    }

    /// <summary>The page in our colours.</summary>
    const string Css = """
        .light-mode, .dark-mode { --scalar-font: var(--font, Inter, system-ui, sans-serif); --scalar-radius: 6px; --scalar-color-accent: var(--accent-text); --scalar-background-1: var(--canvas); --scalar-background-2: var(--surface-1); --scalar-background-3: var(--surface-2); --scalar-color-1: var(--ink); --scalar-color-2: var(--ink-2); --scalar-color-3: var(--ink-3); --scalar-border-color: var(--line); }
        """;
}
