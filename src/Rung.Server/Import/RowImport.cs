using System.Text.Json;
using Rung.Accounts;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Import;

/// <summary>One row on its way in: found or entered, then its story told at its own dates.</summary>
sealed class RowImport(ImportRun run, FileMap map, Table table, Form form, MappedRow row, IReadOnlyDictionary<string, int> places, IReadOnlyList<string> cells)
{
    public async Task<Outcome<Receipt>> Decide(Stroke stroke)
    {
        var id = map.Id is { } column && places.TryGetValue(column, out var place) ? cells[place].Trim() : null;
        if (map.Id is not null && string.IsNullOrEmpty(id)) return new Missing(map.Id);
        if (Values(id, out var values) is { } refusal) return refusal;

        var there = id is null ? null : run.Find(table.Type, id);
        Guid made = default;
        var answer = await stroke.Decide(async docket =>
        {
            if (there is { } known)
            {
                var found = await docket.Need(table.Type, known);
                foreach (var once in form.Fields.Where(f => f.Once)) values.Remove(once.Name);
                docket.Do(found, found.Amend(values, docket.Act));
                return found;
            }

            Began(docket);
            var record = await Entering.Enter(docket, table.Type, values);
            if (record is Opportunity opportunity && map.Story is { } story) await Tell(docket, opportunity, story);
            made = record.Key;
            return record;
        });
        if (id is not null && made != default && answer.Accepted(out _, out _)) run.Known[(table.Type, id)] = made;
        return answer;
    }

    Refusal? Values(string? id, out Dictionary<string, object?> values)
    {
        values = new(StringComparer.Ordinal);
        foreach (var (name, from) in map.Fields)
        {
            if (row.Value(form.Field(name)!, from, run.Find, out var value) is { } refusal) return refusal;
            if (value is not null) values[name] = value;
        }

        if (id is not null) values["externalId"] = run.Map.Source + ":" + id;
        if (Kept() is { } custom) values["custom"] = custom;
        return null;
    }

    /// <summary>Columns that no field takes are kept with the record, never dropped.</summary>
    string? Kept()
    {
        var taken = map.Fields.Values.Append(map.Began).Append(map.Story?.Began).Append(map.Story?.Stage).Append(map.Story?.Closed).Append(map.Story?.Value).Append(map.Story?.Reason)
            .Select(v => v?.Column).Append(map.Id).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rest = places.Where(p => !taken.Contains(p.Key) && cells[p.Value].Length > 0).ToDictionary(p => p.Key, p => cells[p.Value]);
        return rest.Count == 0 ? null : JsonSerializer.Serialize(rest, Api.Json.Options);
    }

    void Began(Docket docket)
    {
        if ((map.Story?.Began ?? map.Began) is not { } began) return;
        if (row.Text(began) is { } text && row.At(text, began) is { } at) docket.Tell(at, began.IsDerived ? Origin.Derived : Origin.Imported);
        else docket.TellUndated();
    }

    /// <summary>Where it stands now was reached some day between; only the close has a date of its own.</summary>
    async Task Tell(Docket docket, Opportunity opportunity, StoryMap story)
    {
        if (story.Stage is null || row.Text(story.Stage) is not { } named) return;

        var stages = await docket.Stages();
        var stage = stages.FirstOrDefault(s => string.Equals(s.Name, named, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(new NamesNothing("stageId", named));
        if (stage.Kind == StageKind.Open)
        {
            if (stage.Id == opportunity.StageId) return;
            docket.Tell(docket.Act.At, Origin.Derived);
            docket.Do(opportunity, opportunity.Move(stage, docket.Act));
            return;
        }

        var day = story.Closed is { } closed && row.Text(closed) is { } text ? MappedRow.Day(text, closed) : null;
        if (day is { } on) docket.Tell(Metrics.AsOf.StartOf(on, run.Zone) is var at && at < opportunity.StageEnteredAt ? opportunity.StageEnteredAt : at, Origin.Imported);
        else docket.TellUndated();
        var ended = day ?? await docket.Today();
        if (stage.Kind == StageKind.Lost)
        {
            docket.Do(opportunity, opportunity.Lose(stage, story.Reason is { } reason ? row.Text(reason) : null, ended, docket.Act));
            return;
        }

        var value = story.Value is { } asked && row.Text(asked) is { } money ? row.Money(money, asked) : null;
        docket.Do(opportunity, opportunity.Win(stage, value, ended, docket.Act));
        if (opportunity.Type == OpportunityType.New && await docket.Find(opportunity.AccountId) is { } account) docket.Do(account, account.BecomeCustomer(docket.Act));
    }
}
