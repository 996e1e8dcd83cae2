using Rung.Records;

namespace Rung.Customers;

/// <summary>
/// When renewals are opened and from when on something speaks against one. The company's own (the defaults are our design);
/// a change is a new row and holds from its day on.
/// </summary>
public sealed class RenewalRule : Record<RenewalRule>
{
    /// <summary>The first day on which it holds.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    /// <summary>Days before the notice date on which the sale of the next term is opened by itself; empty where people open it.</summary>
    [Entered(Least = 0, Most = 730)] public int? DaysAhead { get; private set; } = 30;

    /// <summary>Answers older than so many days no longer speak.</summary>
    [Entered(Least = 1, Most = 1095)] public int AnswerDays { get; private set; } = 180;

    /// <summary>Use of the last four weeks that is lower by so many percent than in the four before has fallen.</summary>
    [Entered(Least = 1, Most = 100)] public int FallPercent { get; private set; } = 30;

    /// <summary>An invoice overdue by more days than this is grave.</summary>
    [Entered(Least = 0, Most = 365)] public int OverdueDays { get; private set; } = 30;

    /// <summary>Days without a held meeting or a check-in after which a customer is not covered (X3.6).</summary>
    [Entered(Least = 1, Most = 1095)] public int SilentDays { get; private set; } = 60;

    /// <summary>So many warnings together weigh as much as a grave one.</summary>
    [Entered(Least = 1, Most = 20)] public int Warnings { get; private set; } = 3;

    /// <summary>The one that holds on a day: of those begun, the last.</summary>
    public static RenewalRule? On(DateOnly day, IEnumerable<RenewalRule> rules) =>
        rules.Where(r => r.RemovedAt is null && r.FromOn <= day).OrderBy(r => r.FromOn).ThenBy(r => r.Id).LastOrDefault();
}
