namespace Rung.Ladder;

/// <summary>X1.2 (R47): of the onboardings whose promised day came in the last months, those completed, and those completed by that day.</summary>
public sealed class X12Onboarded() : Criterion("X1.2", MaturityStage.S1)
{
    static readonly YardstickRow Completed = new("x1.2.completed", 0.9, 0.05, 0.99, YardstickUnit.Share, "X1.2 [design]");
    static readonly YardstickRow OnTime = new("x1.2.on-time", 0.8, 0.05, 0.99, YardstickUnit.Share, "X1.2 [design]; 30-day frame [C2]");
    static readonly YardstickRow Months = new("x1.2.months", 6, 1, 36, YardstickUnit.Months, "X1.2 [design]");
    static readonly YardstickRow Fewest = new("x1.2.n", 12, 1, 1_000, YardstickUnit.Number, "X1.2 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Completed, OnTime, Months, Fewest];

    protected override Reading Judged(Evidence evidence)
    {
        var own = evidence.Turned(Id, evidence.Customers, 0, static (_, _, part) => part.SelectMany(c => c.Row.Onboardings.Where(o => o.BeganOn <= c.Day).Select(o => (Customer: c, Onboarding: o))).ToArray());
        if (own.Count == 0) return Reading.Lacking(Id, LackKind.NoOnboarding);

        Reading Of(string part, YardstickRow share, Func<Evidence, DateOnly, (CustomerThen Customer, OnboardingRow Onboarding), bool> hit) =>
            Judge.Share(Id + part, evidence.Sorted(Id + part, own, evidence.Day.AddMonths(-evidence.Whole(Months)), static o => o.Customer.Id, static (_, from, o) => Why(o.Customer, o.Onboarding, from), hit), evidence[share], Certainty(evidence), evidence.Whole(Fewest));
        return Judge.All(Id, Of(".completed", Completed, static (_, _, o) => o.Onboarding.CompletedOn <= o.Customer.Day), Of(".on-time", OnTime, static (_, _, o) => o.Onboarding.CompletedOn <= o.Onboarding.TargetOn));
    }

    static LeftWhy? Why(CustomerThen customer, OnboardingRow onboarding, DateOnly from)
    {
        if (!customer.IsExternal) return LeftWhy.NotAProspect;
        if (onboarding.TargetOn is not { } target) return LeftWhy.NoTarget;
        return target > customer.Day ? LeftWhy.NotDue : target <= from ? LeftWhy.OutsideWindow : null;
    }
}
