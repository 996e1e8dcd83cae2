using Rung.Customers;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Usage;

/// <summary>The words for use and its rule.</summary>
static class UsageWords
{
    public static string Verdict(Viewer viewer, UsageVerdict? verdict) => verdict is null ? viewer["usage.noRule"]
        : viewer["usage.verdict." + Words.Camel(verdict.Answer.ToString()), ("n", verdict.PeriodsMet), ("needed", verdict.PeriodsNeeded), ("of", verdict.Periods.Count)];

    /// <summary>The rule as a sentence.</summary>
    public static string Rule(Viewer viewer, AcceptableUse rule) => viewer["usage.rule", ("events", rule.EventsADay), ("days", rule.DaysAPeriod), ("length", rule.PeriodDays), ("needed", rule.PeriodsNeeded), ("periods", rule.Periods)]
        + (rule.UsersADay is { } users ? " " + viewer["usage.ruleUsers", ("n", users)] : "")
        + (rule.SeatShare is { } share ? " " + viewer["usage.ruleSeats", ("p", share * 100)] : "")
        + (rule.Counted.Count > 0 ? " " + viewer["usage.ruleEvents", ("names", string.Join(viewer["usage.comma"], rule.Counted))] : "");
}
