using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Rung.Server.Database;
using Rung.Server.Database.Postgres;
using Rung.Server.Database.Sqlite;

namespace Rung.Server.Tests.Storing;

public class TheMigrations
{
    [Fact]
    public void Lead_to_the_model_on_SQLite()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "The model has moved on: run ./schema.");
    }

    [Fact]
    public void Lead_to_the_model_on_PostgreSQL()
    {
        using var db = new PostgresDesign().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "The model has moved on: run ./schema.");
    }

    [Fact]
    public void And_the_written_model_is_the_one_read_from_the_records_on_SQLite()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        AssertSame(db, "Rung.Server.Database.Sqlite.Compiled");
    }

    [Fact]
    public void And_the_written_model_is_the_one_read_from_the_records_on_PostgreSQL()
    {
        using var db = new PostgresDesign().CreateDbContext([]);
        AssertSame(db, "Rung.Server.Database.Postgres.Compiled");
    }

    static void AssertSame(RungDb db, string writtenIn)
    {
        Assert.Equal(writtenIn, db.Model.GetType().Namespace);
        Assert.Equal(Told(db.GetService<IDesignTimeModel>().Model), Told(db.Model));
    }

    /// <summary>Everything of a model that a statement is made of, a line each.</summary>
    static IEnumerable<string> Told(IReadOnlyModel model) =>
        from table in model.GetEntityTypes()
        orderby table.Name
        from line in table.GetProperties().Select(p => $"{p.Name} {p.ClrType} {p.GetColumnName()} {p.GetColumnType()} {p.IsNullable} {p.GetMaxLength()} {p.IsConcurrencyToken} {p.ValueGenerated} {p.GetValueConverter()?.GetType()}")
            .Concat(table.GetKeys().Select(k => $"key {string.Join(", ", k.Properties.Select(p => p.Name))}"))
            .Concat(table.GetForeignKeys().Select(k => $"{string.Join(", ", k.Properties.Select(p => p.Name))} of {k.PrincipalEntityType.Name}, {k.DeleteBehavior}"))
            .Order(StringComparer.Ordinal)
        select $"{table.GetTableName()}: {line}";
}
