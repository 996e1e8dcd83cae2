using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Ui;

namespace Rung.Server.Work;

/// <summary>A refusal that is read later, in whichever language: its name and its values.</summary>
static class RefusalJson
{
    public static string Write(Refusal refusal, Texts texts) =>
        JsonSerializer.Serialize(Reply.Details(refusal, Said(refusal, texts, Texts.English)), Json.Options);

    /// <summary>What the stored refusal says.</summary>
    public static string Words(string stored, Texts texts, string language)
    {
        using var json = JsonDocument.Parse(stored);
        var name = json.RootElement.GetProperty("title").GetString()!;
        var values = json.RootElement.EnumerateObject().Select(p => (p.Name, (object?)(p.Value.ValueKind == JsonValueKind.Number && p.Value.TryGetInt64(out var n) ? n : p.Value.ToString()))).ToArray();
        return texts.Get(language, "refusal." + name, values);
    }

    public static string Said(Refusal refusal, Texts texts, string language) =>
        texts.Get(language, "refusal." + refusal.Name, [.. refusal.GetType().GetProperties().Select(p => (p.Name, p.GetValue(refusal)))]);
}
