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

        var founders = evidence.Turned(Id + " founders'", evidence.Customers, evidence.FirstWins, static (evidence, wins, part) => Array.FindAll(part, c => c.IsExternal && evidence.Team.IsFounder(wins.GetValueOrDefault(c.Id)?.Seller)));
        var sellers = evidence.Turned(Id + " sellers'", evidence.Customers, evidence.FirstWins, static (evidence, wins, part) => Array.FindAll(part, c => c.IsExternal && evidence.IsSellers(wins.GetValueOrDefault(c.Id))));
        return Judge.All(Id, Success(evidence, founders, sellers), Churn(evidence, founders, sellers));
    }

    Reading Success(Evidence evidence, Parts<CustomerThen> founders, Parts<CustomerThen> sellers)
    {
        Judge.Rows Of(string whose, Parts<CustomerThen> customers) => evidence.Sorted(Id + whose, customers, evidence.Whole(Age), static c => c.Id,
            static (_, age, c) => c.LiveOn is null ? LeftWhy.NotLive : c.LiveDays < age ? LeftWhy.NotLiveLongEnough : null, static (_, age, c) => c.WhenLive(age)!.Succeeds);

        var (was, now) = (Of(" founders' succeed", founders), Of(" sellers' succeed", sellers));
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
    Reading Churn(Evidence evidence, Parts<CustomerThen> founders, Parts<CustomerThen> sellers)
    {
        Parts<Lifetime> Lives(string whose, Parts<CustomerThen> customers) => evidence.Turned(Id + whose, customers, 0, static (_, _, part) => part.Where(c => c.Terms is not null).Select(c => c.Terms!.Lifetime(c.Day)).ToArray());
        var test = LogRank.Compare(Lives(" founders' lives", founders), Lives(" sellers' lives", sellers));
        // Slower is later: who leaves sooner is where the first is the slower.
        var sooner = test.SecondSlowerP is { } p ? 1 - p : (double?)null;
        var verdict = sooner <= evidence[Sooner] ? Verdict.Fail : sooner <= evidence[P] ? Verdict.Insufficient : Verdict.Pass;
        return new(Id + ".churn", verdict) { Kind = FigureKind.Probability, N = sellers.Count, Estimate = sooner, Threshold = evidence[P], Lack = verdict == Verdict.Insufficient ? new(LackKind.Undecided) : null, Counted = [.. sellers.Select(c => c.Id)] };
    }
}
