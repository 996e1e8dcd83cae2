namespace Rung;

/// <summary>An ISO 4217 currency by its three-letter code, with the number of minor digits that ISO gives it.</summary>
public readonly record struct Currency
{
    readonly string? code;

    public Currency(string code)
    {
        if (!IsCode(code)) throw new ArgumentException($"'{code}' is not a three-letter currency code.", nameof(code));
        this.code = code;
    }

    public string Code => code ?? "XXX";

    /// <summary>Digits after the point: 0 for JPY, 3 for KWD, 2 for most (ISO 4217, list one).</summary>
    public int MinorDigits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI"
            or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };

    /// <summary>How many minor units make one major unit.</summary>
    public long MinorPerMajor => MinorDigits switch { 0 => 1, 3 => 1_000, 4 => 10_000, _ => 100 };

    public static bool IsCode(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    public override string ToString() => Code;
}
