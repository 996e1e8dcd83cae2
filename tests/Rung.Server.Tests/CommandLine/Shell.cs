using System.CommandLine;
using System.Text.Json;
using Rung.Server.CommandLine;

namespace Rung.Server.Tests.CommandLine;

/// <summary>A data directory of one's own, and the command line run on it.</summary>
sealed class Shell : IDisposable
{
    public string Data { get; } = Path.Combine(Directory.CreateTempSubdirectory("rung-").FullName, "data");

    public async Task<Said> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await Verbs.Rung(Serve.Make(), Migrate.Make(), BackupVerb.Make(), RestoreVerb.Make(), Recover.Make(), Reseal.Make()).Run(args.Contains("--postgres") ? args : [.. args, "--data", Data], output, error);
        return new(exit, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(Data)!, recursive: true);
    }

    public sealed record Said(int Exit, string Output, string Error)
    {
        /// <summary>Standard output as the one document it must be.</summary>
        public JsonElement Document => JsonDocument.Parse(Output).RootElement;
    }
}
