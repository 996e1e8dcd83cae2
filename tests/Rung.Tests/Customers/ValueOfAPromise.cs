using Rung.Accounts;
using Rung.Customers;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class ValueOfAPromise
{
    static readonly Currency Euro = new("EUR");

    [Theory]
    [InlineData(20.0, 10.0, 12.0, 800_00)]
    [InlineData(20.0, 10.0, 25.0, -500_00)]
    [InlineData(10.0, 20.0, 18.5, 850_00)]
    public void Worth_is_the_change_towards_the_target_at_the_worth_of_one_unit(double baseline, double target, double measured, long minor)
    {
        var promise = Promise(baseline, target);
        Assert.Null(promise.Worth);
        promise.Measure(measured, Act());
        Assert.Equal(new Money(minor, Euro), promise.Worth);
    }

    [Fact]
    public void Progress_is_nought_at_the_baseline_and_one_at_the_target()
    {
        var promise = Promise(20, 10);
        promise.Measure(15, Act());
        Assert.Equal(0.5, promise.Progress);
        Assert.Null(Promise(10, 10).Progress);
    }

    [Fact]
    public void An_absurd_measure_is_refused_and_an_absurd_worth_unknown()
    {
        Assert.IsType<OutOfRange>(Promise(1, 2).Measure(1e13, Act()).Refusal);
        var promise = Promise(0, 10, new Money(900_000_000_000_000, Euro));
        promise.Measure(9, Act());
        Assert.Null(promise.Worth);
    }

    [Fact]
    public void A_dispute_takes_a_confirmation_back_and_a_new_measure_clears_both()
    {
        var (promise, them) = (Promise(1, 2), Some<Contact>());
        promise.Measure(2, Act(Hour(2, 9)));
        promise.AskToConfirm(them, Act(Hour(2, 10)));
        Assert.Equal((them, Hour(2, 10) + PromisedOutcome.LinkGood), (promise.AskedId!.Value, promise.AskedUntil));
        promise.Confirm(them, Act(Hour(2, 11), origin: Origin.Respondent));
        Assert.True(promise.SaidThemselves);
        Assert.Equal(new AlreadyConfirmed(), promise.AskToConfirm(them, Act()).Refusal);

        Assert.Equal(new Missing("objection"), promise.Dispute(" ", Act()).Refusal);
        Assert.IsType<OutcomeDisputed>(promise.Dispute("It was 1.4", Act(Hour(3, 9))).Value);
        Assert.Equal((null, "It was 1.4", false), (promise.ConfirmedAt, promise.Objection, promise.SaidThemselves));
        promise.Measure(1.4, Act(Hour(4, 9)));
        Assert.Equal((null, null, null), (promise.DisputedAt, promise.Objection, promise.AskedId));
    }

    static PromisedOutcome Promise(double baseline, double target, Money? unitValue = null) =>
        Entered<PromisedOutcome>(new { kpi = "Hours to answer", accountId = Some<Account>(), baseline, target, unitValue = unitValue ?? new Money(100_00, Euro) });
}
