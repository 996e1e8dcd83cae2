namespace Rung.Ladder;

/// <summary>
/// What was last worked out from a row, kept with it, so that a row that stays as it is need not be looked at again. It is no
/// part of what the row says: rows are equal whatever they remember. Whoever reads it asks whether it is of this very row, as a
/// copy with another value takes it along.
/// </summary>
struct Memo<T> : IEquatable<Memo<T>>
    where T : class
{
    public T? Last { get; set; }

    public readonly bool Equals(Memo<T> other) => true;

    public override readonly bool Equals(object? obj) => obj is Memo<T>;

    public override readonly int GetHashCode() => 0;
}
