using Rung.Company;
using Rung.Notes;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Database;

/// <summary>
/// Stages, company profiles, further fields and who has left: needed by every decision, changed a few times a year. Kept until this node changes one,
/// and for a second at most on others.
/// </summary>
sealed class Known(Store store)
{
    static readonly long Fresh = TimeSpan.FromSeconds(1).Ticks;

    volatile Snapshot? snapshot;

    public async ValueTask<IReadOnlyList<Stage>> Stages() => (await Now()).Stages;

    /// <summary>Present profiles by the day they begin to hold.</summary>
    public async ValueTask<IReadOnlyList<CompanyProfile>> Profiles() => (await Now()).Profiles;

    /// <summary>The further fields of a kind of record, in the order they were added.</summary>
    public async ValueTask<IReadOnlyList<CustomField>> Further(string kind) => [.. (await Now()).Further.Where(f => f.ForKind == kind)];

    /// <summary>Who has left or will leave, with the last day of work.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, DateOnly>> Leavers() => (await Now()).Leavers;

    /// <summary>The stage of an identity, from what is known; null where it is none.</summary>
    public Stage? StageNamed(Guid id) => snapshot?.Stages.FirstOrDefault(s => s.Id.Value == id);

    /// <summary>A decision on this node touched one of them.</summary>
    public void Forget(IEnumerable<(string Kind, Guid Id)> touched)
    {
        if (touched.Any(t => t.Kind is "stage" or "pipeline" or "company-profile" or "custom-field" or "person")) snapshot = null;
    }

    async ValueTask<Snapshot> Now()
    {
        if (snapshot is { } known && Environment.TickCount64 * TimeSpan.TicksPerMillisecond - known.ReadAt < Fresh) return known;

        var pipelines = (await All<Pipeline>()).ToDictionary(p => p.Id);
        var stages = (await All<Stage>()).Where(s => pipelines.ContainsKey(s.PipelineId))
            .OrderByDescending(s => pipelines[s.PipelineId].IsDefault).ThenBy(s => s.PipelineId).ThenBy(s => s.Rank).ThenBy(s => s.Id).ToList();
        var profiles = (await All<CompanyProfile>()).OrderBy(p => p.FromOn).ThenBy(p => p.Id).ToList();
        var further = (await All<CustomField>()).OrderBy(f => f.Id).ToList();
        var leavers = (await store.Questions.All("SELECT id, left_on FROM people WHERE left_on IS NOT NULL", [], row => (row.Id(0), row.Day(1)!.Value))).ToDictionary(p => p.Item1, p => p.Value);
        return snapshot = new(Environment.TickCount64 * TimeSpan.TicksPerMillisecond, stages, profiles, further, leavers);
    }

    async Task<List<T>> All<T>()
        where T : Record
    {
        var table = store.Schema[typeof(T)];
        return await store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted} WHERE \"removed_at\" IS NULL", [], row => (T)table.Materialise(row));
    }

    sealed record Snapshot(long ReadAt, IReadOnlyList<Stage> Stages, IReadOnlyList<CompanyProfile> Profiles, IReadOnlyList<CustomField> Further, IReadOnlyDictionary<Guid, DateOnly> Leavers);
}
