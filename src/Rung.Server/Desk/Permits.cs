namespace Rung.Server.Desk;

/// <summary>What an actor may do: patterns over permission names such as <c>opportunity.win</c> or <c>*.read</c>. Nothing is allowed unless named.</summary>
sealed class Permits(IEnumerable<string> patterns)
{
    readonly string[] patterns = [.. patterns];
    Permits? limit;

    public static readonly Permits Everything = new(["*"]);

    public static readonly Permits Nothing = new([]);

    public static Permits Sum(IEnumerable<Permits> held) => new(held.SelectMany(p => p.patterns).Distinct(StringComparer.Ordinal));

    /// <summary>The same, as far as the limit goes.</summary>
    public Permits Within(Permits limit) => new(patterns) { limit = limit };

    public bool Allow(string permission) => patterns.Any(p => Matches(p, permission)) && IsWithin(permission);

    /// <summary>Whether no limit stands in the way.</summary>
    public bool IsWithin(string permission) => limit is null || limit.Allow(permission);

    static bool Matches(string pattern, string permission)
    {
        if (pattern == "*" || pattern == permission) return true;
        if (pattern.EndsWith(".*", StringComparison.Ordinal)) return permission.StartsWith(pattern[..^1], StringComparison.Ordinal);
        return pattern.StartsWith("*.", StringComparison.Ordinal) && permission.EndsWith(pattern[1..], StringComparison.Ordinal);
    }
}
