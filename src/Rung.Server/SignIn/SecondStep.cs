using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Rung.People;

namespace Rung.Server.SignIn;

/// <summary>A code of an authenticator that is asked for after the password.</summary>
[Table("second_steps"), PrimaryKey(nameof(PersonId))]
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
            step.Property(s => s.PersonId).ValueGeneratedNever();
            step.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RecoveryCode>().HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Good once in place of a code, for the day on which the phone is lost. Only its hash is kept: it is 80 bits of chance.</summary>
[Table("recovery_codes"), PrimaryKey(nameof(Hash))]
sealed class RecoveryCode
{
    public byte[] Hash { get; init; } = [];
    public Id<Person> PersonId { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}
