using Rung.Server.SignIn;

namespace Rung.Server.Audit;

/// <summary>What a fact is about, to somebody who audits.</summary>
public enum AuditKind
{
    /// <summary>Signing in, failing to, and whatever changes how somebody does.</summary>
    SignIn,

    /// <summary>Data that left: exports, backups, and reading in bulk.</summary>
    TakenOut,

    /// <summary>Who may do and see what.</summary>
    Rights,

    /// <summary>Everything else: what was entered, changed, decided.</summary>
    Changed,
}

/// <summary>Which facts and records are of a kind, in one table.</summary>
static class AuditKinds
{
    static readonly string[] SignIns = [.. new[]
    {
        typeof(SignedIn), typeof(SignedOut), typeof(SignInFailed), typeof(SessionEnded), typeof(SessionsEnded), typeof(PasswordChanged), typeof(PersonInvited), typeof(AccessRecovered), typeof(SecondStepBegun),
        typeof(SecondStepTurnedOn), typeof(SecondStepTurnedOff), typeof(RecoveryCodesMade), typeof(RecoveryCodeUsed), typeof(PasskeyAdded), typeof(PasskeyRenamed), typeof(PasskeyRemoved), typeof(TokenCreated), typeof(TokenRevoked),
    }.Select(t => Words.Kebab(t.Name))];

    static readonly string[] TakenOut = [.. new[]
    {
        typeof(Rung.Company.ArchiveWritten), typeof(Rung.Company.ArchiveTakenIn), typeof(Rung.Company.ListExported), typeof(Rung.Company.BackupTaken), typeof(Rung.Company.BackupBroughtBack), typeof(Rung.Accounts.SubjectExported), typeof(ReadInBulk), typeof(AuditExported),
    }.Select(t => Words.Kebab(t.Name))];

    /// <summary>Kinds of records that give rights.</summary>
    static readonly string[] Rights = ["role-assignment", "sight-rule", "sight-end"];

    /// <summary>What narrows the journal to a kind.</summary>
    public static string Sql(AuditKind kind) => kind switch
    {
        AuditKind.SignIn => $" AND name IN ({Listed(SignIns)})",
        AuditKind.TakenOut => $" AND name IN ({Listed(TakenOut)})",
        AuditKind.Rights => $" AND record_kind IN ({Listed(Rights)})",
        _ => $" AND name NOT IN ({Listed([.. SignIns, .. TakenOut])}) AND record_kind NOT IN ({Listed(Rights)})",
    };

    static string Listed(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));
}

/// <summary>Somebody read so many rows of a kind within an hour, by program or by page.</summary>
/// <param name="Rows">At least so many: noted at a thousand, ten thousand and so on.</param>
public sealed record ReadInBulk(string Record, long Rows, bool ByProgram) : Fact;

/// <summary>The audit itself was taken out.</summary>
public sealed record AuditExported(string Query, long Rows) : Fact;
