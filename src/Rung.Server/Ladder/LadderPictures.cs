using Rung.Ladder;
using Rung.Metrics;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Statistics;

namespace Rung.Server.Ladder;

/// <summary>The pictures of a day: the founder against sellers, months on control charts, cohorts and what became of them.</summary>
/// <param name="Sellers">Null where nobody sells but the founder.</param>
/// <param name="FounderRisks">How the founder's accepted sales were resolved in time; null without any.</param>
public sealed record Pictures(DateOnly AsOf, SellersCompared? Sellers, IReadOnlyList<MonthByMonth> Months, IReadOnlyList<CohortFunnel> Cohorts, CompetingRisks? FounderRisks, CompetingRisks? SellersRisks, CustomerSurvival Survival)
{
    public IReadOnlyDictionary<Guid, string> Names { get; init; } = new Dictionary<Guid, string>();
}

/// <summary>Draws the pictures from the same rows as the ladder; kept until another fact is written down.</summary>
sealed class LadderPictures(LadderReader reader, RowsAtHand rows, LadderReport report, Store store)
{
    volatile Remembered? last;

    public async Task<(LadderHistory Told, Pictures Pictures)> Of(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var told = await report.History(asOf, knownAt, cancel);
        if (last is { } known && ReferenceEquals(known.Told.Months, told.Months)) return (told, known.Pictures);

        var books = knownAt is null ? await rows.Now(cancel) : await reader.Read(knownAt, cancel);
        var day = told.Now.AsOf;
        var evidence = new Evidence(books.Rows, day, told.InForce, Before(told.Now));
        var (founder, sellers) = (Risks(evidence, true), Risks(evidence, false));
        var compared = SellersCompared.Of(evidence);
        var pictures = new Pictures(day, compared, MonthByMonth.Of(evidence), CohortFunnel.Of(evidence), founder, sellers,
            RetentionReport.Survival([.. evidence.Customers.Where(c => c.IsExternal).Select(c => c.Terms).OfType<Customer>()], day))
        {
            Names = await Names(compared is null ? [] : [.. compared.Each.Select(e => e.PersonId!.Value)], cancel),
        };
        last = new(told, pictures);
        return (told, pictures);
    }

    /// <summary>A rung was left on the day the next one was entered.</summary>
    static Past Before(Assessment now) => new(now.Stage, now.Entered.Where(e => e.Key > MaturityStage.S0).ToDictionary(e => e.Key - 1, e => e.Value), (id, _) => now.Criteria.FirstOrDefault(c => c.Id == id)?.Verdict, id => now.Patterns.FirstOrDefault(p => p.Id == id)?.Since);

    static CompetingRisks? Risks(Evidence evidence, bool ofFounder)
    {
        var sales = evidence.Counted.Where(s => s.Seller is { } seller && evidence.Team.IsFounder(seller) == ofFounder).ToList();
        return sales.Count == 0 ? null : CompetingRisks.Of(sales.Select(s => s.Resolution));
    }

    async Task<Dictionary<Guid, string>> Names(IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        if (people.Count == 0) return [];
        var places = string.Join(", ", Enumerable.Range(0, people.Count).Select(i => "@" + i));
        return (await store.Questions.All($"SELECT id, name FROM people WHERE id IN ({places})", [.. people.Cast<object?>()], row => (Id: row.Id(0), Name: row.Text(1) ?? "–"), cancel)).ToDictionary(p => p.Id, p => p.Name);
    }

    sealed record Remembered(LadderHistory Told, Pictures Pictures);
}
