using System.Linq.Expressions;
using Rung.Accounts;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Import;

/// <summary>One import while it runs: what its rows share.</summary>
sealed class ImportRun
{
    static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, Func<Guid, object>> Makers = new();

    readonly Store store;

    public ImportRun(ImportMap map, bool isDry, TimeZoneInfo zone, Call call, Store store, Lookalikes? lookalikes = null)
    {
        (Map, IsDry, Zone, Call, this.store) = (map, isDry, zone, call, store);
        Identities = new(store, map.Source);
        Stories = new(this);
        Lookalikes = lookalikes;
        Triage = Guid.CreateVersion7();
    }

    public ImportMap Map { get; }
    public bool IsDry { get; }
    public TimeZoneInfo Zone { get; }
    public Call Call { get; }
    public Identities Identities { get; }
    public Stories Stories { get; }

    /// <summary>Null where nothing is entered and nobody asks.</summary>
    public Lookalikes? Lookalikes { get; }

    /// <summary>Rejected rows are kept even of a trial run: somebody waits for them in a file.</summary>
    public bool KeepsRejects { get; init; }

    /// <summary>Totals of the files, in the order of the map.</summary>
    public List<Tally> Tallies { get; set; } = [];

    /// <summary>Where records without an owner wait.</summary>
    public Guid? Triage { get; set; }
    public bool HasTriage { get; set; }

    /// <summary>In a trial run: records that would have been entered and are nowhere.</summary>
    public HashSet<Guid> WouldBe { get; } = [];

    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>Of the rows that are being decided.</summary>
    public Notes Notes { get; private set; } = new();

    /// <summary>From here on other rows are decided.</summary>
    public Notes Note() => Notes = new();

    /// <summary>What the history says of each opportunity, for the file being read.</summary>
    public Dictionary<string, List<Visit>> Visits { get; set; } = [];

    /// <summary>The visits of one opportunity; forgotten when its batch stands, so that a second attempt has them too.</summary>
    public IReadOnlyList<Visit> History(FileMap map, string id)
    {
        if (map.Story?.History is null || !Visits.TryGetValue(id, out var visits)) return [];
        Notes.Visited.Add(id);
        return visits;
    }

    readonly Dictionary<Guid, Guid> holders = [];
    bool knowsHolders;

    /// <summary>A subscription that this run has entered, or would have.</summary>
    public void Holds(Guid subscription, Guid account) => holders[subscription] = account;

    /// <summary>The account of a subscription; those there were are read once.</summary>
    public async ValueTask<Id<Account>?> HolderOf(Guid subscription)
    {
        if (!knowsHolders) await store.Questions.All("SELECT id, account_id FROM subscriptions WHERE removed_at IS NULL", [], row => holders.TryAdd(row.Id(0), row.Id(1)));
        knowsHolders = true;

        return holders.TryGetValue(subscription, out var account) ? new Id<Account>(account) : null;
    }

    public string? StageNamed(Id<Stage> id) => store.Known.StageNamed(id.Value)?.Name;

    /// <summary>Notes what a text means from now on; forgotten again if the batch does not stand.</summary>
    public void Remember(Type kind, ImportKey key, string? text, Guid id)
    {
        if (Identities.Add(kind, key, text, id)) Notes.Named.Add((kind, key, text!, id));
    }

    public void Stand(Notes notes)
    {
        if (IsDry) foreach (var named in notes.Named) WouldBe.Add(named.Id);
        foreach (var id in notes.Visited) Visits.Remove(id);
        if (!IsDry) Lookalikes?.Forget();
    }

    public void TakeBack(Notes notes)
    {
        foreach (var (kind, key, text, _) in notes.Named) Identities.TakeBack(kind, key, text);
        Lookalikes?.TakeBack(notes);
    }

    /// <summary>The value of a field, or why it cannot be read. References are told by what the source calls the other record.</summary>
    public async ValueTask<(object? Value, Refusal? Refusal)> Value(FormField field, ValueMap map, string text, string? currency)
    {
        if (field.IsReference)
            return await Identities.Refer(field.Referred!, text) is { } id ? (Reference(field.Type, id), null) : (null, new NamesNothing(field.Name, Short(text)));
        return Plain(field, map, text, currency);
    }

    (object? Value, Refusal? Refusal) Plain(FormField field, ValueMap map, string text, string? currency)
    {
        var isEither = false;
        var type = field.Type;
        object? value = type == typeof(string) ? text
            : type == typeof(Money) ? Values.Money(text, map.Currency ?? currency, map.Scale, Map.Decimals)
            : type == typeof(DateOnly) ? Day(text, map, out isEither)
            : type == typeof(DateTimeOffset) ? At(text, map, out isEither)
            : type == typeof(int) ? Scaled(text, map) is { } n && n == decimal.Truncate(n) && Math.Abs(n) <= int.MaxValue ? (int)n : null
            : type == typeof(long) ? Scaled(text, map) is { } l && l == decimal.Truncate(l) && Math.Abs(l) <= long.MaxValue ? (long)l : null
            : type == typeof(double) ? Scaled(text, map) is { } d ? (double)d : null
            : type == typeof(bool) ? Values.Flag(text)
            : type.IsEnum && Enum.TryParse(type, text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), true, out var choice) && Enum.IsDefined(type, choice) ? choice : null;
        if (value is not null) return (value, null);
        return (null, isEither ? new AmbiguousDay(field.Name, text) : new Unreadable(field.Name, FormJson.Expected(field.Type)));
    }

    public Money? MoneyOf(string text, ValueMap map) => Values.Money(text, map.Currency, map.Scale, Map.Decimals);

    public DateOnly? DayOf(string text, ValueMap map) => Day(text, map, out _);

    public DateTimeOffset? AtOf(string text, ValueMap map) => At(text, map, out _);

    DateOnly? Day(string text, ValueMap map, out bool isEither)
    {
        isEither = false;
        if (map.MonthsBefore is not { } day) return Values.Day(text, map.Format, Map.Days, out isEither);
        return Values.Number(text, Map.Decimals) is >= 0 and < 2400 and var months ? day.AddMonths(-(int)months) : null;
    }

    DateTimeOffset? At(string text, ValueMap map, out bool isEither)
    {
        if (map.MonthsBefore is null) return Values.At(text, map.Format, Map.Days, Zone, out isEither);
        return Day(text, map, out isEither) is { } day ? Metrics.AsOf.StartOf(day, Zone) : null;
    }

    decimal? Scaled(string text, ValueMap map) => Values.Number(text, Map.Decimals) is { } n && Math.Abs(n) < 1e18m && Math.Abs(map.Scale) < 1e9m ? n * map.Scale : null;

    static object Reference(Type type, Guid id) => Makers.GetOrAdd(type, static t =>
    {
        var given = Expression.Parameter(typeof(Guid));
        return Expression.Lambda<Func<Guid, object>>(Expression.Convert(Expression.New(t.GetConstructor([typeof(Guid)])!, given), typeof(object)), given).Compile();
    })(id);

    static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
