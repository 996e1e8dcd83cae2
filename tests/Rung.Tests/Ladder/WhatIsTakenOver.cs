using System.Reflection;
using System.Text.Json;
using Rung.Ladder;
using Rung.Tests.Ladder.SecondComputation;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>Evidence that takes over what earlier evidence of the day had worked out says what evidence of nothing but the rows says.</summary>
public sealed class WhatIsTakenOver
{
    static readonly PropertyInfo[] Parts = [.. typeof(CompanyRows).GetProperties().Where(p => p.CanWrite)];

    public static TheoryData<string> EveryPart => [.. Parts.Select(p => p.Name)];

    /// <summary>One list of a company is changed for that of another: whatever was worked out of it is worked out again.</summary>
    [Theory, MemberData(nameof(EveryPart))]
    public void Is_nothing_that_was_worked_out_of_other_rows(string part)
    {
        var (list, differed) = (Parts.Single(p => p.Name == part), 0);
        for (var seed = 1; seed <= 20; seed++)
        {
            var (rows, others) = (new RandomCompany(seed).Rows(), new RandomCompany(seed + 1).Rows());
            var moved = rows with { };
            list.SetValue(moved, part switch { nameof(CompanyRows.UseLevels) => new[] { new UseLevel(First, Days: 1 + seed % 3) }, nameof(CompanyRows.Health) => null, _ => list.GetValue(others) });
            var day = On(RandomCompany.Days - seed);
            var before = new Rung.Ladder.Evidence(rows, day, Yardsticks.Defaults, Past.None);
            var told = Told(before);
            var (after, anew) = (new Rung.Ladder.Evidence(moved, day, Yardsticks.Defaults, Past.None, before), new Rung.Ladder.Evidence(moved, day, Yardsticks.Defaults, Past.None));
            Assert.Equal(Told(anew), Told(after));
            differed += Told(anew) == told ? 0 : 1;
        }

        Assert.True(differed > 0, part);
    }

    [Fact]
    public void Is_what_no_moved_row_speaks_of_as_it_is()
    {
        var rows = new RandomCompany(5).Rows();
        var before = new Rung.Ladder.Evidence(rows, On(500), Yardsticks.Defaults, Past.None);
        var (sales, team, paying) = (before.Counted, before.Team, Criteria.Named("X0.1")!.Read(before));

        var after = new Rung.Ladder.Evidence(rows with { Customers = [.. rows.Customers] }, On(500), Yardsticks.Defaults, Past.None, before);

        Assert.Same(sales, after.Counted);
        Assert.NotSame(paying, Criteria.Named("X0.1")!.Read(after));
        Assert.Same(team, after.Team);
    }

    [Fact]
    public void Is_nothing_of_another_day_other_yardsticks_or_another_rung()
    {
        var rows = new RandomCompany(5).Rows();
        var before = new Rung.Ladder.Evidence(rows, On(500), Yardsticks.Defaults, Past.None);
        var (sales, baseline) = (before.Sales, before.Baseline);
        var own = Yardsticks.On(On(500), [new("x0.1.customers", On(0), 7)]);

        Assert.NotSame(sales, new Rung.Ladder.Evidence(rows, On(501), Yardsticks.Defaults, Past.None, before).Sales);
        Assert.NotSame(sales, new Rung.Ladder.Evidence(rows, On(500), own, Past.None, before).Sales);
        var higher = new Rung.Ladder.Evidence(rows, On(500), Yardsticks.Defaults, Past.None with { Stage = MaturityStage.S2 }, before);
        Assert.Same(sales, higher.Sales);
        Assert.NotSame(baseline, higher.Baseline);
        var left = new Rung.Ladder.Evidence(rows, On(500), Yardsticks.Defaults, Past.None with { Left = new Dictionary<MaturityStage, DateOnly> { [MaturityStage.S1] = On(200) } }, before);
        Assert.NotSame(baseline, left.Baseline);
    }

    /// <summary>Row by row: one is read again, is gone, or comes in; what was told of the parts that it is not in stands, and the whole is as of nothing but the rows.</summary>
    [Fact]
    public void Is_told_anew_of_the_part_alone_in_which_a_row_moved()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var (rows, others, chance) = (InParts(new RandomCompany(seed).Rows()), new RandomCompany(seed + 100).Rows(), new Random(seed));
            var own = rows.Roles;
            var evidence = new Rung.Ladder.Evidence(rows, On(RandomCompany.Days - seed), Yardsticks.Defaults, Past.None);
            _ = Told(evidence);
            for (var step = 0; step < 80; step++)
            {
                rows = (step % 4) switch
                {
                    0 => rows with { Sales = Moved(rows.Sales, others.Sales, s => s.Id, (s, id) => s with { Id = id }, chance) },
                    1 => rows with { Customers = Moved(rows.Customers, others.Customers, c => c.AccountId, (c, id) => c with { AccountId = id }, chance) },
                    2 => rows with { Roles = rows.Roles == others.Roles ? own : others.Roles },
                    _ => rows with { Meetings = Moved(rows.Meetings, others.Meetings, m => m.Id, (m, id) => m with { Id = id, SaleId = rows.Sales[chance.Next(rows.Sales.Count)].Id }, chance) },
                };
                var (before, day) = (evidence, evidence.Day);
                evidence = new(rows, day, Yardsticks.Defaults, Past.None, before);
                var plain = rows with { Sales = [.. rows.Sales], Customers = [.. rows.Customers], Meetings = [.. rows.Meetings] };
                Assert.Equal(Told(new(plain, day, Yardsticks.Defaults, Past.None)), Told(evidence));
                if (step % 4 == 0) Assert.True(before.Counted.Each.Count - before.Counted.Each.Intersect(evidence.Counted.Each).Count() <= 2);
            }
        }
    }

    const int RowsOfAPart = 3;

    static CompanyRows InParts(CompanyRows rows) => rows with { Sales = InParts(rows.Sales), Customers = InParts(rows.Customers), Meetings = InParts(rows.Meetings) };

    static Parts<T> InParts<T>(IReadOnlyList<T> rows) => new([.. rows.Chunk(RowsOfAPart)]);

    static Parts<T> Moved<T>(IReadOnlyList<T> rows, IReadOnlyList<T> others, Func<T, Guid> id, Func<T, Guid, T> named, Random chance)
    {
        var (one, other) = (id(rows[chance.Next(rows.Count)]), others[chance.Next(others.Count)]);
        var anew = chance.Next(4) switch { 0 => Guid.CreateVersion7(), _ => one };
        return Rung.Ladder.Parts.Patched((Parts<T>)rows, id, new HashSet<Guid> { anew }, chance.Next(6) == 0 ? [] : [named(other, anew)]);
    }

    static string Told(Rung.Ladder.Evidence evidence) => string.Join('\n', Criteria.All.Select(c => Figure(c.Read(evidence))).Concat(AntiPatterns.All.Select(a => JsonSerializer.Serialize(a.Look(evidence)))).Concat(Goals.All.SelectMany(g => g.Read(evidence)).Select(Figure)).Append(JsonSerializer.Serialize(D1FirstHire.Decide(evidence))));

    static string Figure(Reading reading) => $"{reading.Id} {reading.Verdict} {reading.N} {reading.Numerator} {reading.Denominator} {reading.Estimate} {reading.Probability} {reading.Threshold} {reading.Lack} {reading.Digest()} {string.Join(' ', reading.Parts.Select(Figure))} {JsonSerializer.Serialize(reading.Beside)}";
}
