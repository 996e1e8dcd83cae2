using Rung.People;
using Rung.Records;

namespace Rung.Economics;

/// <summary>What the money was spent on.</summary>
public enum CostClass
{
    /// <summary>Finding and selling: people of sales.</summary>
    Sales,
    Marketing,

    /// <summary>Serving customers; part of the cost of goods sold.</summary>
    CustomerSuccess,
    Tools,
    ResearchAndDevelopment,
    GeneralAndAdministrative,
    Other,
}

/// <summary>Money spent in a month on one person or one vendor.</summary>
public sealed class Cost : Record<Cost>
{
    /// <summary>The first day of the month.</summary>
    [Entered] public DateOnly MonthOn { get; private set; }

    [Entered] public Id<Person>? PersonId { get; private set; }
    [Entered, Title] public string? Vendor { get; private set; }
    [Entered] public CostClass Class { get; private set; }
    [Entered] public Money Amount { get; private set; }
    [Entered] public Id<Pod>? PodId { get; private set; }
    [Entered(Max = 500)] public string? Description { get; private set; }

    public override Refusal? Check()
    {
        if (MonthOn.Day != 1) return new Unreadable("monthOn", $"{MonthOn.Year:0000}-{MonthOn.Month:00}-01");
        return ExactlyOne.Of(("personId", PersonId is not null), ("vendor", Vendor is not null));
    }
}

/// <summary>Money in the bank at the end of a day; the last day of each month gives burn and runway (A2.1d).</summary>
public sealed class BankBalance : Record<BankBalance>
{
    [Entered] public DateOnly BalanceOn { get; private set; }

    /// <summary>Which bank account, where there are several.</summary>
    [Entered, Title] public string? Name { get; private set; }

    [Entered, Kept] public Money Amount { get; private set; }
}
