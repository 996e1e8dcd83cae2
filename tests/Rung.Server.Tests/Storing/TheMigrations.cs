using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
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

    [Theory, InlineData(true), InlineData(false)]
    public async Task And_the_store_names_every_one(bool sqlite)
    {
        await using var store = Somewhere(sqlite);
        await using var db = store.Open();
        Assert.Equal(db.Database.GetMigrations(), store.Migrations);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task And_every_column_is_stored_as_its_mapping_has_it(bool sqlite)
    {
        await using var store = Somewhere(sqlite);
        await using var db = store.Open();
        foreach (var table in db.Model.GetEntityTypes())
            foreach (var property in table.GetProperties().Concat(table.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties())))
                if (store.Schema[table.ClrType].Columns.SingleOrDefault(c => c.Name == property.GetColumnName()) is { } column)
                    Assert.Equal((column.Name, Stored(property.GetTypeMapping())), (column.Name, column.Stored));

        static Type Stored(CoreTypeMapping mapping) => Conventions.Plain(mapping.Converter?.ProviderClrType ?? mapping.ClrType);
    }

    /// <summary>A store that is asked for nothing that lies in it.</summary>
    static Store Somewhere(bool sqlite) => new(sqlite ? new(Path.GetTempPath(), null) : new(null, "Host=nowhere"));

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
