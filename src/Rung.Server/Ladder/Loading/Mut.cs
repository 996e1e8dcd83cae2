namespace Rung.Server.Ladder;
static class Mut { static readonly string? N = Environment.GetEnvironmentVariable("MUT"); public static bool Is(int n) => N == n.ToString(System.Globalization.CultureInfo.InvariantCulture); }
