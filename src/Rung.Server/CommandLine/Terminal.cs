using System.CommandLine;
using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.CommandLine;

/// <summary>
/// What a verb has at hand: where the records are, and two ways to speak. Results go to standard output, as one JSON
/// document with <c>--json</c>; everything else goes to standard error.
/// </summary>
sealed class Terminal(ParseResult parsed)
{
    static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    public static readonly Option<bool> AsJson = new("--json")
    {
        Description = "Print the result as one JSON document.",
        Recursive = true,
    };

    public Place Place { get; private init; } = Where.Place(parsed);

    /// <summary>The same terminal over a directory of its own, unless the caller named a place.</summary>
    public Terminal Apart(string directory) => Where.IsNamed(parsed) ? this : new(parsed) { Place = new(directory, null) };

    /// <summary>The result, in words or as a document.</summary>
    public int Print(object document, string words)
    {
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(AsJson) ? JsonSerializer.Serialize(document, document.GetType(), Indented) : words);
        return Exit.Ok;
    }

    /// <summary>A word on the way, never part of the result.</summary>
    public void Say(string words) => parsed.InvocationConfiguration.Error.WriteLine(words);

    /// <summary>The rule that said no, with what it says.</summary>
    public int Refuse(IReadOnlyDictionary<string, object?> problem)
    {
        if (parsed.GetValue(AsJson)) parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(problem, Indented));
        Say($"Refused: {problem.GetValueOrDefault("detail") ?? problem["title"]}");
        return Exit.Refused;
    }
}

static class Verbs
{
    /// <summary>The program with its verbs and what all of them take.</summary>
    public static RootCommand Rung(params ReadOnlySpan<Command> verbs)
    {
        var rung = new RootCommand("The revenue system for a founder-led company. Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 database out of reach, 4 data directory in use.")
        {
            Where.Data, Where.Postgres, Terminal.AsJson,
        };
        foreach (var verb in verbs) rung.Add(verb);
        return rung;
    }

    /// <summary>What the verb does, once its words are understood.</summary>
    public static Command Does(this Command verb, Func<ParseResult, Terminal, CancellationToken, Task<int>> work)
    {
        verb.SetAction((parsed, cancel) => work(parsed, new(parsed), cancel));
        return verb;
    }

    /// <summary>Runs what was asked and turns whatever happens into an exit code.</summary>
    public static async Task<int> Run(this RootCommand rung, string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        var parsed = rung.Parse(args);
        var how = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(60) };
        if (output is not null) how.Output = output;
        if (error is not null) how.Error = error;
        try
        {
            var exit = await parsed.InvokeAsync(how);
            return parsed.Errors.Count > 0 ? Exit.Usage : exit;
        }
        catch (OperationCanceledException)
        {
            how.Error.WriteLine("Stopped.");
            return Exit.Refused;
        }
        catch (Exception e)
        {
            var exit = Exit.Of(e);
            how.Error.WriteLine(exit == Exit.Refused && !Exit.IsPlain(e) ? e.ToString() : e.Message);
            return exit;
        }
    }
}
