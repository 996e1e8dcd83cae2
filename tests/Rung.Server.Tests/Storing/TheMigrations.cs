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

    [Theory, ClassData(typeof(OnPostgres))]
    public async Task Are_done_once_by_nodes_that_start_together(Database database)
    {
        var (place, directory, name) = await House.Somewhere(database);
        List<Store> nodes = [.. Enumerable.Range(0, 4).Select(_ => new Store(place))];
        await Task.WhenAll(nodes.Select(n => Task.Run(() => Preparing.Prepare(n))));
        Assert.True(await Preparing.IsUpToDate(nodes[0], TestContext.Current.CancellationToken));

        foreach (var node in nodes) await node.DisposeAsync();
        await House.Leave(directory, name);
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
    public async Task And_every_table_is_written_as_the_model_has_it(bool sqlite)
    {
        await using var store = Somewhere(sqlite);
        await using var db = store.Open();
        foreach (var entity in db.Model.GetEntityTypes().Where(t => t.ClrType.Assembly == typeof(Store).Assembly || t.ClrType.Assembly == typeof(Rung.Records.Record).Assembly))
        {
            var table = store.Schema[entity.ClrType];
            Assert.Equal(entity.GetTableName(), table.Name);
            Assert.Equal(entity.FindPrimaryKey()!.Properties.Select(p => $"\"{p.GetColumnName()}\""), table.Key);
            var written = entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => (p, p.IsNullable))
                .Concat(entity.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties().Select(p => (p, c.IsNullable))));
            Assert.Equal(written.Select(w => (w.p.GetColumnName(), Stored(w.p.GetTypeMapping()), w.IsNullable)), table.Columns.Select(c => (c.Name, c.Stored, c.Nullable)));
            Assert.Equal(entity.GetForeignKeys().Select(k => $"{k.Properties[0].Name} {k.PrincipalEntityType.ClrType}").Order(StringComparer.Ordinal), table.References.Select(r => $"{r.Property} {r.To}").Order(StringComparer.Ordinal));
        }

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
