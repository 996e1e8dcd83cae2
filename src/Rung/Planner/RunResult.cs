using DiscreteEvents;

namespace Rung.Planner;

/// <summary>What one simulated company came to: a row of figures for each month, its books and its stations.</summary>
/// <param name="Cells">Month after month, figures in the order of <see cref="Figure"/>.</param>
/// <param name="Stop">Why the run ended; anything but time reached says that the figures of the last months are missing.</param>
public sealed record RunResult(int Months, double[] Cells, Stop Stop, long Events, Ledger Books, Station Answering, Station Meetings, Station Sales, Station Onboarding, Station Customers)
{
    public double this[int month, Figure figure] => Cells[month * Figures.Count + (int)figure];

    /// <summary>Over the whole time: the sum, or for a stock what was there at the end.</summary>
    public double Total(Figure figure)
    {
        if (Figures.IsStock(figure)) return this[Months - 1, figure];
        var sum = 0.0;
        for (var month = 0; month < Months; month++) sum += this[month, figure];
        return sum;
    }

    /// <summary>A quotient over the whole time, unknown where there is nothing to divide by.</summary>
    public double? Ratio(Figure over, Figure under) => Total(under) is > 0 and var base0 ? Total(over) / base0 : null;

    /// <summary>What has been spent for each customer who is still there at the end; unknown where nobody is.</summary>
    public double? CostPerRetainedCustomer => this[Months - 1, Figure.Customers] is > 0 and var customers ? (Total(Figure.PeopleCost) + Total(Figure.OtherCost)) / customers : null;
}
