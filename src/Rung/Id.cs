using System.Diagnostics.CodeAnalysis;

namespace Rung;

/// <summary>
/// The identity of one <typeparamref name="T"/>: a version 7 GUID, so that ordering by identity is ordering by age.
/// Made at the edge, with the time given; rules receive identities and never invent them.
/// </summary>
public readonly record struct Id<T>(Guid Value) : IComparable<Id<T>>, IParsable<Id<T>>
{
    /// <summary>A new identity born at <paramref name="at"/>.</summary>
    public static Id<T> New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public int CompareTo(Id<T> other) => Value.CompareTo(other.Value);

    public static Id<T> Parse(string s, IFormatProvider? provider = null) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var ok = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return ok;
    }

    public override string ToString() => Value.ToString();

    public static bool operator <(Id<T> a, Id<T> b) => a.CompareTo(b) < 0;
    public static bool operator <=(Id<T> a, Id<T> b) => a.CompareTo(b) <= 0;
    public static bool operator >(Id<T> a, Id<T> b) => a.CompareTo(b) > 0;
    public static bool operator >=(Id<T> a, Id<T> b) => a.CompareTo(b) >= 0;
}
