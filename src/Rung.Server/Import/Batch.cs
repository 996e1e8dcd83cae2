using Rung.Server.Desk;
using Rung.Server.Import.Reading;

namespace Rung.Server.Import;

/// <summary>Rows that are decided and stand or fall together.</summary>
/// <param name="Rows">As they were read.</param>
/// <param name="Bytes">How much of the file is behind them.</param>
/// <param name="Stroke">What was decided.</param>
/// <param name="Tally">What it comes to.</param>
/// <param name="Notes">What later rows know by it.</param>
/// <param name="TurnedAway">Rows that stay outside.</param>
sealed record Batch(IReadOnlyList<Row> Rows, long Bytes, Stroke Stroke, Tally Tally, Notes Notes, List<(Row Row, Refusal Refusal)> TurnedAway) : IAsyncDisposable
{
    /// <summary>The totals of the file with it, known when all before it stands.</summary>
    public Tally Whole { get; set; } = Tally;

    /// <summary>Ends when it is on the disk, or with why not.</summary>
    public Task Written { get; set; } = Task.CompletedTask;

    public ValueTask DisposeAsync() => Stroke.DisposeAsync();
}

/// <summary>What an import has learned from rows that do not stand yet; forgotten again if they never do.</summary>
sealed class Notes
{
    /// <summary>Texts that mean something from now on.</summary>
    public List<(Type Kind, ImportKey Key, string Text, Guid Id)> Named { get; } = [];

    /// <summary>Opportunities whose history was told.</summary>
    public List<string> Visited { get; } = [];

    /// <summary>Keys of companies and persons seen for the first time.</summary>
    public List<long> Seen { get; } = [];
}
