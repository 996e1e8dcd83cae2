using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Rung.People;

namespace Rung.Server.SignIn;

/// <summary>A passkey of somebody's: the public half of a pair whose other half never leaves their device or its maker's keychain.</summary>
[Table("passkeys"), PrimaryKey(nameof(Id))]
public sealed class Passkey
{
    public Guid Id { get; init; }
    public Id<Person> PersonId { get; init; }

    /// <summary>As the device calls it; unique.</summary>
    public byte[] CredentialId { get; init; } = [];

    /// <summary>COSE (RFC 9052) as the device sent it.</summary>
    public byte[] PublicKey { get; init; } = [];

    /// <summary>What the device counted to at the last use; stays 0 where it does not count.</summary>
    public long SignCount { get; init; }

    /// <summary>What the person calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether its maker may copy it to the person's other devices, and whether it has.</summary>
    public bool CanSync { get; init; }
    public bool IsSynced { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    public static void Map(ModelBuilder model)
    {
        model.Entity<Passkey>(passkey =>
        {
            passkey.Property(p => p.Id).ValueGeneratedNever();
            passkey.HasIndex(p => p.CredentialId).IsUnique();
            passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SpentChallenge>().HasIndex(s => s.Until);
    }
}

/// <summary>A challenge that was answered: it is not taken again, on any node, for as long as it would hold.</summary>
[Table("spent_challenges"), PrimaryKey(nameof(Hash))]
sealed class SpentChallenge
{
    public byte[] Hash { get; init; } = [];
    public DateTimeOffset Until { get; init; }
}
