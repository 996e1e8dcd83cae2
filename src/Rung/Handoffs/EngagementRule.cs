using System.Globalization;
using Rung.Customers;
using Rung.Records;

namespace Rung.Handoffs;

/// <summary>
/// The rules of engagement of one type of hand-off, from a day on (R68): who owns what, what must be known, within which
/// working hours. People read the same row the rules run on. A change is a new row, so that what was due then stays so.
/// </summary>
public sealed class EngagementRule : Record<EngagementRule>, IDatedRule
{
    /// <summary>The first day it holds.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    [Entered(Once = true)] public HandoffType Type { get; private set; }

    /// <summary>Working hours within which it is accepted or returned (2.7: 4 to 24 for an AE).</summary>
    [Entered(Least = 0.25, Most = 400)] public double LimitHours { get; private set; } = 8;

    /// <summary>Working hours after acceptance within which the new owner first does something.</summary>
    [Entered(Least = 0.25, Most = 400)] public double FirstActionHours { get; private set; } = 8;

    /// <summary>What the next one must be told, one thing a line; empty for nothing.</summary>
    [Entered(Max = 2000, Lines = true)] public string? Packet { get; private set; }

    /// <summary>Days after acceptance on which somebody checks that nothing was dropped (R71): <c>7, 30</c>.</summary>
    [Entered(Max = 100)] public string? FollowUpDays { get; private set; }

    /// <summary>Days without anything done after which what its receiver owns is on the leak list; empty where that is not watched.</summary>
    [Entered(Least = 1, Most = 1000)] public int? UntouchedDays { get; private set; }

    /// <summary>Who owns the record before and after, in words.</summary>
    [Entered(Max = 2000, Lines = true)] public string? Ownership { get; private set; }

    /// <summary>What makes it good enough to hand over.</summary>
    [Entered(Max = 2000, Lines = true)] public string? Bar { get; private set; }

    /// <summary>Who is credited, and paid, for what.</summary>
    [Entered(Max = 2000, Lines = true)] public string? Credit { get; private set; }

    /// <summary>What holds when two people claim the same.</summary>
    [Entered(Max = 2000, Lines = true)] public string? Conflict { get; private set; }

    [Entered(Max = 2000, Lines = true)] public string? Exceptions { get; private set; }

    /// <summary>Eight working hours and nothing that must be told: where the company has no rule for a type.</summary>
    public static readonly EngagementRule Usual = new();

    /// <summary>What must be told, in the order given, each once.</summary>
    public IReadOnlyList<string> Items => [.. (Packet ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<int> FollowUps => Days(FollowUpDays) ?? [];

    /// <summary>All five of R68 are written down: the page can be agreed on (X3.9).</summary>
    public bool IsWhole => Ownership is not null && Bar is not null && Credit is not null && Conflict is not null && Exceptions is not null;

    /// <summary>The one of a type that holds on a day.</summary>
    public static EngagementRule? For(HandoffType type, DateOnly day, IEnumerable<EngagementRule> rules) =>
        rules.Where(r => r.RemovedAt is null && r.Type == type).On(day);

    public override Refusal? Check() => Days(FollowUpDays) is null ? new Unreadable("followUpDays", "7, 30") : null;

    public override Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act) => DatedRules.Held(this, act) ? new RuleHasHeld(FromOn) : base.Amend(values, act);

    public override Outcome<Fact> Remove(Act act) => DatedRules.Held(this, act) ? new RuleHasHeld(FromOn) : base.Remove(act);

    static List<int>? Days(string? text)
    {
        var days = new List<int>();
        foreach (var part in (text ?? "").Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 1 or > 1000) return null;
            if (!days.Contains(day)) days.Add(day);
        }

        days.Sort();
        return days;
    }
}
