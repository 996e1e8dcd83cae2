namespace Rung.Ladder;

public sealed partial class Evidence
{
    /// <summary>
    /// Why a customer is not among those live for so long. Who left before the window of use is not judged by it; who left
    /// within the window is, or leaving would raise the share.
    /// </summary>
    public LeftWhy? NotLive(CustomerThen customer, int days)
    {
        if (!customer.IsExternal) return LeftWhy.NotAProspect;
        if (customer.LiveDays is not { } live) return customer.IsActive ? LeftWhy.NotLive : LeftWhy.LeftBefore;
        if (!customer.IsActive && !customer.IsActiveOn(customer.Day.AddDays(-Use.Window))) return LeftWhy.LeftBefore;
        return live < days ? LeftWhy.NotLiveLongEnough : null;
    }

    /// <summary>Whether one who ever sold for the founder did.</summary>
    internal bool IsSellers(SaleThen? sale) => sale?.Seller is { } seller && EverSold.Contains(seller);

    HashSet<Guid> EverSold => Kept("ever sold", () => Team.Everybody.Select(s => s.Id).ToHashSet());

    /// <summary>By customer the first sale that it was won with: whose that was sold to it. The same as long as the same sales are won.</summary>
    internal IReadOnlyDictionary<Guid, SaleThen> FirstWins => Kept("first wins", () => Once("first wins", Turned("won", Sales, 0, static (_, _, part) => Array.FindAll(part, s => s.IsWon)), FirstOf));

    static Dictionary<Guid, SaleThen> FirstOf(Parts<SaleThen> won)
    {
        var first = new Dictionary<Guid, SaleThen>();
        foreach (var sale in won)
            if (sale is { Row.AccountId: { } account } && !(first.TryGetValue(account, out var before) && before.ClosedOn <= sale.ClosedOn)) first[account] = sale;
        return first;
    }
}
