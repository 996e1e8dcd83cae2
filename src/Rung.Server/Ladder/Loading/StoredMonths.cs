using System.Globalization;
using System.Text.Json;
using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Reading = Rung.Server.Database.Reading;

namespace Rung.Server.Ladder;

/// <summary>
/// Month-ends that were evaluated and stored, so that nobody goes through them again. They stand as they were made, except
/// where history has come in since: what was imported, or entered more than a month after it happened. From the month in
/// which that happened on, they are gone through again, and stored again the next time.
/// </summary>
sealed class StoredMonths(Store store)
{
    /// <summary>Whoever enters a thing later than this brings history in; before, it is only late.</summary>
    static readonly TimeSpan Late = TimeSpan.FromDays(31);

    /// <summary>What the ladder reads.</summary>
    static readonly string[] Kinds =
    [
        "opportunity", "account", "lead", "activity", "meeting", "meeting-attendee", "subscription", "payment", "onboarding", "milestone", "promised-outcome", "survey", "reference", "usage-day",
        "time-block", "role-assignment", "section", "adherence", "coaching-session", "certification", "bank-balance",
    ];

    /// <summary>Of these, records that say themselves of which day they are.</summary>
    static readonly string[] OfThatDay = ["activity", "meeting", "subscription", "payment", "onboarding", "milestone", "survey", "usage-day", "time-block", "role-assignment", "coaching-session", "certification", "bank-balance"];

    static readonly string[] Dates = ["startsOn", "endsOn", "paidOn", "usedOn", "balanceOn", "takenOn", "scheduledFor", "heldAt", "startsAt", "doneAt", "sentAt", "answeredAt", "kickedOffAt", "firstValueAt", "completedAt"];

    /// <param name="knownAt">What was stored or came in later is left out; null for all.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<StoredMonth>> Read(DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var known = knownAt ?? DateTimeOffset.MaxValue.AddDays(-1);
        var rows = await store.Questions.All("""
            SELECT criterion, as_of_on, known_at, verdict, severity, since_on, digest, figures FROM gate_evaluations
            WHERE recorded_at <= @0 AND known_at < @0 AND reading IS NOT NULL AND figures IS NOT NULL AND removed_at IS NULL ORDER BY known_at, id
            """, [known], row => new Row(row.Text(0)!, row.Day(1)!.Value, row.At(2), row.Choice<Verdict>(3), row.Text(4), row.Day(5), row.Text(6), row.Text(7)!), cancel);
        if (rows.Count == 0) return [];

        var months = rows.Where(r => r.AsOf == Replay.MonthEnd(r.AsOf)).GroupBy(r => r.AsOf).Select(g => (On: g.Key, g.Last().KnownAt, Rows: g.Where(r => r.KnownAt == g.Last().KnownAt).ToList())).Where(m => IsWhole(m.Rows)).OrderBy(m => m.On).ToList();
        if (months.Count == 0) return [];

        var zone = await Zones.Of(store);
        // Whoever stored a later day went through all before it, and stored again what no longer stood.
        DateTimeOffset Proved(DateOnly on) => rows.Where(r => r.AsOf >= on).Max(r => r.KnownAt);
        var brought = await Brought(Proved(months[^1].On), known, zone, cancel);
        return [.. months.Where(m => !brought.Any(b => b.Recorded > Proved(m.On) && b.Happened < AsOf.StartOf(m.On.AddDays(1), zone))).Select(m => Told(m.On, m.Rows))];
    }

    /// <summary>Whether a line brings history in: then stored months may no longer stand.</summary>
    public static bool BringsHistory(Line line, TimeZoneInfo zone) => Kinds.Contains(line.Kind) && IsHistory(Happened(line.HappenedAt, OfThatDay.Contains(line.Kind) ? line.Changes : null, zone), line.RecordedAt, line.Origin);

    static bool IsHistory(DateTimeOffset happened, DateTimeOffset recorded, Records.Origin origin) => happened < recorded - Late || origin != Records.Origin.Entered;

    static DateTimeOffset Happened(DateTimeOffset at, JsonElement? changes, TimeZoneInfo zone) => changes is { } told && Earliest(told, zone) is { } day && day < at ? day : at;

    static bool IsWhole(List<Row> rows) => Criteria.All.Select(c => c.Id).Concat(AntiPatterns.All.Select(a => a.Id)).ToHashSet().SetEquals(rows.Select(r => r.Id));

    static StoredMonth Told(DateOnly on, List<Row> rows) => new(on,
        rows.Where(r => r.Severity is null).ToDictionary(r => r.Id, r => new Stood(r.Id, r.Verdict, null, FigureKept.Read(r.Figures, r.Digest))),
        rows.Where(r => r.Severity is not null).ToDictionary(r => r.Id, r => new PatternStood(new(r.Id, r.Verdict == Verdict.Fail, Enum.Parse<Severity>(r.Severity!, true)) { Signs = FigureKept.Signs(r.Figures) }, r.Since)));

    /// <summary>History that came in after an instant: when it happened and when it was recorded.</summary>
    async Task<List<(DateTimeOffset Happened, DateTimeOffset Recorded)>> Brought(DateTimeOffset after, DateTimeOffset known, TimeZoneInfo zone, CancellationToken cancel)
    {
        var brought = new List<(DateTimeOffset, DateTimeOffset)>();
        var from = await JournalSearch.Before(store, after, cancel);
        return await store.Questions.Ask($"""
            SELECT happened_at, recorded_at, origin, CASE WHEN record_kind IN ({Words(OfThatDay)}) THEN changes END FROM journal
            WHERE seq > @0 AND recorded_at > @1 AND recorded_at <= @2 AND record_kind IN ({Words(Kinds)})
            """, [from, after, known], async rows =>
        {
            var row = new Reading(rows, store.Place.IsSqlite);
            while (await row.Next(cancel))
            {
                using var changes = row.Text(3) is { } text ? JsonDocument.Parse(text) : null;
                var (happened, recorded) = (Happened(row.At(0), changes?.RootElement, zone), row.At(1));
                if (IsHistory(happened, recorded, row.Choice<Records.Origin>(2))) brought.Add((happened, recorded));
            }

            return brought;
        }, cancel);
    }

    /// <summary>The first of the days and times that a line says of its record: what was entered today may be of last year.</summary>
    static DateTimeOffset? Earliest(JsonElement told, TimeZoneInfo zone)
    {
        DateTimeOffset? first = null;
        foreach (var field in Dates)
        {
            if (!told.TryGetProperty(field, out var pair) || pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || pair[1].GetString() is not { } text) continue;
            var at = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? AsOf.StartOf(day, zone) : pair[1].GetDateTimeOffset();
            if (!(first <= at)) first = at;
        }

        return first;
    }

    static string Words(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));

    sealed record Row(string Id, DateOnly AsOf, DateTimeOffset KnownAt, Verdict Verdict, string? Severity, DateOnly? Since, string? Digest, string Figures);
}
