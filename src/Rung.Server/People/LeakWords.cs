using Rung.People;
using Rung.Server.Ui;

namespace Rung.Server.People;

/// <summary>How leaks are written for a reader, and where they are mended.</summary>
static class LeakWords
{
    public static string Href(Leak leak) => leak.Kind switch
    {
        "lead" => "/leads/", "opportunity" => "/opportunities/", "account" => "/customers/", "onboarding" => "/onboardings/", "check-in" => "/check-ins/", "activity" => "/activities/", _ => "/handoffs/",
    } + leak.Id;

    /// <summary>Days since, in words.</summary>
    public static string Since(Viewer viewer, DateTimeOffset since)
    {
        var days = viewer.Today.DayNumber - viewer.DayOf(since).DayNumber;
        return days <= 0 ? viewer["ui.today"] : viewer["leak.days", ("n", days)];
    }
}
