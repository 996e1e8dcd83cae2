using Rung.Planner;

namespace Rung.Server.Demo;

/// <summary>What a size makes of a story.</summary>
/// <param name="Market">Part of the story's leads.</param>
/// <param name="Copies">How often each seat that is not the founder's is filled.</param>
/// <param name="Touches">Share of touches that say nothing new and are written down all the same.</param>
/// <param name="Uses">Whether use, time and coaching are written down day by day.</param>
/// <param name="Territories">How many such companies stand side by side.</param>
sealed record Sizes(double Market, int Copies, double Touches, bool Uses, int Territories)
{
    public static Sizes Of(DemoSize size) => size switch
    {
        DemoSize.Small => new(.4, 1, .2, true, 1),
        DemoSize.Year3 => new(1, 1, 1, true, 1),
        _ => new(20, 20, 0, false, 1_000),
    };

    /// <summary>Whether a touch is written down: the first of a lead and those that came to something always are.</summary>
    public bool Keeps(Happening.Touched touched, DiscreteEvents.Chance chance) =>
        Touches >= 1 || touched.IsFirst || touched.Opportunity is not null || touched.Result is TouchResult.AgreedToMeet or TouchResult.Replied || chance.Happens(Touches);

    public Scenario Of(Scenario story)
    {
        if (Market == 1 && Copies == 1) return story;

        var changed = new HashSet<Parameter> { Parameter.InboundPerMonth, Parameter.ListYield, Parameter.ListSize };
        var overrides = new Dictionary<Parameter, double>(story.Overrides);
        foreach (var parameter in changed) overrides[parameter] = Math.Round(overrides.GetValueOrDefault(parameter, Parameters.Row(parameter).Default) * Market);
        return story with
        {
            Overrides = overrides,
            Episodes = [.. story.Episodes.Select(e => changed.Contains(e.Parameter) ? e with { Value = e.Value * Market } : e)],
            Seats = [.. story.Seats.SelectMany(s => Enumerable.Repeat(s, s.Role == People.Role.Founder ? 1 : Copies))],
        };
    }
}
