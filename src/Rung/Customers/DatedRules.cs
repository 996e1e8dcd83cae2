namespace Rung.Customers;

/// <summary>A rule of the company's own that holds from a day until the next begins.</summary>
public interface IDatedRule
{
    DateOnly FromOn { get; }

    DateTimeOffset RecordedAt { get; }
}

/// <summary>Rules in rows: a change is a new row from today or later, so that no past verdict is rewritten.</summary>
public static class DatedRules
{
    /// <summary>The row that holds on a day: the latest that has begun, and of two from the same day the one written later; else the first there is.</summary>
    public static T? On<T>(this IEnumerable<T> rules, DateOnly day)
        where T : class, IDatedRule
    {
        var ordered = rules.OrderBy(r => r.FromOn).ThenBy(r => r.RecordedAt).ToList();
        return ordered.LastOrDefault(r => r.FromOn <= day) ?? ordered.FirstOrDefault();
    }

    /// <summary>Whether a new row may begin on its day, beside those there are: the first may reach back, a later one would rewrite verdicts.</summary>
    public static Refusal? Refuse(IDatedRule added, bool isFirst, DateOnly today) => !isFirst && added.FromOn < today ? new RuleReachesBack(today) : null;

    internal static bool Held(IDatedRule rule, Records.Act act) => rule.FromOn <= DateOnly.FromDateTime(act.Now.UtcDateTime);
}

/// <summary>A changed rule holds from today at the earliest: what was judged by the old one stays as it was.</summary>
public sealed record RuleReachesBack(DateOnly Today) : Refusal
{
    /// <summary>The day that reaches back.</summary>
    public string Field { get; init; } = "fromOn";

    public override string At => Field;
}

/// <summary>Verdicts were given by this rule; enter another from today on instead.</summary>
public sealed record RuleHasHeld(DateOnly FromOn) : Refusal;
