using System.Globalization;
using Rung.Metrics;
using Rung.Server.Ui;

namespace Rung.Server.Metrics;

/// <summary>How long the periods of a figure are; the fiscal ones begin with the company's fiscal year.</summary>
public enum Every
{
    Month,
    Quarter,
    FiscalQuarter,
    FiscalYear,
}

/// <summary>What an address asks of the figures, read once for pages and programs.</summary>
/// <param name="Every">How long a period is.</param>
public sealed record Asked(DealScope Scope, Every Every, Breakdown? By)
{
    /// <summary>How figures of customers are broken down.</summary>
    public CustomerBreakdown? Among { get; init; }

    /// <summary>The one currency in which figures of customers are told; null tells each in its own.</summary>
    public Currency? In { get; init; }

    /// <summary>All that is asked, in one text.</summary>
    public string Key => FormattableString.Invariant($"{Scope.AsOf:O} {Scope.KnownAt:O} {Scope.From:O} {Scope.Until:O} {Scope.Kind} {string.Join('\u001f', Scope.Only.OrderBy(o => o.Key).Select(o => o.Key + "\u001e" + o.Value))} {Every} {By} {Among} {In?.Code}");

    /// <summary>The same of figures of customers: their breakdowns are others, and the days say from when to when.</summary>
    public static Outcome<Asked> OfCustomers(IQueryCollection query)
    {
        CustomerBreakdown? among = null;
        if (Text(query, "by") is { } by)
        {
            if (!Named<CustomerBreakdown>(by, out var known)) return new Unreadable("by", string.Join(", ", Enum.GetNames<CustomerBreakdown>().Select(Words.Camel)));
            among = known;
        }

        if (Text(query, "in") is { } code && !Currency.IsCode(code)) return new Unreadable("in", "ISO 4217");
        if (!Read(new QueryCollection(query.Where(q => q.Key != "by").ToDictionary(q => q.Key, q => q.Value))).Accepted(out var asked, out var refusal)) return refusal;
        return asked.Scope is { From: { } from, AsOf: { } day } && day < from ? new EndsBeforeStart("asOf", "from") : asked with { Among = among, In = Text(query, "in") is { } told ? new Currency(told) : null };
    }

    public static Outcome<Asked> Read(IQueryCollection query)
    {
        var (asOf, knownAt, every, by) = (Text(query, "asOf"), Text(query, "knownAt"), Text(query, "every"), Text(query, "by"));
        if (asOf is not null && Day(asOf) is null) return new Unreadable("asOf", "2026-11-24");
        if (knownAt is not null && Instant(knownAt) is null) return new Unreadable("knownAt", "2026-11-24T09:00:00Z");
        var length = Every.Month;
        if (every is not null && !Named(every, out length)) return new Unreadable("every", string.Join(", ", Enum.GetNames<Every>().Select(Words.Camel)));
        var (from, until) = (Text(query, "from"), Text(query, "until"));
        if (from is not null && Day(from) is null) return new Unreadable("from", "2026-11-24");
        if (until is not null && Day(until) is null) return new Unreadable("until", "2026-11-24");
        Breakdown? breakdown = null;
        if (by is not null)
        {
            if (!Named(by, out Breakdown known)) return new Unreadable("by", string.Join(", ", Enum.GetNames<Breakdown>().Select(Words.Camel)));
            breakdown = known;
        }

        var only = new Dictionary<Breakdown, string>();
        foreach (var part in Enum.GetValues<Breakdown>())
        {
            // Empty asks for nothing; a dash asks for those that name none.
            if (Text(query, Words.Camel(part.ToString())) is not { } key) continue;
            if (key != "-" && part is Breakdown.Owner or Breakdown.Product && !Guid.TryParse(key, out _)) return new Unreadable(Words.Camel(part.ToString()), "00000000-0000-0000-0000-000000000000");
            only[part] = key == "-" ? "" : part is Breakdown.Owner or Breakdown.Product ? Guid.Parse(key).ToString() : key;
        }

        return new Asked(new(asOf is null ? null : Day(asOf), knownAt is null ? null : Instant(knownAt)) { Only = only, From = from is null ? null : Day(from), Until = until is null ? null : Day(until) }, length, breakdown);
    }

    /// <summary>A day with room for the periods before and after it.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;

    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    static bool Named<T>(string text, out T named)
        where T : struct, Enum => Enum.TryParse(text, true, out named) && Enum.IsDefined(named) && !char.IsAsciiDigit(text[0]);

    static string? Text(IQueryCollection query, string name) => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;
}
