namespace Rung.Planner.ClosedForms;

/// <summary>How customers pay for their year.</summary>
public enum PaidBy
{
    Month,
    YearInAdvance,
}

/// <summary>
/// The cash of a pod that wins the same every month and pays for itself out of the gross margin of those it has won (R72, V17).
/// </summary>
/// <param name="Months">Cash of each month, the first first.</param>
/// <param name="FirstPositive">The first month that brings more than it costs; null where none does.</param>
/// <param name="BreakEven">The first month after which all of it together is positive; null where not within the months looked at.</param>
public sealed record CashPath(IReadOnlyList<double> Months, int? FirstPositive, int? BreakEven)
{
    /// <summary>
    /// Paid by the month, month t brings ARR/12·GM·(1 − (1−χ)^t)/χ with χ = 1 − (1 − churn)^{1/12}; paid a year in advance,
    /// ARR·GM·Σ(1 − churn)^j over the anniversaries reached. Less the cost, each.
    /// </summary>
    /// <param name="newArr">Won per month.</param>
    /// <param name="churn">Share of customers lost per year.</param>
    /// <param name="cost">Of the pod per month.</param>
    /// <param name="months">To look ahead, up to 1,200.</param>
    public static Outcome<CashPath> Of(double newArr, double margin, double churn, double cost, PaidBy paid, int months = 240)
    {
        if ((Given.NotNegative(newArr) ?? Given.Share(margin) ?? Given.Share(churn) ?? Given.NotNegative(cost) ?? Given.Whole(months, 1, 1_200)) is { } no) return no;
        var monthlyStay = Math.Pow(1 - churn, 1.0 / 12);
        var (path, payers, sum) = (new double[months], 0.0, 0.0);
        int? positive = null, breakEven = null;
        for (var t = 1; t <= months; t++)
        {
            // The newest pay in full; those before them as many as have stayed.
            if (paid == PaidBy.Month) payers = 1 + payers * monthlyStay;
            else if (t % 12 == 1) payers = 1 + payers * (1 - churn);
            path[t - 1] = newArr * margin * payers / (paid == PaidBy.Month ? 12 : 1) - cost;
            sum += path[t - 1];
            if (path[t - 1] > 0) positive ??= t;
            if (sum > 0) breakEven ??= t;
        }
        return new CashPath(path, positive, breakEven);
    }
}
