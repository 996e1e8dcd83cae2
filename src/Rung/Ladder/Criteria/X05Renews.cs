using Rung.Customers;
using Rung.Metrics;

namespace Rung.Ladder;

/// <summary>X0.5 (R37): of the terms whose end has come, those that were renewed; before any are due, who says they would renew.</summary>
public sealed class X05Renews() : Criterion("X0.5", MaturityStage.S0)
{
    static readonly YardstickRow Share = new("x0.5.share", 0.8, 0.05, 0.99, YardstickUnit.Share, "X0.5 [design]; in the long run 0.90 [RO2]");
    static readonly YardstickRow Fewest = new("x0.5.n", 3, 1, 1_000, YardstickUnit.Number, "X0.5 [design]");
    static readonly YardstickRow FewestIntents = new("x0.5.intents", 5, 1, 1_000, YardstickUnit.Number, "X0.5 [design]");
    static readonly YardstickRow IntentDays = new("x0.5.intent-days", 180, 30, 730, YardstickUnit.Days, "X0.5 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Share, Fewest, FewestIntents, IntentDays];

    protected override Reading Judged(Evidence evidence)
    {
        var (share, certainty) = (evidence[Share], Certainty(evidence));
        var due = Judge.Share(Id, Due(evidence), share, certainty, evidence.Whole(Fewest));
        var intent = Judge.Share(Id + ".intent", Intents(evidence), share, certainty, evidence.Whole(FewestIntents));
        var judged = due.N >= evidence.Whole(Fewest) || intent.N == 0 ? due : intent with { Id = Id };
        var proof = due.N == 0 ? null : Statistics.Settling.Successes(new(due.Numerator, due.Denominator), share);
        return judged with { Parts = [due with { Id = Id + ".due" }, intent], Beside = new Dictionary<string, double?> { ["renewalsFor95"] = proof } };
    }

    static Judge.Rows Due(Evidence evidence) => Judge.Rows.Sum(evidence.Each("X0.5.due", evidence.Customers, 0, static (_, _, part) => DueOf(part)));

    static Judge.Rows DueOf(CustomerThen[] customers)
    {
        List<Guid> counted = [], hits = [];
        var left = new SortedDictionary<LeftWhy, List<Guid>>();
        void Leave(LeftWhy why, Guid id) => (left.TryGetValue(why, out var list) ? list : left[why] = []).Add(id);
        foreach (var customer in customers)
        {
            if (!customer.IsExternal) Leave(LeftWhy.NotAProspect, customer.Id);
            else
                foreach (var term in customer.Ended)
                {
                    if (term.N == 0) Leave(LeftWhy.NotDue, term.Id);
                    for (var i = 0; i < term.N; i++) counted.Add(term.Id);
                    for (var i = 0; i < term.WentOn; i++) hits.Add(term.Id);
                }
        }

        return new(counted, hits, [.. left.Select(l => new Left(l.Key, l.Value))]);
    }

    static Judge.Rows Intents(Evidence evidence)
    {
        static QuestionRow? Newest(CustomerThen customer, int days) => customer.Surveys(days, SurveyType.RenewalIntent).FirstOrDefault(s => customer.Answer(s) is not null);
        return evidence.Sorted("X0.5.intent", evidence.Customers, evidence.Whole(IntentDays), static c => c.Id,
            static (_, days, c) => !c.IsExternal ? LeftWhy.NotAProspect : Newest(c, days) is null ? LeftWhy.NotAsked : null,
            static (_, days, c) => Survey.IsYes(c.Answer(Newest(c, days)!)!.Value));
    }
}
