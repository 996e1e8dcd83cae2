using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>Deals as they stand on a day, counted as they come: what is open by stage, what began in the last months, what targets ask for.</summary>
sealed class PipelineBook(DateOnly day, DateOnly months, IReadOnlyList<Coverage> targets)
{
    const int Shown = 12;

    readonly Dictionary<Guid, (long N, Dictionary<string, long> Amount, DayCounts Age)> open = [];
    readonly Dictionary<DateOnly, (long N, Dictionary<string, long> Amount)> created = [];

    /// <summary>The first day of the first month shown.</summary>
    public DateOnly Months => months;

    public IReadOnlyList<Coverage> Targets => targets;

    /// <summary>The one in which most is open; null where nothing is.</summary>
    public Currency? Currency => open.Values.SelectMany(o => o.Amount).GroupBy(a => a.Key).OrderByDescending(g => g.Sum(a => a.Value)).Select(g => (Currency?)new Currency(g.Key)).FirstOrDefault();

    public void Add(Deal deal)
    {
        Add(deal.Kind, deal.StageId, deal.BeganOn, deal.Amount?.Currency.Code, 1, deal.Amount?.Minor ?? 0);
        foreach (var target in targets) target.Add(deal);
    }

    /// <summary>Deals that stand alike; <paramref name="minor"/> is what they ask for in all.</summary>
    public void Add(StageKind kind, Guid? stage, DateOnly? began, string? currency, long n, long minor)
    {
        if (kind == StageKind.Open)
        {
            if (!open.TryGetValue(stage ?? Guid.Empty, out var sum)) open[stage ?? Guid.Empty] = sum = (0, new(StringComparer.Ordinal), new());
            open[stage ?? Guid.Empty] = sum with { N = sum.N + n };
            Sum(sum.Amount, currency, minor);
            if (began <= day) sum.Age.Add(day.DayNumber - began.Value.DayNumber, n);
        }

        if (began is { } on) Began(on, currency, n, minor);
    }

    /// <summary>Deals that began on a day; only the months shown count.</summary>
    public void Began(DateOnly on, string? currency, long n, long minor)
    {
        if (on > day || on < months) return;
        var month = new DateOnly(on.Year, on.Month, 1);
        var (before, amount) = created.TryGetValue(month, out var known) ? known : (0, new(StringComparer.Ordinal));
        created[month] = (before + n, amount);
        Sum(amount, currency, minor);
    }

    /// <summary>Stages in their order; deals on one that is gone come last.</summary>
    public IReadOnlyList<StageOpen> Open(IReadOnlyList<Stage> stages) =>
    [
        .. stages.Where(s => open.ContainsKey(s.Id.Value)).Select(s => Of(s, s.Id.Value)),
        .. open.Keys.Where(k => stages.All(s => s.Id.Value != k)).Select(k => Of(null, k)),
    ];

    public IReadOnlyList<MonthCreated> Created(Currency currency) =>
        [.. Enumerable.Range(0, Shown).Select(i => Period.MonthOf(months.AddMonths(i))).Select(m => created.TryGetValue(m.From, out var month) ? new MonthCreated(m, month.N, month.Amount.GetValueOrDefault(currency.Code)) : new(m, 0, 0))];

    StageOpen Of(Stage? stage, Guid key) => new(stage, open[key].N, open[key].Amount, open[key].Age);

    static void Sum(Dictionary<string, long> amounts, string? currency, long minor)
    {
        if (currency is not null) amounts[currency] = checked(amounts.GetValueOrDefault(currency) + minor);
    }
}
