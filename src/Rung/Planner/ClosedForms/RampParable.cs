namespace Rung.Planner.ClosedForms;

/// <summary>The ramp parable of 2.6: what a ramp twice as long costs; V55.</summary>
/// <param name="Cohorts">Classes that were hired, one each time the last has ramped.</param>
/// <param name="MarginPerMonth">Contribution of all of them, ramped.</param>
public sealed record RampParable(double Cohorts, double MarginPerMonth)
{
    /// <param name="months">To look ahead.</param>
    /// <param name="monthsToRamp">Also the months between two classes.</param>
    /// <param name="margin">Contribution of a ramped rep per month.</param>
    public static Outcome<RampParable> Of(double months, double monthsToRamp, double repsPerCohort, double margin)
    {
        if ((Given.NotNegative(months) ?? Given.Positive(monthsToRamp) ?? Given.NotNegative(repsPerCohort) ?? Given.NotNegative(margin)) is { } no) return no;
        return new RampParable(months / monthsToRamp, months / monthsToRamp * repsPerCohort * margin);
    }

    /// <summary>Bookings per month of ramped reps: reps × opportunities a week × 52/12 × win rate × price.</summary>
    public static Outcome<Bookings> BookingsOf(double reps, double opportunitiesPerWeek, double winRate, double price) =>
        (Given.NotNegative(reps) ?? Given.NotNegative(opportunitiesPerWeek) ?? Given.Share(winRate) ?? Given.NotNegative(price)) is { } no
            ? no
            : new Bookings(reps * opportunitiesPerWeek * (52.0 / 12) * winRate * price);
}

/// <summary>New business signed per month, in money.</summary>
public sealed record Bookings(double PerMonth);
