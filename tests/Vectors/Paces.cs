using Rung.Statistics;

namespace Rung.Vectors;

/// <summary>Predictability and forecasts: V10–V13.</summary>
static class Paces
{
    static readonly double[] Bookings = [42, 51, 47, 55, 49, 58, 46, 52];

    internal static IEnumerable<Vector> All =>
    [
        .. Dossier.Of("V10", () => XmR.Of(Bookings)!,
            ("mean", "50.000000", c => c.Mean), ("mean moving range", "7.714286", c => c.MeanMovingRange), ("lower limit", "29.480000", c => c.LowerLimit),
            ("upper limit", "70.520000", c => c.UpperLimit), ("upper range limit", "25.202571", c => c.UpperRangeLimit), ("signals", "0", c => c.Signals.Count)),
        .. Dossier.Of("V10", () => Variation.Of(Bookings)!,
            ("s", "5.126960", v => v.StandardDeviation), ("CV", "0.102539", v => v.Cv), ("corrected CV", "0.105744", v => v.CorrectedCv),
            ("Vangel low", "0.067602", v => v.Vangel()!.Value.Low), ("Vangel high", "0.211188", v => v.Vangel()!.Value.High)),
        .. Dossier.Of("V10", () => MannKendall.Of(Bookings)!,
            ("slope", "0.857143", _ => MannKendall.Slope(Bookings)), ("Mann–Kendall S", "8", t => t.S), ("Mann–Kendall variance", "65.333333", t => t.Variance), ("Mann–Kendall Z", "0.866025", t => t.Z)),
        .. Dossier.Of("V11",
            ("floor 4, 0.35", "0.529741", () => Variation.NoiseFloor(4, 0.35)), ("floor 10, 0.6", "0.368782", () => Variation.NoiseFloor(10, 0.6)),
            ("floor 12, 0.5", "0.322749", () => Variation.NoiseFloor(12, 0.5)), ("floor 30, 0.6", "0.212916", () => Variation.NoiseFloor(30, 0.6))),
        .. Dossier.Of("V12", () => Dispersion.Of([3, 4, 4, 5, 3, 5, 4, 4])!,
            ("smooth D", "1.000000", d => d.D), ("smooth df", "7", d => d.Degrees), ("smooth p", "0.994829", d => d.OverP), ("smooth VMR", "0.142857", d => d.VarianceToMean)),
        .. Dossier.Of("V12", () => Dispersion.Of([1, 9, 0, 6, 2, 11, 1, 2])!,
            ("wild D", "30.000000", d => d.D), ("wild p", "9.50e-05", d => d.OverP), ("wild VMR", "4.285714", d => d.VarianceToMean)),
        .. Dossier.Of("V13", () => ForecastErrors.Of([.. new double[] { 45, 48, 50, 50, 52, 54, 50, 53 }.Zip(Bookings, (forecast, actual) => new Forecasted(forecast, actual))]),
            ("MAPE", "0.065171", e => e.Mape), ("WAPE", "0.065000", e => e.Wape), ("bias", "0.005000", e => e.Bias)),
        .. Dossier.Of("V13",
            ("false alarm per point", "0.002700", () => XmR.FalseAlarmBeyondLimits(1)), ("false alarm in eight", "0.021395", () => XmR.FalseAlarmBeyondLimits(8)),
            ("run of eight", "0.0078125", () => XmR.FalseAlarmRunOfEight(8))),
    ];
}
