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

    /// <summary>Who sold to a customer: the seller of its first won sale.</summary>
    public SaleThen? SaleOf(CustomerThen customer) => Sold.GetValueOrDefault(customer.Id);

    Dictionary<Guid, SaleThen> Sold => Kept("sold", SoldOf);

    Dictionary<Guid, SaleThen> SoldOf()
    {
        var first = new Dictionary<Guid, SaleThen>();
        foreach (var sale in Sales)
            if (sale is { IsWon: true, Row.AccountId: { } account } && !(first.TryGetValue(account, out var before) && before.ClosedOn <= sale.ClosedOn)) first[account] = sale;
        return first;
    }
}
