using System.ComponentModel.DataAnnotations.Schema;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Export;
using Rung.Server.Ui;
using Rung.Server.Work;

namespace Rung.Server.Import;

/// <summary>A row that did not come in, as it was, with why.</summary>
[Table("kept_rejects"), PrimaryKey(nameof(ImportId), nameof(File), nameof(Number))]
sealed class KeptReject
{
    public Guid ImportId { get; init; }

    /// <summary>Place of its file in the map, from 0.</summary>
    public int File { get; init; }

    /// <summary>Place among the records of the file.</summary>
    public long Number { get; init; }

    /// <summary>The line it begins on.</summary>
    public long Line { get; init; }

    /// <summary>The refusal with its values, as JSON.</summary>
    public string Refused { get; init; } = "";

    /// <summary>The cells, a JSON array.</summary>
    public string Cells { get; init; } = "";

    public DateTimeOffset KeptUntil { get; init; }
}

/// <summary>Rejected rows come back as a file of the same columns and the reason, to be corrected and imported again.</summary>
sealed class Rejects(Store store, Texts texts)
{
    /// <summary>The column with the reason; an import passes it over.</summary>
    public const string Reason = "Rung: rejected because";

    /// <summary>How long they wait to be corrected: they hold what people wrote about people.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public static void Map(ModelBuilder model) => model.Entity<KeptReject>().HasIndex(r => r.KeptUntil);

    public async Task<IReadOnlyList<KeptReject>> First(Guid import, int most, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<KeptReject>().AsNoTracking().Where(r => r.ImportId == import).OrderBy(r => r.File).ThenBy(r => r.Number).Take(most).ToListAsync(cancel);
    }

    /// <summary>Writes one file of rejected rows, row by row.</summary>
    public async Task Write(Guid import, int file, IReadOnlyList<string> columns, Stream to, string language, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(true), 64 * 1024, leaveOpen: true);
        await writer.WriteAsync(Line([.. columns, Reason]));
        await using var db = store.Open();
        await foreach (var row in db.Set<KeptReject>().AsNoTracking().Where(r => r.ImportId == import && r.File == file).OrderBy(r => r.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var cells = JsonSerializer.Deserialize<string[]>(row.Cells)!;
            // What stood beyond the last column stands beyond the reason, so that the reason has its place.
            await writer.WriteAsync(Line([.. cells.Take(columns.Count), .. Enumerable.Repeat("", Math.Max(0, columns.Count - cells.Length)), RefusalJson.Words(row.Refused, texts, language), .. cells.Skip(columns.Count)]));
        }
    }

    public string Words(KeptReject row, string language) => RefusalJson.Words(row.Refused, texts, language);

    static string Line(IReadOnlyList<string> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) line.Append(',');
            CsvText.Append(line, cells[i].Length == 0 ? null : CsvText.Harmless(cells[i]));
        }

        return line.Append("\r\n").ToString();
    }
}
