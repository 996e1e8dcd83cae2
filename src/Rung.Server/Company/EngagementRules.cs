using Rung.Handoffs;
using Rung.Server.Handoffs;

namespace Rung.Server.Company;

/// <summary>
/// The rules of engagement that every installation begins with. Limits: an AE within 4 working hours (2.7, 4 to 24), the
/// kick-off within 5 workdays (2.7); the others and all words are our design and the company's to change.
/// </summary>
static class EngagementRules
{
    public const string Why = "Why they buy", Objections = "Objections";

    public static readonly IReadOnlyList<Dictionary<string, object?>> All =
    [
        Rule(HandoffType.LeadToSdr, 8, 8, null, 14, [PacketFacts.Source],
            "The founder owns the lead until an SDR accepts it; from then on the SDR does.",
            "It fits the ideal customer profile, or nobody knows yet.",
            "Whoever brought the lead is named as its source."),
        Rule(HandoffType.SdrToAe, 4, 8, "5", 14, [PacketFacts.Met, Why, PacketFacts.Deciders, PacketFacts.Next],
            "The SDR owns the lead until an AE accepts it; then it is an opportunity and the AE's. The SDR keeps sight of it.",
            "A meeting was held with somebody who feels the problem and can decide, or lead to who decides.",
            "The SDR is credited with the opportunity once the AE accepts it."),
        Rule(HandoffType.AeToCsm, 8, 40, "7, 30", null, [Why, PacketFacts.Deciders, PacketFacts.Promises, PacketFacts.Risks, Objections, PacketFacts.Next],
            "The AE owns the customer until the CSM accepts, and stays until the customer is live.",
            "What was promised is written down, with measure, baseline, target and day.",
            "The sale stays the AE's; keeping the customer is the CSM's."),
        Rule(HandoffType.CsmToAm, 8, 40, "14", null, [Why, PacketFacts.Deciders, PacketFacts.Promises, PacketFacts.Risks, PacketFacts.Next],
            "The CSM owns the customer until the account manager accepts.",
            "The customer is live and uses it.",
            "Renewal and expansion are the account manager's from acceptance on."),
        Rule(HandoffType.Reassignment, 8, 8, "5", null, [PacketFacts.Next],
            "The old owner answers for it until the new one accepts.",
            "The next step is known.",
            "Credit stays with whoever did the work."),
        Rule(HandoffType.Leave, 4, 8, null, null, [],
            "Whoever stands in answers for the work until the colleague is back.",
            "What is open is written down.",
            "Credit stays with whoever did the work."),
        Rule(HandoffType.Exit, 4, 8, "5", null, [],
            "The manager answers for the work until somebody accepts it.",
            "What is open is written down.",
            "Credit stays with whoever did the work."),
    ];

    static Dictionary<string, object?> Rule(HandoffType type, double limit, double first, string? followUps, int? untouched, string[] packet, string ownership, string bar, string credit) => new()
    {
        ["fromOn"] = Founding.Always, ["type"] = type, ["limitHours"] = limit, ["firstActionHours"] = first, ["followUpDays"] = followUps, ["untouchedDays"] = untouched, ["packet"] = packet.Length == 0 ? null : string.Join('\n', packet),
        ["ownership"] = ownership, ["bar"] = bar, ["credit"] = credit,
        ["conflict"] = "Whoever was accountable first keeps it until their manager decides, within a working day.", ["exceptions"] = "Only the manager of both may allow it, and writes down why.",
    };
}
