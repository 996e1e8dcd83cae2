using PhoneNumbers;

namespace Rung.Server.Import.Reading;

/// <summary>Telephone numbers in one form. The numbering plans of the world are libphonenumber's.</summary>
public static class Phones
{
    static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>
    /// The number in E.164 (+4930123456), or null if it is none that could be dialled. <paramref name="region"/> is the
    /// country (ISO 3166) of a number written without one.
    /// </summary>
    public static string? E164(string? text, string? region)
    {
        if (text?.Trim() is not { Length: >= 3 and <= 60 } written) return null;
        // Without a country to read it by, the library would throw: as slow as reading ten.
        if (region is null && !written.AsSpan().ContainsAny('+', '\uFF0B')) return null;
        try
        {
            var number = Plans.Parse(written, region);
            return Plans.IsPossibleNumber(number) ? Plans.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null; // how the library says that there is no number in the text
        }
    }
}
