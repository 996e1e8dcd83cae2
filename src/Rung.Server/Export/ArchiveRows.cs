using System.Text;
using System.Text.Json;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Export;

/// <summary>Reads the rows of one file of an archive back as what they were. What cannot be read ends the taking in.</summary>
static class ArchiveRows
{
    static readonly JsonSerializerOptions Deep = new(Api.Json.Options) { MaxDepth = 256 };

    public static IAsyncEnumerable<object> Read(string path, Table table, ArchiveEncoding encoding, CancellationToken cancel) =>
        encoding == ArchiveEncoding.Csv ? Csv(path, table) : Json(path, table, cancel);

    static async IAsyncEnumerable<object> Csv(string path, Table table)
    {
        using var text = new StreamReader(path, Encoding.UTF8);
        var heads = CsvText.Read(text) ?? [];
        var places = table.Slots.Select(s => heads.IndexOf(ArchiveValue.Heads(s).First())).ToArray();
        if (heads.Except(table.Slots.SelectMany(ArchiveValue.Heads)).FirstOrDefault() is { } unknown) throw Damaged(path, $"the column {unknown} is not known here");
        for (var line = 2L; CsvText.Read(text) is { } cells; line++)
        {
            object made;
            try
            {
                if (cells.Count != heads.Count) throw new FormatException($"{cells.Count} cells instead of {heads.Count}");
                made = table.Made([.. table.Slots.Select((s, i) => places[i] < 0 ? null : ArchiveValue.Read(s, cells, places[i]))]);
            }
            catch (Exception bad) when (bad is FormatException or OverflowException or ArgumentException or InvalidCastException)
            {
                throw Damaged(path, $"row {line}: {bad.Message}");
            }

            yield return made;
        }

        await Task.CompletedTask;
    }

    static async IAsyncEnumerable<object> Json(string path, Table table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var row = 0L;
        await foreach (var told in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, Deep, cancel))
        {
            row++;
            object made;
            try
            {
                if (told.EnumerateObject().FirstOrDefault(p => !table.BySlot.ContainsKey(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown) throw new FormatException($"{unknown.Name} is not known here");
                made = table.Made([.. table.Slots.Select(s => told.TryGetProperty(s.Name, out var value) ? ArchiveValue.Read(s, value) : null)]);
            }
            catch (Exception bad) when (bad is JsonException or FormatException or InvalidOperationException or ArgumentException)
            {
                throw Damaged(path, $"row {row}: {bad.Message}");
            }

            yield return made;
        }
    }

    static RefusedException Damaged(string path, string why) => new(new ArchiveDamaged(Path.GetFileName(path), why));
}
