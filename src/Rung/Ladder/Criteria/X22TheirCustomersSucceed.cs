using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>
/// X2.2 (R58): customers whom sellers won succeed about as often as those whom the founder won. Each is looked at when it had
/// been live equally long, so that neither side is older.
/// </summary>
public sealed class X22TheirCustomersSucceed() : Criterion("X2.2", MaturityStage.S2)
{
    static readonly YardstickRow Margin = new("x2.2.margin", 0.15, 0, 0.5, YardstickUnit.Share, "X2.2 [design]");
    static readonly YardstickRow Fewest = new("x2.2.n", 10, 1, 1_000, YardstickUnit.Number, "X2.2 [design]");
    static readonly YardstickRow Age = new("x2.2.age", 60, 28, 365, YardstickUnit.Days, "X2.2: days live at which both are looked at [design]");
    static readonly YardstickRow P = new("x2.2.p", 0.1, 0.001, 0.5, YardstickUnit.Share, "X2.2: early churn, log-rank [design]");

    static readonly YardstickRow Sooner = new("x2.2.sooner", 0.05, 0.0001, 0.5, YardstickUnit.Share, "X2.2: early churn that refutes; one look in ten shows the other by chance [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Margin, Fewest, Age, P, Sooner];

    protected override Reading Judged(Evidence evidence)
    {
        if (evidence.Team.Everybody.Count == 0) return Reading.Lacking(Id, LackKind.NoSellers, 1, 0);
        if (!evidence.Customers.Any(c => c.LiveOn is not null)) return Reading.Lacking(Id, LackKind.NoUsage);

        var (sellers, founders) = (Sold(evidence, false), Sold(evidence, true));
        return Judge.All(Id, Success(evidence, founders, sellers), Churn(evidence, founders, sellers));
    }

    static List<CustomerThen> Sold(Evidence evidence, bool byFounder)
    {
        var sellers = evidence.Team.Everybody.Select(s => s.Id).ToHashSet();
        return [.. evidence.Customers.Where(c => c.IsExternal && evidence.SaleOf(c)?.Seller is { } seller && (byFounder ? evidence.Team.IsFounder(seller) : sellers.Contains(seller)))];
    }

    Reading Success(Evidence evidence, List<CustomerThen> founders, List<CustomerThen> sellers)
    {
        var age = evidence.Whole(Age);
        Judge.Rows Of(List<CustomerThen> customers) => Judge.Sort(customers, c => c.Id,
            c => c.LiveOn is null ? LeftWhy.NotLive : c.LiveDays < age ? LeftWhy.NotLiveLongEnough : null, c => c.WhenLive(age)!.Succeeds);

        var (was, now) = (Of(founders), Of(sellers));
        var gate = ComparisonGate.OfMargin(evidence[Margin], Certainty(evidence), evidence.Whole(Fewest));
        if (was.Counted.Count < evidence.Whole(Fewest)) return Reading.Lacking(Id + ".success", LackKind.NoBaseline, evidence.Whole(Fewest), was.Counted.Count);
        return Judge.Settled(new(Id + ".success", Verdict.Insufficient)
        {
            N = now.Counted.Count, Numerator = now.Hits.Count, Denominator = now.Counted.Count, Estimate = now.Seen.Share, Interval = now.Counted.Count == 0 ? null : Binomial.ClopperPearson(now.Seen),
            Probability = now.Counted.Count == 0 ? null : gate.Probability(was.Seen, now.Seen), Threshold = was.Seen.Share - evidence[Margin], Certainty = gate.Certainty, Fewest = (int)gate.Fewest, Counted = now.Counted, Hits = now.Hits, Left = now.Left,
            Settles = () => Judge.More(Settling.Comparison(gate, was.Seen, now.Seen)), Beside = new Dictionary<string, double?> { ["baseline"] = was.Seen.Share, ["baselineN"] = was.Counted.Count },
        });
    }

    /// <summary>
    /// Whether the sellers' customers leave sooner: no contradiction is no proof. A contradiction of which one look in ten shows
    /// one by chance leaves it undecided; only a rarer one refutes, so that of what is refuted most is so.
    /// </summary>
    Reading Churn(Evidence evidence, List<CustomerThen> founders, List<CustomerThen> sellers)
    {
        List<Lifetime> Lives(List<CustomerThen> customers) => [.. customers.Select(c => c.Terms).OfType<Metrics.Customer>().Select(c => c.Lifetime(evidence.Day))];
        var test = LogRank.Compare(Lives(founders), Lives(sellers));
        // Slower is later: who leaves sooner is where the first is the slower.
        var sooner = test.SecondSlowerP is { } p ? 1 - p : (double?)null;
        var verdict = sooner <= evidence[Sooner] ? Verdict.Fail : sooner <= evidence[P] ? Verdict.Insufficient : Verdict.Pass;
        return new(Id + ".churn", verdict) { Kind = FigureKind.Probability, N = sellers.Count, Estimate = sooner, Threshold = evidence[P], Lack = verdict == Verdict.Insufficient ? new(LackKind.Undecided) : null, Counted = [.. sellers.Select(c => c.Id)] };
    }
}
