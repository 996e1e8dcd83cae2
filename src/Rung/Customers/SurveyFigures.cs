using Rung.Statistics;

namespace Rung.Customers;

/// <summary>One survey as the figures see it.</summary>
/// <param name="Who">Whom it was sent to: the contact, or the account where none is named.</param>
/// <param name="IsByHand">Entered by a person or imported, and not sent by a programme.</param>
/// <param name="IsOpen">Not answered, and the link still takes an answer.</param>
public sealed record SurveyRow(Guid Who, DateTimeOffset SentAt, DateTimeOffset? AnsweredAt, int? Score, bool IsByHand, bool IsOpen);

/// <summary>A share with its interval at 95 %.</summary>
public sealed record SurveyShare(long N, long Of, double? Share, double Low, double High)
{
    public static SurveyShare Of95(long successes, long trials)
    {
        var seen = new Proportion(successes, trials);
        var interval = Binomial.ClopperPearson(seen);
        return new(successes, trials, seen.Share, interval.Low, interval.High);
    }
}

/// <summary>The net promoter score of those who answered, and how sure it is (3.1 item 9; V14; X3.4).</summary>
/// <param name="Score">100·(p − d), −100 to 100; null where nobody answered.</param>
/// <param name="StandardError">As if customers without end could be asked.</param>
/// <param name="OfAllStandardError">With the finite-population factor: those who answered are no small part of those asked.</param>
/// <param name="Above30">Pr(NPS &gt; 30) on the prior Dirichlet(1, 1, 1).</param>
/// <param name="SilentArePassive">The score if everybody who did not answer were passive; null where nobody was asked.</param>
public sealed record NpsFigures(long Promoters, long Passives, long Detractors, double? Score, double? StandardError, double? Low, double? High,
    double? OfAllStandardError, double? OfAllLow, double? OfAllHigh, double Above30, double Above0, double PosteriorMean, double? SilentArePassive);

/// <summary>Questions that ask for a yes: 7 to 10 is one (A2.4).</summary>
/// <param name="AtLeast70">Pr(share ≥ 0.70) on the prior Beta(1, 1) (X0.4).</param>
/// <param name="SilentSayNo">The share if everybody who did not answer said no.</param>
public sealed record YesFigures(SurveyShare Yes, double AtLeast70, SurveyShare SilentSayNo);

/// <summary>What one question tells.</summary>
/// <param name="Sent">Surveys sent.</param>
/// <param name="ByHand">Of these, entered by hand or imported.</param>
/// <param name="StillOpen">Of these, still to be answered in time.</param>
/// <param name="Asked">People asked; each counts once, with the last answer.</param>
/// <param name="Responded">People who answered, of those asked.</param>
public sealed record SurveyFigures(SurveyType Type, long Sent, long ByHand, long StillOpen, long Asked, SurveyShare Responded, NpsFigures? Nps, YesFigures? Yes)
{
    public static SurveyFigures Read(SurveyType type, IReadOnlyCollection<SurveyRow> rows)
    {
        var people = rows.GroupBy(r => r.Who).Select(g => g.Where(r => r.Score is not null).OrderBy(r => r.AnsweredAt).LastOrDefault()?.Score).ToList();
        var scores = people.OfType<int>().ToList();
        return new(type, rows.Count, rows.Count(r => r.IsByHand), rows.Count(r => r.IsOpen), people.Count, SurveyShare.Of95(scores.Count, people.Count),
            Survey.IsNps(type) ? NpsOf(Sorted(scores), people.Count) : null, Survey.IsNps(type) ? null : YesOf(scores, people.Count));
    }

    /// <summary>9–10, 7–8 and 0–6.</summary>
    public static Recommendations Sorted(IReadOnlyCollection<int> scores) =>
        new(scores.Count(s => s >= 9), scores.Count(s => s is 7 or 8), scores.Count(s => s <= 6));

    static NpsFigures NpsOf(Recommendations seen, int asked)
    {
        var (all, some) = (NetPromoter.Interval(seen, asked), Spread(seen));
        return new(seen.Promoters, seen.Passives, seen.Detractors, NetPromoter.Score(seen), NetPromoter.StandardError(seen), some?.Low, some?.High,
            NetPromoter.StandardError(seen, asked), all?.Low, all?.High, NetPromoter.Above(seen, 30), NetPromoter.Above(seen, 0), NetPromoter.PosteriorMean(seen),
            NetPromoter.Score(new(seen.Promoters, seen.Passives + asked - seen.Answers, seen.Detractors)));
    }

    /// <summary>Where all answered alike the standard error is 0 and says nothing of the customers still to come: then there is no interval.</summary>
    public static Interval? Spread(Recommendations seen) => NetPromoter.StandardError(seen) > 0 ? NetPromoter.Interval(seen) : null;

    static YesFigures YesOf(IReadOnlyCollection<int> scores, int asked)
    {
        var yes = scores.Count(Survey.IsYes);
        return new(SurveyShare.Of95(yes, scores.Count), new BetaDistribution(yes + 1, scores.Count - yes + 1).AtLeast(0.7), SurveyShare.Of95(yes, asked));
    }
}

/// <summary>The score of the answers given in one quarter.</summary>
public sealed record NpsQuarter(string Quarter, SurveyType Type, long N, double? Score, double? Low, double? High);
