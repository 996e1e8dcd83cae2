using System.Runtime.InteropServices;
using System.Text.Json;
using Rung.Ladder;

namespace Rung.Server.Ladder;

/// <summary>Outreach and leads, of which the ladder asks only how many there were on which day.</summary>
sealed class Tallies
{
    readonly SortedDictionary<DateOnly, (int N, int Nobody)> touches = [];
    readonly Dictionary<(DateOnly On, DateOnly? Qualified), int> leads = [];

    public IReadOnlyList<TouchRow> Touches => [.. touches.Select(d => new TouchRow(d.Key, d.Value.N, d.Value.Nobody))];

    public IReadOnlyList<LeadRow> Leads => [.. leads.Select(l => new LeadRow(l.Key.On, l.Key.Qualified, l.Value)).OrderBy(l => l.On).ThenBy(l => l.QualifiedOn)];

    /// <param name="on">The day.</param>
    /// <param name="n">How many more; fewer below 0.</param>
    /// <param name="nobody">Of those, how many nobody is named for.</param>
    public void Touch(DateOnly on, int n, int nobody)
    {
        var before = touches.GetValueOrDefault(on);
        touches[on] = (before.N + n, before.Nobody + nobody);
        if (touches[on] == default) touches.Remove(on);
    }

    public void Lead(DateOnly on, DateOnly? qualified, int n)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(leads, (on, qualified), out _);
        if ((count += n) == 0) leads.Remove((on, qualified));
    }

    /// <summary>Takes away what the records of these lines counted before them, and adds what they count now.</summary>
    /// <param name="lines">Lines not counted yet, in order.</param>
    /// <param name="day">The day of an instant.</param>
    /// <param name="began">When sales began that leads are no longer of.</param>
    public void Follow(IEnumerable<Line> lines, Func<DateTimeOffset, DateOnly> day, IReadOnlyDictionary<Guid, DateTimeOffset> began)
    {
        foreach (var record in lines.Where(l => l.IsUncounted && (l.Outreach ?? (object?)l.Lead) is not null).GroupBy(l => l.Id))
        {
            var (last, before) = (record.Last(), new Before(record));
            if (last.Outreach is { } now)
            {
                if (!before.WasNot) Count(new OutreachRow(before.Of("direction", now.Direction), before.Of("type", now.Type)!, before.Of("doneAt", now.DoneAt), now.CreatedAt, before.Of("actorId", now.ActorId), before.Of("removedAt", now.RemovedAt)), -1);
                Count(now, 1);
            }
            else if (last.Lead is { } lead)
            {
                var sale = before.Of("opportunityId", lead.OpportunityId);
                if (!before.WasNot) Count(lead with { Undated = before.Of("undated", lead.Undated), RemovedAt = before.Of("removedAt", lead.RemovedAt), OpportunityId = sale, SoldAt = sale == lead.OpportunityId ? lead.SoldAt : sale is { } gone ? began[gone] : null }, -1);
                Count(lead, 1);
            }
        }

        void Count(object row, int n)
        {
            if (row is OutreachRow { RemovedAt: null } touch && Is(touch.Direction, "outbound") && !Is(touch.Type, "task") && !Is(touch.Type, "note")) Touch(day(touch.DoneAt ?? touch.CreatedAt), n, touch.ActorId is null ? n : 0);
            if (row is LeadNow { RemovedAt: null, Undated: false } lead) Lead(day(lead.CreatedAt), lead.SoldAt is { } sold ? day(sold) : null, n);
        }
    }

    /// <summary>Sales that leads were of before these lines, and are not any more.</summary>
    public static IReadOnlyList<Guid> Given(IEnumerable<Line> lines) =>
        [.. lines.Where(l => l is { IsUncounted: true, Lead: not null }).SelectMany(l => l.Ids("opportunityId").Where(id => id != l.Lead!.Value.OpportunityId)).Distinct()];

    static bool Is(string? word, string other) => string.Equals(word, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A record as it stood before some lines: each field by the first of them that changed it.</summary>
    sealed class Before(IEnumerable<Line> lines)
    {
        /// <summary>It came with these lines.</summary>
        public bool WasNot => lines.Any(l => l.IsNew);

        public T? Of<T>(string field, T? now)
        {
            foreach (var line in lines)
                if (line.Changes is { } changes && changes.TryGetProperty(field, out var pair)) return pair[0].Deserialize<T>(Api.Json.Options);
            return now;
        }
    }
}
