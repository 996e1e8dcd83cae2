namespace Rung.Company;

/// <summary>Everything was written out into an archive, which the digest names.</summary>
public sealed record ArchiveWritten(string Sha256, long Rows) : Fact;

/// <summary>The company came in from an archive.</summary>
public sealed record ArchiveTakenIn(string Sha256, long Rows) : Fact;

/// <summary>All rows of a list were written out.</summary>
public sealed record ListExported(string Record, string Query, long Rows) : Fact;

/// <summary>A backup was taken, which the digest names.</summary>
/// <param name="Facts">How many lines the journal had.</param>
public sealed record BackupTaken(string Sha256, long Facts) : Fact;

/// <summary>Secrets that lay under a key of before lie under a new one.</summary>
/// <param name="Secrets">How many.</param>
public sealed record SecretsResealed(int Secrets) : Fact;

/// <summary>The company came back from a backup.</summary>
public sealed record BackupBroughtBack(DateTimeOffset TakenAt, long Facts) : Fact;
