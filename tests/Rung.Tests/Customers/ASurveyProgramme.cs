using Rung.Customers;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class ASurveyProgramme
{
    static readonly CustomerDays Customer = new(Day(2025, 1, 31), [Day(2026, 3, 1), Day(2026, 2, 1)], [Day(2026, 6, 30)]);

    [Fact]
    public void Asks_so_many_days_after_each_onboarding() =>
        Assert.Equal([Day(2026, 2, 15), Day(2026, 3, 15)], Of(SurveyTrigger.OnboardingCompleted, days: 14).Occasions(Customer, Day(2026, 1, 1), Day(2026, 12, 31)));

    [Fact]
    public void Asks_so_many_days_before_a_term_ends() =>
        Assert.Equal([Day(2026, 4, 1)], Of(SurveyTrigger.BeforeTermEnd, days: 90).Occasions(Customer, Day(2026, 4, 1), Day(2026, 4, 1)));

    [Fact]
    public void Asks_every_so_many_months_on_the_day_or_the_last_of_a_short_month() =>
        Assert.Equal([Day(2025, 4, 30), Day(2025, 7, 31), Day(2025, 10, 31), Day(2026, 1, 31)], Of(SurveyTrigger.Regularly, months: 3).Occasions(Customer, Day(2025, 1, 1), Day(2026, 2, 15)));

    [Fact]
    public void Asks_nobody_regularly_who_is_no_customer_yet() =>
        Assert.Empty(Of(SurveyTrigger.Regularly).Occasions(new(null, [], []), Day(2026, 1, 1), Day(2026, 12, 31)));

    [Fact]
    public void Is_off_until_switched_on_and_keeps_since_when()
    {
        var programme = Of(SurveyTrigger.Regularly);

        Assert.Null(programme.OnSince);
        Assert.Equal(new SurveyProgrammeSwitchedOn(), programme.SwitchOn(Act()).Value);
        Assert.Equal(new NothingToChange(), programme.SwitchOn(Act(Hour(9, 9))).Refusal);
        Assert.Equal(Noon, programme.OnSince);
        Assert.Equal(new SurveyProgrammeSwitchedOff(), programme.SwitchOff(Act()).Value);
        Assert.Equal(new NothingToChange(), programme.SwitchOff(Act()).Refusal);
        Assert.Null(programme.OnSince);
    }

    /// <summary>V14: 13 promoters, 8 passives, 3 detractors of 30 asked.</summary>
    [Fact]
    public void Its_answers_give_the_published_figures()
    {
        int?[] scores = [.. Enumerable.Repeat<int?>(9, 13), .. Enumerable.Repeat<int?>(8, 8), .. Enumerable.Repeat<int?>(2, 3), .. Enumerable.Repeat<int?>(null, 6)];
        var figures = SurveyFigures.Read(SurveyType.RelationshipNps, [.. scores.Select((score, i) => new SurveyRow(new Guid(i + 1, 0, 0, new byte[8]), Noon, score is null ? null : Noon, score, false, score is null))]);

        var nps = figures.Nps!;
        double?[] seen = [nps.Score, nps.StandardError, nps.Low, nps.High, nps.OfAllStandardError, nps.OfAllLow, nps.OfAllHigh, nps.Above30, nps.Above0, nps.PosteriorMean];
        Assert.Equal([41.666667, 14.333172, 13.574166, 69.759167, 6.519570, 28.888545, 54.444789, 0.705385, 0.993637, 37.037037], seen.Select(x => Math.Round(x!.Value, 6)));
        Assert.Equal((30, 24, 6, 0.8), (figures.Asked, figures.Responded.N, figures.StillOpen, figures.Responded.Share));
        // The six who said nothing, as passives: 100·(13 − 3)/30.
        Assert.Equal(100.0 / 3, nps.SilentArePassive!.Value, 12);
    }

    [Fact]
    public void Whoever_was_asked_twice_counts_once_with_the_last_answer()
    {
        var (who, other) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
        var figures = SurveyFigures.Read(SurveyType.WorthIt, [new(who, Hour(1, 9), Hour(1, 10), 10, false, false), new(who, Hour(2, 9), Hour(2, 10), 0, true, false), new(who, Hour(3, 9), null, null, false, true), new(other, Hour(1, 9), null, null, false, false)]);

        Assert.Equal((4, 1, 1, 2), (figures.Sent, figures.ByHand, figures.StillOpen, figures.Asked));
        Assert.Equal((0L, 1L, 0d), (figures.Yes!.Yes.N, figures.Yes.Yes.Of, figures.Yes.Yes.Share));
        Assert.Equal((0L, 2L), (figures.Yes.SilentSayNo.N, figures.Yes.SilentSayNo.Of));
    }

    [Fact]
    public void Nobody_asked_is_no_score_and_not_nought()
    {
        var figures = SurveyFigures.Read(SurveyType.RelationshipNps, []);

        Assert.Null(figures.Nps!.Score);
        Assert.Null(figures.Nps.OfAllStandardError);
        Assert.Null(figures.Nps.SilentArePassive);
        Assert.Null(figures.Responded.Share);
    }

    [Fact]
    public void Answers_that_are_all_alike_have_no_interval_but_among_those_asked()
    {
        var nps = SurveyFigures.Read(SurveyType.RelationshipNps, [new(new Guid(1, 0, 0, new byte[8]), Noon, Noon, 10, false, false), new(new Guid(2, 0, 0, new byte[8]), Noon, Noon, 9, false, false)]).Nps!;

        Assert.Equal((100.0, (double?)null, (double?)null), (nps.Score!.Value, nps.Low, nps.High));
        Assert.Equal((100.0, 100.0), (nps.OfAllLow, nps.OfAllHigh));
    }

    static SurveyProgramme Of(SurveyTrigger trigger, int days = 0, int months = 6) => Entered<SurveyProgramme>(new { name = "Asking", trigger, days, months });
}
