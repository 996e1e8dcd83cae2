using Rung.Accounts;
using Rung.Customers;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class ARefund
{
    static readonly Id<Account> Varg = Some<Account>();

    [Fact]
    public void Gives_back_all_that_was_paid() => Assert.Null(Of(100).Beyond([Paid(60), Paid(40)]));

    [Fact]
    public void Gives_back_no_more_than_was_paid() => Assert.Equal(new RefundAbovePayments(Usd(100), Usd(101)), Of(101).Beyond([Paid(60), Paid(40)]));

    [Fact]
    public void Counts_what_was_given_back_already() => Assert.Equal(new RefundAbovePayments(Usd(10), Usd(20)), Of(20).Beyond([Paid(100), Of(90)]));

    [Fact]
    public void Is_never_covered_by_another_customer_or_another_currency() =>
        Assert.Equal(new RefundAbovePayments(Usd(0), Usd(20)), Of(20).Beyond([Payment(new(900, new("EUR")), false), Entered<Payment>(new { accountId = Some<Account>(), paidOn = Day(2026, 1, 1), amount = Usd(900), isRefund = false })]));

    [Fact]
    public void Taken_out_of_view_needs_nothing()
    {
        var refund = Of(20);
        refund.Remove(Act());
        Assert.Null(refund.Beyond([]));
    }

    static Payment Of(long minor) => Payment(Usd(minor), true);

    static Payment Paid(long minor) => Payment(Usd(minor), false);

    static Payment Payment(Money amount, bool isRefund) => Entered<Payment>(new { accountId = Varg, paidOn = Day(2026, 1, 1), amount, isRefund });

    static Money Usd(long minor) => new(minor, new("USD"));
}
