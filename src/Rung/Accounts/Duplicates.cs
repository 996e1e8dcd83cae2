using System.Buffers;
using System.Text;
using Rung.Search;

namespace Rung.Accounts;

/// <summary>Two of the parties given, by their places, and how alike they are.</summary>
public sealed record DuplicatePair(int First, int Second, Likeness Likeness);

/// <summary>
/// Finds records of the same party. Every field compared adds its weight of evidence, for or against (I. P. Fellegi and A. B.
/// Sunter, A Theory for Record Linkage, 1969); the weights are set by judgement, in bits, and not learnt from any data set.
/// </summary>
public static class Duplicates
{
    public const double CertainBits = 14;
    public const double LikelyBits = 9;
    public const double PossibleBits = 5;

    /// <summary>How many parties with one key are compared; more of them than this say that the key tells nothing.</summary>
    const int Crowd = 60;

    public static Likeness Compare(Fingerprint a, Fingerprint b)
    {
        if (a.IsPerson != b.IsPerson) throw new ArgumentException("A person is never the duplicate of a company.", nameof(b));

        var seen = new List<Observation>(6);
        if (a.OfficialNumber is { } number && b.OfficialNumber is { } other) seen.Add(number == other ? new(DuplicateReason.SameOfficialNumber, 14) : new(DuplicateReason.OtherOfficialNumber, -4));
        Reach(seen, a, b);
        if (a.IsPerson) Persons(seen, a, b);
        else Companies(seen, a, b);
        Place(seen, a, b);
        return new(seen);
    }

    /// <summary>
    /// All pairs that are at least <paramref name="least"/>, each once, in order of the second party. Linear in the number of
    /// parties: each is compared with at most 60 others per key.
    /// </summary>
    public static IEnumerable<DuplicatePair> Among(IReadOnlyList<Fingerprint> parties, Likelihood least = Likelihood.Possible)
    {
        var (strong, weak) = (new Dictionary<string, List<int>>(StringComparer.Ordinal), new Dictionary<string, List<int>>(StringComparer.Ordinal));
        var met = new HashSet<int>();
        for (var i = 0; i < parties.Count; i++)
        {
            met.Clear();
            foreach (var key in parties[i].Strong) Meet(strong, key, i);
            foreach (var key in parties[i].Weak) Meet(weak, key, i);
            foreach (var j in met)
            {
                if (parties[j].IsPerson != parties[i].IsPerson) continue;
                var likeness = Compare(parties[j], parties[i]);
                if (likeness.Level >= least) yield return new(j, i, likeness);
            }
        }

        void Meet(Dictionary<string, List<int>> index, string key, int i)
        {
            if (!index.TryGetValue(key, out var others)) index.Add(key, others = []);
            if (others.Count < Crowd || index == strong) met.UnionWith(others.Count <= Crowd ? others : others.TakeLast(Crowd));
            if (others.Count < Crowd || index == strong) others.Add(i);
        }
    }

    static void Reach(List<Observation> seen, Fingerprint a, Fingerprint b)
    {
        if (a.Email is not null && b.Email is not null)
        {
            if (a.Email == b.Email) seen.Add(new(DuplicateReason.SameEmail, a.IsPerson ? 13 : 8));
            else if (a.IsPerson) seen.Add(new(DuplicateReason.OtherEmail, -2));
        }

        if (a.Phones.Count > 0 && b.Phones.Count > 0)
            seen.Add(a.Phones.Any(b.Phones.Contains) ? new(DuplicateReason.SamePhone, a.IsPerson ? 8 : 9) : new(DuplicateReason.OtherPhone, -1.5));

        // Colleagues share a domain; of companies it is nearly the name.
        if (a.Domain is not null && a.Domain == b.Domain) seen.Add(new(DuplicateReason.SameDomain, a.IsPerson ? 2 : 11));
    }

