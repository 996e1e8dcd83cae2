namespace Rung.Tests;

/// <summary>Published data beside the project; a test that needs it is shown as skipped where it is not laid out.</summary>
static class Published
{
    public static string[] Lines(string folder, string file)
    {
        string? path = null;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null && path is null; at = at.Parent)
            if (Path.Combine(at.FullName, "..", "shared", "data", folder, file) is var here && File.Exists(here)) path = here;

        Assert.SkipWhen(path is null, $"the published files of {folder} are not beside the project");
        return File.ReadAllLines(path!);
    }
}
