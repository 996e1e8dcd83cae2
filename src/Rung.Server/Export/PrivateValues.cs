using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Export;

/// <summary>
/// Journal lines hold a person's private values under a key that never leaves the database. An archive tells the values
/// themselves, <c>{"private":…,"of":person}</c>, and taking it in seals them under new keys; those of an erased person stay
/// sealed for ever.
/// </summary>
sealed class PrivateValues(PersonKeys keys)
{
    /// <summary>Before and after with every private value told that can still be told.</summary>
    public Task<string?> Tell(string? changes, CancellationToken cancel) => Turn(changes, "sealed", async (box, person) =>
        await keys.Open(person, box.GetValue<string>(), cancel) is { } plain ? new JsonObject { ["private"] = JsonNode.Parse(plain), ["of"] = person.ToString() } : null);

    /// <summary>Before and after with every private value sealed again.</summary>
    public Task<string?> Seal(string? changes, Sheet sheet) => Turn(changes, "private", (value, person) =>
        Task.FromResult<JsonObject?>(new() { ["sealed"] = Sealed(person, value, sheet), ["of"] = person.ToString() }));

    string Sealed(Guid person, JsonNode value, Sheet sheet)
    {
        using var seal = keys.SealOf(person, true, sheet);
        return Convert.ToBase64String(PersonKeys.Seal(seal, Encoding.UTF8.GetBytes(value.ToJsonString(Json.Options))));
    }

    static async Task<string?> Turn(string? changes, string word, Func<JsonNode, Guid, Task<JsonObject?>> turn)
    {
        if (changes is null || !changes.Contains($"\"{word}\"", StringComparison.Ordinal)) return changes;

        var fields = JsonNode.Parse(changes)!.AsObject();
        foreach (var (_, values) in fields)
            for (var i = 0; i < 2; i++)
                if (values![i] is JsonObject told && told[word] is { } inside && told["of"] is { } of && await turn(inside, Guid.Parse(of.GetValue<string>())) is { } turned)
                    values[i] = turned;

        var buffer = new ArrayBufferWriter<byte>(changes.Length * 2);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Options.Encoder })) fields.WriteTo(json, Json.Options);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
