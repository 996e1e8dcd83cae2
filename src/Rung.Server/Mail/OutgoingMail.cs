using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Desk;

namespace Rung.Server.Mail;

/// <summary>
/// One letter to be sent: a row of the outbox, written in the transaction of the decision that wants it sent. It names
/// the record it is about and holds nothing of the person.
/// </summary>
[Table("outgoing_mails"), PrimaryKey(nameof(Id))]
sealed class OutgoingMail
{
    public Guid Id { get; init; }

    /// <summary>The kind of letter, as its writer calls it.</summary>
    public string Kind { get; init; } = "";

    public Guid AboutId { get; init; }

    /// <summary>The same at every try, so that a letter sent twice is known as one.</summary>
    public string MessageId { get; init; } = "";

    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it is tried next.</summary>
    public DateTimeOffset DueAt { get; init; }

    public int Tries { get; init; }
    public string? Holder { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was given up, or was not to be sent any more.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the last try met, in one word; never what the other side said.</summary>
    public string? Problem { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<OutgoingMail>(mail =>
    {
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.HasIndex(m => m.AboutId);
        mail.HasIndex(m => new { m.SentAt, m.EndedAt, m.DueAt });
    });

    /// <summary>Puts a letter into the outbox with what is being decided.</summary>
    public static void Queue(Docket docket, string kind, Guid about, string domain)
    {
        var id = docket.Act.NewId<OutgoingMail>().Value;
        docket.Statements.Add(("INSERT INTO outgoing_mails (id, kind, about_id, message_id, queued_at, due_at, tries) VALUES (@0, @1, @2, @3, @4, @4, 0)",
            [id, kind, about, $"{id:N}@{domain}", docket.Act.Now]));
    }
}
