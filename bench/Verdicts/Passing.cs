using System.Globalization;
using DiscreteEvents;
using Rung.Ladder;

namespace Rung.Bench.Verdicts;

/// <summary>Three years of companies whose truth lies at a given distance from the threshold: how likely a criterion ever passes.</summary>
static class Passing
{
    static readonly double[] distances = [-.3, -.2, -.1, -.05, 0, .05, .1, .2];

    static readonly string[] young = ["X0.2", "X0.3", "X0.4", "X0.5", "X1.2", "X1.3", "X1.5"], old = ["X2.1", "X2.2", "X2.3", "X2.4"];

    public static void Print(int companies, Chance chance)
    {
        Console.WriteLine($"\n== Fixed truths: the chance that a criterion passes at any month-end of three years, by the distance of the truth from the threshold ({companies} companies each)");
        Console.WriteLine($"{"",-8}{string.Concat(distances.Select(d => d.ToString("+0.00;−0.00;0", CultureInfo.InvariantCulture).PadLeft(9)))}");
        var passed = distances.SelectMany((d, i) => At(d, companies, chance.Split(i))).ToLookup(p => p.Id);
        foreach (var id in young.Concat(old))
            Console.WriteLine($"{id,-8}{string.Concat(passed[id].Select(p => (p.Share is { } share ? share.ToString("0.00", CultureInfo.InvariantCulture) : "–").PadLeft(9)))}");
        Console.WriteLine("(X1.5, X2.3 and X2.4: of the win rate, all else equal; Monte-Carlo error at most "
            + (.5 / Math.Sqrt(companies)).ToString("0.00", CultureInfo.InvariantCulture) + ")");
    }

    static IEnumerable<(string Id, double? Share)> At(double distance, int companies, Chance chance)
    {
        double? Share(double share) => share + distance is var at and >= 0 and <= 1 ? at : null;
        foreach (var (age, ids) in new[] { (Age.Young, young), (Age.WithSellers, old) })
        {
            var passes = ids.ToDictionary(id => id, _ => 0);
            for (var i = 0; i < companies; i++)
            {
                var truth = Of(age, distance);
                var day = Replay.MonthEnd(Drawn.First.AddMonths(35));
                var ever = new Replay(new Drawn(truth, day, chance.Split((int)age * 100_000 + i)).Rows, [], [], []).Until(day).SelectMany(m => m.Criteria).Where(c => c.Verdict == Verdict.Pass).Select(c => c.Id).ToHashSet();
                foreach (var id in ids)
                    if (ever.Contains(id)) passes[id]++;
            }

            foreach (var id in ids) yield return (id, Threshold(id) is { } threshold && Share(threshold) is null ? null : passes[id] / (double)companies);
        }
    }

    static double? Threshold(string id) => id switch { "X0.2" or "X0.3" or "X0.4" or "X1.3" => .7, "X0.5" or "X2.1" => .8, "X1.2" => .9, "X1.5" => .4, "X2.2" => .55, _ => .32 };

    static Truth Of(Age age, double d)
    {
        double In(double share) => Math.Clamp(share + d, 0, 1);
        var (onTime, done) = (In(.8), In(.9));
        return new(age, Break.Nothing)
        {
            Success = age == Age.Young ? In(.7) : .7, Value = In(.7), Vouch = In(.7), Renew = In(.8), OnTime = onTime, LateDone = onTime >= 1 ? 1 : (done - onTime) / (1 - onTime),
            Win = age == Age.Young ? .5 : .4, WinAfter = In(.4), SellersSuccess = In(.55), SellersWin = (In(.32), In(.32)), Ideal = age == Age.Young ? .8 : In(.8), Scale = 1,
            // With the price and the pace of the founder, velocity follows the win rate; sellers are a little busier, so that the rate alone decides.
            SellersActivity = 1.6,
        };
    }
}
