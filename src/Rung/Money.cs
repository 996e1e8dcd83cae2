using System.Globalization;

namespace Rung;

/// <summary>An amount in minor units (cents) of one currency. Adding two currencies is a mistake and throws.</summary>
public readonly record struct Money(long Minor, Currency Currency) : IComparable<Money>
{
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>From major units, rounded half to even to the currency's minor digits.</summary>
    public static Money Of(decimal major, string currency)
    {
        var unit = new Currency(currency);
        return new((long)decimal.Round(major * unit.MinorPerMajor, 0, MidpointRounding.ToEven), unit);
    }

    public decimal Major => (decimal)Minor / Currency.MinorPerMajor;

    /// <summary>The number of major units as programs and forms write it, with all minor digits: <c>1200.50</c>.</summary>
    public string Plain => Major.ToString("F" + Currency.MinorDigits, CultureInfo.InvariantCulture);

    public static Money operator +(Money a, Money b) => new(checked(a.Minor + b.Minor), Same(a, b));
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - b.Minor), Same(a, b));
    public static Money operator -(Money a) => new(checked(-a.Minor), a.Currency);

    /// <summary>A part of the amount, rounded half to even.</summary>
    public Money Times(decimal factor) => new((long)decimal.Round(Minor * factor, 0, MidpointRounding.ToEven), Currency);

    /// <summary>Splits into <paramref name="parts"/> that differ by at most one minor unit and sum to the whole.</summary>
    public IReadOnlyList<Money> Split(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        var (share, rest) = Math.DivRem(Minor, parts);
        var unit = Math.Sign(rest);
        var (currency, extra) = (Currency, Math.Abs(rest));
        return [.. Enumerable.Range(0, parts).Select(i => new Money(share + (i < extra ? unit : 0), currency))];
    }

    public int CompareTo(Money other)
    {
        Same(this, other);
        return Minor.CompareTo(other.Minor);
    }

    static Currency Same(Money a, Money b) => a.Currency == b.Currency
        ? a.Currency
        : throw new InvalidOperationException($"{a.Currency} and {b.Currency} need a dated rate before they meet.");

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    public override string ToString() => Plain + " " + Currency;
}
