using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Rung.Server.Database.Sqlite;

/// <summary>Makes the tables whose rows lie in the order of their key (<see cref="Conventions.LiesByKey"/>); EF has no word for it.</summary>
sealed class ByKey(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations) : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        if (Conventions.LiesByKey(operation.Name)) builder.Append(" WITHOUT ROWID");
        if (!terminate) return;

        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
