using Rung.Records;

namespace Rung.Customers;

/// <summary>What a customer's health is made of.</summary>
public enum HealthPart
{
    Usage,
    Outcomes,
    Sentiment,
    Relationship,
    Tickets,
    Billing,
}

/// <summary>
/// How much each part of a customer's health weighs, and where red ends and green begins. The company's own (the defaults are
/// our design); dated rows, so that a past health stays what it was.
/// </summary>
public sealed class HealthRule : Record<HealthRule>, IDatedRule
{
    /// <summary>The first day on which health is told by this row.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    /// <summary>Weights, of which only the proportions matter; 0 leaves a part out.</summary>
    [Entered(Once = true, Least = 0, Most = 100)] public int Usage { get; private set; } = 30;

    [Entered(Once = true, Least = 0, Most = 100)] public int Outcomes { get; private set; } = 20;
    [Entered(Once = true, Least = 0, Most = 100)] public int Sentiment { get; private set; } = 15;
    [Entered(Once = true, Least = 0, Most = 100)] public int Relationship { get; private set; } = 15;
    [Entered(Once = true, Least = 0, Most = 100)] public int Tickets { get; private set; } = 10;
    [Entered(Once = true, Least = 0, Most = 100)] public int Billing { get; private set; } = 10;

    /// <summary>Below so many points of 100 it is red.</summary>
    [Entered(Once = true, Least = 0, Most = 100)] public int RedBelow { get; private set; } = 40;

    /// <summary>From so many points of 100 on it is green.</summary>
    [Entered(Once = true, Least = 0, Most = 100)] public int GreenFrom { get; private set; } = 70;

    /// <summary>Percent of all weight that must be known before there is a colour at all.</summary>
    [Entered(Once = true, Least = 0, Most = 100)] public int LeastKnown { get; private set; } = 50;

    /// <summary>A contact of so many days ago is worth everything; one three times as old nothing.</summary>
    [Entered(Once = true, Least = 1, Most = 365)] public int ContactDays { get; private set; } = 30;

    /// <summary>Answers and check-ins older than so many days no longer speak.</summary>
    [Entered(Once = true, Least = 1, Most = 1095)] public int AnswerDays { get; private set; } = 180;

    /// <summary>An invoice overdue by so many days leaves nothing of the part.</summary>
    [Entered(Once = true, Least = 1, Most = 365)] public int OverdueDays { get; private set; } = 60;

    public int Weight(HealthPart part) => part switch
    {
        HealthPart.Usage => Usage,
        HealthPart.Outcomes => Outcomes,
        HealthPart.Sentiment => Sentiment,
        HealthPart.Relationship => Relationship,
        HealthPart.Tickets => Tickets,
        _ => Billing,
    };

    public int AllWeight => Usage + Outcomes + Sentiment + Relationship + Tickets + Billing;

    public override Refusal? Check()
    {
        if (AllWeight == 0) return new NothingWeighs();
        return GreenFrom < RedBelow ? new OutOfRange("greenFrom", RedBelow.ToString(System.Globalization.CultureInfo.InvariantCulture), "100") : null;
    }

    public override Outcome<Fact> Remove(Act act) => DatedRules.Held(this, act) ? new RuleHasHeld(FromOn) : base.Remove(act);
}

/// <summary>At least one part of the health must weigh something.</summary>
public sealed record NothingWeighs : Refusal
{
    public override string At => "usage";
}
