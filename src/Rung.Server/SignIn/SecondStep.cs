using Microsoft.EntityFrameworkCore;
using Rung.People;

namespace Rung.Server.SignIn;

/// <summary>A code of an authenticator that is asked for after the password.</summary>
sealed class SecondStep
{
    public Id<Person> PersonId { get; init; }

    /// <summary>What the authenticator and we share, in the <see cref="Vault"/>.</summary>
    public byte[] Secret { get; init; } = [];

    /// <summary>From then on it is asked for; null until the person has shown a first code.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The step of time whose code was taken last: neither that one nor an earlier one is taken again.</summary>
    public long LastStep { get; init; }

    public static void Map(ModelBuilder model)
    {
        model.Entity<SecondStep>(step =>
        {
            step.ToTable("second_steps");
            step.HasKey(s => s.PersonId);
            step.Property(s => s.PersonId).ValueGeneratedNever();
            step.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("recovery_codes");
            code.HasKey(c => c.Hash);
            code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>Good once in place of a code, for the day on which the phone is lost. Only its hash is kept: it is 80 bits of chance.</summary>
sealed class RecoveryCode
{
    public byte[] Hash { get; init; } = [];
    public Id<Person> PersonId { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}
