using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rung.Company;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>Reading records for a decision: untracked, by identity, from one short-lived context.</summary>
sealed class Files(Func<RungDb> open, Schema schema) : IAsyncDisposable
{
    static readonly ConcurrentDictionary<Type, Func<Files, Guid, Task<Record?>>> Finders = new();

    RungDb? db;
    CompanyProfile? company;
    List<Stage>? stages;

    RungDb Db => db ??= open();

    public Table Table(Type kind) => schema[kind];

    public IQueryable<T> Ask<T>() where T : class => Db.Set<T>().AsNoTracking();

    public Task<Record?> Find(Type kind, Guid id) => Finders.GetOrAdd(kind, Finder)(this, id);

    /// <summary>Every present stage, the default pipeline's first, each pipeline from left to right.</summary>
    public async ValueTask<IReadOnlyList<Stage>> Stages() => stages ??= await (
        from stage in Ask<Stage>()
        join pipeline in Ask<Pipeline>() on stage.PipelineId equals pipeline.Id
        where stage.RemovedAt == null && pipeline.RemovedAt == null
        orderby pipeline.IsDefault descending, pipeline.Id, stage.Rank, stage.Id
        select stage).ToListAsync();

    public async Task<IReadOnlyList<Guid>> KeysWhere(Table table, Slot reference, Guid names)
    {
        var sqlite = Db.Database.IsSqlite();
        var connection = Db.Database.GetDbConnection();
        await Db.Database.OpenConnectionAsync();
        await using var command = Lister.Command(connection, $"SELECT \"id\" FROM {table.Quoted} WHERE {reference.Columns[0].Quoted} = @0", [names], sqlite);
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<Guid>();
        while (await reader.ReadAsync()) keys.Add(sqlite ? new Guid((byte[])reader.GetValue(0), true) : reader.GetGuid(0));
        return keys;
    }

    /// <summary>The profile that holds on a day, else the earliest there is.</summary>
    public async Task<CompanyProfile> Company(DateOnly on) => company ??=
        await Ask<CompanyProfile>().Where(p => p.FromOn <= on && p.RemovedAt == null).OrderByDescending(p => p.FromOn).ThenByDescending(p => p.Id).FirstOrDefaultAsync()
        ?? await Ask<CompanyProfile>().OrderBy(p => p.FromOn).FirstAsync();

    static Func<Files, Guid, Task<Record?>> Finder(Type kind) => typeof(Files)
        .GetMethod(nameof(FindTyped), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(kind)
        .CreateDelegate<Func<Files, Guid, Task<Record?>>>();

    static async Task<Record?> FindTyped<T>(Files files, Guid id)
        where T : Record<T>
    {
        var key = new Id<T>(id);
        return await files.Ask<T>().FirstOrDefaultAsync(r => r.Id == key);
    }

    public async ValueTask DisposeAsync()
    {
        if (db is not null) await db.DisposeAsync();
    }
}
