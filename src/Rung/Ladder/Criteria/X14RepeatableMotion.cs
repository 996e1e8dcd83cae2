using Rung.People;
using Rung.Playbook;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>
/// X1.4 (R49): the way of selling is written down, followed, does not contradict itself from one block of sales to the next,
/// and somebody other than the founder has worked by it.
/// </summary>
public sealed class X14RepeatableMotion() : Criterion("X1.4", MaturityStage.S1)
{
    static readonly YardstickRow Age = new("x1.4.days", 90, 7, 730, YardstickUnit.Days, "X1.4 [design]; sections [K9]");
    static readonly YardstickRow Last = new("x1.4.sales", 20, 4, 200, YardstickUnit.Number, "X1.4 [design]");
    static readonly YardstickRow Logged = new("x1.4.logged", 0.8, 0.05, 1, YardstickUnit.Share, "X1.4 [design]");
    static readonly YardstickRow Degree = new("x1.4.degree", 0.5, 0.01, 1, YardstickUnit.Share, "X1.4: from which degree a step counts as taken [design]");
    static readonly YardstickRow P = new("x1.4.p", 0.1, 0.001, 0.5, YardstickUnit.Share, "X1.4 [design]");

    static readonly Topic[] Mandatory = [Topic.DiscoveryQuestions, Topic.Demo, Topic.Pricing, Topic.Contracting];

    public override IReadOnlyList<YardstickRow> Yardsticks => [Age, Last, Logged, Degree, P];

    protected override YardstickRow? Main => null;

    public override Supposes Supposes => Supposes.StageHistory;

    protected override Reading Judged(Evidence evidence)
    {
        if (!evidence.Rows.Approvals.Any(a => a.On <= evidence.Day)) return Reading.Lacking(Id, LackKind.NoPlaybook, Enum.GetValues<Topic>().Length, 0);
        var sales = Newest(evidence.Turned(Id, evidence.ByFounders, evidence.Whole(Last), static (_, most, part) => Newest(part, most).ToArray()), evidence.Whole(Last)).ToList();
        return Judge.All(Id, Written(evidence), Followed(evidence, sales), Repeated(evidence, sales), ByAnother(evidence));
    }

    static IEnumerable<SaleThen> Newest(IEnumerable<SaleThen> sales, int most) => sales.Where(s => s.IsResolved).OrderByDescending(s => s.ClosedOn).ThenBy(s => s.Id).Take(most);

    Reading Written(Evidence evidence)
    {
        var fresh = evidence.Rows.Approvals.Where(a => a.On <= evidence.Day && a.On > evidence.Day.AddDays(-evidence.Whole(Age))).Select(a => a.Topic).Distinct().Count();
        return Judge.Checked(Id + ".a", fresh, Enum.GetValues<Topic>().Length);
    }

    /// <summary>A step is due in a sale that came to the stage where it is taken.</summary>
    Reading Followed(Evidence evidence, List<SaleThen> sales)
    {
        if (sales.Count < evidence.Whole(Last)) return Reading.Lacking(Id + ".b", LackKind.TooFew, evidence.Whole(Last), sales.Count);
        var taken = evidence.Rows.Steps.Where(s => s.On <= evidence.Day && s.Degree >= evidence[Degree]).Select(s => (s.SaleId, s.Topic)).ToHashSet();
        var due = sales.SelectMany(s => Mandatory.Where(t => IsDue(s, t)).Select(t => (s.Id, t))).ToList();
        return Judge.Checked(Id + ".b", due.Count(taken.Contains), due.Count, evidence[Logged]) with { Counted = [.. sales.Select(s => s.Id)] };
    }

    static bool IsDue(SaleThen sale, Topic topic) => topic switch { Topic.Demo => sale.DemoOn is not null, Topic.Pricing => sale.ProposalOn is not null, Topic.Contracting => sale.IsWon, _ => true };

    /// <summary>A lack of contradiction between the two last blocks, and reported as no more than that.</summary>
    Reading Repeated(Evidence evidence, List<SaleThen> sales)
    {
        if (sales.Count < evidence.Whole(Last)) return Reading.Lacking(Id + ".c", LackKind.TooFew, evidence.Whole(Last), sales.Count);
        var (later, before) = (sales.Take(sales.Count / 2).ToList(), sales.Skip(sales.Count / 2).ToList());
        double?[] ps =
        [
            Differs(before, later, s => true, s => s.DemoOn is not null), Differs(before, later, s => s.DemoOn is not null, s => s.ProposalOn is not null), Differs(before, later, s => s.ProposalOn is not null, s => s.IsWon),
            MannWhitney.Compare([.. before.Select(s => (double)s.CycleDays!)], [.. later.Select(s => (double)s.CycleDays!)])?.TwoSidedP,
        ];
        // The smallest of several is small by chance: Holm's correction.
        var smallest = Holm.Adjust([.. ps.OfType<double>()]).Min();
        return new(Id + ".c", smallest > evidence[P] ? Verdict.Pass : Verdict.Fail) { Kind = FigureKind.Probability, N = sales.Count, Estimate = smallest, Threshold = evidence[P], Counted = [.. sales.Select(s => s.Id)] };
    }

    static double? Differs(List<SaleThen> first, List<SaleThen> second, Func<SaleThen, bool> came, Func<SaleThen, bool> wentOn)
    {
        Proportion Of(List<SaleThen> sales) => new(sales.Count(s => came(s) && wentOn(s)), sales.Count(came));
        return FisherExact.Compare(Of(first), Of(second))?.TwoSidedP;
    }

    /// <summary>An SDR or a customer success manager took a step, from its beginning to its end.</summary>
    Reading ByAnother(Evidence evidence)
    {
        var steps = evidence.Rows.Steps.Where(s => s.On <= evidence.Day && s.PersonId is { } by && !evidence.Team.IsFounder(by) && s.Degree >= evidence[Degree] && evidence.Team.Holds(by, s.On, Role.Sdr, Role.Csm, Role.Am, Role.Ae, Role.ClosingSdr)).ToList();
        return Judge.Checked(Id + ".d", Math.Min(steps.Count, 1), 1) with { Counted = [.. steps.Select(s => s.SaleId).Distinct()] };
    }
}
