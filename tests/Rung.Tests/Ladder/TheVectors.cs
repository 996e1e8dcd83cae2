using Rung.Accounts;
using Rung.Customers;
using Rung.Ladder;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>V1–V8 of the dossier, rows in, verdict out.</summary>
public sealed class TheVectors
{
    const int Ramped = 150, Today = 400;

    /// <summary>Founder 18 of 60, Ines 9 of 32, Wei 7 of 31, all resolved.</summary>
    static readonly CompanyRows Sellers = new()
    {
        Roles = Team(sellersFrom: 110),
        Sales = [.. Sales(0, Founder, 0, 18, 60), .. Sales(100, Ines, Ramped, 9, 32), .. Sales(200, Wei, Ramped, 7, 31)],
    };

    static void Near(double expected, double? value) => Assert.Equal(expected, value!.Value, 5e-7);

    [Fact]
    public void V1_the_founders_baseline_with_its_exact_interval()
    {
        var baseline = Goals.All[0].Read(Sellers.Seen(Today))[0];
        Near(0.3, baseline.Estimate);
        Near(0.188451, baseline.Interval!.Value.Low);
        Near(0.432083, baseline.Interval.Value.High);
        Assert.Equal(60, baseline.N);
    }

    [Fact]
    public void V3_the_pool_against_the_founder_is_undecided()
    {
        var reading = Sellers.Read("X2.3", Today);
        var win = reading.Parts.Single(p => p.Id == "X2.3.win-rate");
        Near(0.253968, win.Estimate);
        Near(0.152670, win.Interval!.Value.Low);
        Near(0.379403, win.Interval.Value.High);
        Near(0.587185, win.Probability);
        Near(0.059065, win.Beside["expectedLoss"]);
        Assert.Equal((63, Verdict.Insufficient, LackKind.Undecided), (win.N, win.Verdict, win.Lack!.Kind));
        Assert.Equal(Verdict.Insufficient, reading.Verdict);
    }

    [Fact]
    public void V3_each_seller_against_the_founder()
    {
        var parts = Sellers.Read("X2.4", Today).Parts;
        Near(0.698966, parts[0].Probability);
        Near(0.472616, parts[1].Probability);
        Near(0.045098, parts[0].Beside["expectedLoss"]);
        Near(0.078288, parts[1].Beside["expectedLoss"]);
        Near(0.137457, parts[0].Interval!.Value.Low);
        Near(0.410964, parts[1].Interval!.Value.High);
    }

    [Fact]
    public void V5_both_sellers_together_are_refuted()
    {
        var reading = Sellers.Read("X2.4", Today);
        Near(0.370050, reading.Probability);
        Assert.Equal((63, 0.6, Verdict.Fail), (reading.N, reading.Certainty, reading.Verdict));
    }

    [Theory]
    [InlineData(27, 30, 0.892996, Verdict.Pass)]
    [InlineData(45, 50, 0.957879, Verdict.Pass)]
    [InlineData(8, 8, 0.865782, Verdict.Pass)]
    [InlineData(12, 12, 0.945024, Verdict.Pass)]
    public void V6_renewals(int renewed, int due, double probability, Verdict verdict)
    {
        var customers = Enumerable.Range(0, due).Select(i => Customer(i, i % 20, 300, 5) with
        {
            Subscriptions = [new(Named(4, i), On(i % 20), On(i % 20)) { Prices = [new(On(i % 20), Usd(1_200_000))], Ends = [new(On(i % 20), On(i % 20 + 365)), .. i < renewed ? [new Dated<DateOnly?>(On(i % 20 + 350), On(i % 20 + 730))] : Array.Empty<Dated<DateOnly?>>()], TermMonths = 12, RenewedFrom = i < renewed ? [new(On(i % 20 + 350), On(i % 20 + 365))] : [] }],
        });
        var reading = new CompanyRows { Customers = [.. customers] }.Read("X0.5", 390);
        Assert.Equal((renewed, due), ((int)reading.Numerator, (int)reading.Denominator));
        Near(probability, reading.Probability);
        Assert.Equal(verdict, reading.Verdict);
    }

    [Fact]
    public void V6_fourteen_renewals_in_a_row_prove_four_in_five()
    {
        var eight = Enumerable.Range(0, 8).Select(i => Customer(i, 0, 300, 5) with { Subscriptions = [new(Named(4, i), On(0), On(0)) { Prices = [new(On(0), Usd(1))], Ends = [new(On(0), On(365)), new(On(350), On(730))], TermMonths = 12, RenewedFrom = [new(On(350), On(365))] }] });
        Assert.Equal(6, new CompanyRows { Customers = [.. eight] }.Read("X0.5", 390).Beside["renewalsFor95"]);
    }

    [Theory]
    [InlineData(31, 42, 0.672689, Verdict.Insufficient)]
    public void V8_on_the_way_to_success(int successful, int live, double probability, Verdict verdict)
    {
        var reading = new CompanyRows { Customers = [.. Enumerable.Range(0, live).Select(i => Customer(i, 0, 100, i < successful ? 5 : 1))] }.Read("X1.3", 100);
        Near(probability, reading.Probability);
        Near(0.579603, reading.Interval!.Value.Low);
        Near(0.861390, reading.Interval.Value.High);
        Assert.Equal((live, verdict), (reading.N, reading.Verdict));
    }

    [Fact]
    public void V8_fourteen_of_thirty_six_are_spray_and_pray()
    {
        var rows = new CompanyRows { Customers = [.. Enumerable.Range(0, 36).Select(i => Customer(i, 0, 100, i < 14 ? 5 : 1))] };
        var found = rows.Look("A1.2", 100);
        Assert.True(found.IsActive);
        Assert.Equal(22, found.Rows.Count);
        Near(0.388889, found.Signs[0].Seen);
    }
}
