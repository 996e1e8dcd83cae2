namespace Rung.Server.SignIn;

public sealed record SecondStepBegun : Fact;

public sealed record SecondStepTurnedOn : Fact;

public sealed record SecondStepTurnedOff : Fact;

public sealed record RecoveryCodesMade : Fact;

/// <summary>Somebody came in with a recovery code in place of one of the authenticator.</summary>
public sealed record RecoveryCodeUsed : Fact;

/// <summary>The password is right; the code of the authenticator is asked for next.</summary>
public sealed record CodeNeeded : Refusal
{
    public override string At => "code";
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The code is neither the present one nor a recovery code that was not used.</summary>
public sealed record WrongCode : Refusal
{
    public override string At => "code";
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The code was right and was taken before; the next one comes within half a minute.</summary>
public sealed record CodeUsed : Refusal
{
    public override string At => "code";
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

public sealed record SecondStepIsOn : Refusal;

public sealed record SecondStepIsOff : Refusal;

/// <summary>No place is named for the key under which secrets lie.</summary>
public sealed record NoKeyForSecrets : Refusal;

/// <summary>The key that opens what was sealed is not in the key file.</summary>
public sealed record SecretsLocked : Refusal;
