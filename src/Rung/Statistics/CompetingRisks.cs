
using System.Runtime.InteropServices;

namespace Rung.Statistics;

/// <summary>How a deal stood when last seen.</summary>
public enum Ending
{
    Open,
    Won,
    Lost,
}

/// <summary>A deal after so many days: open still, won or lost.</summary>
public readonly record struct Resolution
{
    public Resolution(double time, Ending ending)
    {
        if (!Enum.IsDefined(ending)) throw new ArgumentOutOfRangeException(nameof(ending), ending, "Open, won or lost.");
        (Time, Ending) = (Need.NotNegative(time), ending);
    }

    public double Time { get; }

    public Ending Ending { get; }
}

/// <summary>A time at which deals were resolved: those at risk, the share still open after it and the shares won and lost by it.</summary>
public sealed record IncidenceStep(double Time, int AtRisk, int Won, int Lost, double Open, double WonShare, double LostShare);

/// <summary>The share won (or lost) by a time. The interval is null where nobody or everybody has, or nothing has varied yet.</summary>
public sealed record IncidenceEstimate(double Share, double StandardError, Interval? Interval);

/// <summary>
/// Win rate of a cohort of which some deals are still open (3.1 item 5; V9): cumulative incidence
/// CIF_won(t) = Σ S(t_{j−1})·w_j/Y_j (Aalen and Johansen, Scand. J. Statist. 5, 1978), S falling with wins and losses alike.
/// One minus Kaplan–Meier with losses censored is a different and larger number. At equal times resolutions come before censorings.
/// </summary>
public sealed class CompetingRisks
{
    readonly double lastAt;
    readonly int deals;

    CompetingRisks(IncidenceStep[] steps, int deals, double lastAt, double time) =>
        (Steps, this.deals, this.lastAt, TotalTime) = (steps, deals, lastAt, time);

    /// <summary>Deals watched.</summary>
    public int Watched => deals;

    /// <summary>The longest time any deal was watched.</summary>
    public double LastTime => lastAt;

    public static CompetingRisks Of(IEnumerable<Resolution> resolutions)
    {
        var at = new Dictionary<double, Alike>();
        foreach (var deal in resolutions) CollectionsMarshal.GetValueRefOrAddDefault(at, deal.Time, out _).Add(deal.Ending, 1);
        return Of(at);
    }

    /// <summary>The same, of deals counted already: how many resolved alike.</summary>
    public static CompetingRisks OfCounted(IEnumerable<(Resolution Deal, int N)> resolutions)
    {
        var at = new Dictionary<double, Alike>();
        foreach (var (deal, n) in resolutions) CollectionsMarshal.GetValueRefOrAddDefault(at, deal.Time, out _).Add(deal.Ending, n);
        return Of(at);
    }

    /// <summary>Many deals end after equally many days: they are counted by time, and only the times are sorted.</summary>
    static CompetingRisks Of(Dictionary<double, Alike> at)
    {
        var sorted = at.OrderBy(alike => alike.Key).ToArray();
        var steps = new List<IncidenceStep>();
        var (open, wonShare, lostShare) = (1.0, 0.0, 0.0);
        var deals = sorted.Sum(alike => alike.Value.N);
        var left = deals;
        foreach (var (time, (n, won, lost)) in sorted)
        {
            var atRisk = left;
            left -= n;
            if (won + lost == 0) continue;

            wonShare += open * won / atRisk;
            lostShare += open * lost / atRisk;
            open *= 1 - (double)(won + lost) / atRisk;
            steps.Add(new(time, atRisk, won, lost, open, wonShare, lostShare));
        }
        return new([.. steps], deals, sorted.Length == 0 ? 0 : sorted[^1].Key, sorted.Sum(alike => alike.Key * alike.Value.N));
    }

    /// <summary>Deals of one time: all, won and lost.</summary>
    record struct Alike(int N, int Won, int Lost)
    {
        public void Add(Ending ending, int n) => (N, Won, Lost) = (N + n, ending == Ending.Won ? Won + n : Won, ending == Ending.Lost ? Lost + n : Lost);
    }

    public IReadOnlyList<IncidenceStep> Steps { get; }

    /// <summary>All time watched, over all deals.</summary>
    public double TotalTime { get; }

    /// <summary>The first time by which half or more were resolved; null where fewer were.</summary>
    public double? MedianResolution => Steps.FirstOrDefault(step => step.Open <= 0.5)?.Time;

    /// <summary>Wins over all time watched: the constant hazard of winning.</summary>
    public EventCount WinHazard => Hazard(Steps.Sum(step => step.Won));

    /// <summary>Losses over all time watched.</summary>
    public EventCount LossHazard => Hazard(Steps.Sum(step => step.Lost));

    /// <summary>Mean time to either end at constant hazards: time watched over deals resolved; null where none was.</summary>
    public double? MeanTimeToResolve => Steps.Sum(step => step.Won + step.Lost) is > 0 and var resolved ? TotalTime / resolved : null;

    /// <summary>The share won by this time; null where deals were not watched that long. See <see cref="By"/>.</summary>
    public IncidenceEstimate? WonBy(double time, double level = 0.95) => By(time, level, step => step.Won, step => step.WonShare);

    /// <summary>The share lost by this time.</summary>
    public IncidenceEstimate? LostBy(double time, double level = 0.95) => By(time, level, step => step.Lost, step => step.LostShare);

    /// <summary>The share not resolved by this time.</summary>
    public double? OpenAfter(double time) => IsWatched(Need.NotNegative(time)) ? Last(time)?.Open ?? 1 : null;

    /// <summary>
    /// Variance by the delta method (Marubini and Valsecchi, <i>Analysing Survival Data</i>, 1995):
    /// Σ{(I(t)−I_j)²·d/[Y(Y−d)] + S²·w(Y−w)/Y³ − 2·(I(t)−I_j)·S·w/Y²}, S just before t_j; F(1−F)/n without censoring.
    /// The interval is I^exp(±z·se/(I·|ln I|)), which stays between 0 and 1.
    /// </summary>
    IncidenceEstimate? By(double time, double level, Func<IncidenceStep, int> ends, Func<IncidenceStep, double> share)
    {
        Need.NotNegative(time);
        var z = Normal.TwoSided(level);
        if (!IsWatched(time)) return null;

        var total = Last(time) is { } last ? share(last) : 0;
        var (variance, before) = (0.0, 1.0);
        foreach (var step in Steps.TakeWhile(step => step.Time <= time))
        {
            double y = step.AtRisk, d = step.Won + step.Lost, w = ends(step);
            var rest = total - share(step);
            // Where all at risk resolve, nothing comes after: the rest is 0 and so is its term.
            if (d < y) variance += rest * rest * d / y / (y - d);
            variance += before * before * w * (y - w) / (y * y * y) - 2 * rest * before * w / (y * y);
            before = step.Open;
        }
        var error = Math.Sqrt(Math.Max(0, variance));
        return new(total, error, Around(total, error, z, level));
    }

    static Interval? Around(double share, double error, double z, double level)
    {
        if (share <= 0 || share >= 1 || error == 0) return null;
        var power = z * error / (share * Math.Abs(Math.Log(share)));
        return new(Math.Pow(share, Math.Exp(power)), Math.Pow(share, Math.Exp(-power)), level);
    }

    IncidenceStep? Last(double time) => Steps.LastOrDefault(step => step.Time <= time);

    bool IsWatched(double time) => deals > 0 && (time <= lastAt || Steps is [.., { Open: 0 }]);

    EventCount Hazard(int events) => new(events, TotalTime);
}
