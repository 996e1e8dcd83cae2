using System.Globalization;
using Rung.Accounts;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.Customers;
using Rung.Server.SignIn;

namespace Rung.Server.Database;

/// <summary>
/// The one condition under which a row is seen by somebody who sees only part; lists, sums, search, pages and decisions
/// all ask with it. Names come from the model alone; people are parameters.
/// </summary>
sealed class SightSql
{
    /// <summary>Kept values that say who answers for a record; an index holds these alone, and is found by these very words.</summary>
    public const string Slots = "kind IN ('account', 'lead', 'opportunity', 'onboarding', 'handoff') AND field IN ('accountableId', 'sourcedById', 'csmId', 'toPersonId')";

    readonly Sight sight;
    readonly List<object?> values;
    int depth;

    SightSql(Sight sight, List<object?> values) => (this.sight, this.values) = (sight, values);

    // Only what a condition names becomes a value: one with the same words must always take as many.
    string People => field ??= Marked(p => p);
    string Written => field ??= Marked(p => $"\"{p}\"");

    /// <summary>The one who looks; an end speaks of them, and not of those in their reach.</summary>
    string Me => People.Split(',')[0];
    string MeWritten => Written.Split(',')[0];

    string Named(object value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@{values.Count - 1}");
    }

    string Marked(Func<Guid, object> written) => string.Join(", ", sight.People.Select(p => Named(written(p))));

    /// <summary>Whether the row called <paramref name="at"/> is seen; null where every row of the kind is.</summary>
    public static string? Seen(Type kind, string at, Sight? sight, List<object?> values) =>
        sight is null || Belongings.IsOfTheHouse(kind) ? null : new SightSql(sight, values).Seen(kind, at);

    /// <summary>Whether one record is seen, removed or not.</summary>
    public static async Task<bool> Sees(Store store, Sight? sight, Type kind, Guid id, CancellationToken cancel = default)
    {
        var values = new List<object?> { id };
        return Seen(kind, "t", sight, values) is not { } seen
            || (await store.Questions.All($"SELECT t.\"id\" FROM {Table(kind)} t WHERE t.\"id\" = @0 AND {seen}", values, row => row.Id(0), cancel)).Count > 0;
    }

    string Seen(Type kind, string at)
    {
        if (!Belongings.All.TryGetValue(kind, out var belonging)) return "1=0";
        if (kind == typeof(Account)) return $"{at}.\"id\" IN ({Accounts()})";

        var ways = new List<string>();
        if (Belongings.Held.Contains(kind)) ways.Add($"{at}.\"id\" IN ({HeldOnes(kind)})");
        ways.AddRange(belonging.Of.Select(field => $"({at}.{Column(field)} IN ({People}){string.Concat(sight.Ends.Select(end => Unless(end, kind, at, $"{at}.{Column(field)} = {Me}", at)))})"));
        ways.AddRange(belonging.To.Select(field => $"{at}.{Column(field)} IN ({Ones(Referred(kind, field))})"));
        if (belonging.Loose) ways.Add("(" + string.Join(" AND ", belonging.To.Select(field => $"{at}.{Column(field)} IS NULL")) + ")");
        // Somebody without a company is seen with the pursuit that names them.
        if (kind == typeof(Contact)) ways.Add($"({at}.\"account_id\" IS NULL AND ({at}.\"id\" IN ({Named(typeof(Lead))}) OR {at}.\"id\" IN ({Named(typeof(Opportunity))})))");
        return ways.Count == 0 ? "1=0" : "(" + string.Join(" OR ", ways) + ")";
    }

    string Ones(Type kind)
    {
        if (kind == typeof(Account)) return Accounts();
        var one = "s" + ++depth;
        return $"SELECT {one}.\"id\" FROM {Table(kind)} {one} WHERE {Seen(kind, one)}";
    }

    /// <summary>Accounts that somebody in reach answers for or ever did, by themselves or through something of theirs.</summary>
    string Accounts() => string.Join(" UNION ",
    [
        HeldOnes(typeof(Account)),
        $"SELECT m.\"merged_into_id\" FROM accounts m WHERE m.\"merged_into_id\" IS NOT NULL AND m.\"id\" IN ({HeldOnes(typeof(Account))})",
        Through(typeof(Lead)), Through(typeof(Opportunity)), Through(typeof(Onboarding)), Through(typeof(Handoff)),
        $"SELECT l.\"account_id\" FROM leads l JOIN handoffs h ON h.\"lead_id\" = l.\"id\" WHERE l.\"account_id\" IS NOT NULL AND h.\"id\" IN ({HeldOnes(typeof(Handoff))})",
        $"SELECT o.\"account_id\" FROM opportunities o JOIN handoffs h ON h.\"opportunity_id\" = o.\"id\" WHERE o.\"account_id\" IS NOT NULL AND h.\"id\" IN ({HeldOnes(typeof(Handoff))})",
    ]);

