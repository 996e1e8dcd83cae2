using DiscreteEvents;
using Rung.Meetings;
using Rung.Planner;

namespace Rung.Server.Demo;

/// <summary>What a size makes of a story.</summary>
/// <param name="Market">Part of the story's leads.</param>
/// <param name="Touches">Share of touches that say nothing new and are written down all the same.</param>
/// <param name="IsWhole">Whether the small things are written down too: use, hours, coaching, check-ins, every meeting.</param>
/// <param name="Pods">Of how many pods a territory is made; 0 leaves the story's own people.</param>
/// <param name="Opportunities">Another territory is told until there are so many.</param>
sealed record Sizes(double Market, double Touches, bool IsWhole, int Pods, int Opportunities = 0)
{

    public static Sizes Of(DemoSize size) => size switch
    {
        DemoSize.Small => new(.4, .2, true, 0),
        DemoSize.Year3 => new(1, 1, true, 0),
        _ => new(1, 0, false, 20, 1_000_000),
    };

    /// <summary>Whether another territory is wanted beside those that were told.</summary>
    public bool Wants(int territories, long opportunities) => territories == 0 || opportunities < Opportunities;

    /// <summary>Whether it is written down at all.</summary>
    public bool Keeps(Happening told, DateTimeOffset ends, Chance chance) => told switch
    {
        Happening.Touched touched => Touches >= 1 || touched.IsFirst || touched.Opportunity is not null && IsWhole || touched.Result is TouchResult.AgreedToMeet or TouchResult.Replied && IsWhole || chance.Happens(Touches),
        _ when IsWhole => true,
        Happening.NextStepSet or Happening.CloseDateChanged => told.At > ends.AddDays(-45),
        Happening.MeetingBooked booked => booked.Type == MeetingType.Pitch && booked.Meeting % 3 == 0,
        Happening.HandedOver over => over.Handoff % 3 == 0,
        Happening.LeadAssigned or Happening.FitDecided => false,
        Happening.UsedOn or Happening.TimeSpent or Happening.Coached or Happening.CheckInSet or Happening.TicketOpened or Happening.PlaybookFollowed or Happening.OnboardingPlanned or Happening.SurveySent => false,
        _ => true,
    };

    /// <summary>The story's organisation at this size; many pods work alike from the first day on and need no story.</summary>
    public Scenario Of(Scenario story)
    {
        var overrides = new Dictionary<Parameter, double>(story.Overrides);
        foreach (var parameter in (ReadOnlySpan<Parameter>)[Parameter.InboundPerMonth, Parameter.ListYield, Parameter.ListSize]) overrides[parameter] = Math.Round(overrides[parameter] * Market);
        if (Pods == 0) return story with { Overrides = overrides, Episodes = [.. story.Episodes.Select(e => e.Parameter is Parameter.InboundPerMonth or Parameter.ListYield ? e with { Value = e.Value * Market } : e)] };

        // Nearly all who ask are sold to, so that a million opportunities need two million companies and not six.
        (overrides[Parameter.InboundPerMonth], overrides[Parameter.LeadPatience], overrides[Parameter.BookedWarm]) = (Pods * 120, 4_000, 1);
        (overrides[Parameter.ListSize], overrides[Parameter.ListYield], overrides[Parameter.BookedCold]) = (2_000, Pods * 60, .5);
        (overrides[Parameter.Acceptance], overrides[Parameter.SaleHandoffLoss], overrides[Parameter.Slots], overrides[Parameter.HoursPerSale]) = (1, 0, 100, 1.5);
        return story with
        {
            Overrides = overrides, Episodes = [], PlaybookFrom = null,
            Seats = [Seat.Founder(Duties.None), .. Enumerable.Range(0, Pods).SelectMany(pod => Scenario.PodOf(pod)).Select(s => s with { Ramped = true }), .. Enumerable.Range(0, Pods / 5).Select(pod => Seat.Manager(pod: pod))],
        };
    }
}
