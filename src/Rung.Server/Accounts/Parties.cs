using System.Collections.Frozen;
using System.Globalization;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Import.Reading;

namespace Rung.Server.Accounts;

/// <summary>Accounts and contacts as parties that can be compared.</summary>
static class Parties
{
    /// <summary>Countries by their names in English and Chinese and by their codes: which numbering plan a number follows.</summary>
    static readonly FrozenDictionary<string, string> Regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name)).Where(r => r.TwoLetterISORegionName.Length == 2 && char.IsAsciiLetter(r.TwoLetterISORegionName[0]))
        .SelectMany(r => new[] { r.EnglishName, r.NativeName, r.TwoLetterISORegionName, r.ThreeLetterISORegionName }.Select(n => (n, r.TwoLetterISORegionName)))
        .Concat([("USA", "US"), ("United Kingdom", "GB"), ("UK", "GB"), ("中国大陆", "CN")])
        .GroupBy(n => n.Item1, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(g => g.Key, g => g.Last().Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>A party of the fields of a form, entered or about to be; <paramref name="account"/> is a contact's own.</summary>
    public static Party? Of(Type kind, Func<string, string?> field, Account? account)
    {
        if (field("name") is not { Length: > 0 } name || name == "·") return null;

        var country = kind == typeof(Account) ? field("country") : account?.Country;
        return new(kind == typeof(Contact), name)
        {
            Email = field("email"),
            Phones = [.. new[] { field("phone"), field("mobile") }.Select(p => Phone(p, country)).OfType<string>()],
            Domain = field("domain") ?? field("website") ?? account?.Domain,
            Company = account?.Name,
            City = field("city") ?? account?.City,
        };
    }

    public static Party? Of(Record record, Account? account)
    {
        var form = Form.Of(record.GetType());
        return Of(record.GetType(), name => form.Field(name)?.Read(record) as string, account);
    }

    /// <summary>The number in E.164; without a plan to read it by, its digits alone.</summary>
    static string? Phone(string? text, string? country)
    {
        if (text is null) return null;
        if (Phones.E164(text, country is not null && Regions.TryGetValue(country.Trim(), out var region) ? region : null) is { } number) return number;
        return new string([.. text.Where(char.IsAsciiDigit)]).TrimStart('0') is { Length: >= 7 } digits ? digits : null;
    }
}
