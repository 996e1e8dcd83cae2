using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Rung.Opportunities;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;
using Rung.Server.Ui.Records;

namespace Rung.Server.Ui.Lists;

/// <summary>
/// Rows as markup, written straight: a list scrolls through thousands of them, and drawing each by component would cost
/// ten times as much. Every value goes through the encoder.
/// </summary>
sealed class RowHtml(Viewer viewer, HtmlEncoder encoder, ListModel model, Table table)
{
    readonly ListView view = model.View;
    readonly IReadOnlyList<Stage> stages = model.Stages;
    readonly IReadOnlyList<ListColumn> columns = model.Columns;
    readonly Dictionary<string, FieldSpec> fields = model.Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>The rows, with a line before each new group; <paramref name="seen"/> is the group of the row before them.</summary>
    public string Rows(IEnumerable<ListRow> rows, string? seen)
    {
        var html = new StringBuilder();
        foreach (var row in rows)
        {
            if (model.Address.Group is { } group && fields.ContainsKey(group) && GroupOf(row, group) is var key && key != seen)
            {
                html.Append("<div class=\"group\" role=\"row\" data-group=\"").Append(Encoded(key)).Append("\"><span role=\"gridcell\">").Append(Encoded(GroupName(row, group))).Append("</span><span class=\"quiet\" data-group-foot></span></div>");
                seen = key;
            }

            Row(html, row);
        }

        return html.ToString();
    }

    public static string GroupOf(ListRow row, string group) => Convert.ToString(row[group], CultureInfo.InvariantCulture) ?? "";

    string GroupName(ListRow row, string group)
    {
        var spec = fields[group];
        var value = GroupOf(row, group);
        if (value.Length == 0) return spec.Label + ": " + viewer["op.empty"];
        return spec.Type == "reference" ? row.Title(group) ?? viewer["ui.unnamed"] : spec.Options.FirstOrDefault(o => o[0] == value)?[1] ?? value;
    }

