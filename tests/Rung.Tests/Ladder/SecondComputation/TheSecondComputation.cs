using Rung.Ladder;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>Each criterion and pattern computed a second time, plainly and from the dossier, on random histories: the same verdict, counts and probability.</summary>
public sealed class TheSecondComputation
{
    const int Companies = 40;

    static readonly IReadOnlyDictionary<string, Func<PlainCompany, Said>> Criteria = new Dictionary<string, Func<PlainCompany, Said>>
    {
        ["X0.1"] = PlainCustomers.X01, ["X0.2"] = PlainCustomers.X02, ["X0.3"] = PlainCustomers.X03, ["X0.4"] = PlainCustomers.X04, ["X0.5"] = PlainCustomers.X05, ["X1.1"] = PlainCustomers.X11, ["X1.2"] = PlainCustomers.X12,
        ["X1.3"] = PlainCustomers.X13, ["X1.4"] = PlainSales.X14, ["X1.5"] = PlainSales.X15, ["X2.1"] = PlainSales.X21, ["X2.2"] = PlainCustomers.X22, ["X2.3"] = PlainSales.X23, ["X2.4"] = PlainSales.X24,
    };

    static readonly IReadOnlyDictionary<string, Func<PlainCompany, bool>> Patterns = new Dictionary<string, Func<PlainCompany, bool>>
    {
        ["A0.1"] = PlainPatterns.A01, ["A0.2"] = PlainPatterns.A02, ["A0.3"] = PlainPatterns.A03, ["A1.1"] = PlainPatterns.A11, ["A1.2"] = PlainPatterns.A12, ["A2.1"] = PlainPatterns.A21, ["A2.2"] = PlainPatterns.A22,
    };

    public static TheoryData<string> EveryCriterion => [.. Criteria.Keys];

    public static TheoryData<string> EveryPattern => [.. Patterns.Keys];

    static readonly Lazy<List<(int Seed, int Day, CompanyRows Rows)>> Histories = new(() => [.. Enumerable.Range(1, Companies).SelectMany(seed =>
    {
        var rows = new RandomCompany(seed).Rows();
        return new[] { 40 + seed * 4, 200 + seed * 7, 330 + seed * 3, RandomCompany.Days - seed }.Select(day => (seed, day, rows));
    })]);

    [Theory, MemberData(nameof(EveryCriterion))]
    public void A_criterion_says_what_the_second_computation_says(string id)
    {
        foreach (var (seed, day, rows) in Histories.Value)
        {
            var (engine, said) = (rows.Read(id, day), Criteria[id](new(rows, On(day))));
            var at = $"{id} of company {seed} on day {day}";
            Assert.True(said.Verdict == engine.Verdict, $"{at}: {said} and not {engine.Verdict}, {engine.Numerator} of {engine.N}, {engine.Probability}, {engine.Lack}; {string.Join("; ", engine.Parts.Select(p => $"{p.Id} {p.Verdict} {p.Estimate} {p.Probability}"))}");
            if (said.Parts is { } parts) Assert.True(parts.SequenceEqual(engine.Parts.Select(p => p.Verdict)), $"{at}: {string.Join(' ', parts)} and not {string.Join(' ', engine.Parts.Select(p => $"{p.Id} {p.Verdict} {p.Estimate}"))}");
            if (said.Counts is { } counts) Assert.True(counts.SequenceEqual(engine.Parts.Select(p => (int)p.Numerator)), $"{at}: {string.Join(' ', counts)} and not {string.Join(' ', engine.Parts.Select(p => p.Numerator))}");
            if (engine.Parts.Count > 1 && id is not ("X0.4" or "X0.5" or "X2.4")) continue;
            if (said.Probability is { } p && engine.Probability is { } q) Assert.True(Math.Abs(p - q) < 1e-4, $"{at}: probability {p} and not {q}");
            if (said.N is { } n) Assert.True((n, said.Hits) == (engine.N, (int)engine.Numerator), $"{at}: {said.Hits} of {n} and not {engine.Numerator} of {engine.N}");
        }
    }

    [Theory, MemberData(nameof(EveryPattern))]
    public void A_pattern_shows_where_the_second_computation_sees_it(string id)
    {
        foreach (var (seed, day, rows) in Histories.Value)
        {
            var (found, seen) = (rows.Look(id, day), Patterns[id](new(rows, On(day))));
            Assert.True(seen == found.IsActive, $"{id} of company {seed} on day {day}: {seen}, but {string.Join("; ", found.Signs.Select(s => $"{s.Id} {s.IsOn} {s.Seen} {s.N}"))}");
        }
    }

    /// <summary>A comparison over histories that all say the same would see nothing.</summary>
    [Fact]
    public void The_histories_are_as_different_as_the_verdicts()
    {
        Assert.DoesNotContain(Criteria.Keys, id => Histories.Value.Select(h => h.Rows.Read(id, h.Day).Verdict).Distinct().Count() < 2);
        Assert.DoesNotContain(Patterns.Keys, id => Histories.Value.Select(h => h.Rows.Look(id, h.Day).IsActive).Distinct().Count() < 2);
    }
}
