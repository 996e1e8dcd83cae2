using Rung.Accounts;
using Rung.Ladder;
using Rung.Opportunities;

namespace Rung.Tests.Ladder;

/// <summary>A sale that no later day changes is looked at once; what is told of it is what looking again would tell.</summary>
public sealed class SalesThatAreSettled
{
    static readonly DateOnly First = new(2025, 1, 1);

    [Fact]
    public void Tell_on_every_day_what_looking_anew_tells()
    {
        var chance = new Random(20261127);
        var (same, sales) = (0, 0);
        for (var i = 0; i < 2_000; i++)
        {
            var row = Any(chance);
            SaleThen? before = null;
            for (var day = First; day < First.AddDays(130); day = day.AddDays(chance.Next(1, 12)))
            {
                var (kept, anew) = (row.Then(day), SaleThen.Of(row, day));
                Assert.Equal(Told(anew), Told(kept));
                Assert.Same(kept, row.Then(day));
                sales += anew is null ? 0 : 1;
                same += kept is not null && ReferenceEquals(kept, before) ? 1 : 0;
                before = kept;
            }

            // A day before it is looked at anew, and what is settled stays.
            Assert.Equal(Told(SaleThen.Of(row, First.AddDays(20))), Told(row.Then(First.AddDays(20))));
            if (before is { IsSettled: true }) Assert.Same(before, row.Then(First.AddDays(200)));
            var other = row with { Relation = Relation.Internal };
            Assert.Equal(Told(SaleThen.Of(other, First.AddDays(129))), Told(other.Then(First.AddDays(129))));
        }

        Assert.InRange(same, sales / 10, sales - 1);
    }

    static object? Told(SaleThen? sale) => sale is null ? null : (sale.Kind, sale.AcceptedOn, sale.DemoOn, sale.ProposalOn, sale.ClosedOn, sale.HasHistory, sale.Derived,
        (sale.Amount, sale.Value, sale.Seller, sale.CycleDays, sale.AcceptedOn is null ? default : sale.Resolution, sale.Why, sale.FitWhy), (sale.IsIdeal, sale.StayedWithSeller));

    static SaleRow Any(Random chance)
    {
        DateOnly Day() => First.AddDays(chance.Next(0, 120));
        List<Dated<T>> Some<T>(int most, Func<T> value) => [.. Enumerable.Range(0, chance.Next(0, most)).Select(_ => new Dated<T>(Day(), value())).OrderBy(d => d.On)];
        var people = new[] { Guid.NewGuid(), Guid.NewGuid() };
        Money? Sum() => chance.Next(4) == 0 ? null : new Money(chance.Next(-1, 9) * 100, new("USD"));
        return new(Guid.NewGuid(), null, chance.Next(9) == 0 ? Relation.Partner : Relation.Prospect, chance.Next(9) == 0 ? null : First.AddDays(chance.Next(0, 40)))
        {
            Stages = [.. Enumerable.Range(0, chance.Next(0, 5)).Select(_ => new StageRow(Day(), Guid.Empty, (StageKind)chance.Next(0, 3), chance.Next(2) == 0, chance.Next(3) == 0, chance.Next(3) == 0, chance.Next(5) == 0)).OrderBy(s => s.On)],
            Owners = Some<Guid?>(3, () => people[chance.Next(2)]), Amounts = Some(3, Sum), Values = Some(2, Sum), ClosedOn = chance.Next(3) == 0 ? Day() : null,
            Fit = chance.Next(3) == 0 ? null : new(Day(), chance.Next(2) == 0, chance.Next(4) == 0),
        };
    }
}
