namespace Rung.Planner.ClosedForms;

/// <summary>What a customer costs and brings, in the steady state (section 4; V17). Money in one currency.</summary>
/// <param name="Wins">Per month.</param>
/// <param name="NewArr">Annual recurring revenue won per month.</param>
/// <param name="Cac">Sales and marketing per new customer; null without wins, as what follows from it.</param>
/// <param name="PaybackMonths">CAC over a customer's gross margin per month.</param>
/// <param name="Ltv">Price × margin/churn; where nobody churns, five years of it.</param>
/// <param name="LtvToCac">A ratio of 3 may hide years until the cash is back: see <see cref="CashPath"/>.</param>
/// <param name="SpendPerArr">Sales and marketing per 1 of new ARR: the CAC ratio.</param>
/// <param name="ArrPerSpend">New ARR per 1 of sales and marketing.</param>
public sealed record UnitEconomics(double Wins, double NewArr, double? Cac, double? PaybackMonths, double Ltv, double? LtvToCac, double? SpendPerArr, double? ArrPerSpend)
{
    const double MostYears = 5;

    /// <param name="spend">Sales and marketing per month, fully loaded.</param>
    /// <param name="opportunities">Sales-accepted per month.</param>
    /// <param name="price">Annual contract value.</param>
    /// <param name="margin">Gross margin.</param>
    /// <param name="churn">Share of customers lost per year.</param>
    public static Outcome<UnitEconomics> Of(double spend, double opportunities, double winRate, double price, double margin, double churn)
    {
        if ((Given.NotNegative(spend) ?? Given.NotNegative(opportunities) ?? Given.Share(winRate) ?? Given.Positive(price) ?? Given.SomeShare(margin) ?? Given.Share(churn)) is { } no) return no;
        var wins = opportunities * winRate;
        var (newArr, yearly) = (wins * price, price * margin);
        double? cac = wins > 0 ? spend / wins : null;
        var ltv = yearly * (churn > 0 ? 1 / churn : MostYears);
        return new UnitEconomics(wins, newArr, cac, cac / (yearly / 12), ltv, cac > 0 ? ltv / cac : null, newArr > 0 ? spend / newArr : null, spend > 0 ? newArr / spend : null);
    }
}
