using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Rung.People;

namespace Rung.Server.SignIn;

/// <summary>One browser in which somebody is signed in. The cookie names it; without this row the cookie opens nothing.</summary>
[Table("sessions"), PrimaryKey(nameof(Id))]
public sealed class Session
{
    /// <summary>How long a browser stays signed in after it was last used.</summary>
    public static readonly TimeSpan IdleFor = TimeSpan.FromDays(14);

    /// <summary>How exactly <see cref="SeenAt"/> is kept: a write for every request would be one too many.</summary>
    public static readonly TimeSpan SeenTo = TimeSpan.FromMinutes(1);

    public Guid Id { get; init; }
    public Id<Person> PersonId { get; init; }
    public DateTimeOffset BeganAt { get; init; }

    /// <summary>The last request, to the minute.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Browser and system as <see cref="Devices"/> names them; empty where it does not know.</summary>
    public string Device { get; init; } = "";

    /// <summary>Where the last request came from.</summary>
    public string Address { get; init; } = "";

    /// <summary>How it began: a <see cref="SignInWay"/> as texts name it.</summary>
    public string Way { get; init; } = "";

    public static void Map(ModelBuilder model) => model.Entity<Session>(session =>
    {
        session.Property(s => s.Id).ValueGeneratedNever();
        session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    });
}
