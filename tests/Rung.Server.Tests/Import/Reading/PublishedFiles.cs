using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rung.Server.Import.Reading;

namespace Rung.Server.Tests.Import.Reading;

/// <summary>Files that others wrote to break parsers.</summary>
public sealed class PublishedFiles
{
    [Fact]
    public async Task Every_published_file_is_cut_into_the_cells_its_reference_reading_has()
    {
        var root = Given.Published("csv-corpora");
        using var known = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "known-answers.json")));
        var (compared, unlike) = (0, new List<string>());
        foreach (var file in known.RootElement.GetProperty("files").EnumerateObject())
        {
            var path = Path.Combine(root, file.Name);
            if (!File.Exists(path) || new FileInfo(path).Length == 0) continue;
            compared++;
            var (rows, refusal) = await Cut(path);
            if (refusal is null && Hash(rows) == file.Value.GetProperty("sha256_of_json").GetString()) continue;
            unlike.Add($"{file.Name}: {refusal?.ToString() ?? $"{rows.Count} rows"}");
        }

        Assert.True(compared > 90, $"only {compared} files");
        Assert.Empty(unlike);
    }

    [Fact]
    public async Task A_file_with_an_expected_reading_is_read_exactly_so()
    {
        var root = Path.Combine(Given.Published("csv-corpora"), "csv-spectrum");
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, "csv"), "*.csv"))
        {
            // Its expectation has another telephone number than the file.
            if (Path.GetFileName(path) == "location_coordinates.csv") continue;
            var file = await Given.File(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
            var read = await file.All();
            var rows = read.Rows.Select(r => file.Columns.Zip(r.Cells).ToDictionary(p => p.First.Name, p => p.Second)).ToList();

            var name = Path.GetFileNameWithoutExtension(path);
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "expected-json", name + ".json")));
            var one = expected.RootElement.ValueKind == JsonValueKind.Array ? expected.RootElement.EnumerateArray().ToList() : [expected.RootElement];
            Assert.Equal(
                one.Select(r => string.Join('\u0001', r.EnumerateObject().Select(p => p.Name + "=" + p.Value))),
                rows.Select(r => string.Join('\u0001', r.Select(p => p.Key + "=" + p.Value))));
        }
    }

    [Fact]
    public async Task Every_published_file_is_read_to_its_end_or_refused_by_name()
    {
        var root = Given.Published("csv-corpora");
        var refused = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(p => !p.EndsWith(".json", StringComparison.Ordinal) && !p.EndsWith(".md", StringComparison.Ordinal)))
        {
            var opened = await Given.Opening(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), name: Path.GetFileName(path));
            var refusal = opened.Accepted(out var file, out var no) ? (await file.All()).Refusal : no;
            if (refusal is not null) refused[Path.GetFileName(path)] = refusal.Name;
        }

        Assert.Equal(
            ["dummy.csv.gz: not-a-table", "dummy.xls: old-workbook", "empty.csv: empty-file", "sheets.xls: old-workbook", "test.xls: old-workbook", "test_skip_lines.xls: old-workbook"],
            refused.Where(r => Path.GetExtension(r.Key) is ".xls" or ".gz" || r.Value == "empty-file").Select(r => $"{r.Key}: {r.Value}"));
        Assert.DoesNotContain(refused, r => r.Value is not ("not-a-table" or "old-workbook" or "empty-file" or "unclosed-quote"));
    }

    static async Task<(List<IReadOnlyList<string>> Rows, Refusal? Refusal)> Cut(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var encoding = TextEncodings.Detect(bytes, whole: true);
        await using var reader = new TextRows(new MemoryStream(bytes), encoding, path.EndsWith(".tsv", StringComparison.Ordinal) ? '\t' : ',', '"', new());
        var rows = new List<IReadOnlyList<string>>();
        while (await reader.Next(TestContext.Current.CancellationToken)) rows.Add(reader.Current.Cells);
        return (rows, reader.Refusal);
    }

    /// <summary>The first 16 hex digits of SHA-256 over the rows as Python's <c>json.dumps(…, ensure_ascii=False)</c> writes them.</summary>
    static string Hash(List<IReadOnlyList<string>> rows)
    {
        var text = "[" + string.Join(", ", rows.Select(r => "[" + string.Join(", ", r.Select(Quoted)) + "]")) + "]";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    static string Quoted(string cell)
    {
        var text = new StringBuilder("\"");
        foreach (var c in cell)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
