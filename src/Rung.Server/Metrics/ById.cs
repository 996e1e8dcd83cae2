namespace Rung.Server.Metrics;

/// <summary>Rows of records, of which some are told anew while others read the rest: what was handed out stays as it was.</summary>
sealed class ById<T>
    where T : class
{
    readonly Func<T, Guid> idOf;
    readonly T?[] rows;

    /// <summary>Where each row lies, and where those lay that are gone.</summary>
    readonly Dictionary<Guid, int> places;

    public ById(IReadOnlyCollection<T> rows, Func<T, Guid> idOf)
        : this([.. rows], [], idOf)
    {
        for (var i = 0; i < this.rows.Length; i++) places[idOf(this.rows[i]!)] = i;
    }

    ById(T?[] rows, Dictionary<Guid, int> places, Func<T, Guid> idOf) => (this.rows, this.places, this.idOf) = (rows, places, idOf);

    public IEnumerable<T> Rows => rows.OfType<T>();

    /// <summary>The same with those that have moved as they are now told; what is no longer told of is gone.</summary>
    public ById<T> With(IEnumerable<Guid> moved, IReadOnlyCollection<T> told)
    {
        var changed = new List<T?>(rows);
        var known = told.All(t => places.ContainsKey(idOf(t))) ? places : new(places);
        foreach (var id in moved)
            if (known.TryGetValue(id, out var at)) changed[at] = null;
        foreach (var row in told)
            if (known.TryAdd(idOf(row), changed.Count)) changed.Add(row);
            else changed[known[idOf(row)]] = row;
        return new([.. changed], known, idOf);
    }
}
