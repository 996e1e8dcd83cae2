using System.Text;

namespace Rung;

/// <summary>Names as they are written outside C#.</summary>
public static class Words
{
    /// <summary><c>OpportunityWon</c> becomes <c>opportunity-won</c>.</summary>
    public static string Kebab(string name) => Joined(name, '-');

    /// <summary><c>StageVisit</c> becomes <c>stage_visit</c>.</summary>
    public static string Snake(string name) => Joined(name, '_');

    /// <summary><c>CloseOn</c> becomes <c>closeOn</c>.</summary>
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    static string Joined(string name, char join)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var (c, after) = (name[i], i + 1 < name.Length ? name[i + 1] : 'A');
            if (c == '`') break;
            if (i > 0 && char.IsUpper(c) && (!char.IsUpper(name[i - 1]) || char.IsLower(after))) text.Append(join);
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
