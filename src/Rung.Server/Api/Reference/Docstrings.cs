using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rung.Server.Api.Reference;

/// <summary>What the code says about its own types, fields and verbs: the docstrings, as the compiler writes them beside the program.</summary>
sealed partial class Docstrings
{
    readonly Dictionary<string, string> summaries = new(StringComparer.Ordinal);

    public Docstrings()
    {
        foreach (var assembly in (string[])["Rung", "Rung.Server"])
        {
            var file = Path.Combine(AppContext.BaseDirectory, assembly + ".xml");
            if (!File.Exists(file)) continue;
            foreach (var member in XDocument.Load(file).Descendants("member"))
                if (member.Element("summary") is { } summary && member.Attribute("name")?.Value is { } name)
                    summaries.TryAdd(name.Split('(')[0].Replace('+', '.'), Plain(summary));
        }
    }

    public string? Of(Type type) => summaries.GetValueOrDefault("T:" + Named(type));

    public string? Of(MemberInfo member) => summaries.GetValueOrDefault((member is MethodBase ? "M:" : "P:") + Named(member.DeclaringType!) + "." + member.Name);

    static string Named(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    static string Plain(XElement summary)
    {
        foreach (var see in summary.Descendants().Where(e => e.Name.LocalName is "see" or "paramref").ToList())
            see.ReplaceWith((see.Attribute("cref") ?? see.Attribute("name"))!.Value.Split('(')[0].Split('.', ':')[^1]);
        foreach (var code in summary.Descendants("c").ToList()) code.ReplaceWith("`" + code.Value + "`");
        return Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
