using System.Text;
using Rung.Server.Import.Reading;

namespace Rung.Server.Tests.Import.Reading;

/// <summary>Files as the tests write them, and what is read from them.</summary>
static class Given
{
    /// <summary>A folder of published files beside the project; null where they are not laid out.</summary>
    public static string? SharedData(string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "..", "shared", "data", folder) is var path && Directory.Exists(path)) return Path.GetFullPath(path);
        return null;
    }

    /// <summary>The folder, or the test is shown as skipped.</summary>
    public static string Published(string folder)
    {
        var path = SharedData(folder);
        Assert.SkipWhen(path is null, $"the published files of {folder} are not beside the project");
        return path!;
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] In(string encoding, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(encoding).GetBytes(text);
    }

    public static Task<Outcome<SourceFile>> Opening(byte[] bytes, ReadingOptions? options = null, string name = "file.csv") =>
        SourceFile.Open(() => new MemoryStream(bytes), name, options ?? new(), TestContext.Current.CancellationToken);

    public static async Task<SourceFile> File(byte[] bytes, ReadingOptions? options = null) => (await Opening(bytes, options)).Value;

    public static Task<SourceFile> File(string text, ReadingOptions? options = null) => File(Utf8(text), options);

    /// <summary>Everything under the names.</summary>
    public static async Task<Read> All(this SourceFile file)
    {
        await using var reader = file.Read();
        var rows = new List<Row>();
        while (await reader.Next(TestContext.Current.CancellationToken)) rows.Add(reader.Current);
        return new(rows, reader.Refusal, reader.FooterLines, reader.ShortRows);
    }

    public static async Task<Read> Read(string text, ReadingOptions? options = null) => await (await File(text, options)).All();
}

sealed record Read(IReadOnlyList<Row> Rows, Refusal? Refusal, IReadOnlyList<string> Footer, long Short)
{
    public IEnumerable<string> Lines => Rows.Select(r => string.Join('|', r.Cells));
}
