using Rung.Search;

namespace Rung.Accounts;

/// <summary>
/// A party made ready for comparing: everything in normal form, and the keys under which its likes are found. Two parties
/// without a key in common are never compared, so finding duplicates among n takes about n steps, not n².
/// </summary>
public sealed class Fingerprint
{
    Fingerprint(Party party)
    {
        IsPerson = party.IsPerson;
        Email = ContactPoints.Email(party.Email);
        Phones = [.. party.Phones.Where(p => p.Length > 5).Distinct(StringComparer.Ordinal)];
        Domain = ContactPoints.CompanyDomain(party.Domain) ?? ContactPoints.CompanyDomain(Email);
        Person = IsPerson ? PersonName.Of(party.Name) : null;
        var company = IsPerson ? party.Company : party.Name;
        Company = string.IsNullOrWhiteSpace(company) ? null : CompanyName.Of(company);
        City = Simple(party.City);
        Street = string.IsNullOrWhiteSpace(party.Address) ? null : Street.Of(party.Address);
        OfficialNumber = Simple(party.OfficialNumber);
        Strong = [.. StrongKeys().Distinct(StringComparer.Ordinal)];
    }

    public bool IsPerson { get; }
    public string? Email { get; }
    public IReadOnlyList<string> Phones { get; }

    /// <summary>Null for public mail hosts.</summary>
    public string? Domain { get; }

    public PersonName? Person { get; }
    public CompanyName? Company { get; }
    public string? City { get; }
    public Street? Street { get; }
    public string? OfficialNumber { get; }

    /// <summary>Keys that hardly two different parties share; also fit to be stored and looked up when a record is saved.</summary>
    public IReadOnlyList<string> Strong { get; }

    /// <summary>Keys that many may share, for names with slips of the pen.</summary>
    public IReadOnlyList<string> Weak => field ??= [.. WeakKeys().Distinct(StringComparer.Ordinal)];

    public static Fingerprint Of(Party party) => new(party);

    IEnumerable<string> StrongKeys()
    {
        if (Email is not null) yield return "e:" + Email;
        foreach (var phone in Phones) yield return "p:" + phone;
        if (OfficialNumber is not null) yield return "o:" + OfficialNumber;
        if (!IsPerson && Domain is not null) yield return "d:" + Domain;
        if (Person is { Words.Count: > 0 }) yield return "n:" + Person.Key;
        if (!IsPerson && Company is { Core.Length: > 0 }) yield return "n:" + Company.Core;
    }

    IEnumerable<string> WeakKeys()
    {
        if (Street is { Number: { } number, Words: [var first, ..] }) yield return "a:" + number + "|" + Sound.Of(first);
        foreach (var key in IsPerson ? PersonKeys() : CompanyKeys()) yield return key;
    }

    IEnumerable<string> PersonKeys()
    {
        foreach (var word in Person!.Words)
        {
            var sound = Sound.Of(word);
            if (City is not null) yield return "c:" + sound + "|" + Start(City, 5);
            if (Domain is not null) yield return "m:" + sound + "|" + Domain;
            if (Company is not null) yield return "k:" + sound + "|" + Start(Company.Core, 5);
            foreach (var other in Person.Words)
                if (!ReferenceEquals(other, word)) yield return "s:" + sound + "|" + other[0];
        }
    }

    IEnumerable<string> CompanyKeys()
    {
        if (Company is null) yield break;
        yield return "b:" + Start(Company.Core, 6);
        if (Company.Words is [{ Length: >= 3 } core] && Scripts.IsUnspaced(core.EnumerateRunes().First()))
        {
            yield return "h:" + core[..2];
            yield return "t:" + core[^2..];
            yield break;
        }

        foreach (var word in Company.Words)
            if (word.Length >= 3) yield return "w:" + Sound.Of(word);
    }

    static string Start(string text, int length) => text.Length <= length ? text : text[..length];

    static string? Simple(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : string.Concat(Folding.Fold(text).Where(char.IsLetterOrDigit)) is { Length: > 0 } letters ? letters : null;
}
