using System.Text.RegularExpressions;
using Rung.Records;

namespace Rung.Tests;

public sealed partial class TheGlossary
{
    static readonly string[] Rows = [.. File.ReadLines(Path.Combine(Root(), "docs", "glossary.md")).Where(l => l.StartsWith('|'))];
    static readonly HashSet<string> Named = [.. Rows.SelectMany(r => Names().Matches(r.Split('|')[3])).Select(m => m.Groups[1].Value)];

    [Fact]
    public void Has_every_kind_of_record() => Assert.Empty(Kinds.All.Select(k => k.Name).Except(Named));

    [Fact]
    public void Names_nothing_that_is_not_in_the_code()
    {
        var types = typeof(Kinds).Assembly.GetTypes().Where(t => t.Namespace is not null).ToList();
        var members = types.SelectMany(t => t.GetMembers().Select(m => m.Name)).ToHashSet();
        Assert.DoesNotContain(Named, name => name.Split('.') is [var type, var member]
            ? !types.Any(t => t.Name == type && t.GetMember(member).Length > 0)
            : !types.Any(t => t.Name == name) && !members.Contains(name));
    }

    [Fact]
    public void Has_a_Chinese_word_for_each() => Assert.DoesNotContain(Rows.Where(r => !r.StartsWith("|---", StringComparison.Ordinal)), r => !Han().IsMatch(r.Split('|')[2]));

    [Fact]
    public void Never_calls_an_SDR_a_sales_manager_in_Chinese() => Assert.DoesNotContain(Rows, r => r.Split('|')[2].Contains("销售经理", StringComparison.Ordinal));

    internal static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Rung.slnx"))) at = at.Parent!;
        return at.FullName;
    }

    [GeneratedRegex("`([A-Za-z.0-9]+)`")]
    private static partial Regex Names();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}|CRM")]
    private static partial Regex Han();
}
