namespace Rung.Planner.ClosedForms;

/// <summary>What a sales operations hire brings per year (R88–R90, table 1.4).</summary>
/// <param name="Bookings">More bookings.</param>
/// <param name="Net">Of bookings less the salary: the seed's own comparison.</param>
/// <param name="Return">Net over salary.</param>
/// <param name="NetContribution">Gross margin and commission counted, less the loaded salary: what is left in the till.</param>
public sealed record SalesOps(int Pods, int People, double Bookings, double Net, double Return, double NetContribution)
{
    /// <param name="uplift">More bookings per pod and year: an uncertain number.</param>
    /// <param name="salary">Per year.</param>
    /// <param name="margin">Gross margin, a share of bookings.</param>
    /// <param name="commission">Share of bookings.</param>
    /// <param name="burden">Loaded cost over salary.</param>
    public static Outcome<SalesOps> Of(int pods, double uplift, double salary, double margin = 1, double commission = 0, double burden = 1, int peoplePerPod = 2)
    {
        if ((Given.Whole(pods, 0, 1_000_000) ?? Given.NotNegative(uplift) ?? Given.Positive(salary) ?? Given.Share(margin) ?? Given.Share(commission)
            ?? Given.Between(burden, 1, 100) ?? Given.Whole(peoplePerPod, 1, 1_000)) is { } no) return no;
        var bookings = pods * uplift;
        return new SalesOps(pods, pods * peoplePerPod, bookings, bookings - salary, (bookings - salary) / salary, bookings * (margin - commission) - salary * burden);
    }

    /// <summary>Pods from which the hire pays, before rounding up: burden·salary/(uplift·(margin − commission)); null where never; V53.</summary>
    public static double? BreakEvenPods(double uplift, double salary, double margin = 1, double commission = 0, double burden = 1) =>
        uplift * (margin - commission) is > 0 and var gain ? burden * salary / gain : null;
}
