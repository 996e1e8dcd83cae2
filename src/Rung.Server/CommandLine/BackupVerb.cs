using System.CommandLine;
using Rung.Company;
using Rung.Server.Backups;
using Rung.Server.Desk;

namespace Rung.Server.CommandLine;

/// <summary><c>rung backup DIR</c>: copies the database while others go on working; <c>rung restore DIR</c> brings it back where there is nothing yet.</summary>
static class BackupVerb
{
    static readonly Argument<string> To = new("DIR") { Description = "A folder that is not there yet or is empty." };

    public static readonly Errand<BackupAsk, BackupTold> Take = new("backup", (services, actor, ask, cancel) => services.GetRequiredService<BackingUp>().Run(actor, ask, cancel));

    public static Command Make() => new Command("backup", "Copy the whole database into a folder, while others go on working.") { To }.Does((parsed, terminal, cancel) =>
        Operator.Through(terminal, Take, new(Path.GetFullPath(parsed.GetValue(To)!)), told => $"{told.Path}: {told.Facts:N0} facts, {told.Bytes / 1048576.0:N1} MB, {told.Seconds:F1} s. {Key(told)}", cancel));

    static string Key(BackupTold told) => told.KeyFile is { } key
        ? $"The key of its secrets is not in it: {key}. Keep a copy of that apart; without it people sign in anew, and second steps must be set up again."
        : "There is no key file, and no secret that would need one.";
}

/// <summary>Bringing back needs a place without anything in it, so no server is asked to do it.</summary>
static class RestoreVerb
{
    static readonly Argument<string> From = new("DIR") { Description = "The folder of a backup." };

    public static Command Make() => new Command("restore", "Bring a backup back, into a new data directory or an empty database.") { From }.Does((parsed, terminal, cancel) =>
        Run(terminal, Path.GetFullPath(parsed.GetValue(From)!), cancel));

    static async Task<int> Run(Terminal terminal, string folder, CancellationToken cancel)
    {
        using var duty = Duty.Take(terminal.Place);
        if (duty is null)
        {
            terminal.Say($"Another process has {terminal.Place.Directory}. A backup is brought back where there is nothing yet.");
            return Exit.Busy;
        }

        if (!(await BringingBack.Run(terminal.Place, folder, cancel)).Accepted(out var manifest, out var refusal))
        {
            await using var words = new ServiceCollection().AddSingleton<Ui.Texts>().BuildServiceProvider();
            return Operator.Refuse(terminal, words, refusal);
        }

        await using var services = await Operator.Bare(terminal.Place, cancel);
        var actor = await Operator.Acting(services, Environment.UserName, cancel);
        var noted = await services.GetRequiredService<TheDesk>().Decide(new Call(actor, "company.restore"), async docket =>
        {
            var company = await docket.Need((await docket.Company()).Id);
            docket.Do(company, new BackupBroughtBack(manifest.TakenAt, manifest.Facts));
            return company;
        }, cancel);
        return noted.Refusal is { } no
            ? Operator.Refuse(terminal, services, no)
            : terminal.Print(new { manifest.Database, manifest.Schema, manifest.TakenAt, manifest.Facts }, $"The company as of {manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC is back: {manifest.Facts:N0} facts.");
    }
}
