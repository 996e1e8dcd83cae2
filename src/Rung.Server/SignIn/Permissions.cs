using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Who may do what, in one table. What is not named here is not allowed.</summary>
static class Permissions
{
    static readonly string[] Work =
    [
        "*.read", "account.*", "contact.record", "contact.amend", "contact.restore", "contact.merge", "lead.*", "meeting.*", "meeting-attendee.*", "activity.*",
        "opportunity.*", "contact-role.*", "risk.*", "comment.*", "saved-view.*", "stored-file.*", "search", "undo", "live", "time-block.*", "promised-outcome.*", "handoff.*", "token.*",
    ];

    static readonly string[] Care = ["onboarding.*", "milestone.*", "check-in.*", "subscription.*", "survey.*", "contact.stop-surveys", "contact.allow-surveys", "ticket.*", "reference.*", "churn-event.*"];

    /// <summary>What people do every day, without the tokens that programs do it with.</summary>
    public static IEnumerable<string> Daily => [.. Work.Except(["token.*"]), .. Care];

    static readonly string[] Lead = ["list.export", "contact.export", "coaching-session.*", "certification.*", "target.*", "bulk.*", "assignment-rule.*", "queue.share-out"];

    static readonly string[] Run =
    [
        "list.export", "import.*", "bulk.*", "merge.*", "pipeline.*", "stage.*", "product.*", "price.*", "improvement.*", "section.*", "custom-field.*", "tag.*",
        "region.*", "queue.*", "usage.send", "usage-event.*", "usage-day.*", "acceptable-use.*", "health-rule.*", "survey-programme.*",
        "onboarding-template.*", "template-step.*", "cadence-rule.*", "engagement-rule.*", "assignment-rule.*", "contact.stop-surveys", "contact.allow-surveys",
    ];

    static readonly Dictionary<string, Permits> ByRole = new(StringComparer.OrdinalIgnoreCase)
    {
        ["founder"] = Permits.Everything,
        ["sdr"] = new(Work),
        ["ae"] = new(Work),
        ["csm"] = new([.. Work, .. Care]),
        ["am"] = new([.. Work, .. Care]),
        ["closingSdr"] = new(Work),
        ["salesManager"] = new([.. Work, .. Lead]),
        ["salesOps"] = new([.. Work, .. Run]),
        ["vpSales"] = new([.. Work, .. Lead, .. Run, Pay.Permission]),
        ["operator"] = Permits.Everything,
    };

    /// <summary>The sum of what a person's roles allow.</summary>
    public static Permits Of(IEnumerable<string> roles)
    {
        var held = roles.Where(ByRole.ContainsKey).Select(r => ByRole[r]).ToList();
        return held switch { [] => Permits.Nothing, [var one] => one, _ => Permits.Sum(held) };
    }
}
