using Microsoft.EntityFrameworkCore;
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
}
