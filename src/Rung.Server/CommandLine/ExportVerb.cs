using System.CommandLine;
using Rung.Server.Export;

namespace Rung.Server.CommandLine;

/// <summary><c>rung export DIR</c>: writes everything out; <c>rung import DIR</c> takes it in where there is no company yet.</summary>
static class ExportVerb
{
    static readonly Argument<string> To = new("PATH") { Description = "A folder that is not there yet or is empty, or a name that ends in .zip." };
    static readonly Option<ArchiveEncoding> Format = new("--format") { Description = "csv or json.", DefaultValueFactory = _ => ArchiveEncoding.Csv };

    public static readonly Errand<ExportAsk, ExportTold> WriteOut = new("export", (services, actor, ask, cancel) => services.GetRequiredService<Exporter>().Run(actor, ask, cancel));

    public static Command Make() => new Command("export", "Write everything the company has into files.") { To, Format }.Does((parsed, terminal, cancel) =>
        Operator.Through(terminal, WriteOut, new(Path.GetFullPath(parsed.GetValue(To)!), parsed.GetValue(Format)), told =>
            $"{told.Path}: {told.Rows} rows in {told.Files.Count} files, {told.Seconds:F1} s.", cancel));
}

/// <summary>Taking an archive in needs a place without a company, so no server is asked to do it.</summary>
static class RestoreArchive
{
    public static async Task<int> Run(Terminal terminal, string path, CancellationToken cancel)
    {
        using var duty = Duty.Take(terminal.Place);
        if (duty is null)
        {
            terminal.Say($"Another process has {terminal.Place.Directory}. An archive is taken in where there is no company yet.");
            return Exit.Busy;
        }

        await using var services = await Operator.Bare(terminal.Place, cancel);
        var restoring = services.GetRequiredService<Restoring>();
        var outcome = await restoring.Run(Operator.Nameless, new(path), cancel);
        if (!outcome.Accepted(out var told, out var refusal)) return Operator.Refuse(terminal, services, refusal);

        var actor = await Operator.Acting(services, Environment.UserName, cancel);
        return await restoring.Note(actor, told, cancel) is { } no
            ? Operator.Refuse(terminal, services, no)
            : terminal.Print(told, $"{told.Rows} rows from {told.Files.Count} files, {told.Seconds:F1} s.");
    }
}
