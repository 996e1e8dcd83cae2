using System.Text.Json;
using Rung.Ladder;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;
using Row = Rung.Server.Database.Reading;

namespace Rung.Server.Ladder;

/// <summary>What the ladder is computed from: the rows, the values in force, the waivers and the rungs confirmed.</summary>
sealed record LadderBooks(CompanyRows Rows, IReadOnlyList<YardstickValue> Yardsticks, IReadOnlyList<WaiverRow> Waivers, IReadOnlyList<ConfirmedRow> Confirmed, IReadOnlyList<StoredMonth> Stored, TimeZoneInfo Zone)
{
    public Replay Replay => After(null);

    /// <summary>A replay that takes over what was worked out of rows that are still the same.</summary>
    public Replay After(Evidence? before) => new(Rows, Yardsticks, Waivers, Confirmed, Stored, before);
}

/// <summary>Reads all rows of the ladder as known at a time, each with the day it happened; days before are cut by the rules.</summary>
sealed partial class LadderReader(Store store)
{
    public async Task<LadderBooks> Read(DateTimeOffset? knownAt, CancellationToken cancel) => (await All(knownAt, cancel)).Books;

    /// <summary>All that is known now, and what of the journal was in sight when outreach and leads were counted.</summary>
    public Task<(LadderBooks Books, Tallies Tallies, string Counted)> Now(CancellationToken cancel) => All(null, cancel);