    void Row(StringBuilder html, ListRow row)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"row\" role=\"row\" tabindex=\"-1\" data-id=\"{row.Id}\" data-version=\"{row.Version}\" data-href=\"{view.Path}/{row.Id}\">");
        foreach (var column in columns) CellOf(html, row, column);
        html.Append("</div>");
    }

    void CellOf(StringBuilder html, ListRow row, ListColumn column)
    {
        var editable = fields.TryGetValue(column.Field, out var spec) && spec.Edit;
        html.Append(CultureInfo.InvariantCulture, $"<span role=\"gridcell\" data-field=\"{column.Field}\"{(editable ? $" data-edit=\"{Raw(row, column)}\"" : "")}");
        switch (column.Cell)
        {
            case Cell.Name:
                var name = row.Day(column.Field) is { } day ? viewer.Day(day) : (spec is { Type: "reference" } ? row.Title(column.Field) : row.Text(column.Field)) ?? viewer["ui.unnamed"];
                html.Append(" class=\"name\">").Append("<span class=\"account\" aria-hidden=\"true\">").Append(Encoded(First(row.Day(column.Field) is null ? name : viewer["record." + view.Kind]))).Append("</span><a href=\"")
                    .Append(view.Path).Append('/').Append(row.Id).Append("\" tabindex=\"-1\"><b>").Append(Encoded(name)).Append("</b></a>");
                break;
            case Cell.Stage: StageOf(html, row); break;
            case Cell.Age: Age(html, row); break;
            case Cell.Person:
                var person = row.Title(column.Field);
                html.Append(" class=\"name\">");
                if (person is null) html.Append("<span class=\"quiet\">").Append(Encoded(viewer["ui.nobody"])).Append("</span>");
                else html.Append("<span class=\"person\" aria-hidden=\"true\">").Append(Encoded(Viewer.Initials(person))).Append("</span>").Append(Encoded(person));
                break;
            case Cell.Reference: html.Append('>').Append(Encoded(row.Title(column.Field))); break;
            case Cell.Next: Next(html, row, column); break;
            case Cell.Choice: html.Append('>').Append(Encoded(Choice(row, column))); break;
            case Cell.Money: html.Append(" class=\"num\">").Append(Encoded(viewer.Money(row.Money(column.Field)))); break;
            case Cell.Day: DayOf(html, row, column); break;
            case Cell.When: html.Append(" class=\"num\">").Append(Encoded(viewer.When(row.At(column.Field)))); break;
            case Cell.Further: html.Append(spec is { IsNumber: true } ? " class=\"num\">" : ">").Append(Encoded(Further(row, spec))); break;
            case Cell.Number: html.Append(" class=\"num\">").Append(Encoded(Convert.ToString(row[column.Field], viewer.Culture))); break;
            default: html.Append('>').Append(Encoded(row.Text(column.Field))); break;
        }

        html.Append("</span>");
    }

    void StageOf(StringBuilder html, ListRow row)
    {
        var stage = stages.FirstOrDefault(s => s.Id.Value == row.Reference("stageId"));
        html.Append(" class=\"stage\">");
        if (stage is null) return;

        var open = stages.Where(s => s.PipelineId == stage.PipelineId && s.Kind == StageKind.Open).ToList();
        var reached = stage.Kind == StageKind.Open ? open.IndexOf(stage) + 1 : open.Count;
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"steps\" data-kind=\"{Words.Camel(stage.Kind.ToString())}\" aria-hidden=\"true\">");
        for (var i = 0; i < open.Count; i++) html.Append(i < reached ? "<i data-on></i>" : "<i></i>");
        html.Append("</span>").Append(Encoded(viewer.StageName(stage)));
    }

    void Age(StringBuilder html, ListRow row)
    {
        html.Append('>');
        if (row.At("stageEnteredAt") is not { } since) return;

        var days = viewer.Today.DayNumber - viewer.DayOf(since).DayNumber;
        var usual = stages.FirstOrDefault(s => s.Id.Value == row.Reference("stageId"))?.UsualDays;
        var late = usual is { } u ? days > 2 * u ? "rotten" : days > u ? "late" : null : null;
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"age\"{(late is null ? "" : $" data-age=\"{late}\"")}>");
        if (late is not null) html.Append("<svg class=\"icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle cx=\"8\" cy=\"8\" r=\"5.5\"/><path d=\"M8 5v3.2l2 1.3\"/></svg>");
        html.Append(Encoded(viewer["ui.days", ("n", days)])).Append("</span>");
        if (usual is { } usually) html.Append(CultureInfo.InvariantCulture, $" <span class=\"micro\">/ {usually}</span>");
    }

    void Next(StringBuilder html, ListRow row, ListColumn column)
    {
        html.Append('>');
        if (row.Text(column.Field) is { } step) html.Append(Encoded(step));
        else if (row.View("stageKind") is "open" or null && row.View("status") is "fresh" or "working" or null) html.Append("<span class=\"missing\">").Append(Encoded(viewer["ui.noNextStep"])).Append("</span>");
    }

    void DayOf(StringBuilder html, ListRow row, ListColumn column)
    {
        var day = row.Day(column.Field);
        var overdue = column.Field == "closeOn" && day < viewer.Today && row.View("stageKind") is "open";
        html.Append(overdue ? " class=\"num overdue\">" : " class=\"num\">").Append(Encoded(viewer.Day(day)));
    }

    string Choice(ListRow row, ListColumn column) => row[column.Field] switch
    {
        null => "",
        bool flag => viewer[flag ? "ui.yes" : "ui.no"],
        var value => viewer[$"value.{Words.Camel(Conventions.Plain(table.BySlot[column.Field].Property.PropertyType).Name)}.{value}"],
    };

    /// <summary>A field the company added, as its reader writes it.</summary>
    string Further(ListRow row, FieldSpec? spec) => spec is null ? "" : FurtherValue.Shown(row.Text("custom"), spec, viewer);

    string Raw(ListRow row, ListColumn column) => Encoded(column.Cell == Cell.Further ? FurtherValue.Raw(row.Text("custom"), fields[column.Field].Key) : row[column.Field] switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number and (int or long or double) => number.ToString(null, CultureInfo.InvariantCulture),
        Money money => money.Plain,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var value => value.ToString(),
    });

    string Encoded(string? text) => text is null ? "" : encoder.Encode(text);

    static string First(string name) => StringInfo.GetNextTextElement(name).ToUpperInvariant();
}
