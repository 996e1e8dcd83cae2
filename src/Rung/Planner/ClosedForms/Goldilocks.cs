namespace Rung.Planner.ClosedForms;

/// <summary>What so many account executives would bring (5.6, Goldilocks A). Money and deals per month.</summary>
/// <param name="TurnedAway">Share of opportunities that find every slot taken.</param>
/// <param name="Marginal">Contribution of the last one.</param>
public sealed record StaffedByMoney(int AccountExecutives, double TurnedAway, double Accepted, double Wins, double Contribution, double Marginal);

/// <summary>How likely so many account executives succeed (5.6, Goldilocks B).</summary>
/// <param name="Succeeds">Chance of each: enough opportunities and enough coaching.</param>
/// <param name="Expected">Successes to expect.</param>
/// <param name="AllSucceed">Chance that all do, each on his own.</param>
public sealed record StaffedByPeople(int AccountExecutives, double Succeeds, double Expected, double AllSucceed);

/// <summary>Every number of account executives up to a most, and the best of them.</summary>
public sealed record Staffing<T>(IReadOnlyList<T> Choices, T Best);

/// <summary>How many account executives are just right (R60–R63).</summary>
public static class Goldilocks
{
    /// <summary>
    /// Contribution Λ(1 − B(cK, ΛD))·w·price·margin − c·cost, B Erlang's loss formula; V44: 2.
    /// </summary>
    /// <param name="opportunities">Per month (Λ).</param>
    /// <param name="months">A deal holds its slot (D).</param>
    /// <param name="slots">Deals an account executive can work at the same time (K).</param>
    /// <param name="cost">Of an account executive per month.</param>
    public static Outcome<Staffing<StaffedByMoney>> ByMoney(double opportunities, double months, int slots, double winRate, double price, double margin, double cost, int most = 20)
    {
        if ((Given.NotNegative(opportunities) ?? Given.NotNegative(months) ?? Given.Whole(slots, 1, 1_000) ?? Given.Share(winRate) ?? Given.NotNegative(price)
            ?? Given.Share(margin) ?? Given.NotNegative(cost) ?? Given.Whole(most, 1, 1_000)) is { } no) return no;
        var (choices, before) = (new StaffedByMoney[most], 0.0);
        for (var c = 1; c <= most; c++)
        {
            if (!Erlang.B(opportunities * months, c * slots).Accepted(out var loss, out var refusal)) return refusal;
            var accepted = opportunities * (1 - loss.TurnedAway);
            var contribution = accepted * winRate * price * margin - c * cost;
            choices[c - 1] = new(c, loss.TurnedAway, accepted, accepted * winRate, contribution, contribution - before);
            before = contribution;
        }
        return new Staffing<StaffedByMoney>(choices, choices.MaxBy(choice => choice.Contribution)!);
    }

    /// <summary>
    /// Pr(success) = g(Λ/c)·h(H/c), g(x) = x³/(x³ + x₀³), h(y) = 1 − e^{−y/y₀}; V45: 3 by expected successes, while 2 all
    /// succeed with 0.684.
    /// </summary>
    /// <param name="opportunities">Per month, over all (Λ).</param>
    /// <param name="coaching">Hours per week, over all (H).</param>
    /// <param name="halfwayOpportunities">Opportunities per month with which half succeed (x₀).</param>
    /// <param name="coachingScale">Coaching hours per week with which all but 1/e succeed (y₀).</param>
    public static Outcome<Staffing<StaffedByPeople>> ByPeople(double opportunities, double coaching, double halfwayOpportunities, double coachingScale, int most = 20)
    {
        if ((Given.NotNegative(opportunities) ?? Given.NotNegative(coaching) ?? Given.Positive(halfwayOpportunities) ?? Given.Positive(coachingScale) ?? Given.Whole(most, 1, 1_000)) is { } no) return no;
        var choices = Enumerable.Range(1, most).Select(c =>
        {
            var (fed, coached) = (Math.Pow(opportunities / c / halfwayOpportunities, 3), -Small.ExpMinusOne(-coaching / c / coachingScale));
            var succeeds = (double.IsInfinity(fed) ? 1 : fed / (1 + fed)) * coached;
            return new StaffedByPeople(c, succeeds, c * succeeds, Math.Pow(succeeds, c));
        }).ToArray();
        return new Staffing<StaffedByPeople>(choices, choices.MaxBy(choice => choice.Expected)!);
    }

    /// <summary>m* = quota/(12·price·win rate): opportunities an account executive needs per month; V: 9.469697 and 20.833333 in 5.6.</summary>
    /// <param name="quota">Per year, in the money of <paramref name="price"/>.</param>
    public static Outcome<CriticalMass> CriticalMass(double quota, double price, double winRate) =>
        (Given.NotNegative(quota) ?? Given.Positive(price) ?? Given.SomeShare(winRate)) is { } no ? no : new CriticalMass(quota / (12 * price * winRate));
}

/// <summary>Sales-accepted opportunities per account executive and month below which no quota is met.</summary>
public sealed record CriticalMass(double PerMonth);
