using Microsoft.AspNetCore.Components;
using Rung.Server.Ui;
using Rung.Server.Ui.Charts;

namespace Rung.Server.Metrics;

/// <summary>The words and drawings of the retention page.</summary>
public partial class RetentionPage
{
    const int Most = 50;
    static readonly double[] MonthsShown = [3, 6, 12, 18, 24, 36];

    [Parameter, EditorRequired] public RetentionDocument Model { get; set; } = default!;
    [Parameter, EditorRequired] public ReportContext Context { get; set; } = default!;

    Rate Share => Model.Renewals.Share;

    string By => Words.Camel(Context.Among.ToString());

    IReadOnlyList<ShareBar> Kept =>
    [
        Model.Logos.Churn is var churn ? new(V["report.keptCustomers"], 1 - churn.Value, 1 - churn.High, 1 - churn.Low, churn.N, "", Context.CustomerRows("atStart")) : null!,
        .. Model.Revenue.Select(r => new ShareBar(V["report.keptRevenue", ("currency", r.Currency)], r.Gross.Value, r.Gross.Low, r.Gross.High, r.Customers,
            V["report.netNote", ("p", r.Net.Value * 100), ("low", r.Net.Low * 100), ("high", r.Net.High * 100)], Context.CustomerRows("all", [("currency", r.Currency)]))),
    ];

    string KeptAnswer => Model.Logos.AtStart == 0 ? V["report.keptUnknown", ("since", V.Day(Model.Since))]
        : V["report.keptAnswer", ("since", V.Day(Model.Since)), ("n", Model.Logos.AtStart), ("left", Model.Logos.Left), ("p", Model.Logos.Churn.Value * 100), ("low", Model.Logos.Churn.Low * 100), ("high", Model.Logos.Churn.High * 100)];

    string RenewalAnswer
    {
        get
        {
            var r = Model.Renewals;
            if (r.Share.N == 0) return V["report.renewalUnknown", ("least", r.AtLeast * 100), ("n", r.MoreRenewed)];
            var said = V["report.renewalAnswer", ("renewed", r.Share.N - r.Ends.Ended), ("n", r.Share.N), ("p", r.Share.Value * 100), ("low", r.Share.Low * 100), ("high", r.Share.High * 100), ("least", r.AtLeast * 100), ("sure", r.Probability * 100)];
            return said + (r.MoreRenewed is > 0 and var more ? " " + V["report.renewalMore", ("more", more), ("least", r.AtLeast * 100)] : r.MoreRenewed == 0 ? " " + V["report.renewalSettled", ("bound", r.LowerBound * 100)] : "");
        }
    }

    IEnumerable<(string Word, int N, string Rows)> Ends => [("renewed", Model.Renewals.Ends.Renewed, "renewed"), ("ranOn", Model.Renewals.Ends.RanOn, "renewed"), ("replaced", Model.Renewals.Ends.Replaced, "renewed"), ("ended", Model.Renewals.Ends.Ended, "ended")];

    IReadOnlyList<SurvivalPoint> Marks => field ??= [.. MonthsShown.Select(Model.Survival.At).OfType<SurvivalPoint>()];

    string SurvivalAnswer => Model.Survival.Left == 0 ? V["report.survivalNone", ("n", Model.Survival.Customers)]
        : V["report.survivalAnswer", ("left", Model.Survival.Left), ("n", Model.Survival.Customers), ("p", Model.Survival.Hazard.Value * 100), ("low", Model.Survival.Hazard.Low * 100), ("high", Model.Survival.Hazard.High * 100)]
            + (Model.Survival.MedianMonths is { } median ? " " + V["report.survivalMedian", ("n", Math.Round(median, 1))] : "");

    string Money(Func<RevenueRetention, MoneyRate> of) => Model.Revenue.Count == 0 ? "–" : string.Join(" · ", Model.Revenue.Select(r => V.Percent(of(r).Value)));

    string Band(MoneyRate? rate) => Band(rate?.Low, rate?.High);

    string Band(double? low, double? high) => low is null ? "" : $"{V.Percent(low)} – {V.Percent(high)}";

    string Named(string? key) => key is null ? V["report.none"] : Context.Among is CustomerBreakdown.IdealFit or CustomerBreakdown.Onboarding ? V["report.note." + key] : key;

    string Count(long n) => n.ToString("N0", V.Culture);
}
