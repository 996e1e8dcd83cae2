namespace Rung.Bench;

/// <summary>The measurements, one verb each: <c>dotnet run -c Release --project bench -- VERB [--quick]</c>.</summary>
static class Verbs
{
    static readonly Dictionary<string, (string What, Func<string[], int> Run)> All = new(StringComparer.Ordinal)
    {
        ["crm"] = ("the API against a bare server with hand-written SQL: crm [--opportunities N] [--scale] [--on NAME] [--only NAME] [--data DIR] [--database NAME]", Crm.Run),
        ["reports"] = ("every report at a million opportunities, against hand-written SQL: reports [--opportunities N] [--on NAME] [--data DIR] [--database NAME]", Reports.Run),
        ["faults"] = ("kill -9 during concurrent writes: nothing acknowledged may be lost", Faults.Run),
        ["resting"] = ("start to first page, idle memory, a thousand open pages: resting [publish/Rung.Server]", Resting.Run),
        ["serve-bench"] = ("the server that faults kills", BenchPlace.Serve),
        ["duplicates"] = ("precision, recall and cost of finding duplicates on published sets", DuplicateReport.Run),
        ["imports"] = ("contacts and opportunities through the real import, rows per second and share of a bare insert", Imports.Run),
        ["customers"] = ("pages and reports of a hundred thousand customers: customers [--customers N] [--data DIR] [--only PATH]", CustomerReports.Run),
        ["usage"] = ("ten million usage events through the API, twice, against the same by hand", UsageReport.Run),
        ["climbing"] = ("the ladder of a large company, evaluated and read: climbing [--data DIR] [--opportunities N] [--months]", Climbing.Run),
        ["beside-truth"] = ("a demo company at each month-end beside its truth file: beside-truth --data DIR [--until DAY]", BesideTruth.Run),
        ["verdicts"] = ("companies of known truth through the ladder: are its verdicts, intervals and probabilities right?", VerdictReport.Run),
        ["vectors"] = ("every worked number of the dossier: computed, and simulated with fresh seeds", VectorReport.Run),
        ["sim"] = ("the clockwork against a C++ event loop and SimPy, by CPU time", SimReport.Run),
        ["filling"] = ("opportunities through the desk in batches, facts per second", Filling.Run),
    };

    public static int Run(string[] args)
    {
        if (args is [var name, .. var rest] && All.TryGetValue(name, out var verb)) return verb.Run(rest);

        Console.Error.WriteLine("bench VERB [--quick]");
        foreach (var (known, (what, _)) in All) Console.Error.WriteLine($"  {known,-10} {what}");
        return 2;
    }
}
