using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Rung.Server.Database.Postgres;

sealed class PostgresRungDb(DbContextOptions<PostgresRungDb> options) : RungDb(options)
{
    protected override bool IsSqlite => false;
}

/// <summary>For <c>dotnet ef</c> alone.</summary>
sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresRungDb>
{
    public PostgresRungDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresRungDb>().UseNpgsql("Host=localhost").Options);
}
