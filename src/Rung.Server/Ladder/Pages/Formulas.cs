using System.Globalization;
using Rung.Ladder;

namespace Rung.Server.Ladder.Pages;

/// <summary>The formula of a reading with its numbers in it; mathematics is the same in every language.</summary>
static class Formulas
{
    public static string Of(Reading reading)
    {
        string N(double? value, string format = "0.###") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "?";
        if (reading.Kind == FigureKind.Count) return $"n = {reading.Numerator} ≥ {N(reading.Threshold)}";
        if (reading.Kind == FigureKind.Checklist) return $"{reading.Numerator} / {reading.Denominator} ≥ {N(reading.Threshold)}";
        if (reading.Kind == FigureKind.Probability && reading.Id == "X2.4") return $"P = Pr(p₁ ≥ r·p_F ∧ p₂ ≥ r·p_F) = ∫ f_F(y) Π [1 − I_ry(αᵢ, βᵢ)] dy, r = {N(reading.Threshold)}";
        if (reading.Kind is FigureKind.Ratio) return $"ratio = {N(reading.Estimate)}, gate {N(reading.Threshold)}";
        if (reading.Kind == FigureKind.Probability) return $"p = {N(reading.Estimate)}, gate {N(reading.Threshold)}";
        if (reading.Beside.ContainsKey("baseline")) return $"P = Pr(p ≥ {N(reading.Threshold)}, p₀ = {N(reading.Beside["baseline"])}) = ∫ f₀(y) [1 − I_g(y)(1 + x, 1 + n − x)] dy, x = {reading.Numerator}, n = {reading.Denominator}";
        return $"P = Pr(p ≥ {N(reading.Threshold)}) = 1 − I_{N(reading.Threshold)}(1 + {reading.Numerator}, 1 + {reading.Denominator - reading.Numerator}) = {N(reading.Probability)}";
    }
}
