using DiscreteEvents;

namespace Rung.Planner;

/// <summary>
/// The way of a sale through its stages (5.2.5): a chain whose weekly steps are parameters (V47), told from its end. A sale that can be
/// won follows the chain given that it is won, one that cannot follows it given that it is lost (h-transform), so that the share won is
/// a parameter of its own and the times of won and lost sales still differ as the chain says.
/// </summary>
public sealed class SaleChain
{
    public const int Stages = 4, Won = 4, Lost = 5;

    /// <summary>Working time of a visit grows along the way; with the default chain a won sale takes 12 h where the mean is 7 h (5.3).</summary>
    static readonly double[] effort = [1, 1.2, 1.4, 1.5];

    readonly double[,] whenWon, whenLost; // from stage to stage, Won, Lost
    readonly double[] stay = new double[Stages];
    readonly double[] hours = new double[Stages];

    public SaleChain(Func<Parameter, double> value)
    {
        var week = Weekly(value);
        WinFrom = Solve(week, column: Won);
        (whenWon, whenLost) = (Given(week, WinFrom, won: true), Given(week, WinFrom, won: false));
        for (var i = 0; i < Stages; i++) stay[i] = 1 / (1 - week[i, i]);
        var (visitsWon, visitsLost) = (Visits(whenWon), Visits(whenLost));
        var scale = value(Parameter.CycleDays) / 7 * WorkCalendar.HoursAWeek / Along(visitsWon, stay);
        for (var i = 0; i < Stages; i++) stay[i] *= scale;
        var win = value(Parameter.Win);
        var mean = win * Along(visitsWon, effort) + (1 - win) * Along(visitsLost, effort);
        for (var i = 0; i < Stages; i++) hours[i] = value(Parameter.HoursPerSale) * effort[i] / mean;
        HoursWon = Along(visitsWon, hours);
        LostOverWon = Along(visitsLost, stay) / Along(visitsWon, stay);
    }

    /// <summary>Chance to be won from each stage, by the bare chain.</summary>
    public IReadOnlyList<double> WinFrom { get; }

    /// <summary>Working time of the seller for one won sale.</summary>
    public double HoursWon { get; }

    /// <summary>Mean time of a lost sale over that of a won one.</summary>
    public double LostOverWon { get; }

    /// <summary>Mean time at a stage that is the customer's own, working hours.</summary>
    public double Stay(int stage) => stay[stage];

    /// <summary>The seller's working time for one visit of a stage.</summary>
    public double Hours(int stage) => hours[stage];

    /// <summary>Where a sale goes from a stage; larger luck goes further down the list of stages.</summary>
    public int Next(int stage, bool winnable, Chance luck)
    {
        var (steps, u) = (winnable ? whenWon : whenLost, luck.Uniform());
        for (var to = 0; to < Lost; to++) if ((u -= steps[stage, to]) < 0) return to;
        return winnable ? Won : Lost;
    }

    internal static Refusal? Check(Func<Parameter, double> value)
    {
        var week = Weekly(value);
        for (var i = 0; i < Stages; i++)
        {
            if (week[i, i] < 0) return new MoreThanCertain($"{(SaleStage)i}", 1 - week[i, i]);
            if (week[i, i] > .999) return new NoWayToWin();
        }
        return value(Parameter.Win) > 0 && Solve(week, Won)[0] <= 0 ? new NoWayToWin() : null;
    }

    static double[,] Weekly(Func<Parameter, double> value)
    {
        var week = new double[Stages, Stages + 2];
        (week[0, 1], week[0, Lost]) = (value(Parameter.ToDiscovery), value(Parameter.LostInMeeting));
        (week[1, 2], week[1, Won], week[1, Lost]) = (value(Parameter.ToProposal), value(Parameter.ToWonEarly), value(Parameter.LostInDiscovery));
        (week[2, 1], week[2, 3], week[2, Won], week[2, Lost]) =
            (value(Parameter.BackToDiscovery), value(Parameter.ToNegotiation), value(Parameter.ToWonMiddle), value(Parameter.LostInProposal));
        (week[3, 2], week[3, Won], week[3, Lost]) = (value(Parameter.BackToProposal), value(Parameter.ToWonLate), value(Parameter.LostInNegotiation));
        for (var i = 0; i < Stages; i++)
        {
            week[i, i] = 1;
            for (var to = 0; to < Stages + 2; to++) if (to != i) week[i, i] -= week[i, to];
        }
        return week;
    }

    /// <summary>Jumps between different stages, given the end.</summary>
    static double[,] Given(double[,] week, IReadOnlyList<double> win, bool won)
    {
        var jumps = new double[Stages, Stages + 2];
        for (var i = 0; i < Stages; i++)
        {
            var end = won ? win[i] : 1 - win[i];
            if (end <= 0) continue; // never visited on the way to that end
            for (var to = 0; to < Stages + 2; to++)
            {
                if (to == i) continue;
                var after = to < Stages ? win[to] : to == Won ? 1 : 0;
                jumps[i, to] = week[i, to] / (1 - week[i, i]) * (won ? after : 1 - after) / end;
            }
        }
        return jumps;
    }

    /// <summary>Mean number of visits of each stage from the first one on.</summary>
    static double[] Visits(double[,] jumps)
    {
        var visits = new double[Stages];
        var now = new double[Stages];
        now[0] = 1;
        for (var step = 0; step < 10_000; step++)
        {
            var next = new double[Stages];
            for (var i = 0; i < Stages; i++)
            {
                visits[i] += now[i];
                for (var to = 0; to < Stages; to++) next[to] += now[i] * jumps[i, to];
            }
            now = next;
            if (now.Sum() < 1e-15) break;
        }
        return visits;
    }

    /// <summary>Chance to end in a column from each stage, by iteration to a fixed point.</summary>
    static double[] Solve(double[,] week, int column)
    {
        var reach = new double[Stages];
        for (var round = 0; round < 100_000; round++)
        {
            var change = 0.0;
            for (var i = Stages - 1; i >= 0; i--)
            {
                var sum = week[i, column];
                for (var to = 0; to < Stages; to++) if (to != i) sum += week[i, to] * reach[to];
                var better = sum / (1 - week[i, i]);
                change = Math.Max(change, Math.Abs(better - reach[i]));
                reach[i] = better;
            }
            if (change < 1e-16) break;
        }
        return reach;
    }

    static double Along(double[] visits, double[] each) => visits.Zip(each, (visit, one) => visit * one).Sum();
}
