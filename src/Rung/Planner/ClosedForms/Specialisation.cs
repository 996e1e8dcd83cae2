namespace Rung.Planner.ClosedForms;

/// <summary>
/// Is specialising worth it (R24, R25; 5.4)? Per won deal, in money: w_G·H·(1 + s) − w_S·H·(1 − e) − K − ℓ·m − u, where the
/// hours H = H₀·(price/price₀)^g grow with the price and m = price × gross margin.
/// </summary>
/// <param name="GeneralistHour">Loaded cost of a generalist's hour (w_G).</param>
/// <param name="SpecialistHour">Loaded cost of an hour of the mix of specialists (w_S).</param>
/// <param name="Switching">Time generalists lose by switching, relative (s).</param>
/// <param name="Learning">Time specialists save by practice, relative (e).</param>
/// <param name="Coordination">Cost of hand-offs per deal (K).</param>
/// <param name="Loss">Share of deals lost in hand-offs (ℓ).</param>
/// <param name="Margin">Gross margin, a share of the price.</param>
/// <param name="Hours">Hours per won deal at <paramref name="AtPrice"/> (H₀).</param>
/// <param name="Growth">Exponent of hours in price (g), between 0 and 1.</param>
/// <param name="Idle">Cost per deal of capacity idle because pools were split (u).</param>
public sealed record Specialisation(double GeneralistHour, double SpecialistHour, double Switching, double Learning, double Coordination,
    double Loss, double Margin, double Hours, double AtPrice, double Growth, double Idle = 0)
{
    const double Cheapest = 1e-6, Dearest = 1e12;

    /// <summary>What specialising saves per won deal at this price; negative where it costs; V43.</summary>
    public Outcome<Saving> At(double price) => (Check() ?? Given.Between(price, Cheapest, Dearest)) is { } no ? no : new Saving(price, Value(price));

    /// <summary>
    /// The prices between which specialising pays; V43: from 728.04 to 992,943.08. The saving is concave in the price, so there
    /// is one such stretch or none; an end is null where it lies beyond a millionth or a million millions.
    /// </summary>
    public Outcome<PayingPrices> BreakEven()
    {
        if (Check() is { } no) return no;
        var best = Best();
        if (Value(best) <= 0) return new PayingPrices(false, null, null);
        return new PayingPrices(true,
            Value(Cheapest) >= 0 ? null : Between(Cheapest, best, rising: true),
            Value(Dearest) >= 0 ? null : Between(best, Dearest, rising: false));
    }

    /// <summary>For work of so many hours whatever the price: w_G(1 + s)·H − w_S(1 − e)·H − K; a one-call close saves nothing (R22).</summary>
    public double SavedHours(double hours) => hours * PerHour - Coordination;

    double PerHour => GeneralistHour * (1 + Switching) - SpecialistHour * (1 - Learning);

    double Value(double price) => Hours * Math.Pow(price / AtPrice, Growth) * PerHour - Coordination - Idle - Loss * Margin * price;

    /// <summary>Where the saving is greatest.</summary>
    double Best()
    {
        if (PerHour <= 0) return Cheapest;
        if (Loss * Margin == 0) return Dearest;
        // g·H₀·p·(x/x₀)^(g−1)/x₀ = ℓ·GM
        if (Growth >= 1) return Hours / AtPrice * PerHour > Loss * Margin ? Dearest : Cheapest;
        if (Growth == 0) return Cheapest;
        return Math.Clamp(AtPrice * Math.Pow(Growth * Hours * PerHour / (AtPrice * Loss * Margin), 1 / (1 - Growth)), Cheapest, Dearest);
    }

    double Between(double low, double high, bool rising)
    {
        for (var i = 0; i < 200; i++)
        {
            var middle = Math.Sqrt(low) * Math.Sqrt(high);
            if (middle <= low || middle >= high) break;
            if (Value(middle) > 0 == rising) high = middle;
            else low = middle;
        }
        return low + (high - low) / 2;
    }

    Refusal? Check() => Given.NotNegative(GeneralistHour) ?? Given.NotNegative(SpecialistHour) ?? Given.Between(Switching, 0, 100) ?? Given.Share(Learning)
        ?? Given.NotNegative(Coordination) ?? Given.Share(Loss) ?? Given.Share(Margin) ?? Given.NotNegative(Hours) ?? Given.Positive(AtPrice) ?? Given.Share(Growth) ?? Given.NotNegative(Idle);
}

/// <summary>What specialising saves per won deal at a price.</summary>
public sealed record Saving(double Price, double PerDeal);

/// <summary>Where specialising pays: nowhere, or between two prices, an end null where there is none.</summary>
public sealed record PayingPrices(bool Anywhere, double? From, double? Until);
