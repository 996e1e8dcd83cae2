using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Work;

namespace Rung.Server.Database;

/// <summary>
/// The tables, for asking questions. Nothing is saved through here: the desk writes, and only it.
/// </summary>
abstract class RungDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected abstract bool IsSqlite { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        Conventions.Apply(configurationBuilder, IsSqlite);
        Indexes.Apply(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Conventions.Apply(modelBuilder);
        JournalMapping.Apply(modelBuilder, IsSqlite);
        FollowerPlace.Map(modelBuilder);
        WorkProgress.Map(modelBuilder);
        ShelfMapping.Apply(modelBuilder);
        Metrics.DealState.Map(modelBuilder);
        Metrics.DealTally.Map(modelBuilder);
        Ladder.SaleLife.Map(modelBuilder);
        Import.Rejects.Map(modelBuilder);
        Notes.FileContent.Map(modelBuilder);
        SignInMapping.Apply(modelBuilder);
        Mail.OutgoingMail.Map(modelBuilder);
        Customers.Usage.UsageTally.Map(modelBuilder);
        Indexes.Apply(modelBuilder);
        foreach (var table in modelBuilder.Model.GetEntityTypes())
            foreach (var property in table.GetProperties().Where(p => p.GetColumnName() == p.Name))
                property.SetColumnName(Words.Snake(property.Name));
        Conventions.Thin(modelBuilder);
    }
}
