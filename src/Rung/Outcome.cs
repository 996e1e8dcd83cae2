using System.Diagnostics.CodeAnalysis;

namespace Rung;

/// <summary>What a rule answers: a yes with its value, or a <see cref="Refusal"/>. Never both, never neither.</summary>
/// <remarks>A class and not a struct: the default of a struct would count as accepted.</remarks>
public sealed class Outcome<T>
    where T : class
{
    readonly T? value;
    readonly Refusal? refusal;

    Outcome(T? value, Refusal? refusal) => (this.value, this.refusal) = (value, refusal);

    public bool Accepted([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (this.value, this.refusal);
        return value is not null;
    }

    /// <summary>The refusal, or null where the answer was yes.</summary>
    public Refusal? Refusal => refusal;

    /// <summary>The value; asking for it after a refusal is a mistake.</summary>
    public T Value => value ?? throw new InvalidOperationException($"Refused: {refusal}");

    public static implicit operator Outcome<T>(T value) => new(value ?? throw new ArgumentNullException(nameof(value)), null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal ?? throw new ArgumentNullException(nameof(refusal)));
}
