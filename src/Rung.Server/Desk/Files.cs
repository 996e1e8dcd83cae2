using Microsoft.EntityFrameworkCore;
using Rung.Company;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>Reading records for a decision, by identity; questions beyond that through one short-lived context.</summary>
sealed class Files(Store store, Narration? story = null, Stroke? earlier = null) : IAsyncDisposable
{
    RungDb? db;
    Stroke? earlier = earlier;

    public Table Table(Type kind) => store.Schema[kind];

    /// <summary>A question; its answers are for reading and are never written back.</summary>
    public IQueryable<T> Ask<T>() where T : class => (db ??= store.Open()).Set<T>().AsNoTracking();

    /// <summary>Whether whoever sees only part sees the record.</summary>
    public Task<bool> Sees(SignIn.Sight sight, Type kind, Guid id, CancellationToken cancel = default) => SightSql.Sees(store, sight, kind, id, cancel);

    /// <summary>The record as somebody sees it: what they do not see is not there.</summary>
    public async Task<Record?> Find(Type kind, Guid id, SignIn.Sight? sight) => sight is null || await Sees(sight, kind, id) ? await Find(kind, id) : null;

    public async Task<Record?> Find(Type kind, Guid id)
    {
        if (story?.Find(id) is { } atHand) return atHand;
        if (earlier is not null) await earlier.Settled(id);
        var table = store.Schema[kind];
        return (await store.Questions.All(table.ByIdSql, [id], table.Materialise)).FirstOrDefault();
    }

    /// <summary>Whether history knows a value of the field that came after the moment.</summary>
    public async Task<bool> IsOvertaken(Guid record, string field, DateTimeOffset at, CancellationToken cancel) =>
        (await store.Questions.All("SELECT id FROM kept_values WHERE record_id = @0 AND field = @1 AND happened_at > @2 AND retracted_at IS NULL LIMIT 1", [record, field, at], row => row.Id(0), cancel)).Count > 0;

    /// <summary>The profile that holds on a day, else the earliest there is.</summary>
    public async ValueTask<CompanyProfile> Company(DateOnly on)
    {
        var profiles = await store.Known.Profiles();
        return profiles.LastOrDefault(p => p.FromOn <= on) ?? profiles[0];
    }

    public IEnumerable<Table> Tables => store.Schema.Records;

    /// <summary>Who has left or will leave, with the last day of work.</summary>
    public ValueTask<IReadOnlyDictionary<Guid, DateOnly>> Leavers() => store.Known.Leavers();

    /// <summary>Every present stage, the default pipeline's first, each pipeline from left to right.</summary>
    public ValueTask<IReadOnlyList<Stage>> Stages() => store.Known.Stages();

    public async Task<IReadOnlyList<Guid>> KeysWhere(Table table, Slot reference, Guid names) =>
        await store.Questions.All($"SELECT \"id\" FROM {table.Quoted} WHERE {reference.Columns[0].Quoted} = @0", [names], row => row.Id(0));

    public async ValueTask DisposeAsync()
    {
        earlier = null;
        if (db is not null) await db.DisposeAsync();
    }
}
