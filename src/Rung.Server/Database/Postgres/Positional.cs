using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rung.Server.Database.Postgres;

/// <summary>
/// Statements are written once with <c>@0</c>; PostgreSQL counts from <c>$1</c>. The driver would rewrite names at every run;
/// here each statement is rewritten once.
/// </summary>
static partial class Positional
{
    const int Most = 5000;
    static readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public static string Sql(string named)
    {
        if (known.TryGetValue(named, out var positional)) return positional;
        if (known.Count >= Most) known.Clear();
        return known[named] = Place.Replace(named, m => "$" + (int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1));
    }

    [GeneratedRegex("@([0-9]+)")]
    private static partial Regex Place { get; }
}
