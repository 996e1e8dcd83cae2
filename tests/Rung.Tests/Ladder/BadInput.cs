using Rung.Accounts;
using Rung.Ladder;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>Data that is not fit to judge by gives no verdict, but the reason.</summary>
public sealed class BadInput
{
    /// <summary>Sellers far better than the founder: a pass, wherever the data is fit.</summary>
    static readonly CompanyRows Good = new()
    {
        Roles = Team(sellersFrom: 110),
        Sales = [.. Sales(0, Founder, 0, 18, 60), .. Sales(100, Ines, 150, 20, 32), .. Sales(200, Wei, 150, 20, 31)],
    };

    static void Decides_nothing(CompanyRows rows, string criterion, LackKind why, int day = 400)
    {
        var reading = rows.Read(criterion, day);
        Assert.Equal((Verdict.Insufficient, why), (reading.Verdict, reading.Lack?.Kind));
        Assert.Null(reading.Probability);
    }

    static CompanyRows With(Func<SaleRow, SaleRow> change) => Good with { Sales = [.. Good.Sales.Select(change)] };

    [Fact]
    public void The_same_data_in_order_passes() => Assert.Equal(Verdict.Pass, Good.Read("X2.4", 400).Verdict);

    [Fact]
    public void An_empty_company() => Assert.All(Criteria.All, c => Assert.Equal((Verdict.Insufficient, LackKind.NothingRecorded), (c.Read(new CompanyRows().Seen(400)) is var r ? r.Verdict : default, r.Lack!.Kind)));

    [Fact]
    public void Sales_without_the_history_of_their_stages() => Decides_nothing(With(s => s.Id.ToByteArray()[15] % 4 == 0 ? s with { Stages = [] } : s), "X2.4", LackKind.MissingHistory);

    [Fact]
    public void An_import_that_worked_out_every_date() => Decides_nothing(With(s => s with { Stages = [.. s.Stages.Select(v => v with { Derived = true })] }), "X2.3", LackKind.OnlyDerived);

    [Fact]
    public void Meetings_of_which_nobody_says_whether_they_were_held() =>
        Decides_nothing(Good with { Meetings = [.. Enumerable.Range(0, 20).Select(i => Meeting(i, MeetingType.Pitch, 100 + i, Named(2, i)) with { Status = i < 2 ? MeetingStatus.Booked : MeetingStatus.Held })] }, "X2.1", LackKind.MeetingsWithoutStatus);

    [Fact]
    public void Wins_without_a_currency() => Decides_nothing(With(s => s with { Amounts = [], Values = [] }), "X2.3", LackKind.CurrencyMissing);

    [Fact]
    public void Wins_in_several_currencies() => Decides_nothing(With(s => s.Id.ToByteArray()[15] % 3 == 0 ? s with { Values = [.. s.Values.Select(v => v with { Value = new Money(5, new("JPY")) })] } : s), "X2.3", LackKind.CurrenciesDiffer);

    [Fact]
    public void Clocks_that_were_changed() => Decides_nothing(With(s => s.Id.ToByteArray()[15] % 4 == 0 ? s with { BeganOn = s.BeganOn!.Value.AddDays(60) } : s), "X2.4", LackKind.ClocksChanged);

    [Fact]
    public void A_founder_who_is_a_seller_at_the_same_time() =>
        Decides_nothing(Good with { Roles = [.. Good.Roles, new RoleRow(Founder, Role.Ae, First), new RoleRow(Ines, Role.Founder, On(100))] }, "X2.3", LackKind.RolesOverlap);

    [Fact]
    public void A_profile_that_was_decided_when_the_outcome_was_known() => Decides_nothing(With(s => s with { Fit = s.Fit!.Value with { AfterOutcome = true } }), "X2.4", LackKind.FitAfterOutcome);

    [Fact]
    public void Nobody_to_compare_with() => Decides_nothing(Good with { Sales = [.. Good.Sales.Skip(50)] }, "X2.4", LackKind.NoBaseline);

    [Fact]
    public void Nothing_to_divide_by()
    {
        var reading = new CompanyRows { Customers = [Customer(1, 0, 5, 5)] }.Read("X1.3", 10);
        Assert.Equal((Verdict.Insufficient, 0, LackKind.TooFew), (reading.Verdict, reading.N, reading.Lack!.Kind));
        Assert.Null(reading.Estimate);
        Assert.Equal(LeftWhy.NotLiveLongEnough, Assert.Single(reading.Left).Why);
    }

    [Fact]
    public void Customers_whose_use_nobody_sends() => Decides_nothing(new() { Customers = [Customer(1, 0, 90, 5) with { Usage = [] }] }, "X0.2", LackKind.NoUsage, 100);

    [Fact]
    public void Accounts_that_are_no_prospects_are_left_out_and_counted()
    {
        var reading = new CompanyRows { Customers = [.. Enumerable.Range(0, 8).Select(i => Customer(i, 0, 90, 5) with { Relation = i < 3 ? Relation.Investor : Relation.Prospect })] }.Read("X0.1", 100);
        Assert.Equal((5, 3, Verdict.Pass), (reading.N, reading.Excluded, reading.Verdict));
    }

    [Fact]
    public void Money_given_back_is_no_payment()
    {
        var reading = new CompanyRows { Customers = [.. Enumerable.Range(0, 5).Select(i => Customer(i, 0, 90, 5) with { Payments = [new(On(20), Usd(500), false), new(On(30), Usd(500), true)] })] }.Read("X0.1", 100);
        Assert.Equal((0, Verdict.Fail, LeftWhy.Refunded), (reading.N, reading.Verdict, Assert.Single(reading.Left).Why));
        Assert.Equal(5, new CompanyRows { Customers = [.. Enumerable.Range(0, 5).Select(i => Customer(i, 0, 90, 5) with { Payments = [new(On(20), Usd(500), false), new(On(30), Usd(500), true)] })] }.Read("X0.1", 25).N);
    }
}
