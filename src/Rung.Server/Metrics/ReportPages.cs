using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rung.Metrics;
using Rung.Server.Ui;

namespace Rung.Server.Metrics;

/// <summary>The report pages in their order.</summary>
static class ReportPages
{
    /// <summary>Those that tell of customers: they have breakdowns of their own, and a day from which to compare.</summary>
    public static readonly string[] OfCustomers = ["onboarding", "value", "recurring", "retention", "contradictions"];

    public static readonly string[] All = ["winning", "flow", "pace", "bookings", "pipeline", .. OfCustomers];

    public static string Path(string page) => page == All[0] ? "/reports" : "/reports/" + page;
}

/// <summary>What was asked of a report page: it is in the address, goes along to the next page and to the rows, and is shown in words.</summary>
public sealed class ReportContext(Asked asked, IQueryCollection query, IReadOnlyDictionary<Breakdown, Dictionary<string, string>> names, IReadOnlyDictionary<Breakdown, List<string>> choices, int yearStart, bool isOfCustomers = false)
{
    static readonly string[] Kept = ["asOf", "knownAt", "every", "by", "from", "until", "in", .. Enum.GetNames<Breakdown>().Select(Words.Camel)];

    public Asked Asked => asked;

    public Breakdown By => asked.By ?? Breakdown.Owner;

    public CustomerBreakdown Among => asked.Among ?? CustomerBreakdown.Seller;

    public bool IsOfCustomers => isOfCustomers;

    /// <summary>What figures may be broken down by here, and which of it is.</summary>
    public IEnumerable<(string Name, bool IsChosen)> Breakdowns => isOfCustomers
        ? Enum.GetValues<CustomerBreakdown>().Select(b => (Words.Camel(b.ToString()), b == Among))
        : Enum.GetValues<Breakdown>().Select(b => (Words.Camel(b.ToString()), b == By));

    /// <summary>A page of the menu; a breakdown that it does not know stays behind.</summary>
    public string Tab(string page) => To(ReportPages.Path(page), ReportPages.OfCustomers.Contains(page) == isOfCustomers ? [] : [("by", null)]);

    /// <summary>Customers and subscriptions behind a figure.</summary>
    public string CustomerRows(string of, params IEnumerable<(string Name, string? Value)> more) => To("/reports/customer-rows", [("of", of), .. more]);

    /// <summary>The month with which the company's fiscal year begins.</summary>
    public int YearStart => yearStart;

    public string Value(string name) => query[name].FirstOrDefault() ?? "";

    /// <summary>Keys and names to choose from; a dash stands for none given.</summary>
    public IEnumerable<(string Key, string Name)> Choices(Breakdown by) => choices[by].Select(k => (k, Name(by, k))).OrderBy(c => c.Item2, StringComparer.CurrentCultureIgnoreCase);

    public string Name(Breakdown by, string key) => names.GetValueOrDefault(by)?.GetValueOrDefault(key) ?? key;

    /// <summary>Another page with all that was asked here.</summary>
    public string To(string path, params IEnumerable<(string Name, string? Value)> more)
    {
        var values = Kept.Where(k => Value(k).Length > 0).ToDictionary(k => k, k => (string?)Value(k), StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            if (value is null) values.Remove(name);
            else values[name] = value;
        }

        return QueryHelpers.AddQueryString(path, values);
    }

    public string Rows(string of, params IEnumerable<(string Name, string? Value)> more) => To("/reports/rows", [("of", of), .. more]);

    /// <summary>A period as people name it; a fiscal year by the calendar year in which it ends.</summary>
    internal string Name(Viewer viewer, string period)
    {
        if (asked.Every < Every.FiscalQuarter) return period;
        var span = Span(period);
        var year = span.From.AddMonths(11 - (span.From.Month - yearStart + 12) % 12).Year.ToString(CultureInfo.InvariantCulture);
        return asked.Every == Every.FiscalYear ? viewer["report.fiscalYearOf", ("year", year)] : viewer["report.fiscalQuarterOf", ("year", year), ("n", (span.From.Month - yearStart + 12) % 12 / 3 + 1)];
    }

    /// <summary>The days of a period that is written as <see cref="Period.ToString"/> writes it.</summary>
    public static Period Span(string period)
    {
        if (period.Split('/') is [var first, var after]) return new(DateOnly.Parse(first, CultureInfo.InvariantCulture), DateOnly.Parse(after, CultureInfo.InvariantCulture));
        var year = int.Parse(period.AsSpan(0, 4), CultureInfo.InvariantCulture);
        return period[5] == 'Q' ? Period.QuarterOf(new(year, (period[^1] - '1') * 3 + 1, 1)) : Period.Month(year, int.Parse(period.AsSpan(5), CultureInfo.InvariantCulture));
    }

    /// <summary>What narrows the figures, in words; empty when nothing does.</summary>
    internal IReadOnlyList<string> Narrowed(Viewer viewer)
    {
        var words = new List<string>();
        if (asked.Scope.AsOf is { } day) words.Add(viewer["report.asOf"] + " " + viewer.Day(day));
        if (asked.Scope.KnownAt is { } at) words.Add(viewer["report.knownAt"] + " " + viewer.When(at));
        if (asked.In is { } currency) words.Add(viewer["report.inCurrency", ("currency", currency)]);
        if (isOfCustomers && asked.Scope.From is { } since) words.Add(viewer["report.since"] + " " + viewer.Day(since));
        if (!isOfCustomers && (asked.Scope.From is not null || asked.Scope.Until is not null)) words.Add(viewer["report.began", ("from", viewer.Day(asked.Scope.From)), ("until", viewer.Day(asked.Scope.Until))]);
        foreach (var (by, key) in asked.Scope.Only) words.Add($"{viewer["report.by." + Words.Camel(by.ToString())]}: {(key.Length == 0 ? viewer["report.none"] : Name(by, key))}");
        return words;
    }
}
