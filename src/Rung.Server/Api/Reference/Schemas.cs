using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Api.Reference;

/// <summary>The shapes of what goes in and comes out, read off the forms and the tables.</summary>
sealed class Schemas(OpenApiDocument document, Docstrings told)
{
    public const string MoneyName = "Money", ProblemName = "Problem", FactName = "FactLine";

    public static string Name(Type kind) => kind.Name;

    /// <summary>Puts the shapes that several others use into the document.</summary>
    public void AddShared()
    {
        document.AddComponent(MoneyName, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "An amount in minor units of one currency (ISO 4217): 10.54 US dollars are {\"minor\":1054,\"currency\":\"USD\"}.",
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["minor"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "-1000000000000000", Maximum = "1000000000000000" },
                ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$" },
            },
            Required = new HashSet<string> { "minor", "currency" },
            AdditionalPropertiesAllowed = false,
            Examples = [JsonNode.Parse("""{"minor":1054,"currency":"USD"}""")!],
        });
        document.AddComponent(ProblemName, Problem());
        document.AddComponent(FactName, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "One fact about one record: what happened, when it happened and when it was learned, who did it, what it changed.",
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["seq"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "Grows with every fact." },
                ["decisionId"] = Of(typeof(Guid)),
                ["name"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The fact: `opportunity-won`." },
                ["happenedAt"] = Of(typeof(DateTimeOffset)),
                ["recordedAt"] = Of(typeof(DateTimeOffset)),
                ["actorId"] = Of(typeof(Guid)),
                ["doneById"] = Of(typeof(Guid)),
                ["origin"] = Of(typeof(Origin)),
                ["payload"] = new OpenApiSchema { Description = "What the fact says beyond the fields." },
                ["changes"] = new OpenApiSchema { Description = "`{\"field\":[before,after]}`; private values of a person only under that person's key." },
            },
        });
    }

    /// <summary>The record as it is answered.</summary>
    public IOpenApiSchema Row(Table table)
    {
        var name = Name(table.Type);
        if (!Has(name))
            document.AddComponent(name, new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = told.Of(table.Type),
                Properties = table.Slots.ToDictionary(s => s.Name, s => Field(s.Name == "custom" ? typeof(object) : Conventions.Plain(s.Property.PropertyType), s.Columns[0].Nullable, told.Of(s.Property))),
                Required = new HashSet<string> { "id", "version" },
            });
        return Ref(name);
    }

    /// <summary>What may be entered, or with <paramref name="whole"/> off, changed.</summary>
    public IOpenApiSchema Entry(Form form, bool whole)
    {
        var name = Name(form.Type) + (whole ? "Entry" : "Change");
        if (Has(name)) return Ref(name);

        var fields = form.Fields.Where(f => whole || !f.Once).ToList();
        document.AddComponent(name, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = fields.ToDictionary(f => f.Name, f => Of(f)),
            Required = whole ? fields.Where(f => f.Required).Select(f => f.Name).ToHashSet() : null,
            AdditionalPropertiesAllowed = false,
        });
        return Ref(name);
    }

    /// <summary>The body of a verb.</summary>
    public IOpenApiSchema Body(Verb verb) => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Properties = verb.Inputs.Append(VerbInput.HappenedAt).ToDictionary(i => i.Name, i =>
        {
            var field = Field(i.Type, !i.IsRequired, i == VerbInput.HappenedAt ? "When it happened; now, if nothing is said." : i.Looked is { } kind ? $"Names a {Words.Kebab(kind.Name)}." : null);
            if (field is OpenApiSchema own && i.Type == typeof(string)) own.MaxLength = i.Max;
            return field;
        }),
        Required = verb.Inputs.Where(i => i.IsRequired).Select(i => i.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    public IOpenApiSchema Page(Table table) => Items(Row(table), "Give it as `after` to get the next page; null on the last one.");

    public IOpenApiSchema Items(IOpenApiSchema row, string? next = null)
    {
        var page = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["items"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = row } },
        };
        if (next is not null) page.Properties["next"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = next };
        return page;
    }

    public IOpenApiSchema Ref(string name) => new OpenApiSchemaReference(name, document);

    public IOpenApiSchema Of(Type type) => Field(type, false, null);

    IOpenApiSchema Of(FormField field)
    {
        var schema = Field(field.Type, field.Optional, told.Of(field.Property));
        if (schema is not OpenApiSchema own) return schema;
        if (field.Type == typeof(string)) own.MaxLength = field.Max;
        if (double.IsFinite(field.Least)) own.Minimum = field.Least.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (double.IsFinite(field.Most)) own.Maximum = field.Most.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        return own;
    }

    IOpenApiSchema Field(Type type, bool nullable, string? description)
    {
        if (type == typeof(Money))
            return nullable ? new OpenApiSchema { OneOf = [Ref(MoneyName), new OpenApiSchema { Type = JsonSchemaType.Null }], Description = description } : Ref(MoneyName);
        if (type.IsArray) return new OpenApiSchema { Type = JsonSchemaType.Array | None(nullable), Items = Of(type.GetElementType()!), Description = description };

        var schema = new OpenApiSchema { Description = description };
        (JsonSchemaType? Kind, string? Format) found = type switch
        {
            _ when type == typeof(Guid) || Conventions.IsId(type) => (JsonSchemaType.String, "uuid"),
            _ when type == typeof(DateOnly) => (JsonSchemaType.String, "date"),
            _ when type == typeof(DateTimeOffset) => (JsonSchemaType.String, "date-time"),
            _ when type == typeof(int) => (JsonSchemaType.Integer, "int32"),
            _ when type == typeof(long) => (JsonSchemaType.Integer, "int64"),
            _ when type == typeof(double) => (JsonSchemaType.Number, "double"),
            _ when type == typeof(bool) => (JsonSchemaType.Boolean, null),
            _ when type == typeof(string) || type.IsEnum => (JsonSchemaType.String, null),
            _ => (null, null),
        };
        (schema.Type, schema.Format) = (found.Kind | None(nullable), found.Format);
        if (type.IsEnum) schema.Enum = [.. Enum.GetNames(type).Select(n => JsonValue.Create(Words.Camel(n))), .. nullable ? (JsonNode[])[JsonNullSentinel.JsonNull] : []];
        return schema;
    }

    static JsonSchemaType None(bool nullable) => nullable ? JsonSchemaType.Null : 0;

    bool Has(string name) => document.Components?.Schemas?.ContainsKey(name) == true;

    /// <summary>Every named refusal, so that a program can tell them apart.</summary>
    OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Why not (RFC 9457). `type` is the name of the rule that said no and stays the same for good; `detail` says it in the language of the caller (Accept-Language: en, zh-CN). What the rule speaks of stands beside it.",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference", Enum = [.. Refusals().Select(r => (JsonNode)("/problems/" + r))] },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = Of(typeof(int)),
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["field"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The field that was refused, where it is one." },
            ["current"] = new OpenApiSchema { Description = "Of changed-meanwhile: the record as it is now." },
        },
        Required = new HashSet<string> { "type", "title", "status", "detail" },
        Examples = [JsonNode.Parse("""{"type":"/problems/already-closed","title":"already-closed","status":422,"detail":"This opportunity is closed. Reopen it first."}""")!],
    };

    public static IEnumerable<string> Refusals() => ((Type[])[typeof(Refusal), typeof(Schemas)]).SelectMany(t => t.Assembly.GetTypes())
        .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Refusal))).Select(t => Words.Kebab(t.Name)).Distinct().Order(StringComparer.Ordinal);
}
