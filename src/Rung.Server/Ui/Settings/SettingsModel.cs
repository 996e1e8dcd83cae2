using System.Globalization;
using Rung.Notes;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Ui.Settings;

/// <summary>A line of a settings table.</summary>
public sealed record SettingsRow(Guid Id, long Version, IReadOnlyList<Pair> Cells);

/// <summary>A settings table with its rows and the form of a new one.</summary>
public sealed record SettingsPart(SettingsTable Table, string Path, string? Title, Guid? Of, IReadOnlyList<FieldSpec> Fields, IReadOnlyList<SettingsRow> Rows, FormModel? Form)
{
    /// <summary>The row of a dated table that holds on a day.</summary>
    public SettingsRow? HoldsOn(DateOnly day) => !Table.IsDated ? null : Rows.FirstOrDefault(r => string.CompareOrdinal(r.Cells[0].Raw, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) <= 0) ?? (Rows.Count > 0 ? Rows[^1] : null);
}

/// <summary>Reads settings pages.</summary>
sealed class SettingsModels(Schema schema, Lister lister, Viewer viewer, FieldSpecs specs, FormModels forms, Store store)
{
    const int Most = 500;

    public async Task<IReadOnlyList<SettingsPart>> Read(SettingsSection section, CancellationToken cancel)
    {
        var parts = new List<SettingsPart>();
        foreach (var table in section.Tables.Where(t => viewer.May(t.Kind + ".read")))
        {
            if (table.Kind == "template-step") parts.AddRange(await Steps(table, cancel));
            else if (table.Kind != "stage") parts.Add(await Part(table, null, null, null, cancel));
            else
                foreach (var pipeline in (await lister.Read(new ListSpec(schema[typeof(Pipeline)]) { Limit = 50 }, cancel)).Rows)
                    parts.Add(await Part(table with { Given = new Dictionary<string, string> { ["pipelineId"] = pipeline.Id.ToString(), ["rank"] = await NextRank(pipeline.Id) } }, pipeline.Text("name"), pipeline.Id, new Condition.Compare("pipelineId", Op.Eq, pipeline.Id), cancel));
        }

        return parts;
    }

    /// <summary>The steps of each template by themselves.</summary>
    async Task<List<SettingsPart>> Steps(SettingsTable table, CancellationToken cancel)
    {
        var parts = new List<SettingsPart>();
        foreach (var template in (await lister.Read(new ListSpec(schema[typeof(Rung.Customers.OnboardingTemplate)]) { Limit = 50 }, cancel)).Rows)
        {
            var part = await Part(table with { Columns = table.Columns[1..], Given = new Dictionary<string, string> { ["templateId"] = template.Id.ToString() } }, viewer.Named(template.Text("name")!), template.Id, new Condition.Compare("templateId", Op.Eq, template.Id), cancel);
            parts.Add(part with { Form = part.Form is { } form ? form with { Main = [.. form.Main.Select(l => l.Name == "rank" ? l with { Value = (10 * (part.Rows.Count + 1)).ToString(CultureInfo.InvariantCulture) } : l)] } : null });
        }

        return parts;
    }

    async Task<string> NextRank(Guid pipeline) => ((await store.Known.Stages()).Where(s => s.PipelineId.Value == pipeline && s.Kind == StageKind.Open).Select(s => s.Rank).DefaultIfEmpty(0).Max() + 1).ToString(CultureInfo.InvariantCulture);

    async Task<SettingsPart> Part(SettingsTable settings, string? title, Guid? of, Condition? where, CancellationToken cancel)
    {
        var table = schema.OfKind(settings.Kind)!;
        var fields = (await specs.Of(settings.Kind)).Select(Worded).ToList();
        string[] titles = [.. fields.Where(f => f.Type == "reference" && settings.Columns.Contains(f.Name)).Select(f => f.Name)];
        var page = await lister.Read(new ListSpec(table) { Where = where, Sort = settings.Sort.TrimStart('-'), Descending = settings.Sort.StartsWith('-'), Limit = Most, Titles = titles }, cancel);
        var columns = settings.Columns.Select(c => fields.First(f => f.Name == c)).ToList();
        var view = new ListView(settings.Kind, "/" + RecordEndpoints.Route(table), "settings", [], "id", []);
        var form = viewer.May(settings.Kind + ".record") ? await forms.Read(view, null, new QueryCollection(settings.Given.ToDictionary(g => g.Key, g => new Microsoft.Extensions.Primitives.StringValues(g.Value))), cancel) : null;
        return new(settings, "/api/v1" + view.Path, title, of, fields, [.. page.Rows.Select(r => new SettingsRow(r.Id, r.Version, [.. columns.Select(c => PairOf(r, c, titles))]))], form is null ? null : Chosen(form));
    }

    Pair PairOf(ListRow row, FieldSpec field, string[] titles)
    {
        var value = row[field.Name];
        var raw = value switch
        {
            null => "",
            Money money => money.Plain,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return new(field, raw, value switch
        {
            null => "",
            Money money => viewer.Money(money),
            DateOnly day => viewer.Day(day),
            _ when titles.Contains(field.Name) => row.Title(field.Name) ?? viewer["ui.unnamed"],
            string text when field.Name is "name" or "exitTest" => viewer.Named(text),
            int minute when field.Name is "opensAtMinute" or "closesAtMinute" => $"{minute / 60:00}:{minute % 60:00}",
            int month when field.Name == "fiscalYearStartMonth" => viewer.Culture.DateTimeFormat.GetMonthName(month),
            string days when field.Name == "workdays" => string.Join(" ", days.Select((d, i) => d == '1' ? viewer.Culture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((i + 1) % 7)) : null).OfType<string>()),
            _ => field.Options.FirstOrDefault(o => o[0] == raw)?[1] ?? raw,
        }, null);
    }

    /// <summary>Fields that hold names of ours are chosen and not typed.</summary>
    FieldSpec Worded(FieldSpec field) => field.Name == "forKind" ? field with { Type = "choice", Options = KindOptions } : field;

    IReadOnlyList<string[]> KindOptions => [.. ListViews.All.Select(v => new[] { v.Kind, viewer["record." + v.Kind] })];

    FormModel Chosen(FormModel form) => form with
    {
        Main = [.. form.Main.Concat(form.More).Select(l => l.Name == "forKind" ? l with { Type = "choice", Options = [.. KindOptions.Select(o => (o[0], o[1]))] } : l)], More = [],
    };
}
