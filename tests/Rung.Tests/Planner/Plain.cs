using DiscreteEvents;
using Rung.Planner;

namespace Rung.Tests.Planner;

/// <summary>Companies in which only what a test asks about varies.</summary>
static class Plain
{
    /// <summary>Nobody is away, leaves, ramps or reaches out; every hour is productive; nothing is lost, rejected or missed.</summary>
    internal static Scenario Company(params Seat[] seats) => (new Scenario(seats) { Months = 24 }).With(
        (Parameter.AbsentDays, 0), (Parameter.AttritionSdr, 0), (Parameter.AttritionAe, 0), (Parameter.AttritionCsm, 0),
        (Parameter.RampSdr, 0), (Parameter.RampAe, 0), (Parameter.RampAeLarge, 0), (Parameter.RampCsm, 0), (Parameter.CoachingWin, 0),
        (Parameter.ListSize, 0), (Parameter.ReferralsPerCustomer, 0), (Parameter.IdealShare, 1), (Parameter.LeadPatience, 1e9),
        (Parameter.ProductiveSdr, 1), (Parameter.ProductiveAe, 1), (Parameter.ProductiveCsm, 1), (Parameter.SwitchMinutes, 0),
        (Parameter.BookedWarm, 1), (Parameter.ResponseFloor, 1), (Parameter.ShowAtOnce, 1), (Parameter.ShowPerDay, 1), (Parameter.PitchHours, 0),
        (Parameter.Acceptance, 1), (Parameter.SaleHandoffLoss, 0), (Parameter.SaleHandoffForgetting, 0), (Parameter.SuccessHandoffLoss, 0),
        (Parameter.LateHazard, 0), (Parameter.LoadHazard, 0), (Parameter.NonIdealHazard, 0), (Parameter.CareHours, 0));

    internal static Scenario With(this Scenario scenario, params (Parameter, double)[] values) =>
        values.Aggregate(scenario, (changed, value) => changed.With(value.Item1, value.Item2));

    internal static Report Report(this Scenario scenario, int replications = 40, ulong seed = 1) => Simulation.Run(scenario, seed, replications).Value;

    internal static Scenario Inbound(this Scenario scenario, double perHour) => scenario.With(Parameter.InboundPerMonth, perHour * WorkCalendar.OfMonths(1));

    /// <summary>Standard errors by which a mean over replications lies off; few enough for a fixed seed.</summary>
    internal static void IsNear(this Estimate estimate, double expected, double tolerance = 0) =>
        Assert.True(Math.Abs(estimate.Mean - expected) <= Math.Max(4 * estimate.StandardError, tolerance), $"{estimate.Mean} ± {estimate.StandardError} is not {expected}");

    /// <summary>Over the months after a warm-up.</summary>
    internal static double Late(this RunResult run, Figure figure, int from = 6) => Enumerable.Range(from, run.Months - from).Sum(month => run[month, figure]);
}
