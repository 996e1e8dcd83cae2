using System.Globalization;
using Rung.Statistics;

namespace Rung.Vectors;

/// <summary>The dossier's shorthand: 12L is lost after 12 days, 25o still open; 3¹ ended at 3, 5⁰ was last seen at 5.</summary>
static class Written
{
    internal static Resolution[] Deals(string text) => [.. text.Split(' ').Select(deal => new Resolution(
        int.Parse(deal[..^1], CultureInfo.InvariantCulture), deal[^1] switch { 'W' => Ending.Won, 'L' => Ending.Lost, _ => Ending.Open }))];

    internal static Lifetime[] Lives(string text) => [.. text.Split(' ').Select(life => new Lifetime(int.Parse(life[..^1], CultureInfo.InvariantCulture), life[^1] == '¹'))];
}
