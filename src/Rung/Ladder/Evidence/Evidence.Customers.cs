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

    /// <summary>Uses the product acceptably, has had its first value, and its health is not red (X1.3).</summary>
    public bool Succeeds(CustomerThen customer) => Use.IsMet(customer.Row.Usage, customer.Day) && customer.FirstValueOn is not null && !customer.IsRed;

    /// <summary>Who sold to a customer: the seller of its first won sale.</summary>
    public SaleThen? SaleOf(CustomerThen customer) => Sold.GetValueOrDefault(customer.Id);

    Dictionary<Guid, SaleThen> Sold => field ??= Sales.Where(s => s.IsWon && s.Row.AccountId is not null).OrderBy(s => s.ClosedOn).GroupBy(s => s.Row.AccountId!.Value).ToDictionary(g => g.Key, g => g.First());
}
