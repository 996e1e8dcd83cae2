using Rung.Handoffs;
using static Rung.Tests.World;

namespace Rung.Tests.Handoffs;

/// <summary>How smoothly work passes on (X3.5, V15).</summary>
public sealed class TheFigures
{
    [Fact]
    public void No_leak_in_45_still_leaves_six_percent() => Assert.Equal(0.064404, Of(Enumerable.Repeat(Answered(10), 45)).AtMost!.Value, 6);

    [Fact]
    public void Of_nothing_say_nothing() => Assert.Equal((null, null, null, null), (Of([]).AtMost, Of([]).Half, Of([]).Completeness, Of([]).Leaked.Share));

    [Fact]
    public void Leaks_are_late_answers_no_answers_and_acceptances_without_a_first_action()
    {
        HandoffSeen[] seen =
        [
            Answered(10), Answered(15), Answered(null),
            Answered(10) with { FirstActionDueAt = Hour(2, 14), FirstActionAt = null },
            Answered(10) with { FirstActionDueAt = Hour(2, 14), FirstActionAt = Hour(2, 15) },
            Answered(10) with { FirstActionDueAt = Hour(2, 14), FirstActionAt = Hour(2, 14) },
            Answered(10) with { FirstActionDueAt = Hour(9, 14), FirstActionAt = null },
            Answered(10, HandoffStatus.Returned) with { FirstActionDueAt = Hour(2, 14) },
        ];

        Assert.Equal((4, 8), (Of(seen).Leaked.Successes, Of(seen).Leaked.Trials));
        Assert.Equal((6, 8), (Of(seen).InTime.Successes, Of(seen).InTime.Trials));
        Assert.Equal((1, 7), (Of(seen).Returned.Successes, Of(seen).Returned.Trials));
    }

    [Fact]
    public void What_is_not_due_yet_or_was_taken_back_has_not_leaked() =>
        Assert.Equal(0, Of([Answered(null) with { DueAt = Hour(9, 9) }, Answered(10, HandoffStatus.Withdrawn), Answered(null) with { DueAt = null }]).Leaked.Trials);

    [Fact]
    public void Whoever_answers_at_the_limit_answers_in_time_and_whoever_is_over_it_does_not()
    {
        var told = Of([Answered(13), Answered(13) with { AnsweredAt = Hour(2, 13).AddSeconds(1) }]);

        Assert.Equal((1L, 1L, 2L), (told.InTime.Successes, told.Leaked.Successes, told.Leaked.Trials));
    }

    [Fact]
    public void What_was_taken_back_is_in_no_figure_and_what_is_not_due_yet_in_all_but_those_of_the_due()
    {
        var told = Of([Answered(10, HandoffStatus.Withdrawn) with { Completeness = 0, FirstActionAt = Hour(2, 10) }, Answered(10) with { Completeness = 1, DueAt = Hour(9, 9), FirstActionAt = Hour(2, 11) }]);

        Assert.Equal((1.0, TimeSpan.FromHours(2), 1L, 0L), (told.Completeness, told.Half, told.Returned.Trials, told.Leaked.Trials));
    }

    [Fact]
    public void Latency_is_the_working_time_that_half_and_nine_in_ten_do_not_exceed()
    {
        HandoffFigures After(int most) => Of(Enumerable.Range(1, most).Select(hours => Answered(10) with { FirstActionAt = Hour(2, 9).AddHours(hours) }));

        Assert.Equal((TimeSpan.FromHours(5), TimeSpan.FromHours(9)), (After(10).Half, After(10).Most));
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromHours(4)), (After(4).Half, After(4).Most));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(1)), (After(1).Half, After(1).Most));
    }

    [Fact]
    public void Completeness_is_the_mean_of_those_known() =>
        Assert.Equal(0.75, Of([Answered(10) with { Completeness = 1 }, Answered(10) with { Completeness = 0.5 }, Answered(10)]).Completeness);

    static HandoffFigures Of(IEnumerable<HandoffSeen> seen) => HandoffFigures.Of(seen.Select(h => h with { Worked = h.FirstActionAt - h.SentAt }), Hour(3, 9));

    /// <summary>Sent at nine, due at one.</summary>
    static HandoffSeen Answered(int? hour, HandoffStatus status = HandoffStatus.Accepted) =>
        new(HandoffType.SdrToAe, Hour(2, 9), Hour(2, 13), hour is { } at ? Hour(2, at) : null, hour is null ? HandoffStatus.Waiting : status, null, null, null, null);
}
