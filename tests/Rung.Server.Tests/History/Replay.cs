using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Desk;
using Rung.Server.Export;

namespace Rung.Server.Tests.History;

/// <summary>The journal read from its beginning by the plainest means: what the tables must agree with.</summary>
sealed class Replay
{
    readonly List<(JournalEntry Line, Dictionary<string, JsonElement> After)> lines = [];

    public static async Task<Replay> Of(House house)
    {
        var (replay, privates) = (new Replay(), house.Services.GetRequiredService<PrivateValues>());
        await using var db = house.Store.Open();
        foreach (var line in await db.Journal.AsNoTracking().OrderBy(j => j.Seq).ToListAsync())
        {
            var after = new Dictionary<string, JsonElement>();
            if (await privates.Tell(line.Changes, default) is { } changes)
                foreach (var field in JsonDocument.Parse(changes).RootElement.EnumerateObject())
                    after[field.Name] = field.Value[1] is { ValueKind: JsonValueKind.Object } told && told.TryGetProperty("private", out var value) ? value : field.Value[1];
            replay.lines.Add((line, after));
        }

        return replay;
    }

    /// <summary>Every field of every record as its last line left it.</summary>
    public Dictionary<Guid, Dictionary<string, JsonElement>> Now()
    {
        var records = new Dictionary<Guid, Dictionary<string, JsonElement>>();
        foreach (var (line, after) in lines)
        {
            var record = records.TryGetValue(line.RecordId, out var there) ? there : records[line.RecordId] = [];
            foreach (var (field, value) in after) record[field] = value;
        }

        return records;
    }

    /// <summary>Each opportunity's stage kind and agreed value as of an instant in the world and one of our knowledge; removed ones are not there.</summary>
    public IEnumerable<(string Kind, long? Value)> Deals(DateTimeOffset before, DateTimeOffset known)
    {
        foreach (var deal in lines.Where(l => l.Line.RecordKind == "opportunity" && l.Line.RecordedAt <= known).GroupBy(l => l.Line.RecordId))
        {
            if (deal.Select(l => l.After).LastOrDefault(a => a.ContainsKey("removedAt")) is { } removed && removed["removedAt"].ValueKind != JsonValueKind.Null) continue;

            var undone = deal.Where(l => l.Line.Name == "change-undone").Select(l => JsonDocument.Parse(l.Line.Payload!).RootElement.GetProperty("decisionId").GetGuid()).ToHashSet();
            var holds = deal.Where(l => l.Line.Name != "change-undone" && !undone.Contains(l.Line.DecisionId) && l.Line.HappenedAt < before).OrderBy(l => l.Line.HappenedAt).ToList();
            if (holds.All(l => l.Line.Name != "opportunity-recorded")) continue;

            var value = holds.LastOrDefault(l => l.After.ContainsKey("value")).After?["value"];
            yield return (holds.Last(l => l.After.ContainsKey("stageKind")).After["stageKind"].GetString()!, value is { ValueKind: JsonValueKind.Object } money ? money.GetProperty("minor").GetInt64() : null);
        }
    }
}
