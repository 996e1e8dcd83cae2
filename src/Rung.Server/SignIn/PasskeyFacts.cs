namespace Rung.Server.SignIn;

public sealed record PasskeyAdded(Guid PasskeyId) : Fact;

public sealed record PasskeyRenamed(Guid PasskeyId) : Fact;

public sealed record PasskeyRemoved(Guid PasskeyId) : Fact;

/// <summary>The passkey is not one of ours, was answered for another page, or is a copy of one.</summary>
public sealed record PasskeyRefused : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The question that the passkey answers was answered before, or too long ago, or in another browser.</summary>
public sealed record PasskeyTooLate : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Passkeys hold for one address over a secure line, and this server has none or is asked under another.</summary>
public sealed record NoAddressForPasskeys : Refusal;

/// <summary>One person has this many passkeys; remove those of devices that are gone.</summary>
public sealed record TooManyPasskeys(int Most) : Refusal;
