using Rung.Server.SignIn;

namespace Rung.Server.Database;

/// <summary>Which records the request at hand sees, for figures that are counted one record at a time.</summary>
static class Seen
{
    /// <summary>The records of a kind that are seen; null where all are.</summary>
    public static async Task<IReadOnlySet<Guid>?> Of<T>(Store store, CancellationToken cancel)
    {
        var values = new List<object?>();
        return SightSql.Seen(typeof(T), "t", Sight.Now, values) is not { } seen ? null
            : (await store.Questions.All($"SELECT t.\"id\" FROM \"{Conventions.TableName(typeof(T))}\" t WHERE {seen}", values, row => row.Id(0), cancel)).ToHashSet();
    }

    /// <summary>What a column that names a record of a kind must meet, to stand at the end of a condition; empty where all are seen.</summary>
    public static string And<T>(string column, List<object?> values) =>
        SightSql.Seen(typeof(T), "t", Sight.Now, values) is { } seen ? $" AND {column} IN (SELECT t.\"id\" FROM \"{Conventions.TableName(typeof(T))}\" t WHERE {seen})" : "";
}
