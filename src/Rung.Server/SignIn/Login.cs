using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Rung.People;

namespace Rung.Server.SignIn;

/// <summary>How a person signs in. Written with the facts about it, through the desk.</summary>
[Table("logins"), PrimaryKey(nameof(PersonId))]
sealed class Login
{
    public Id<Person> PersonId { get; init; }

    /// <summary>As <see cref="Plain"/> writes it; unique.</summary>
    public string Email { get; init; } = "";

    /// <summary>Null until the person has chosen a password.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>E-mail addresses that reach the same mailbox are one login.</summary>
    public static string Plain(string email) => email.Trim().Normalize().ToLowerInvariant();
}

/// <summary>A link, good once and for a while, by which a person sets a password: an invitation, or after a lost one.</summary>
[Table("ways_in"), PrimaryKey(nameof(Hash))]
sealed class WayIn
{
    public byte[] Hash { get; init; } = [];
    public Id<Person> PersonId { get; init; }
    public DateTimeOffset Until { get; init; }
}

/// <summary>A personal access token for programs. Only its hash is kept.</summary>
[Table("access_tokens"), PrimaryKey(nameof(Id))]
sealed class AccessToken
{
    public Guid Id { get; init; }
    public Id<Person> PersonId { get; init; }
    public byte[] Hash { get; init; } = [];
    public string Name { get; init; } = "";

    /// <summary>Of <see cref="Scopes"/>, parted by spaces.</summary>
    public string Scope { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>To the hour; enough to see which are not used any more.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}

static class SignInMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<Login>(login =>
        {
            login.Property(l => l.PersonId).ValueGeneratedNever();
            login.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
            login.HasIndex(l => l.Email).IsUnique();
        });
        model.Entity<WayIn>().HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<AccessToken>(token =>
        {
            token.Property(t => t.Id).ValueGeneratedNever();
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        Session.Map(model);
        SecondStep.Map(model);
        Passkey.Map(model);
        model.Entity<FailedTry>().HasIndex(f => f.LastAt);
    }
}
