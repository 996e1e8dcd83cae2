namespace Rung.Planner.ClosedForms;

/// <summary>What so many pods bring from one list of accounts.</summary>
/// <param name="Supply">Opportunities per month.</param>
/// <param name="Efficiency">E_k: supply per pod over that of a single one; 1 where nothing is lost by growing.</param>
/// <param name="Contribution">First-year gross margin of a month's wins less the pods' cost.</param>
/// <param name="Marginal">Contribution of the last pod.</param>
public sealed record Pods(int Count, double Supply, double Efficiency, double Contribution, double Marginal)
{
    /// <summary>A list that gives at most M meetings a month saturates: m(k) = M(1 − e^{−ks/M}) (5.2 item 1; V46).</summary>
    /// <param name="listYield">Opportunities the list can give per month (M); null for a list without end.</param>
    /// <param name="effort">Opportunities a pod would find per month on a list without end (s).</param>
    /// <param name="cost">Of a pod per month.</param>
    public static Outcome<Staffing<Pods>> Replicated(double? listYield, double effort, double winRate, double price, double margin, double cost, int most = 10)
    {
        if (((listYield is { } given ? Given.Positive(given, nameof(listYield)) : null) ?? Given.Positive(effort) ?? Given.Share(winRate) ?? Given.NotNegative(price)
            ?? Given.Share(margin) ?? Given.NotNegative(cost) ?? Given.Whole(most, 1, 1_000)) is { } no) return no;
        double Supply(int pods) => listYield is { } yield ? -yield * Small.ExpMinusOne(-pods * effort / yield) : pods * effort;
        double Contribution(int pods) => pods == 0 ? 0 : Supply(pods) * winRate * price * margin - pods * cost;
        var choices = Enumerable.Range(1, most).Select(k =>
            new Pods(k, Supply(k), Supply(k) / (k * Supply(1)), Contribution(k), Contribution(k) - Contribution(k - 1))).ToArray();
        return new Staffing<Pods>(choices, choices.MaxBy(choice => choice.Contribution)!);
    }
}
