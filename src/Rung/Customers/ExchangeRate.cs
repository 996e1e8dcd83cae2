using System.Globalization;
using Rung.Records;

namespace Rung.Customers;

/// <summary>What one unit of a currency was worth in another on a day. Kept as the decimal that was published: exact.</summary>
public sealed class ExchangeRate : Record<ExchangeRate>
{
    /// <summary>ISO 4217 code of the currency that is given.</summary>
    [Entered(Max = 3, Once = true)] public string From { get; private set; } = "";

    /// <summary>ISO 4217 code of the currency that is received.</summary>
    [Entered(Max = 3, Once = true)] public string To { get; private set; } = "";

    [Entered(Once = true)] public DateOnly RatedOn { get; private set; }

    /// <summary>Units of <see cref="To"/> for one of <see cref="From"/>: <c>1.0842</c>.</summary>
    [Entered(Max = 30)] public string Rate { get; private set; } = "";

    /// <summary>The amount in the other currency, rounded half to even to its minor digits.</summary>
    public Money Convert(Money amount) => amount.Currency.Code == From
        ? Money.Of(amount.Major * decimal.Parse(Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), To)
        : throw new ArgumentException($"This rate turns {From} into {To}, not {amount.Currency}.", nameof(amount));

    public override Refusal? Check()
    {
        if (!Currency.IsCode(From)) return new Unreadable("from", "ISO 4217");
        if (!Currency.IsCode(To)) return new Unreadable("to", "ISO 4217");
        if (From == To) return new SameCurrency();
        return decimal.TryParse(Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < 1_000_000_000m
            ? null
            : new Unreadable("rate", "1.0842");
    }
}

/// <summary>A rate joins two currencies.</summary>
public sealed record SameCurrency : Refusal
{
    public override string At => "to";
}
