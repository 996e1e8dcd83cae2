using System.Globalization;
using Rung.Search;

namespace Rung.Accounts;

/// <summary>A street address as far as comparing needs it: the house number and the words, abbreviations written out.</summary>
public sealed record Street(string? Number, IReadOnlyList<string> Words)
{
    public static Street Of(string address)
    {
        var words = Folding.Fold(address).Split([.. " \t\r\n,.;:/()#-"], StringSplitOptions.RemoveEmptyEntries).Select(Whole).ToList();
        var number = words.Find(w => char.IsAsciiDigit(w[0]) && int.TryParse(w.TrimEnd("abcdefgh".ToCharArray()), NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return new(number, [.. words.Where(w => w != number)]);
    }

    static string Whole(string word) => word switch
    {
        "st" or "str" or "strasse" => "street",
        "ave" or "av" => "avenue",
        "blvd" or "blv" or "bld" => "boulevard",
        "rd" => "road",
        "dr" => "drive",
        "ln" => "lane",
        "pl" => "place",
        "sq" => "square",
        "hwy" => "highway",
        "pkwy" => "parkway",
        "ct" => "court",
        "cct" or "crct" => "circuit",
        "cres" => "crescent",
        "n" => "north",
        "s" => "south",
        "e" => "east",
        "w" => "west",
        _ => word,
    };
}
