using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Rung.Server.Customers.Usage;

/// <summary>
/// How often one customer did one thing on one day: the roll-up of all batches (decision 0011). The row of
/// <see cref="Any"/> holds the sum over all events, and the people.
/// </summary>
[Table("usage_tallies"), PrimaryKey(nameof(AccountId), nameof(UsedOn), nameof(EventId))]
sealed class UsageTally
{
    /// <summary>Stands for all events together.</summary>
    public static readonly Guid Any = Guid.Empty;

    public Guid AccountId { get; init; }
    public DateOnly UsedOn { get; init; }

    /// <summary>The <see cref="Rung.Customers.UsageEvent"/>, or <see cref="Any"/>.</summary>
    public Guid EventId { get; init; }

    public long Events { get; init; }

    /// <summary>Different people, where events name them.</summary>
    public int Users { get; init; }

    /// <summary>Four bytes for each person, in order: enough to tell people of one customer and day apart, and nobody's name.</summary>
    public byte[] UserKeys { get; init; } = [];

    public static void Map(ModelBuilder model)
    {
        model.Entity<UsageTally>().HasIndex(t => t.UsedOn);
        model.Entity<UsageContent>(content =>
        {
            content.Property(c => c.Number).ValueGeneratedNever();
            content.HasIndex(c => c.RecordedAt);
        });
    }
}

/// <summary>What a batch brought: the identities that are not to be counted again, and how it moved the roll-ups. Batches are numbered without a gap, so that of two at once one comes second.</summary>
[Table("usage_contents"), PrimaryKey(nameof(Number))]
sealed class UsageContent
{
    public long Number { get; init; }
    public Guid BatchId { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Eight bytes for each event; emptied when nothing so old is taken any more.</summary>
    public byte[] Identities { get; init; } = [];

    /// <summary>As <see cref="UsageMoves"/> writes them.</summary>
    public byte[] Moves { get; init; } = [];
}
