using System.Globalization;
using System.Text;
using DiscreteEvents;

namespace Rung.Server.Demo;

/// <summary>A company that does not exist.</summary>
/// <param name="Domain">Under example.com, which nobody can own.</param>
sealed record InventedCompany(
    long Number, string Name, string Domain, string Industry, string Country, string Region, string City, string Language,
    string? Phone, int FoundedIn)
{
    /// <summary>What a reader calls it: the name without its legal form.</summary>
    public string Short { get; init; } = Name;
}

/// <summary>A person who does not exist, at a company that does not either.</summary>
sealed record InventedPerson(string Name, string Email, string JobTitle, Rung.Accounts.BuyingRole Part, string? Phone);

/// <summary>
/// Companies and people by number, the same for the same seed. No two companies share a name or a domain: each number is
/// sent to another place among all that the parts can be put together to.
/// </summary>
sealed class AddressBook(Chance chance)
{
    static readonly NameParts Parts = NameParts.All;
    static readonly string[] Families = Parts.Families.Split(' '), Given = Parts.Given.Split(' '), ChineseGiven = Parts.ChineseGiven.Split(' ');
    static readonly string[][] ChineseFamilies = Pairs(Parts.ChineseFamilies), Before = Pairs(Parts.MarksBefore), After = Pairs(Parts.MarksAfter);
    static readonly string[][][] Jobs = [.. new[] { "User Procurement", "Evaluator", "Champion", "EconomicBuyer Sponsor" }.Select(parts => Parts.Jobs.Where(j => parts.Split(' ').Contains(j[2])).ToArray())];
    static readonly string[] Coined = [.. Parts.Roots.Split(' ').SelectMany(r => Parts.Endings.Split(' ').Where(e => !r.Equals(e, StringComparison.OrdinalIgnoreCase)).Select(e => r + e))];
    static readonly Country China = Parts.Countries.Single(c => c.Language == "zh-CN");
    static readonly string[][] ChineseCities = Pairs(China.Cities);
    static readonly Country[] Western = [.. Parts.Countries.Where(c => c != China).SelectMany(c => Enumerable.Repeat(c, c.Weight))];

    /// <summary>What each of twenty numbers in a row is: coined, two families, Chinese.</summary>
    const string Pattern = "ACAFACFAAFCAAFAFAFAA";

    static readonly int[] RankInPattern = [.. Pattern.Select((kind, i) => Pattern.Take(i).Count(k => k == kind))];

    readonly Chance companies = chance.Split("companies"), people = chance.Split("people");
    readonly Scatter coined = new(chance.Split("coined"), (long)Coined.Length * Parts.Trades.Count);
    readonly Scatter pairs = new(chance.Split("pairs"), (long)Families.Length * Families.Length * Parts.Trades.Count);
    readonly Scatter chinese = new(chance.Split("chinese"), (long)ChineseCities.Length * Before.Length * After.Length * Parts.Trades.Count);

    public InventedCompany Company(long number)
    {
        var luck = companies.Split(number);
        var kind = Pattern[(int)(number % Pattern.Length)];
        var rank = number / Pattern.Length * Pattern.Count(k => k == kind) + RankInPattern[number % Pattern.Length];
        var founded = 1920 + (int)(101 * Math.Sqrt(luck.Uniform()));
        return kind == 'C' ? Chinese(number, chinese[rank], luck, founded) : Named(number, kind == 'A' ? rank : null, rank, luck, founded);
    }

    InventedCompany Named(long number, long? asCoined, long rank, Chance luck, int founded)
    {
        string words;
        string[] trade;
        if (asCoined is { } own && own < coined.Size)
        {
            var (root, of) = Math.DivRem(coined[own], Parts.Trades.Count);
            (words, trade) = (Coined[root], Parts.Trades[(int)of]);
        }
        else
        {
            // Own numbers are even; those of coined names that ran out are odd.
            var (both, of) = Math.DivRem(pairs[asCoined is { } over ? 2 * (over - coined.Size) + 1 : 2 * rank], Parts.Trades.Count);
            var (first, second) = Math.DivRem(both, Families.Length);
            (words, trade) = (first == second ? Families[first] : $"{Families[first]} & {Families[second]}", Parts.Trades[(int)of]);
        }

        var country = Western[luck.Below(Western.Length)];
        var (forms, cities) = (country.Forms.Split('|'), country.Cities.Split(' '));
        var name = $"{words} {trade[0]}";
        return new(number, $"{name} {forms[luck.Below(forms.Length)]}", Plain(name) + ".example.com", trade[1], country.Name, country.Region, cities[luck.Below(cities.Length)],
            country.Language, country.Phone is null ? null : Phone(country.Phone, luck), founded) { Short = name };
    }

