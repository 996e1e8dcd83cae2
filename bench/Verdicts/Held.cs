using Rung.Ladder;
using Rung.Statistics;

namespace Rung.Bench.Verdicts;

/// <summary>Whether what a criterion claims is really so in a company, and what the interval of a reading should hold.</summary>
static class Held
{
    /// <summary>Null where the company was not drawn to test it.</summary>
    public static bool? IsTrue(string id, Truth truth, Drawn drawn)
    {
        if (!truth.Tests.Contains(id.TrimEnd('!'))) return null;
        double Rate(double rate) => Of(truth, drawn, rate);
        var rows = drawn.Rows;
        return id switch
        {
            "X0.1" => Paying(rows, drawn.Day, false) >= 5,
            "X0.2" => Rate(truth.Success) >= .7,
            "X0.3" => Rate(truth.Value) >= .7,
            "X0.4" => Rate(truth.Vouch) >= .7,
            "X0.5" => Rate(truth.Renew) >= .8,
            "X1.1" => Paying(rows, drawn.Day, true) >= 24,
            "X1.2" => Rate(truth.OnTime) is var onTime && onTime >= .8 && onTime + (1 - onTime) * truth.LateDone >= .9,
            "X1.3" => Rate(truth.Success) >= .7,
            "X1.5" => Rate(truth.WinAfter) >= Rate(truth.Win) - .1 && truth.PriceAfter >= .85,
            "X1.5.win-rate" => Rate(truth.WinAfter) >= Rate(truth.Win) - .1,
            "X2.1" => drawn.WonAlone.Values.All(n => n >= 5) && truth.Ideal >= .8,
            "X2.2" or "X2.2.success" => Rate(truth.SellersSuccess) >= Rate(truth.Success) - .15,
            // What refutes X2.2 is either: fewer succeed, or they leave sooner.
            "X2.2!" => Rate(truth.SellersSuccess) < Rate(truth.Success) - .15 || truth.SellersRenew < truth.Renew,
            "X2.3" => Rate(truth.SellersWin.First) >= .8 * Rate(truth.Win) && truth.SellersPrice >= .85 && truth.SellersCycle <= 1.25 && truth.SellersActivity * truth.SellersPrice * Rate(truth.SellersWin.First) >= .9 * Rate(truth.Win),
            "X2.3.price" => truth.SellersPrice >= .85,
            "X2.3.cycle" => truth.SellersCycle <= 1.25,
            "X2.3.velocity" => truth.SellersActivity * truth.SellersPrice * Rate(truth.SellersWin.First) >= .9 * Rate(truth.Win),
            "X2.3.win-rate" => Rate(truth.SellersWin.First) >= .8 * Rate(truth.Win),
            "X2.4" => Math.Min(Rate(truth.SellersWin.First), Rate(truth.SellersWin.Second)) >= .8 * Rate(truth.Win),
            _ => null,
        };
    }

    /// <summary>What the interval is about: a share, a ratio of prices, or the share won within the days that were looked at.</summary>
    public static (string Kind, bool Holds)? Interval(Rung.Ladder.Reading reading, Truth truth, Drawn drawn)
    {
        if (reading.Interval is not { } interval) return null;
        double Rate(double rate) => Of(truth, drawn, rate);
        double Within(double rate, double cycle) => Rate(rate) * Closed(truth, reading.Beside.GetValueOrDefault("horizonDays") ?? 1e6, cycle);
        (string, double)? about = reading.Id switch
        {
            "X0.2" when truth.Age == Age.Young && truth.FailsByUse => ("share (exact)", Rate(truth.Success)),
            "X0.3" => ("share (exact)", Rate(truth.Value)),
            "X0.4" => ("share (exact)", Rate(truth.Vouch)),
            "X0.5.due" when truth.Age == Age.Young => ("share (exact)", Rate(truth.Renew)),
            "X1.2.on-time" => ("share (exact)", Rate(truth.OnTime)),
            "X1.3" when truth.Age == Age.Young => ("share (exact)", Rate(truth.Success)),
            "X2.1.ideal" => ("share (exact)", truth.Ideal),
            "X2.2.success" => ("share (exact)", Rate(truth.SellersSuccess)),
            "G0.6" when truth.Age == Age.WithSellers => ("win rate with open sales", Within(truth.Win, 1)),
            "X2.3.win-rate" when truth.Tests.Contains("X2.3") => ("win rate with open sales", Within(truth.SellersWin.First, truth.SellersCycle)),
            "X1.5.price" when truth.Age == Age.Young => ("ratio of prices (Welch)", truth.PriceAfter),
            "X2.3.price" => ("ratio of prices (Welch)", truth.SellersPrice),
            _ => null,
        };
        return about is var (kind, value) ? (kind, interval.Low <= value + 1e-12 && value <= interval.High + 1e-12) : null;
    }

    /// <summary>The rate as it is on the day; where the months share a shock, over all the shocks there may be.</summary>
    static double Of(Truth truth, Drawn drawn, double rate)
    {
        if (truth.Break != Break.Correlated || rate is <= 0 or >= 1) return drawn.Now(rate, drawn.Day);
        var (sum, weight) = (0.0, 0.0);
        for (var z = -4.0; z <= 4; z += .1)
        {
            var w = Math.Exp(-z * z / 2);
            sum += w / (1 + (1 - rate) / rate * Math.Exp(-.7 * z));
            weight += w;
        }

        return sum / weight;
    }

    /// <summary>Share of sales that close within so many days; days are counted whole. Tails are taken over all they may be.</summary>
    static double Closed(Truth truth, double days, double cycle)
    {
        if (truth.Break != Break.HeavyTails) return Erlang((days + 1) / cycle);
        var (sum, weight) = (0.0, 0.0);
        for (var z = -4.0; z <= 4; z += .05)
        {
            var w = Math.Exp(-z * z / 2);
            sum += w * Erlang((days + 1) / (cycle * Math.Exp(1.2 * z - .72)));
            weight += w;
        }

        return sum / weight;
    }

    static double Erlang(double days)
    {
        var x = 3 * days / 45;
        return 1 - Math.Exp(-x) * (1 + x + x * x / 2);
    }

    /// <summary>Counted plainly from the rows: accounts with a payment by the day, and, where asked, a term that still runs.</summary>
    static int Paying(CompanyRows rows, DateOnly day, bool active) => rows.Customers.Count(c => c.Payments.Any(p => p.On <= day) && (!active || c.Subscriptions.Any(s => s.Ends.Where(e => e.On <= day).Select(e => e.Value).LastOrDefault() > day)));
}
