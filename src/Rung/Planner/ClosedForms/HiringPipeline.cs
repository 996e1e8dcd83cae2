namespace Rung.Planner.ClosedForms;

/// <summary>What it takes to keep a team at its size, in the steady state; V54.</summary>
/// <param name="Hires">Per month.</param>
/// <param name="Vacancies">Seats empty at any time.</param>
/// <param name="Ramping">People still ramping at any time.</param>
public sealed record HiringPipeline(double Hires, double Vacancies, double Ramping)
{
    /// <summary>Hires n·a/12 a month; by Little's law that many times the months to fill a seat are vacant, and times the ramp ramping.</summary>
    /// <param name="people">In the team (n).</param>
    /// <param name="attrition">Share that leaves per year (a); above 1 where people stay less than a year.</param>
    public static Outcome<HiringPipeline> Of(double people, double attrition, double monthsToFill, double monthsToRamp)
    {
        if ((Given.NotNegative(people) ?? Given.Between(attrition, 0, 100) ?? Given.NotNegative(monthsToFill) ?? Given.NotNegative(monthsToRamp)) is { } no) return no;
        var hires = people * attrition / 12;
        return new HiringPipeline(hires, hires * monthsToFill, hires * monthsToRamp);
    }
}
