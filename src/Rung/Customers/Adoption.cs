using Rung.Statistics;

namespace Rung.Customers;

/// <summary>One customer on the way into use.</summary>
/// <param name="Cohort">The period in which it began.</param>
public sealed record Adopter(Guid AccountId, DateOnly Since, string Cohort, CustomerUse Use);

/// <summary>Of the customers who came so far, those at acceptable use when a week of theirs ended, and those who used enough in the period it closed.</summary>
/// <param name="Week">Weeks since they began.</param>
public readonly record struct AdoptionWeek(int Week, int Customers, int Acceptable, int InThatPeriod)
{
    public Proportion AtAcceptableUse => new(Acceptable, Customers);

    public Proportion UsedEnough => new(InThatPeriod, Customers);
}

/// <summary>The curve of one cohort, or of all of them.</summary>
/// <param name="NothingRecorded">Customers of whom no use was ever recorded: left out, and not taken for idle.</param>
public sealed record AdoptionCurve(string Cohort, int Customers, int NothingRecorded, IReadOnlyList<AdoptionWeek> Weeks);

/// <summary>
/// How customers come to acceptable use, by weeks since they began. Everybody who began counts, also who has left; each
/// week is judged by the rule that held when it ended.
/// </summary>
public sealed class Adoption(IReadOnlyList<AcceptableUse> rules, DateOnly asOf, int weeks)
{
    readonly SortedDictionary<string, (int Customers, int Nothing, int[] There, int[] Acceptable, int[] Enough)> cohorts = new(StringComparer.Ordinal);

    /// <summary>Takes one customer in, and lets go of its days.</summary>
    public void Take(Adopter adopter)
    {
        if (!cohorts.TryGetValue(adopter.Cohort, out var cohort)) cohort = (0, 0, new int[weeks + 1], new int[weeks + 1], new int[weeks + 1]);
        var isKnown = adopter.Use.FirstOn <= asOf;
        cohorts[adopter.Cohort] = cohort with { Customers = cohort.Customers + 1, Nothing = cohort.Nothing + (isKnown ? 0 : 1) };
        if (!isKnown) return;

        for (var week = 1; week <= weeks; week++)
        {
            var ends = adopter.Since.AddDays(7 * week - 1);
            if (ends > asOf || rules.On(ends) is not { } rule) return;
            var verdict = rule.Judge(adopter.Use, adopter.Since, ends);
            cohort.There[week]++;
            if (verdict.IsAcceptable is true) cohort.Acceptable[week]++;
            if (verdict.Periods[^1].IsMet) cohort.Enough[week]++;
        }
    }

    /// <summary>The curve of each cohort, in their order.</summary>
    public IReadOnlyList<AdoptionCurve> Cohorts => [.. cohorts.Select(c => Curve(c.Key, c.Value.Customers, c.Value.Nothing, c.Value.There, c.Value.Acceptable, c.Value.Enough))];

    /// <summary>The curve of all customers.</summary>
    public AdoptionCurve All
    {
        get
        {
            int[] Sum(Func<(int, int, int[] There, int[] Acceptable, int[] Enough), int[]> of) => [.. Enumerable.Range(0, weeks + 1).Select(w => cohorts.Values.Sum(c => of(c)[w]))];
            return Curve("", cohorts.Values.Sum(c => c.Customers), cohorts.Values.Sum(c => c.Nothing), Sum(c => c.There), Sum(c => c.Acceptable), Sum(c => c.Enough));
        }
    }

    AdoptionCurve Curve(string cohort, int customers, int nothing, int[] there, int[] acceptable, int[] enough) =>
        new(cohort, customers, nothing, [.. Enumerable.Range(1, weeks).Where(w => there[w] > 0).Select(w => new AdoptionWeek(w, there[w], acceptable[w], enough[w]))]);
}
