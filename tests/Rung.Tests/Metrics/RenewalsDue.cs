using Rung.Metrics;
using Rung.Statistics;

namespace Rung.Tests.Metrics;

public sealed class RenewalsDue
{
    static readonly DateOnly Today = new(2026, 6, 30);
    static readonly Guid One = Guid.NewGuid();
    static readonly Term Year = Histories.Of(One, new(2024, 1, 1), new(2025, 1, 1)) with { Months = 12 };

    [Fact]
    public void Twenty_seven_of_thirty_give_the_worked_figures()
    {
        var terms = Enumerable.Range(0, 30).Select(i => Histories.Of(Guid.NewGuid(), new(2025, 1, 1), i < 27 ? new(2027, 1, 1) : new(2026, 1, 1)) with { Months = 12, RenewedFrom = i < 27 ? [new(2026, 1, 1)] : [] });

        var share = Renewals.Share([.. Customer.Of(terms).SelectMany(c => Renewals.Of(c, c.First, Today).Due)]);

        Assert.Equal(new Proportion(27, 30), share);
        Assert.Equal((0.734712, 0.978883), (Math.Round(Binomial.ClopperPearson(share).Low, 6), Math.Round(Binomial.ClopperPearson(share).High, 6)));
        Assert.Equal(0.892996, BetaDistribution.From(share).AtLeast(0.8), 6);
    }

    [Fact]
    public void A_term_that_ended_with_nothing_after_it_was_not_renewed() => Assert.Equal([TermEnd.Ended], Ends(Year));

    [Fact]
    public void A_term_that_ends_tomorrow_is_not_due() => Assert.Equal(NotDue.EndsLater, Renewals.Of(Customer.Of([Year])[0], Year, new(2024, 12, 31)).Why);

    [Fact]
    public void Terms_agreed_one_after_the_other_were_each_renewed() =>
        Assert.Equal([TermEnd.Renewed, TermEnd.Renewed, TermEnd.Ended], Ends(Year with { Months = 6, EndsOn = new(2026, 1, 1), RenewedFrom = [new(2025, 1, 1), new(2025, 7, 1)] }));

    [Fact]
    public void A_year_without_an_end_runs_on_from_year_to_year() => Assert.Equal([TermEnd.RanOn, TermEnd.RanOn], Ends(Year with { EndsOn = null }));

    [Fact]
    public void A_contract_that_begins_where_another_ends_takes_its_place() =>
        Assert.Equal([TermEnd.Replaced], Ends(Year, Histories.Of(One, new(2025, 1, 1), null)));

    [Fact]
    public void A_contract_of_another_product_takes_nobodys_place() =>
        Assert.Equal([TermEnd.Ended], Ends(Year with { ProductId = Guid.NewGuid() }, Histories.Of(One, new(2025, 1, 1), null) with { ProductId = Guid.NewGuid() }));

    [Fact]
    public void A_contract_that_ran_beside_it_takes_its_place_only_within_the_notice()
    {
        var beside = Histories.Of(One, new(2024, 12, 10), null);
        Assert.Equal([TermEnd.Ended], Ends(Year, beside));
        Assert.Equal([TermEnd.Replaced], Ends(Year with { NoticeDays = 30 }, beside));
    }

    [Fact]
    public void Trials_and_months_and_open_ends_without_a_term_are_told_and_not_counted()
    {
        NotDue? Why(Term term) => Renewals.Of(Customer.Of([term])[0], term, Today).Why;
        Assert.Equal([NotDue.Trial, NotDue.MonthToMonth, NotDue.NoTerm], [Why(Year with { IsTrial = true }), Why(Year with { Months = 1 }), Why(Year with { Months = null, EndsOn = null })]);
    }

    static IEnumerable<TermEnd> Ends(Term term, params Term[] more) => Renewals.Of(Customer.Of([term, .. more])[0], term, Today).Due.Select(d => d.End);
}