    async Task<(LadderBooks Books, Tallies Tallies, string Counted)> All(DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var once = new Once(store, zone, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1), knownAt is { } at ? await KnownThen.Read(store, at, Corrected, cancel) : null, cancel);
        // The large ones beside each other: each is read by a connection of its own.
        var (sales, customers, meetings) = (Beside(() => Sales(once), cancel), Beside(() => Customers(once), cancel), Beside(() => Meetings(once), cancel));
        var (tallies, counted) = await (once.StandsAsKnown ? Beside(() => TalliesNow(once), cancel) : Beside(() => TalliesThen(once), cancel));
        var books = new LadderBooks(new()
        {
            Roles = await Roles(once), Approvals = await Approvals(once), Steps = await Steps(once), Time = await Time(once), Coaching = await Coaching(once), Certifications = await Certifications(once), Balances = await Balances(once),
            UseLevels = await UseLevels(once), Sales = Parts.Of(await sales), Customers = Parts.Of((await customers).Rows), Health = await Books(once, (await customers).FedOn, (await customers).TicketsFrom), Meetings = Parts.Of(await meetings), Touches = tallies.Touches, Leads = tallies.Leads,
        }, await Yardsticks(once), await Waivers(once), await Confirmed(once), await new StoredMonths(store).Read(knownAt, cancel), zone);
        return (books, tallies, counted);
    }

    static Task<T> Beside<T>(Func<Task<T>> read, CancellationToken cancel) => Task.Run(read, cancel);

    /// <summary>Fields without a history of their own that an earlier knowledge may have had otherwise.</summary>
    static readonly string[] Corrected =
    [
        "removedAt", "accountId", "relation", "source", "marksAccepted", "marksDemo", "marksProposal", "status", "heldAt", "scheduledFor", "type", "opportunityId", "leadId", "cameAlong", "kickedOffAt", "firstValueAt", "completedAt",
        "answeredAt", "score", "coreEvents", "usedOn", "degree", "startsOn", "endsOn", "role", "rampStartsOn", "rampMonths", "managerId", "amount", "isRefund", "paidOn", "balanceOn", "takenOn", "passed", "minutes", "class",
        "doneAt", "actorId", "revokedAt", "termMonths", "noticeDays", "productId", "baseline", "target", "dueOn", "severity", "closedAt", "invoiceId",
    ];

    /// <summary>One reading of everything, with its cut of knowledge.</summary>
    sealed record Once(Store Store, TimeZoneInfo Zone, DateTimeOffset Known, KnownThen? Then, CancellationToken Cancel)
    {
        static readonly TimeSpan Quarters = TimeSpan.FromMinutes(15);

        readonly DayOfInstant days = new(Zone);

        /// <summary>Those of which alone is read, mostly accounts; null for all.</summary>
        public IReadOnlyList<Guid>? Only { get; init; }

        /// <summary>What the places of <see cref="Of"/> stand for.</summary>
        public IReadOnlyList<object?> Values => Only is null ? [] : Questions.OneOf(Only).Ids;

        /// <summary>A table, or what of it belongs to those of which is read.</summary>
        public string Of(string table, string by = "account_id", string? alias = null) => Only is null ? $"{table} {alias}" : $"(SELECT * FROM {table} WHERE {by} IN ({Questions.OneOf(Only).Which})) {alias ?? table}";

        string OfRecords(string table) => Only is null ? "" : $" AND record_id IN (SELECT id FROM {table} WHERE account_id IN ({Questions.OneOf(Only).Which}))";

        /// <summary>Rows of records that were known and not removed: the statement asks for identity, recording and removal first.</summary>
        public Task<bool> Records(string sql, Action<Guid, Row> row) => Each(sql, Values, r =>
        {
            var (id, removed) = (r.Id(0), r.AtOrNull(2));
            if (r.At(1) > Known) return;
            Then?.Read(id, "removedAt", ref removed);
            if (removed is null) row(id, r);
        });

        /// <summary>Values as they were kept, of those that <see cref="Indexes.OfAll"/> names, a record's in the order they happened.</summary>
        public Task<bool> Kept<T>(string fields, Action<Guid, Row> row) where T : Records.Record
        {
            var table = Store.Schema[typeof(T)];
            return Each($"""
                SELECT k.record_id, k.field, k.value, k.happened_at
                FROM kept_values k
                WHERE {Indexes.OfAll} AND k.kind = '{table.Kind}' AND k.field IN ({fields}) AND k.recorded_at <= @{Values.Count} AND (k.retracted_at IS NULL OR k.retracted_at > @{Values.Count}){OfRecords(table.Quoted)}
                ORDER BY k.record_id, k.happened_at, k.id
                """, [.. Values, Known], r => row(r.Id(0), r));
        }

        /// <summary>Facts of one kind, of those that <see cref="JournalMapping.Said"/> names, a record's in the order they happened.</summary>
        public Task<bool> Facts<T>(string name, Action<Guid, Row> row) where T : Records.Record => Each($"""
            SELECT j.record_id, j.happened_at, j.payload
            FROM journal j
            WHERE {JournalMapping.Said} AND j.name = '{name}' AND j.recorded_at <= @{Values.Count}{OfRecords(Store.Schema[typeof(T)].Quoted)}
            ORDER BY j.record_id, j.happened_at, j.seq
            """, [.. Values, Known], r => row(r.Id(0), r));

        public Task<bool> Each(string sql, IReadOnlyList<object?> values, Action<Row> row) => Store.Questions.Ask(sql, values, async rows =>
        {
            var reading = new Row(rows, Store.Place.IsSqlite);
            while (await reading.Next(Cancel)) row(reading);
            return true;
        }, Cancel);

        /// <summary>Nothing was corrected since: the rows stand as they were known.</summary>
        public bool StandsAsKnown => Then is not { IsEmpty: false };

        /// <summary>Null where all is known.</summary>
        public DateTimeOffset? KnownAt => Then is null ? null : Known;

        public DateOnly Day(DateTimeOffset at) => days.Of(at);

        /// <summary>The quarter of an hour of an instant, counted from the first of the database's calendar.</summary>
        public string Quarter(string instant) => Store.Place.IsSqlite ? $"{instant} / {Quarters.Ticks}" : $"floor(extract(epoch FROM {instant}) / {Quarters.TotalSeconds})::bigint";

        public DateTimeOffset Began(long quarter) => (Store.Place.IsSqlite ? DateTimeOffset.MinValue : DateTimeOffset.UnixEpoch).AddTicks(quarter * Quarters.Ticks);

        public DateOnly? Day(DateTimeOffset? at) => at is { } a ? Day(a) : null;

        /// <summary>Whose a record was that names its account fourth: a merge may have given it to another since.</summary>
        public Guid AccountOf(Guid id, Row row) => Was(id, "accountId", row.Id(3));

        /// <summary>The value that was known then, where it was corrected since.</summary>
        public T Was<T>(Guid id, string field, T value)
        {
            Then?.Read(id, field, ref value);
            return value;
        }
    }

    static T? Json<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Api.Json.Options);

    static void Add<T>(Dictionary<Guid, List<T>> lists, Guid id, T item)
    {
        if (!lists.TryGetValue(id, out var list)) lists[id] = list = [];
        list.Add(item);
    }

    static Dictionary<Guid, List<T>> Sorted<T>(Dictionary<Guid, List<T>> lists, Comparison<T> order)
    {
        foreach (var list in lists.Values)
            if (list.Count > 1) list.Sort(order);
        return lists;
    }

    static IReadOnlyList<T> Of<T>(Dictionary<Guid, List<T>> lists, Guid id) => lists.TryGetValue(id, out var list) ? list : [];
}
