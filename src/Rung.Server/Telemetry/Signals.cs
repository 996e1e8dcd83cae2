using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rung.Server.Desk;

namespace Rung.Server.Telemetry;

/// <summary>
/// What this program tells of its work: verbs, kinds and refusals by name, and how long it took. Never who, and never what
/// stands in a record. Where nobody listens it costs a comparison.
/// </summary>
static class Signals
{
    public const string Name = "Rung";
    public const string Permission = "rung.permission";
    public const string Outcome = "rung.outcome";

    static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Source = new(Name);

    static readonly Counter<long> Decisions = Meter.CreateCounter<long>("rung.decisions", "{decision}", "Decisions of the desk, by permission and outcome.");
    static readonly Counter<long> Letters = Meter.CreateCounter<long>("rung.letters", "{letter}", "Letters given to the mail server, by what came of it.");

    public static bool IsHeard => Source.HasListeners() || Decisions.Enabled;

    /// <summary>A decision as a span and a count: accepted, or the name of the refusal.</summary>
    public static async Task<Outcome<Receipt>> Decided(string permission, Func<Task<Outcome<Receipt>>> decide)
    {
        using var span = Source.StartActivity("decide");
        var outcome = await decide();
        var word = outcome.Accepted(out _, out var refusal) ? "accepted" : refusal.Name;
        span?.SetTag(Permission, permission).SetTag(Outcome, word);
        Decisions.Add(1, new(Permission, permission), new(Outcome, word));
        return outcome;
    }

    /// <param name="outcome"><c>sent</c>, or the word for the problem.</param>
    public static void Letter(string outcome) => Letters.Add(1, new KeyValuePair<string, object?>(Outcome, outcome));

    /// <param name="what"><c>work</c> or <c>task</c>.</param>
    /// <param name="name">Which kind of it.</param>
    public static Activity? Doing(string what, string name) => Source.StartActivity($"{what} {name}");
}
