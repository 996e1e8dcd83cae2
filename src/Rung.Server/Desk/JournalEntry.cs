using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Rung.Records;

namespace Rung.Server.Desk;

/// <summary>
/// One line of the journal: a fact, about one record, with before and after of every field it changed. Append-only;
/// the database itself refuses update and delete.
/// </summary>
[Table("journal"), PrimaryKey(nameof(Seq))]
sealed class JournalEntry
{
    /// <summary>Grows with every line. Readers of PostgreSQL follow (<see cref="Tx"/>, <see cref="Seq"/>), because numbers there may become visible out of order.</summary>
    [DatabaseGenerated(DatabaseGeneratedOption.Identity)]
    public long Seq { get; init; }

    /// <summary>The writing transaction on PostgreSQL; 0 on SQLite, where one writer keeps order.</summary>
    [DatabaseGenerated(DatabaseGeneratedOption.Identity)]
    public long Tx { get; init; }

    /// <summary>Everything one person did in one stroke; what undo takes back.</summary>
    public Guid DecisionId { get; init; }

    /// <summary>The import or bulk change that the decision was part of.</summary>
    public Guid? BatchId { get; init; }

    public string RecordKind { get; init; } = "";
    public Guid RecordId { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset HappenedAt { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who wrote it down, and answers for that.</summary>
    public Guid ActorId { get; init; }

    /// <summary>Who did it, where a source or a story names somebody else than who wrote it down.</summary>
    public Guid? DoneById { get; init; }

    public Origin Origin { get; init; }

    /// <summary>What the fact says beyond the fields, as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary><c>{"field":[before,after]}</c>; private values as <c>{"sealed":"…","of":person}</c> under that person's key.</summary>
    public string? Changes { get; init; }

    /// <summary>The same line with before and after written anew.</summary>
    public JournalEntry With(string? changes) => new()
    {
        DecisionId = DecisionId, BatchId = BatchId, RecordKind = RecordKind, RecordId = RecordId, Name = Name, HappenedAt = HappenedAt,
        RecordedAt = RecordedAt, ActorId = ActorId, DoneById = DoneById, Origin = Origin, Payload = Payload, Changes = changes,
    };
}

/// <summary>The key under which the journal keeps one person's private values. Destroying it is what erasing means.</summary>
[Table("person_keys"), PrimaryKey(nameof(PersonId))]
sealed class PersonKey
{
    public Guid PersonId { get; init; }
    public byte[] Key { get; init; } = [];
}

/// <summary>An answered request, so that a repeated one does nothing twice.</summary>
[Table("answered_requests"), PrimaryKey(nameof(ActorId), nameof(Key))]
sealed class AnsweredRequest
{
    public Guid ActorId { get; init; }
    public string Key { get; init; } = "";
    public string Fingerprint { get; init; } = "";
    public Guid DecisionId { get; init; }
    public string RecordKind { get; init; } = "";
    public Guid RecordId { get; init; }

    /// <summary>What was answered, as JSON, where that is no record; of a change in several transactions, how far it has come.</summary>
    public string? Answer { get; init; }

    public DateTimeOffset AnsweredAt { get; init; }
}

static class JournalMapping
{
    /// <summary>Facts that are read of all records at once, among the many others that these have.</summary>
    public const string Said = "name IN ('subscription-renewed', 'outcome-confirmed')";

    public static void Apply(ModelBuilder model, bool sqlite)
    {
        model.Entity<JournalEntry>(journal =>
        {
            journal.Property(j => j.Tx).HasDefaultValue(0L);
            journal.HasIndex(j => new { j.RecordId, j.Seq });
            journal.HasIndex(j => j.DecisionId);
            journal.HasIndex(j => new { j.BatchId, j.RecordId }).HasFilter("\"batch_id\" IS NOT NULL");
            journal.HasIndex(j => new { j.Name, j.RecordId }).HasFilter(Said);
            if (!sqlite) journal.HasIndex(j => new { j.Tx, j.Seq });
        });
        model.Entity<PersonKey>().Property(k => k.PersonId).ValueGeneratedNever();
        model.Entity<AnsweredRequest>().HasIndex(a => a.AnsweredAt);
    }
}
