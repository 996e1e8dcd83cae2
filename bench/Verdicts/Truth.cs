using DiscreteEvents;

namespace Rung.Bench.Verdicts;

/// <summary>How a company breaks what the statistics suppose.</summary>
enum Break
{
    Nothing,

    /// <summary>Every rate moves by up to 0.3 from the first day to the last.</summary>
    Drifting,

    /// <summary>Prices and cycles vary as if one deal were a quarter's bookings.</summary>
    HeavyTails,

    /// <summary>The months share a shock to every rate, and remember it.</summary>
    Correlated,

    /// <summary>Half of everything is written down late, and a fifth never.</summary>
    Sloppy,
}

/// <summary>What is judged of a company: before there are sellers, or after.</summary>
enum Age
{
    Young,
    WithSellers,
}

/// <summary>
/// What is really so in a company, drawn from the priors that the engine states: uniform for every share, each side of a
/// comparison by itself. Sizes and ratios are drawn wide on both sides of their thresholds.
/// </summary>
sealed record Truth(Age Age, Break Break)
{
    public double Scale { get; init; } = 1;

    /// <summary>Share of customers who use the product and get their value, by whoever sold; without sellers the first counts.</summary>
    public double Success { get; init; } = .8;
    public double SellersSuccess { get; init; } = .8;

    /// <summary>Whoever does not succeed does not use it; else he uses it and has no first value, or is red.</summary>
    public bool FailsByUse { get; init; } = true;
    public double Value { get; init; } = .8;
    public double Vouch { get; init; } = .8;
    public double Response { get; init; } = .8;
    public double Renew { get; init; } = .9;
    public double SellersRenew { get; init; } = .9;
    public double OnTime { get; init; } = .9;

    /// <summary>Of those not onboarded in time, the share that is later.</summary>
    public double LateDone { get; init; }
    public double Win { get; init; } = .3;

    /// <summary>The founder's win rate and price from the day the SDR began.</summary>
    public double WinAfter { get; init; } = .3;
    public double PriceAfter { get; init; } = 1;
    public (double First, double Second) SellersWin { get; init; } = (.3, .3);
    public double SellersPrice { get; init; } = 1;
    public double SellersCycle { get; init; } = 1;

    /// <summary>Accepted an hour of selling, against the founder's.</summary>
    public double SellersActivity { get; init; } = 1;
    public double Ideal { get; init; } = .8;

    /// <summary>Which criteria this company was drawn to test: of the others the prior is not the stated one.</summary>
    public IReadOnlyList<string> Tests { get; init; } = [];

    public static Truth Drawn(Chance chance, Break with)
    {
        double Any() => chance.Uniform();
        double About(double deviation) => Math.Exp(deviation * chance.Normal());
        var scale = .4 + 1.4 * Any();
        if (chance.Happens(.5))
        {
            var byUse = chance.Happens(.5);
            return new(Age.Young, with)
            {
                Scale = scale, Success = Any(), FailsByUse = byUse, Value = Any(), Vouch = Any(), Response = .5 + .5 * Any(), Renew = Any(), OnTime = Any(), LateDone = chance.Happens(.5) ? Any() : 0, Win = Any(), WinAfter = Any(), PriceAfter = About(.3),
                Tests = ["X0.1", byUse ? "X0.2" : "", "X0.3", "X0.4", "X0.5", "X1.1", "X1.2", "X1.3", "X1.5", "X1.5.win-rate"],
            };
        }

        var seller = new Truth(Age.WithSellers, with) { Scale = scale, Win = Any(), SellersPrice = About(.25), SellersCycle = About(.25), SellersActivity = About(.4), Success = Any(), SellersSuccess = Any(), Renew = chance.Happens(.5) ? .9 : Any(), SellersRenew = chance.Happens(.5) ? .9 : Any() };
        if (chance.Happens(.3)) return seller with { Ideal = Any(), Win = .3, Tests = ["X2.1", "X2.2", "X2.2.success"] };
        if (chance.Happens(.5)) return seller with { SellersWin = (Any(), Any()), Tests = ["X2.2", "X2.2.success", "X2.4", "G0.6"] };
        var both = Any();
        return seller with { SellersWin = (both, both), Tests = ["X2.2", "X2.2.success", "X2.3", "X2.3.win-rate", "X2.3.price", "X2.3.cycle", "X2.3.velocity", "G0.6"] };
    }
}
