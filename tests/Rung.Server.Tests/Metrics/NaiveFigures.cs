using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rung.Statistics;

namespace Rung.Server.Tests.Metrics;

/// <summary>The figures of section 8's contract from naive rows, by counting.</summary>
sealed class NaiveFigures(DateOnly day, int months)
{
    public static JsonObject Document(Naive naive, DateOnly? asOf, DateTimeOffset? knownAt, DateOnly today, int months, string? by)
    {
        var day = asOf ?? today;
        var (deals, terms, churned) = (naive.Deals(asOf, knownAt), naive.Terms(day, knownAt), naive.Churned(day, knownAt));
        var figures = new NaiveFigures(day, months);
        var through = asOf ?? Through(terms, day, months);
        var whole = figures.Of(deals, terms, churned, through);
        whole.Insert(0, "asOf", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (by is null) return whole;

        var groups = new JsonArray();
        foreach (var key in deals.Select(d => d.Keys[by]).Concat(terms.Select(t => t.Keys[by])).Concat(churned.Select(c => c.Keys[by])).Distinct()
                     .OrderBy(k => k is null).ThenBy(naive.Named, StringComparer.Ordinal).ThenBy(k => k, StringComparer.Ordinal))
        {
            var group = figures.Of([.. deals.Where(d => d.Keys[by] == key)], [.. terms.Where(t => t.Keys[by] == key)], [.. churned.Where(c => c.Keys[by] == key)], through);
            group.Insert(0, "key", naive.Named(key));
            groups.Add(group);
        }

        whole["groups"] = groups;
        return whole;
    }

    JsonObject Of(List<NaiveDeal> deals, List<NaiveTerm> terms, List<(Guid Account, Dictionary<string, string?> Keys)> churned, DateOnly through)
    {
        var (won, lost, open) = (deals.Where(d => d.Kind == "won").ToList(), deals.Where(d => d.Kind == "lost").ToList(), deals.Where(d => d.Kind == "open").ToList());
        var cohort = deals.Where(d => d.Why is null).ToList();
        var counted = Share(cohort.Count(d => d.Kind == "won"), cohort.Count);
        counted["excluded"] = new JsonArray([.. Enum.GetNames<Rung.Metrics.Exclusion>().Select(Words.Camel).Where(r => deals.Any(d => d.Why == r)).Select(r => new JsonObject { ["reason"] = r, ["n"] = deals.Count(d => d.Why == r) })]);
        return new()
        {
            ["opportunities"] = new JsonObject { ["open"] = open.Count(d => d.Began is not null), ["won"] = won.Count, ["lost"] = lost.Count, ["undated"] = open.Count(d => d.Began is null), ["total"] = deals.Count },
            ["winRate"] = new JsonObject { ["period"] = Share(won.Count, won.Count + lost.Count), ["cohort"] = counted, ["cumulativeIncidence"] = Incidence(cohort) },
            ["wonValue"] = Sum(won.Select(d => d.Value)),
            ["cycleDays"] = new JsonObject { ["wonMean"] = Mean(won), ["wonMedian"] = Median([.. won.Select(d => d.Cycle).OfType<int>().Order()]), ["closedMean"] = Mean([.. won, .. lost]) },
            ["bookings"] = new JsonArray([.. Periods([.. won.Concat(lost).Select(d => d.Closed!.Value)]).Select(p => new JsonObject
            {
                ["period"] = p, ["won"] = won.Count(d => Name(d.Closed!.Value) == p), ["lost"] = lost.Count(d => Name(d.Closed!.Value) == p), ["value"] = Sum(won.Where(d => Name(d.Closed!.Value) == p).Select(d => d.Value)),
            })]),
            ["recurringRevenue"] = new JsonArray([.. terms.Count == 0 ? [] : Revenue(terms, through)]),
            ["churn"] = new JsonObject { ["events"] = churned.Count, ["accounts"] = churned.Select(c => c.Account).Distinct().Count() },
        };
    }

    IEnumerable<JsonNode> Revenue(List<NaiveTerm> terms, DateOnly through)
    {
        foreach (var period in Periods([terms.Min(t => t.Starts), through]))
        {
            var last = LastDay(period);
            if (last > through) last = through;
            var active = terms.Where(t => t.Starts <= last && (t.Ends is null || last < t.Ends)).ToList();
            yield return new JsonObject { ["period"] = period, ["activeSubscriptions"] = active.Count, ["value"] = Sum(active.Select(t => t.Monthly(last))) };
        }
    }

    static DateOnly Through(List<NaiveTerm> terms, DateOnly day, int months)
    {
        if (terms.Count == 0) return day;
        var last = terms.SelectMany(t => t.Ends is { } end && end <= day ? new[] { t.Starts, end } : [t.Starts]).Max();
        var figures = new NaiveFigures(day, months);
        var ends = figures.LastDay(figures.Name(last));
        return ends < day ? ends : day;
    }

    /// <summary>Aalen and Johansen by the definition: at each day a risk set counted anew.</summary>
    JsonObject Incidence(List<NaiveDeal> cohort)
    {
        var seen = cohort.Where(d => d.IsClosed || d.Began <= day).Select(d => (Time: d.Cycle ?? day.DayNumber - d.Began!.Value.DayNumber, d.Kind)).ToList();
        var (survival, incidence, half) = (1.0, new List<(int Time, double Share)>(), (int?)null);
        var share = 0.0;
        foreach (var time in seen.Where(s => s.Kind != "open").Select(s => s.Time).Distinct().Order())
        {
            double risk = seen.Count(s => s.Time >= time);
            share += survival * seen.Count(s => s.Time == time && s.Kind == "won") / risk;
            survival *= 1 - seen.Count(s => s.Time == time && s.Kind != "open") / risk;
            incidence.Add((time, share));
            if (survival <= 0.5) half ??= time;
        }

        var answer = new JsonObject { ["value"] = null, ["n"] = seen.Count, ["low"] = null, ["high"] = null };
        if (half is { } median) answer["value"] = incidence.Where(i => i.Time <= Math.Min(2 * median, seen.Max(s => s.Time))).Select(i => i.Share).LastOrDefault();
        return answer;
    }

    static JsonObject Share(int x, int n)
    {
        if (n == 0) return new() { ["value"] = null, ["n"] = 0, ["low"] = null, ["high"] = null };
        var interval = Binomial.ClopperPearson(new(x, n));
        return new() { ["value"] = (double)x / n, ["n"] = n, ["low"] = interval.Low, ["high"] = interval.High };
    }

    static JsonObject Sum(IEnumerable<Money?> amounts) => new(amounts.OfType<Money>().GroupBy(m => m.Currency.Code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Sum(m => m.Minor))));

    static double? Mean(List<NaiveDeal> deals) => deals.Select(d => d.Cycle).OfType<int>().ToList() is { Count: > 0 } days ? days.Average() : null;

    static double? Median(List<int> days) => days.Count == 0 ? null : days.Count % 2 == 1 ? days[days.Count / 2] : (days[days.Count / 2 - 1] + days[days.Count / 2]) / 2.0;

    IEnumerable<string> Periods(List<DateOnly> days)
    {
        if (days.Count == 0) yield break;
        for (var at = new DateOnly(days.Min().Year, 1, 1); at <= days.Max() || Name(at) == Name(days.Max()); at = at.AddMonths(months))
            if (LastDay(Name(at)) >= days.Min()) yield return Name(at);
    }

    string Name(DateOnly on) => months == 1 ? on.ToString("yyyy-MM", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{on.Year:0000}-Q{(on.Month + 2) / 3}");

    DateOnly LastDay(string period)
    {
        var month = months == 1 ? int.Parse(period.AsSpan(5), CultureInfo.InvariantCulture) : (period[^1] - '0') * 3;
        var year = int.Parse(period.AsSpan(0, 4), CultureInfo.InvariantCulture);
        return new(year, month, DateTime.DaysInMonth(year, month));
    }
}
