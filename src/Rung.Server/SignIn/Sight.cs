using System.Collections.Immutable;

namespace Rung.Server.SignIn;

/// <summary>
/// Whose records somebody sees who does not see all: their own, and those of people in reach. A record is seen by whoever
/// answers for it or ever did, and so is everything of its account: handing over takes nobody's sight away,
/// unless an administrator says so.
/// </summary>
/// <param name="People">The person themselves comes first.</param>
public sealed record Sight(ImmutableArray<Guid> People)
{
    /// <summary>What the person was given before, and sees no more by that.</summary>
    public ImmutableArray<SightEnded> Ends { get; init; } = [];

    static readonly AsyncLocal<Sight?> Looking = new();

    /// <summary>How far the request at hand sees; null sees all. Background work decides by its actor, at the desk.</summary>
    public static Sight? Now => Looking.Value;

    /// <summary>From here on everything that is read for this request is read with these eyes.</summary>
    public static void Look(Sight? sight) => Looking.Value = sight;

    /// <summary>The same for the same people in reach: what is remembered for one pair of eyes is not told to another.</summary>
    public string Key => string.Join(' ', [.. People, .. Ends.Select(e => e.Id)]);
}

/// <summary>An account or a lead of which somebody's sight ended.</summary>
/// <param name="At">What was written down of them before no longer counts.</param>
public readonly record struct SightEnded(Type Kind, Guid Id, DateTimeOffset At);

/// <summary>
/// What an endpoint shows to somebody who sees only part. One that says nothing shows figures or rows of the whole
/// company, and is closed to them.
/// </summary>
sealed record Shows(Shown What, Type? Kind = null)
{
    /// <summary>One record: that of the route's <c>id</c>, of the kind named here or, where none is, by the route's <c>kind</c>.</summary>
    public static Shows One(Type? kind = null) => new(Shown.One, kind);

    /// <summary>Rows, each of them only if it is seen.</summary>
    public static readonly Shows Rows = new(Shown.Rows);

    /// <summary>What the person has done themselves, by the route's <c>id</c>.</summary>
    public static readonly Shows OwnDecision = new(Shown.OwnDecision);

    /// <summary>Nothing of any customer or prospect.</summary>
    public static readonly Shows House = new(Shown.House);
}

enum Shown
{
    One,
    Rows,
    OwnDecision,
    House,
}

/// <summary>The page or figure is about the whole company, and this person sees only part of it.</summary>
public sealed record SeesOnlyPart : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}
