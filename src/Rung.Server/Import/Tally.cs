namespace Rung.Server.Import;

/// <summary>Counts and sums over one file; of a batch until it is written, then of the file. Part of the checkpoint.</summary>
sealed class Tally
{
    public long Rows { get; set; }
    public long Entered { get; set; }
    public long Amended { get; set; }
    public long Unchanged { get; set; }
    public long Rejected { get; set; }
    public long PassedOver { get; set; }
    public long HistoryLeft { get; set; }
    public long Unowned { get; set; }
    public long Alike { get; set; }

    /// <summary>By <c>field currency</c>: in the source, taken in.</summary>
    public Dictionary<string, long[]> Sums { get; set; } = [];
    public Dictionary<string, long[]> Stages { get; set; } = [];
    public Dictionary<string, long> Refusals { get; set; } = [];

    /// <summary>Owners nobody knows, by name; the first hundred.</summary>
    public Dictionary<string, long> Strangers { get; set; } = [];

    public void Add(Tally other)
    {
        Rows += other.Rows;
        Entered += other.Entered;
        Amended += other.Amended;
        Unchanged += other.Unchanged;
        Rejected += other.Rejected;
        PassedOver += other.PassedOver;
        HistoryLeft += other.HistoryLeft;
        Unowned += other.Unowned;
        Alike += other.Alike;
        foreach (var (key, value) in other.Sums) Count(Sums, key, value[0], value[1]);
        foreach (var (key, value) in other.Stages) Count(Stages, key, value[0], value[1]);
        foreach (var (key, value) in other.Refusals) Refusals[key] = Refusals.GetValueOrDefault(key) + value;
        foreach (var (key, value) in other.Strangers)
            if (Strangers.Count < 100 || Strangers.ContainsKey(key)) Strangers[key] = Strangers.GetValueOrDefault(key) + value;
    }

    public static void Count(Dictionary<string, long[]> sums, string key, long inSource, long takenIn)
    {
        if (!sums.TryGetValue(key, out var sum)) sums[key] = sum = [0, 0];
        (sum[0], sum[1]) = (sum[0] + inSource, sum[1] + takenIn);
    }

    public FileTotals Told(FileMap map, IReadOnlyList<string> columns, IEnumerable<string> kept) => new(map.File, map.Record, Rows, Entered, Amended, Unchanged, Rejected, PassedOver)
    {
        Columns = columns, KeptColumns = [.. kept], Refusals = Refusals, HistoryLeft = HistoryLeft, Alike = Alike,
        Sums = [.. Sums.Select(s => new SumTotals(s.Key[..^4], s.Key[^3..], s.Value[0], s.Value[1]))],
        Stages = [.. Stages.Select(s => new StageTotals(s.Key, s.Value[0], s.Value[1]))],
    };
}
