using Rung.Ladder;
using static Rung.Tests.World;

namespace Rung.Tests.Ladder;

public sealed class Evidence
{
    [Fact]
    public void An_evaluation_stands_as_it_was_made()
    {
        var evaluation = Entered<GateEvaluation>(new { stage = MaturityStage.S2, criterion = "X2.1", asOfOn = Day(2026, 2, 28), knownAt = Noon, n = 63 });
        Assert.Equal(new EvaluationsStand(), evaluation.Amend(Values(new { n = 64 }), Act()).Refusal);
        Assert.Equal(new EvaluationsStand(), evaluation.Remove(Act()).Refusal);
        Assert.Equal(63, evaluation.N);
    }

    [Fact]
    public void Nothing_said_is_insufficient() =>
        Assert.Equal(Verdict.Insufficient, Entered<GateEvaluation>(new { criterion = "X2.1", asOfOn = Day(2026, 2, 28), knownAt = Noon }).Verdict);

    [Fact]
    public void An_interval_goes_from_low_to_high() =>
        Assert.Equal(new LowAboveHigh(), EnteringRefused<GateEvaluation>(new { criterion = "X2.1", asOfOn = Day(2026, 2, 28), knownAt = Noon, low = 0.4, high = 0.2 }));

    [Fact]
    public void Whoever_waives_answers_with_a_name_and_a_reason()
    {
        Assert.Equal(new Missing("reason"), EnteringRefused<Waiver>(new { criterion = "X2.1", endsOn = Day(2026, 12, 31) }));
        Assert.Equal(new Missing("endsOn"), EnteringRefused<Waiver>(new { criterion = "X2.1", reason = "One AE left." }));
        Assert.IsType<NoSuchCriterion>(EnteringRefused<Waiver>(new { criterion = "X9.9", reason = "One AE left.", endsOn = Day(2026, 12, 31) }));

        var waiver = Entered<Waiver>(new { criterion = "X2.1", reason = "One AE left; the other proves it.", endsOn = Day(2026, 12, 31) });
        Assert.Equal(Ada, waiver.GrantedById);
        Assert.IsType<WaiverRevoked>(waiver.Revoke(Act()).Value);
        Assert.IsType<NothingToChange>(waiver.Revoke(Act()).Refusal);
    }
}
