using Rung.Notes;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Ui.Fields;

/// <summary>The fields of a kind of record for one reader: its own and those the company added.</summary>
sealed class FieldSpecs(Schema schema, Store store, Viewer viewer)
{
    /// <summary>Never shown as fields: the house's own bookkeeping.</summary>
    static readonly string[] Inner = ["id", "version", "custom", "removedAt", "mergedIntoId", "undated", "erasedAt", "sha256"];

    public async Task<IReadOnlyList<FieldSpec>> Of(string kind)
    {
        var table = schema.OfKind(kind)!;
        var form = Form.Of(table.Type);
        var stages = kind == "opportunity" ? await store.Known.Stages() : [];
        var own = table.Slots.Where(s => !Inner.Contains(s.Name)).Select(s => Own(table, s, form.Field(s.Name), stages));
        return [.. form.Fields.Select(f => own.FirstOrDefault(o => o.Name == f.Name)).OfType<FieldSpec>(), .. own.Where(o => form.Field(o.Name) is null), .. (await store.Known.Further(kind)).Select(Added)];
    }

    FieldSpec Own(Table table, Slot slot, FormField? field, IReadOnlyList<Stage> stages)
    {
        var type = Conventions.Plain(slot.Property.PropertyType);
        var spec = new FieldSpec(slot.Name, viewer.Field(table.Kind, slot.Name), TypeOf(type, field))
        {
            Edit = field is { Once: false } && slot.Name != "externalId",
            Enter = field is not null && slot.Name != "externalId",
            Optional = field?.Optional ?? true,
            Kept = slot.IsKept,
            Kind = Conventions.IsId(type) ? Words.Kebab(type.GetGenericArguments()[0].Name) : null,
            Max = field?.Max ?? 0,
        };
        if (type == typeof(Id<Stage>)) return spec with { Type = "choice", Options = [.. stages.Select(s => new[] { s.Id.ToString(), viewer.StageName(s) })] };
        if (type.IsEnum) return spec with { Options = [.. Enum.GetNames(type).Select(n => new[] { Words.Camel(n), viewer[$"value.{Words.Camel(type.Name)}.{Words.Camel(n)}"] })] };
        return type == typeof(bool) ? spec with { Options = [["true", viewer["ui.yes"]], ["false", viewer["ui.no"]]] } : spec;
    }

    FieldSpec Added(CustomField field) => new("custom." + field.Name, Label(field), field.Type switch
    {
        CustomFieldType.Number => "number",
        CustomFieldType.Day => "day",
        CustomFieldType.Flag => "flag",
        CustomFieldType.Choice => "choice",
        _ => "text",
    })
    {
        Edit = true, Enter = true, Optional = true, Max = 2000,
        Options = field.Type switch
        {
            CustomFieldType.Flag => [["true", viewer["ui.yes"]], ["false", viewer["ui.no"]]],
            CustomFieldType.Choice => [.. field.Offered.Select(w => new[] { w, w })],
            _ => [],
        },
    };

    string Label(CustomField field) => (viewer.Language == Texts.Chinese ? field.LabelZh ?? field.LabelEn : field.LabelEn ?? field.LabelZh) ?? field.Name;

    static string TypeOf(Type type, FormField? field) => type switch
    {
        _ when Conventions.IsId(type) => "reference",
        _ when field?.Lines == true => "lines",
        _ when type == typeof(Money) => "money",
        _ when type == typeof(DateOnly) => "day",
        _ when type == typeof(DateTimeOffset) => "instant",
        _ when type == typeof(int) || type == typeof(long) || type == typeof(double) => "number",
        _ when type == typeof(bool) => "flag",
        _ when type.IsEnum => "choice",
        _ => "text",
    };
}