    static void Persons(List<Observation> seen, Fingerprint a, Fingerprint b)
    {
        var (one, two) = (a.Person!, b.Person!);
        if (one.Words.Count > 0 && two.Words.Count > 0)
        {
            if (one.Key == two.Key) seen.Add(new(DuplicateReason.SameName, Telling(one.Key)));
            else
            {
                var alike = Similarity.Words(one.Words, two.Words);
                if (alike >= 0.93) seen.Add(new(DuplicateReason.SimilarName, 5));
                else if (alike >= 0.85) seen.Add(new(DuplicateReason.SimilarName, 3.5));
                else if (alike >= 0.75) seen.Add(new(DuplicateReason.SimilarName, 1));
                else seen.Add(new(DuplicateReason.OtherName, alike >= 0.6 ? -2 : -6));
            }
        }

        if (a.Company is { Core.Length: > 0 } here && b.Company is { Core.Length: > 0 } there)
        {
            var alike = Alike(here, there);
            seen.Add(alike switch
            {
                >= 0.999 => new(DuplicateReason.SameCompany, 4),
                >= 0.85 => new(DuplicateReason.SimilarCompany, 2.5),
                _ => new(DuplicateReason.OtherCompany, -2),
            });
        }
    }

    static void Companies(List<Observation> seen, Fingerprint a, Fingerprint b)
    {
        if (a.Company is not { Core.Length: > 0 } one || b.Company is not { Core.Length: > 0 } two) return;
        var alike = Alike(one, two);
        seen.Add(alike switch
        {
            >= 0.999 => new(DuplicateReason.SameName, 2 + Telling(one.Core)),
            >= 0.92 => new(DuplicateReason.SimilarName, 6),
            >= 0.82 => new(DuplicateReason.SimilarName, 4),
            >= 0.7 => new(DuplicateReason.SimilarName, 1.5),
            _ => new(DuplicateReason.OtherName, -3),
        });

        // 北京华夏 and 上海华夏 are two companies, or two that must be told apart.
        if (one.Place is not null && two.Place is not null && one.Place != two.Place) seen.Add(new(DuplicateReason.OtherPlace, -5));
    }

    static void Place(List<Observation> seen, Fingerprint a, Fingerprint b)
    {
        if (a.City is { } city && b.City is { } other)
        {
            if (city == other || Similarity.JaroWinkler(city, other) >= 0.9) seen.Add(new(DuplicateReason.SameCity, 2));
            else seen.Add(new(DuplicateReason.OtherPlace, -1));
        }

        if (a.Street is { Words.Count: > 0 } here && b.Street is { Words.Count: > 0 } there)
        {
            var alike = Similarity.Words(here.Words, there.Words);
            var isSameNumber = here.Number is not null && here.Number == there.Number;
            if (isSameNumber && alike >= 0.88) seen.Add(new(DuplicateReason.SameAddress, 7));
            else if (alike >= 0.88 || (isSameNumber && alike >= 0.75)) seen.Add(new(DuplicateReason.SimilarAddress, 4));
            else if (alike < 0.65) seen.Add(new(DuplicateReason.OtherAddress, -2));
        }
    }

    static double Alike(CompanyName a, CompanyName b)
    {
        if (a.Core == b.Core) return 1;
        return IsUnspaced(a.Core) || IsUnspaced(b.Core) ? Similarity.Dice(a.Core, b.Core) : Math.Min(0.99, Similarity.Words(a.Words, b.Words));
    }

    /// <summary>A longer name tells more: 王伟 is the name of hundreds of thousands, 5 bits; eight characters and up, 8.</summary>
    static double Telling(string name) => IsUnspaced(name)
        ? Math.Clamp(name.Length + 3, 5, 8)
        : Math.Clamp(name.Length * 0.6, 3, 7);

    static bool IsUnspaced(string text) => Rune.DecodeFromUtf16(text, out var first, out _) == OperationStatus.Done && Scripts.IsUnspaced(first);
}
