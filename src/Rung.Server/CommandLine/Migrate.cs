using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Database;

namespace Rung.Server.CommandLine;

/// <summary><c>rung migrate</c>: brings the database to the schema of this program, which a server does by itself when it starts.</summary>
static class Migrate
{
    public static Command Make() => new Command("migrate", "Bring the database to this program's schema; make it where there is none.")
        .Does(async (_, terminal, cancel) =>
        {
            using var duty = Duty.Take(terminal.Place);
            if (duty is null)
            {
                terminal.Say(Duty.Announced(terminal.Place) is { } server
                    ? $"The server at {server.Url} has this data directory, and brought it to its own schema when it started."
                    : $"Another process is writing to {terminal.Place.Directory}. Try again when it has finished.");
                return Exit.Busy;
            }

            await using var store = new Store(terminal.Place);
            var before = await Applied(store, cancel);
            await Preparing.Prepare(store, cancel);
            var after = await Applied(store, cancel);
            var applied = after.Except(before).ToList();
            return terminal.Print(
                new { database = terminal.Place.IsSqlite ? "sqlite" : "postgres", applied, schema = after[^1] },
                applied is [] ? $"Nothing to do: the schema is {after[^1]}." : $"Applied {string.Join(", ", applied)}.");
        });

    static async Task<List<string>> Applied(Store store, CancellationToken cancel)
    {
        await using var db = store.Open();
        // Asking a database that is not there yet would make it for one kind and fail for the other.
        return store.Place.IsSqlite && !File.Exists(store.Place.SqliteFile) ? [] : [.. await db.Database.GetAppliedMigrationsAsync(cancel)];
    }
}
