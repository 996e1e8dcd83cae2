namespace Rung.Ladder;

/// <summary>The exit criteria there are, in the order of their numbers. Those of S3 and later follow when what they read exists.</summary>
public static class Criteria
{
    public static IReadOnlyList<Criterion> All { get; } =
    [
        new X01PayingCustomers(), new X02ContinuedUse(), new X03ValueForMoney(), new X04WouldVouch(), new X05Renews(),
        new X11DozensOfCustomers(), new X12Onboarded(), new X13OnTheWayToSuccess(), new X14RepeatableMotion(), new X15HealthyKpis(),
        new X21FullMotion(), new X22TheirCustomersSucceed(), new X23AsEffective(), new X24BothSellers(),
    ];

    public static IReadOnlyList<Criterion> Of(MaturityStage stage) => [.. All.Where(c => c.Stage == stage)];

    public static Criterion? Named(string id) => All.FirstOrDefault(c => c.Id == id);
}

/// <summary>The ways in which stages go wrong, in the order of their numbers.</summary>
public static class AntiPatterns
{
    public static IReadOnlyList<AntiPattern> All { get; } =
    [
        new A01PrematureSeller(), new A02NotCharging(), new A03SoldNotProven(), new A11HiredToProve(), new A12SprayAndPray(), new A21TooMuchLeverage(), new A22NoLeverage(),
    ];

    public static AntiPattern? Named(string id) => All.FirstOrDefault(a => a.Id == id);
}

/// <summary>Figures that are kept and not judged, in the order of their numbers.</summary>
public static class Goals
{
    public static IReadOnlyList<Goal> All { get; } = [new G06ReliablePersuasion(), new G16LeverageRealised(), new G23Goldilocks()];
}
