using Rung.Opportunities;

namespace Rung.Metrics;

/// <summary>
/// Pipeline coverage (section 4): what is open and expected to close within a target's period, by what is still to be sold in it.
/// Deals in other currencies than the target's are left out.
/// </summary>
public sealed class Coverage(Period period, Money target)
{
    long won, open;

    public Period Period => period;

    public Money Target => target;

    public Money Won => new(won, target.Currency);

    public Money Open => new(open, target.Currency);

    /// <summary>What is still to be sold; zero when the target is reached.</summary>
    public Money Rest => new(Math.Max(0, checked(target.Minor - won)), target.Currency);

    /// <summary>How many times the rest is open; null when nothing is left to be sold.</summary>
    public double? Times => Rest.Minor == 0 ? null : (double)open / Rest.Minor;

    /// <summary>One deal as it stands.</summary>
    public void Add(Deal deal)
    {
        if (deal is { Kind: StageKind.Won, ClosedOn: { } closed, Value: { } value }) Add(StageKind.Won, closed, value);
        else if (deal is { Kind: StageKind.Open, ExpectedOn: { } expected, Amount: { } amount }) Add(StageKind.Open, expected, amount);
    }

    /// <summary>Deals won on a day, or open and expected to close on it, with what they come to.</summary>
    public void Add(StageKind kind, DateOnly on, Money money)
    {
        if (!period.Includes(on) || money.Currency != target.Currency) return;
        if (kind == StageKind.Won) won = checked(won + money.Minor);
        else open = checked(open + money.Minor);
    }
}