    string Through(Type kind) => $"SELECT r.\"account_id\" FROM {Table(kind)} r WHERE r.\"account_id\" IS NOT NULL AND r.\"id\" IN ({HeldOnes(kind)})";

    string Named(Type kind) => $"SELECT r.\"contact_id\" FROM {Table(kind)} r WHERE r.\"contact_id\" IS NOT NULL AND r.\"id\" IN ({HeldOnes(kind)})";

    string HeldOnes(Type kind) => $"SELECT k.record_id FROM kept_values k WHERE {Slots} AND k.kind = '{Words.Kebab(kind.Name)}' AND {HeldRows(kind)}";

    string HeldRows(Type kind) => $"k.value IN ({Written}) AND k.retracted_at IS NULL{string.Concat(sight.Ends.Select(end => Unless(end, kind, "e", $"k.value = {MeWritten}", "k")))}";

    /// <summary>Whether a kept value <c>k</c> of a kind shows its record.</summary>
    public static string HeldRows(Type kind, Sight sight, List<object?> values) => new SightSql(sight, values).HeldRows(kind);

    /// <summary>What was written down of somebody before their sight ended does not count; what they answer for now does.</summary>
    /// <param name="at">The row of the record; a kept value finds its own.</param>
    /// <param name="isMine">Whether it is of the one who looks.</param>
    /// <param name="noted">The row that says when it was written down.</param>
    string Unless(SightEnded end, Type kind, string at, string isMine, string noted)
    {
        if (Under(end, kind, at) is not { } under) return "";
        var over = Belongings.Held.Contains(kind) ? $"{under} AND {NoLonger(kind, at)}" : under;
        return $" AND NOT ({isMine} AND {noted}.recorded_at <= {Named(end.At)} AND {(at == noted ? over : $"k.record_id IN (SELECT {at}.\"id\" FROM {Table(kind)} {at} WHERE {over})")})";
    }

    /// <summary>Whether a row belongs to what somebody no longer sees; null where rows of the kind cannot.</summary>
    string? Under(SightEnded end, Type kind, string at)
    {
        if (kind == end.Kind) return kind == typeof(Account) ? $"({at}.\"id\" = {Named(end.Id)} OR {at}.\"merged_into_id\" = {Named(end.Id)})" : $"{at}.\"id\" = {Named(end.Id)}";
        if (!Belongings.All.TryGetValue(kind, out var belonging)) return null;

        var ways = new List<string>();
        foreach (var field in belonging.To)
        {
            var (to, row) = (Referred(kind, field), "u" + ++depth);
            if (Under(end, to, row) is { } under) ways.Add($"{at}.{Column(field)} IS NOT NULL AND {at}.{Column(field)} IN (SELECT {row}.\"id\" FROM {Table(to)} {row} WHERE {under})");
        }

        return ways.Count == 0 ? null : "(" + string.Join(" OR ", ways) + ")";
    }

    /// <summary>Whether one record belongs to what somebody no longer sees.</summary>
    public static async Task<bool> IsUnder(Store store, SightEnded end, Type kind, Guid id, CancellationToken cancel)
    {
        var values = new List<object?> { id };
        return new SightSql(new([]), values).Under(end, kind, "t") is { } under
            && (await store.Questions.All($"SELECT t.\"id\" FROM {Table(kind)} t WHERE t.\"id\" = @0 AND {under}", values, row => row.Id(0), cancel)).Count > 0;
    }

    string NoLonger(Type kind, string at) =>
        kind == typeof(Lead) ? $"(coalesce({at}.\"accountable_id\" <> {Me}, true) OR {at}.\"status\" NOT IN ('fresh', 'working'))"
        : kind == typeof(Opportunity) ? $"(coalesce({at}.\"accountable_id\" <> {Me}, true) AND coalesce({at}.\"csm_id\" <> {Me}, true) OR {at}.\"stage_kind\" <> 'open')"
        : kind == typeof(Onboarding) ? $"(coalesce({at}.\"accountable_id\" <> {Me}, true) OR {at}.\"completed_at\" IS NOT NULL)"
        : kind == typeof(Handoff) ? $"(coalesce({at}.\"to_person_id\" <> {Me}, true) OR {at}.\"status\" <> 'waiting')"
        : $"coalesce({at}.\"accountable_id\" <> {Me}, true)";

    public static Type Referred(Type kind, string field) => Conventions.Plain(kind.GetProperty(char.ToUpperInvariant(field[0]) + field[1..])!.PropertyType).GetGenericArguments()[0];

    static string Table(Type kind) => $"\"{Conventions.TableName(kind)}\"";

    static string Column(string field) => $"\"{Words.Snake(char.ToUpperInvariant(field[0]) + field[1..])}\"";
}
