using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.SignIn;

namespace Rung.Server.Api.Reference;

/// <summary>What a route of a kind of record does.</summary>
sealed record RecordRoute(Table Table, RecordDeed Deed);

enum RecordDeed
{
    List,
    Read,
    History,
    Record,
    Amend,
    Remove,
    Restore,
}

/// <summary>Tells of one route: what it takes, what it answers, how it says no.</summary>
sealed class Operations(OpenApiDocument document, Schemas schemas, Docstrings told)
{
    static readonly Dictionary<int, string> Why = new()
    {
        [400] = "What was sent cannot be read.",
        [401] = "Nobody is signed in, or the token is unknown, revoked or expired.",
        [403] = "The caller lacks the permission.",
        [404] = "No such record, or none that the caller may see.",
        [409] = "Somebody changed the record meanwhile.",
        [412] = "The record has another version than If-Match says; `current` holds it.",
        [413] = "The body is too large.",
        [415] = "The body is not JSON.",
        [422] = "A rule of the business says no.",
        [428] = "If-Match is missing.",
    };

    static readonly int[] Asking = [400, 401, 403], Changing = [.. Asking, 409, 412, 413, 415, 422];

    public void Tell(OpenApiOperation operation, IList<object> metadata, string method, string path)
    {
        var needs = metadata.OfType<NeedsPermission>().LastOrDefault()?.Permission;
        operation.OperationId ??= Id(method, path);
        if (metadata.OfType<Verb>().FirstOrDefault() is { } verb) Tell(operation, verb);
        else if (metadata.OfType<RecordRoute>().FirstOrDefault() is { } route) Tell(operation, route);
        else Tell(operation, method, path);

        if (metadata.OfType<Repeats>().LastOrDefault() is { } repeats) Tell(operation, repeats);
        if (needs is NeedsPermission.Nobody) operation.Security = [];
        else operation.Description = $"{operation.Description}\n\nNeeds {(needs == NeedsPermission.Own ? "somebody signed in" : $"the permission `{needs}`")}.".Trim();
    }

    void Tell(OpenApiOperation operation, Verb verb)
    {
        (operation.OperationId, operation.Summary) = (verb.Permission, $"{Spoken(verb.Name)}: {Spoken(Words.Kebab(verb.Kind.Name)).ToLowerInvariant()}");
        operation.Description = told.Of(verb.Told);
        operation.RequestBody = Body(schemas.Body(verb), required: verb.Inputs.Any(i => i.IsRequired));
        (operation.Parameters ??= []).Add(IfMatch(required: false));
        operation.Parameters.Add(Key());
        operation.Responses = Answers([(200, "The record as it stands now.", schemas.Ref(Schemas.Name(verb.Kind)))], [.. Changing, 404]);
    }

    void Tell(OpenApiOperation operation, RecordRoute route)
    {
        var (table, kind) = (route.Table, Spoken(route.Table.Kind).ToLowerInvariant());
        operation.OperationId = $"{table.Kind}.{Words.Camel(route.Deed.ToString())}";
        operation.Parameters ??= [];
        var row = schemas.Row(table);
        switch (route.Deed)
        {
            case RecordDeed.List:
                operation.Summary = $"List: {table.Name.Replace('_', ' ')}";
                operation.Description = told.Of(table.Type);
                foreach (var parameter in ListParameters(table)) operation.Parameters.Add(parameter);
                operation.Responses = Answers([(200, "One page.", schemas.Page(table))], [.. Asking, 422]);
                break;
            case RecordDeed.Read:
                operation.Summary = $"Read: {kind}";
                operation.Parameters.Add(Header("If-None-Match", "The version already known; if it is still the newest, the answer is 304.", false, "\"7\""));
                operation.Responses = Answers([(200, "The record; its version is the ETag.", row), (304, "It has not changed.", null)], [.. Asking, 404]);
                break;
            case RecordDeed.History:
                operation.Summary = $"History: {kind}";
                operation.Responses = Answers([(200, "Its facts, oldest first.", schemas.Items(schemas.Ref(Schemas.FactName)))], Asking);
                break;
            case RecordDeed.Record:
                operation.Summary = $"Enter: {kind}";
                operation.RequestBody = Body(schemas.Entry(Form.Of(table.Type), whole: true), required: true);
                operation.Parameters.Add(Key());
                operation.Responses = Answers([(201, "The new record; Location names it.", row)], Changing);
                break;
            case RecordDeed.Amend:
                operation.Summary = $"Correct or complete: {kind}";
                operation.Description = "Only the fields sent are changed; null empties one.";
                operation.RequestBody = Body(schemas.Entry(Form.Of(table.Type), whole: false), required: true);
                operation.Parameters.Add(IfMatch(required: true));
                operation.Parameters.Add(Key());
                operation.Responses = Answers([(200, "The record as it stands now.", row)], [.. Changing, 404, 428]);
                break;
            default:
                operation.Summary = route.Deed == RecordDeed.Remove ? $"Take out of view: {kind}" : $"Bring back: {kind}";
                operation.Parameters.Add(IfMatch(required: false));
                operation.Parameters.Add(Key());
                operation.Responses = Answers([(200, "The record as it stands now.", row)], [.. Changing, 404]);
                break;
        }
    }

