using Rung.Customers;
using Rung.Server.Customers.Usage;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Health;

/// <summary>One customer's health with everything behind it.</summary>
/// <param name="Known">The share of all weight whose parts are known; below 1 the weights of the others were scaled.</param>
public sealed record HealthTold(Guid AccountId, DateOnly AsOf, DateOnly RuleFromOn, double? Points, HealthBand Band, double Known, bool IsRenormalised, IReadOnlyList<PartHealth> Parts)
{
    public static HealthTold Of(CustomerHealth health) => new(health.AccountId, health.AsOf, health.Rule.FromOn, health.Points, health.Band, health.Known, health.IsRenormalised, health.Parts);
}

/// <summary>The health of all customers, as programs read it.</summary>
/// <param name="CountedAt">Of very many customers the figures may be some minutes old.</param>
/// <param name="PastCountedAt">When the past was told again: up to a day ago.</param>
public sealed record HealthBookTold(DateOnly AsOf, DateOnly? RuleFromOn, int Customers, IReadOnlyList<BandCount> Bands, IReadOnlyList<HealthLine> Weakest, ReliabilityTold Staying, ReliabilityTold Renewing, int HorizonDays, int Sampled, int EverCustomers, DateTimeOffset CountedAt, DateTimeOffset PastCountedAt)
{
    public static HealthBookTold Of(HealthDocument told) => new(told.AsOf, told.Rule?.FromOn, told.Customers, told.Bands, told.Weakest, ReliabilityTold.Of(told.Past.Staying), ReliabilityTold.Of(told.Past.Renewing), told.Past.HorizonDays, told.Past.Sampled, told.Past.EverCustomers, told.CountedAt, told.Past.CountedAt);
}

/// <summary>Health ÷ 100 as the chance of staying, against what came true.</summary>
/// <param name="Stayed">The share that stayed, with its exact interval.</param>
/// <param name="Wanted">How many more that stayed, or that left, are wanted before anything is said.</param>
/// <param name="Base">The Brier score of the mean alone.</param>
/// <param name="Gain">By how much less it misses than the mean; null while there are too few.</param>
public sealed record ReliabilityTold(int Forecasts, int Customers, Rate Stayed, bool IsTooFew, long Wanted, IReadOnlyList<BinTold> Bins, double? Brier, Band? BrierInterval, double? Base, double? Skill, Band? Gain, double? Order)
{
    public static ReliabilityTold Of(HealthCalibration told) => new(told.Forecasts, told.Customers, Rate.Of(told.Stayed), told.IsTooFew, told.Wanted, [.. told.Bins.Select(b => new BinTold(b.From, b.Until, b.Mean, Rate.Of(b.Stayed)))],
        told.Brier, Band.Of(told.BrierInterval), told.Base, told.Skill, Band.Of(told.Gain), told.Order);
}

/// <param name="Mean">Mean health in it, 0…1.</param>
public sealed record BinTold(double From, double Until, double? Mean, Rate Stayed);

/// <summary>An interval at 95%.</summary>
public sealed record Band(double Low, double High)
{
    public static Band? Of(Statistics.Interval? interval) => interval is { } i ? new(i.Low, i.High) : null;
}

/// <summary>Adoption, as programs read it.</summary>
public sealed record AdoptionTold(DateOnly AsOf, DateOnly? RuleFromOn, DateOnly? FeedLastOn, IReadOnlyList<UseCount> Now, AdoptionCurve All, IReadOnlyList<AdoptionCurve> Cohorts, IReadOnlyList<ShortOfUse> Short, UsageRefused Refused)
{
    public static AdoptionTold Of(AdoptionDocument told) => new(told.AsOf, told.Rule?.FromOn, told.FeedLastOn, told.Now, told.All, told.Cohorts, told.Short, told.Refused);
}
