using Rung.Customers;

namespace Rung.Ladder;

/// <summary>
/// X0.4 (R36): of the customers asked who answered, those who say that it is worth it, or promote us, and let us name them; a
/// consent never asked for is none. With silence as a no, the lower scenario, it must not be refuted.
/// </summary>
public sealed class X04WouldVouch() : Criterion("X0.4", MaturityStage.S0)
{
    static readonly YardstickRow Share = new("x0.4.share", 0.7, 0.05, 0.99, YardstickUnit.Share, "X0.4 [design]");
    static readonly YardstickRow Window = new("x0.4.days", 180, 30, 730, YardstickUnit.Days, "X0.4 [design]");
    static readonly YardstickRow Fewest = new("x0.4.n", 5, 1, 1_000, YardstickUnit.Number, "X0.4 [design]");
    static readonly YardstickRow Response = new("x0.4.response", 0.6, 0, 1, YardstickUnit.Share, "X0.4 [design]");
    static readonly YardstickRow OpenDays = new("x0.4.open-days", 14, 0, 90, YardstickUnit.Days, "X0.4: how long a question waits before silence is an answer [design]");

    const int Promoter = 9;

    public override IReadOnlyList<YardstickRow> Yardsticks => [Share, Window, Fewest, Response, OpenDays];

    protected override Reading Judged(Evidence evidence)
    {
        var each = evidence.Each(Id, evidence.Customers, (Days: evidence.Whole(Window), Open: evidence.Whole(OpenDays)), static (_, with, part) =>
        {
            var asked = Array.ConvertAll(part, c => (Customer: c, Asked: Asked(c, with.Days)));
            Judge.Rows Rows(LeftWhy? silent) => Judge.Sort(asked, a => a.Customer.Id, a => Why(a.Customer, a.Asked, with.Open) ?? (HasAnswered(a.Customer, a.Asked) ? null : silent), a => Vouches(a.Customer, a.Asked));
            return (Any: asked.Any(a => a.Asked.Count > 0), Lower: Rows(null), Answers: Rows(LeftWhy.NotAnswered));
        });
        if (!each.Any(e => e.Any)) return Reading.Lacking(Id, LackKind.NoSurveys);

        var (share, certainty, fewest) = (evidence[Share], Certainty(evidence), evidence.Whole(Fewest));
        var lower = Judge.Share(Id + ".lower", Judge.Rows.Sum(Array.ConvertAll(each, e => e.Lower)), share, certainty, fewest);
        var answers = Judge.Share(Id, Judge.Rows.Sum(Array.ConvertAll(each, e => e.Answers)), share, certainty, fewest);
        var answered = lower.N == 0 ? 0 : answers.N / (double)lower.N;
        var both = answers with { Parts = [lower], Beside = new Dictionary<string, double?> { ["answeredShare"] = answered, ["lowerEstimate"] = lower.Estimate, ["lowerProbability"] = lower.Probability } };
        if (lower.N >= fewest && answered < evidence[Response]) return both with { Verdict = Verdict.Insufficient, Lack = new(LackKind.LowResponse, evidence[Response], answered) };
        return both.Verdict == Verdict.Pass && lower.Verdict == Verdict.Fail ? both with { Verdict = Verdict.Insufficient, Lack = new(LackKind.LowResponse, 1, answered) } : both;
    }

    static List<QuestionRow> Asked(CustomerThen customer, int days) => [.. customer.Surveys(days, SurveyType.WorthIt, SurveyType.RelationshipNps)];

    static LeftWhy? Why(CustomerThen customer, List<QuestionRow> asked, int openDays)
    {
        if (!customer.IsExternal) return LeftWhy.NotAProspect;
        if (asked.Count == 0) return LeftWhy.NotAsked;
        return !HasAnswered(customer, asked) && asked.All(s => (s.OpenUntil ?? s.SentOn.AddDays(openDays)) >= customer.Day) ? LeftWhy.ResponseOpen : null;
    }

    static bool HasAnswered(CustomerThen customer, IReadOnlyList<QuestionRow> asked) => asked.Any(s => customer.Answer(s) is not null);

    /// <summary>The newest answer to each of the two questions counts.</summary>
    static bool Vouches(CustomerThen customer, IReadOnlyList<QuestionRow> asked)
    {
        int? Newest(SurveyType type) => asked.Where(s => s.Type == type).Select(customer.Answer).FirstOrDefault(a => a is not null);
        var says = Newest(SurveyType.WorthIt) is { } worth ? Survey.IsYes(worth) : Newest(SurveyType.RelationshipNps) >= Promoter;
        return says && customer.Row.References.At(customer.Day) == ReferenceStatus.Consented;
    }
}
