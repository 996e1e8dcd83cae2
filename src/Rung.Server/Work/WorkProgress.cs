using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Rung.Server.Work;

/// <summary>
/// How far a piece of work has come, and which node does it. Beside the record and outside the journal: it changes every
/// second and nobody will ever ask what it was.
/// </summary>
[Table("work_progress"), PrimaryKey(nameof(WorkId))]
sealed class WorkProgress
{
    public Guid WorkId { get; init; }

    /// <summary>The process that has the work, until <see cref="HeldUntil"/>.</summary>
    public string? Holder { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }
    public long Done { get; init; }

    /// <summary>0 while nobody knows.</summary>
    public long Total { get; init; }

    /// <summary>Of what <see cref="Done"/> counts, a second.</summary>
    public double Rate { get; init; }

    /// <summary>Where to go on, as JSON; written in one transaction with what has been done.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>How often it was taken up without getting further.</summary>
    public int Tries { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<WorkProgress>().Property(p => p.WorkId).ValueGeneratedNever();
}
