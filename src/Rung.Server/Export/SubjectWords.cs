using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Ui;
using Rung.Server.Ui.Changes;
using Rung.Server.Ui.Records;

namespace Rung.Server.Export;

/// <summary>What is kept about a person, as they can read it: references by name, choices in words.</summary>
sealed class SubjectWords(Viewer viewer, Changes changes)
{
    public async Task<IReadOnlyList<(string Heading, IReadOnlyList<(string Field, string Value)> Fields)>> Of(IReadOnlyList<SubjectRecord> records, CancellationToken cancel)
    {
        var shown = new List<(string, IReadOnlyList<(string, string)>)>();
        foreach (var record in records)
        {
            var fields = new List<(string, string)>();
            foreach (var (field, value) in record.Fields) fields.Add((viewer.Field(record.Kind, field), await changes.Shown(record.Kind, field, JsonSerializer.SerializeToElement(value, Json.Options), cancel)));
            shown.Add((viewer["record." + record.Kind], fields));
        }

        return shown;
    }

    public async Task<IReadOnlyList<(DateTimeOffset At, string What, IReadOnlyList<(string Field, string Before, string After)> Fields)>> Of(IReadOnlyList<SubjectFact> facts, CancellationToken cancel)
    {
        var shown = new List<(DateTimeOffset, string, IReadOnlyList<(string, string, string)>)>();
        foreach (var fact in facts)
        {
            var fields = new List<(string, string, string)>();
            foreach (var change in fact.Changes?.EnumerateObject().ToList() ?? [])
                fields.Add((viewer.Field(fact.Kind, change.Name), await changes.Shown(fact.Kind, change.Name, change.Value[0], cancel), await changes.Shown(fact.Kind, change.Name, change.Value[1], cancel)));
            shown.Add((fact.HappenedAt, viewer["fact." + FactWords.Told(fact.Name, fact.Kind), ("Record", viewer["record." + fact.Kind])], fields));
        }

        return shown;
    }
}
