using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Rung.Server.Database.Sqlite;

sealed class SqliteRungDb(DbContextOptions<SqliteRungDb> options) : RungDb(options)
{
    protected override bool IsSqlite => true;
}

/// <summary>For <c>dotnet ef</c> alone.</summary>
sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteRungDb>
{
    public SqliteRungDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteRungDb>().UseSqlite("Data Source=:memory:").Options);
}
