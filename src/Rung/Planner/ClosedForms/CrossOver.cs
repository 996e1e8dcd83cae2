namespace Rung.Planner.ClosedForms;

/// <summary>At one load: mean time from lead to finish, generalists against specialists, null where they cannot keep up.</summary>
public sealed record LeadTimes(double Rate, double? Generalists, double? Specialists);

/// <summary>
/// Where a pool of generalists and a row of specialists, the hand-off delay counted, take equally long (5.5 item 3; V37–V42).
/// </summary>
/// <param name="Generalists">In the pool.</param>
/// <param name="Service">Mean time of a generalist on a deal, all steps.</param>
/// <param name="Specialists">People and mean time of each step.</param>
/// <param name="Delay">Total delay of the hand-offs.</param>
public sealed record CrossOver(int Generalists, double Service, IReadOnlyList<(int People, double Service)> Specialists, double Delay)
{
    const int Steps = 4_000;

    public Outcome<LeadTimes> At(double rate)
    {
        if ((Check() ?? Given.NotNegative(rate)) is { } no) return no;
        return new LeadTimes(rate, Pool(rate), Row(rate));
    }

    /// <summary>
    /// Arrivals per time at which both take equally long, rising; V42: 1.387910 and 2.008914 for a delay of 0.25, 2.742478 for
    /// 0.5, 3.015079 for 1, none for 0. Two that lie closer than 1/4,000 of the smaller capacity may be missed.
    /// </summary>
    public Outcome<CrossLoads> Loads()
    {
        if (Check() is { } no) return no;
        var capacity = Math.Min(Generalists / Service, Specialists.Min(step => step.People / step.Service));
        double Gap(double rate) => Pool(rate)!.Value - Row(rate)!.Value;

        var (loads, before) = (new List<double>(), 1e-9 * capacity);
        for (var i = 1; i <= Steps; i++)
        {
            var rate = i < Steps ? capacity * i / Steps : capacity * (1 - 1e-9);
            if (Math.Sign(Gap(before)) != Math.Sign(Gap(rate))) loads.Add(Between(Gap, before, rate));
            before = rate;
        }
        return new CrossLoads(loads, capacity);
    }

    double? Pool(double rate) => Erlang.C(rate, Service, Generalists).Accepted(out var queue, out _) ? queue.Sojourn : null;

    double? Row(double rate)
    {
        var time = Delay;
        foreach (var (people, service) in Specialists)
        {
            if (!Erlang.C(rate, service, people).Accepted(out var queue, out _)) return null;
            time += queue.Sojourn;
        }
        return time;
    }

    static double Between(Func<double, double> gap, double low, double high)
    {
        var below = Math.Sign(gap(low));
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Math.Sign(gap(middle)) == below) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    Refusal? Check() => Given.Whole(Generalists, 1, 10_000) ?? Given.Positive(Service) ?? Given.NotNegative(Delay)
        ?? Given.Each(Specialists, 1, 20, step => Given.Whole(step.People, 1, 10_000) ?? Given.Positive(step.Service));
}

/// <summary>Loads at which two organisations are equally fast, below the smaller of their capacities.</summary>
public sealed record CrossLoads(IReadOnlyList<double> Rates, double Capacity);