    static InventedCompany Chinese(long number, long place, Chance luck, int founded)
    {
        var (rest, of) = Math.DivRem(place, Parts.Trades.Count);
        (rest, var after) = Math.DivRem(rest, After.Length);
        (rest, var before) = Math.DivRem(rest, Before.Length);
        var (city, trade, forms) = (ChineseCities[rest], Parts.Trades[(int)of], China.Forms.Split('|'));
        var name = Before[before][0] + After[after][0] + trade[2];
        return new(number, city[0] + name + forms[luck.Below(forms.Length)], $"{city[1]}-{Before[before][1]}{After[after][1]}-{trade[3]}.example.com", trade[1],
            China.Name, China.Region, city[0], China.Language, null, Math.Max(founded, 1985)) { Short = city[0] + name };
    }

    /// <summary>The person of a number at a company.</summary>
    /// <param name="seniority">0 user, 1 lead, 2 head, 3 executive.</param>
    public InventedPerson Person(InventedCompany at, long n, int seniority)
    {
        var luck = people.Split(at.Number).Split(n);
        var jobs = Jobs[Math.Clamp(seniority, 0, 3)];
        var job = jobs[luck.Below(jobs.Length)];
        var part = Enum.Parse<Rung.Accounts.BuyingRole>(job[2]);
        if (at.Language == China.Language)
        {
            var (family, given) = (ChineseFamilies[luck.Below(ChineseFamilies.Length)], ChineseGiven[luck.Below(ChineseGiven.Length)]);
            return new(family[0] + given, $"{family[1]}{n}@{at.Domain}", job[1], part, null);
        }

        var name = $"{Given[luck.Below(Given.Length)]} {Families[luck.Below(Families.Length)]}";
        var country = Parts.Countries.First(c => c.Name == at.Country);
        return new(name, $"{Plain(name, '.')}@{at.Domain}", job[0], part, country.Phone is null ? null : Phone(country.Phone, luck));
    }

    /// <summary>Somebody of our own whom nobody has met, with the local part of an address.</summary>
    public (string Name, string Mail) Colleague(long number)
    {
        var luck = people.Split("colleagues").Split(number);
        var name = $"{Given[luck.Below(Given.Length)]} {Families[luck.Below(Families.Length)]}";
        return (name, Plain(name, '.'));
    }

    /// <summary>A number out of the block; <c>{00-99}</c> stands for one of these.</summary>
    static string Phone(string block, Chance luck)
    {
        var number = new StringBuilder();
        for (var i = 0; i < block.Length; i++)
        {
            if (block[i] != '{')
            {
                number.Append(block[i]);
                continue;
            }

            var end = block.IndexOf('}', i);
            var ends = block[(i + 1)..end].Split('-');
            var (low, high) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture));
            number.Append((low + luck.Below(high - low + 1)).ToString(CultureInfo.InvariantCulture).PadLeft(ends[0].Length, '0'));
            i = end;
        }

        return number.ToString();
    }

    static string Plain(string name, char between = '-') => string.Join(between, name.ToLowerInvariant().Replace("&", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static string[][] Pairs(string of) => [.. of.Split(' ').Select(p => p.Split(':'))];
}

/// <summary>Sends the numbers below a size to each other, every one to another, far apart.</summary>
sealed class Scatter
{
    readonly long step, first;

    public Scatter(Chance chance, long size)
    {
        Size = size;
        first = (long)(chance.Uniform() * size);
        // Near the golden section neighbours land far apart; a step that shares no factor with the size visits every place.
        step = (long)(size * (0.6 + 0.036 * chance.Uniform()));
        while (Factor(step, size) != 1) step++;
    }

    public long Size { get; }

    public long this[long number] => (long)(((Int128)number * step + first) % Size);

    static long Factor(long a, long b) => b == 0 ? a : Factor(b, a % b);
}