    /// <summary>Routes that tell of themselves with attributes; what they leave out is said here.</summary>
    void Tell(OpenApiOperation operation, string method, string path)
    {
        operation.Summary ??= Spoken(string.Join(' ', path.Replace("api/v1/", "", StringComparison.Ordinal).Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith('{')))) + (method == "GET" ? "" : $" ({method})");
        foreach (var status in method == "GET" ? Asking : Changing) operation.Responses?.TryAdd(status.ToString(CultureInfo.InvariantCulture), Refused(status));
    }

    /// <summary>What becomes of the same request once more.</summary>
    static void Tell(OpenApiOperation operation, Repeats repeats)
    {
        if (repeats.IsKeyed) (operation.Parameters ??= []).Add(Key());
        var more = repeats.How switch
        {
            SentAgain.Harmless => "Takes no `Idempotency-Key`. " + repeats.Why,
            SentAgain.ToldOnce => "The answer is shown once and kept nowhere: sent again under its key, nothing is done and the answer is the refusal `told-once`.",
            _ => null,
        };
        if (more is not null) operation.Description = $"{operation.Description}\n\n{more}".Trim();
    }

    IEnumerable<IOpenApiParameter> ListParameters(Table table)
    {
        yield return Query("sort", "Field to sort by, with a minus for descending; ties by age. Empty values count as the smallest.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. table.Slots.Where(s => s.Name != "custom").SelectMany(s => (string[])[s.Name, "-" + s.Name]).Select(n => (JsonNode)n)] });
        yield return Query("limit", "Rows of a page.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "500", Default = 50 });
        yield return Query("after", "`next` of the page before. A deep page costs what the first one does.", new OpenApiSchema { Type = JsonSchemaType.String });
        yield return Query("removed", "Removed records instead of present ones.", new OpenApiSchema { Type = JsonSchemaType.Boolean });
        yield return Query("fields", "Fields to answer, parted by commas; all, if nothing is said.", new OpenApiSchema { Type = JsonSchemaType.String }, "name,version");
        yield return Query("titles", "References whose names come along, parted by commas: accountId adds accountTitle.", new OpenApiSchema { Type = JsonSchemaType.String });
        yield return Query("filter", "Conditions joined by and/or in any depth, as JSON.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "json" }, """{"or":[{"field":"createdAt","op":"lt","value":"2026-01-01"},{"field":"tags","op":"has","value":"pilot"}]}""");
        yield return new OpenApiParameter
        {
            Name = "conditions",
            In = ParameterLocation.Query,
            Style = ParameterStyle.Form,
            Explode = true,
            Description = $"Any field is a condition: `field=value`, or `field.op=value` with op one of {string.Join(", ", Enum.GetNames<Op>().Select(Words.Camel))}. `in` takes values parted by commas; `has` and `starts` look into text, whatever its case; `empty` and `filled` take none. Money compares by its minor units.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
            Example = JsonNode.Parse("""{"createdAt.gte":"2026-01-01T00:00:00Z"}"""),
        };
    }

    static OpenApiParameter Query(string name, string description, IOpenApiSchema schema, string? example = null) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema, Example = example };

    static OpenApiParameter Header(string name, string description, bool required, string example) =>
        new() { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example };

    static OpenApiParameter IfMatch(bool required) => Header("If-Match", "The version the change was made on, as its ETag. Another one there now answers 412 with the record.", required, "\"7\"");

    static OpenApiParameter Key() => Header("Idempotency-Key", "Names this request: sent again under the same key, it is answered again and nothing is done twice. 1 to 255 printable ASCII characters.", false, "7c9e6679-7425-40de-944b-e07fc1f90ae7");

    static OpenApiRequestBody Body(IOpenApiSchema schema, bool required) => new() { Required = required, Content = Json(schema) };

    static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema, string type = "application/json") => new() { [type] = new OpenApiMediaType { Schema = schema } };

    OpenApiResponses Answers((int Status, string What, IOpenApiSchema? Body)[] yes, int[] no)
    {
        var answers = new OpenApiResponses();
        foreach (var (status, what, body) in yes)
            answers.Add(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = what,
                Content = body is null ? null : Json(body),
                Headers = body is OpenApiSchemaReference ? new Dictionary<string, IOpenApiHeader> { ["ETag"] = new OpenApiHeader { Description = "The record's version.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } } } : null,
            });
        foreach (var status in no.Order()) answers.TryAdd(status.ToString(CultureInfo.InvariantCulture), Refused(status));
        return answers;
    }

    /// <summary>One component for each way to say no; hundreds of routes name it.</summary>
    OpenApiResponseReference Refused(int status)
    {
        var name = "Refused" + status.ToString(CultureInfo.InvariantCulture);
        if (document.Components?.Responses?.ContainsKey(name) != true)
            document.AddComponent(name, new OpenApiResponse { Description = Why[status], Content = Json(new OpenApiSchemaReference(Schemas.ProblemName, document), Reply.ProblemType) });
        return new(name, document);
    }

    static string Id(string method, string path) => method.ToLowerInvariant() + "." + string.Join('.', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('{', '}').Split(':')[0]).Where(p => p is not ("api" or "v1")));

    static string Spoken(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].Replace('-', ' ');
}
