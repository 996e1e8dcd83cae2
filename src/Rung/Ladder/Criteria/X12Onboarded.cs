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
        var own = evidence.Customers.SelectMany(c => c.Row.Onboardings.Where(o => o.BeganOn <= evidence.Day).Select(o => (Customer: c, Onboarding: o))).ToList();
        if (own.Count == 0) return Reading.Lacking(Id, LackKind.NoOnboarding);

        var from = evidence.Day.AddMonths(-evidence.Whole(Months));
        LeftWhy? Why((CustomerThen Customer, OnboardingRow Onboarding) o) => !o.Customer.IsExternal ? LeftWhy.NotAProspect
            : o.Onboarding.TargetOn is not { } target ? LeftWhy.NoTarget : target > evidence.Day ? LeftWhy.NotDue : target <= from ? LeftWhy.OutsideWindow : null;

        Reading Of(string part, YardstickRow share, Func<OnboardingRow, bool> hit) => Judge.Share(Id + part, Judge.Sort(own, o => o.Customer.Id, Why, o => hit(o.Onboarding)), evidence[share], Certainty(evidence), evidence.Whole(Fewest));
        return Judge.All(Id, Of(".completed", Completed, o => o.CompletedOn <= evidence.Day), Of(".on-time", OnTime, o => o.CompletedOn <= o.TargetOn));
    }
}
