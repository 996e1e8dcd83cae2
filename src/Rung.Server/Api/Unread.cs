namespace Rung.Server.Api;

/// <summary>A change says which version it was made on.</summary>
public sealed record IfMatchRequired : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The body is larger than the API takes at once.</summary>
public sealed record BodyTooLarge(int Limit) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The body is said to be something else than JSON.</summary>
public sealed record NotJson : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The body cannot be read as JSON.</summary>
public sealed record UnreadableJson(long Line, long Column) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}
