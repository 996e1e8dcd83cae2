using System.CommandLine;
using Rung.Server.Export;
using Rung.Server.Import;

namespace Rung.Server.CommandLine;

/// <summary><c>rung import PATH --map MAP</c>: takes the files of a source in.</summary>
static class ImportVerb
{
    static readonly Argument<string> From = new("PATH") { Description = "A file, or the folder with the files that the map names." };
    static readonly Option<string> Map = new("--map") { Description = "How the files become records.", HelpName = "MAP.yaml" };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Decide everything and write nothing." };

    static readonly Option<string?> Rejected = new("--rejected")
    {
        Description = "Write rejected rows to this file (a folder, when the map has several), to be corrected and imported; without a name, beside their source.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The work itself, done here or by the server on duty.</summary>
    public static readonly Errand<ImportAsk, ImportTold> TakeIn = new("import", (services, actor, ask, cancel) => services.GetRequiredService<Importer>().Run(actor, ask, cancel));

    public static Command Make() => new Command("import", "Take records in from files.") { From, Map, DryRun, Rejected }.Does(async (parsed, terminal, cancel) =>
    {
        var from = Path.GetFullPath(parsed.GetValue(From)!);
        if (parsed.GetValue(Map) is not { } named)
            return Restoring.IsArchive(from) ? await RestoreArchive.Run(terminal, from, cancel) : throw new UsageException("--map says how the files become records; only an archive of rung export goes without.");

        var map = Path.GetFullPath(named);
        if (!File.Exists(map)) return terminal.Refuse(new Dictionary<string, object?> { ["title"] = "no-such-file", ["detail"] = $"There is no map at {map}." });

        var yaml = await File.ReadAllTextAsync(map, cancel);
        ImportMap.Read(yaml).Accepted(out var read, out _);
        return await Operator.Through(terminal, TakeIn, new ImportAsk(from, yaml, parsed.GetValue(DryRun), RejectedTo(parsed)), Words, cancel, read?.Currency, read?.Zone);
    });

    static string? RejectedTo(ParseResult parsed) => parsed.GetResult(Rejected) is null ? null : parsed.GetValue(Rejected) is { Length: > 0 } named ? Path.GetFullPath(named) : "";

    static string Words(ImportTold told) => string.Join(Environment.NewLine,
        told.Files.Select(f => $"{f.File}: {f.Rows} rows, {f.Entered} entered, {f.Amended} amended, {f.Unchanged} unchanged, {f.Rejected} rejected{(f.RejectedFile is { } file ? $" ({file})" : "")}{(f.Alike > 0 ? $", {f.Alike} like one that was here" : "")}{(f.PassedOver > 0 ? $", {f.PassedOver} passed over" : "")}.")
            .Concat(told.Rejected.Take(20).Select(r => $"  {r.File}, line {r.Line}: {r.Why}"))
            .Append($"{(told.DryRun ? "Would have taken" : "Took")} {told.Seconds:F1} s, {told.RowsPerSecond:N0} rows a second."));
}
