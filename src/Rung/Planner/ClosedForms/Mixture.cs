namespace Rung.Planner.ClosedForms;

/// <summary>Work of one kind.</summary>
/// <param name="Arrivals">Per time, Poisson.</param>
/// <param name="Mean">Mean time of service.</param>
/// <param name="SquaredVariation">Variance of it over the square of its mean: 0 always the same, 1 exponential, up to 10⁶.</param>
public sealed record WorkKind(double Arrivals, double Mean, double SquaredVariation)
{
    internal double Load => Arrivals * Mean;

    /// <summary>E[S²] = mean²·(1 + squared variation).</summary>
    internal double SecondMoment => Mean * Mean * (1 + SquaredVariation);

    internal static Refusal? Check(IReadOnlyList<WorkKind> kinds) =>
        Given.Each(kinds, 1, 1_000, kind => Given.Positive(kind.Arrivals) ?? Given.Positive(kind.Mean) ?? Given.Between(kind.SquaredVariation, 0, 1e6));
}

/// <summary>One person who does several kinds of work, first come first served.</summary>
/// <param name="Rate">Arrivals per time, all kinds.</param>
/// <param name="Service">Mean time a task takes, set-up included.</param>
/// <param name="SecondMoment">Mean of the square of that time.</param>
public sealed record Mixture(double Rate, double Service, double SecondMoment, double Load, double MustWait, double Wait, double Sojourn, double Waiting, double InSystem)
    : Queue(Load, MustWait, Wait, Sojourn, Waiting, InSystem)
{
    /// <summary>
    /// Pollaczek–Khinchine, M/G/1: Wq = λ·E[S²]/(2(1 − ρ)); V30–V33. A set-up is paid with the probability 1 − p_k that another
    /// kind went before, on its own each time; where it follows what was truly done before, ask <see cref="ChangeOver"/>.
    /// </summary>
    /// <param name="setup">Time to turn to another kind of work.</param>
    public static Outcome<Mixture> Of(IReadOnlyList<WorkKind> kinds, double setup = 0)
    {
        if ((WorkKind.Check(kinds) ?? Given.NotNegative(setup)) is { } no) return no;
        var (rate, mean, second) = Moments(kinds, setup);
        var load = rate * mean;
        if (load >= 1) return new CannotKeepUp(load);
        return With(rate, mean, second, rate * second / (2 * (1 - load)));
    }

    internal static (double Rate, double Mean, double SecondMoment) Moments(IReadOnlyList<WorkKind> kinds, double setup)
    {
        var rate = kinds.Sum(kind => kind.Arrivals);
        var (mean, second) = (0.0, 0.0);
        foreach (var kind in kinds)
        {
            var share = kind.Arrivals / rate;
            mean += share * (kind.Mean + setup * (1 - share));
            second += share * (kind.SecondMoment + (1 - share) * setup * (2 * kind.Mean + setup));
        }
        return (rate, mean, second);
    }

    internal static Mixture With(double rate, double mean, double second, double wait)
    {
        var load = rate * mean;
        return new(rate, mean, second, load, load, wait, wait + mean, rate * wait, rate * (wait + mean));
    }
}
