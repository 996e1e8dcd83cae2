namespace Rung.Server.SignIn;

/// <summary>How somebody showed who they are when a session began.</summary>
public enum SignInWay
{
    Password,

    /// <summary>And a code of the authenticator.</summary>
    PasswordAndCode,

    /// <summary>And a recovery code.</summary>
    RecoveryCode,
    Passkey,

    /// <summary>An invitation, or a link after a lost password.</summary>
    Link,

    /// <summary>In the demo nobody has a password.</summary>
    Demo,
}
