using Rung.Ladder;
using Rung.People;

namespace Rung.Server.Demo;

/// <summary>
/// What is true of a company and what happens to it, before chance has its say. Months count from its first day.
/// Whatever stands here is written into the truth file, and whatever the record shows came from here.
/// </summary>
sealed record Story
{
    public required string Name { get; init; }

    /// <summary>In one or two sentences, for whoever reads the truth file.</summary>
    public required string About { get; init; }

    public required IReadOnlyList<Member> Team { get; init; }

    public required IReadOnlyList<Leaving> Exits { get; init; }

    public IReadOnlyList<Episode> Episodes { get; init; } = [];

    public Market Market { get; init; } = new();

    /// <summary>How the company breaks the model on purpose; all at rest for one that keeps it.</summary>
    public Breaks Breaks { get; init; } = new();

    public const int Months = 36;

    /// <summary>The episode of a kind that is on at a moment, if any.</summary>
    public Episode? Now(Plot plot, double month) => Episodes.FirstOrDefault(e => e.Plot == plot && e.FromMonth <= month && month < e.UntilMonth);
}

/// <summary>Somebody who works there.</summary>
/// <param name="WinRate">True share of accepted new opportunities that this person wins, once ramped and with nothing going on; of sellers.</param>
/// <param name="RampMonths">From the first day to full speed, in a straight line.</param>
/// <param name="LateDays">Mean days between doing something and writing it down; 0 within the hour.</param>
sealed record Member(string Name, Role Role, double FromMonth, double? UntilMonth = null, double? WinRate = null, double RampMonths = 3, int Pod = 1, double LateDays = 0, string Language = "en")
{
    /// <summary>Part of an email address.</summary>
    public required string Mail { get; init; }

    public bool IsHere(double month) => FromMonth <= month && (UntilMonth is not { } until || month < until);

    /// <summary>Speed and, in part, luck at the work: 0 on the first day, 1 once ramped.</summary>
    public double Ramp(double month) => RampMonths <= 0 ? 1 : Math.Clamp((month - FromMonth) / RampMonths, 0, 1);
}

/// <summary>The founder leaves a stage because, in the story, its exit criteria are met.</summary>
sealed record Leaving(MaturityStage Stage, double Month);

/// <summary>What goes wrong for a while, and what a watchful reader of the record should then see.</summary>
enum Plot
{
    /// <summary>A seller joins before the founder can say how to sell (A0.1, A1.1).</summary>
    HiredTooEarly,

    /// <summary>Customers use the product and pay nothing (A0.2).</summary>
    NotCharging,

    /// <summary>Anybody is sold to; few of them succeed (A1.2).</summary>
    SprayAndPray,

    /// <summary>The sellers do not get enough to sell (A2.1b, A4.4).</summary>
    StarvedSellers,

    /// <summary>The founder sells beside the sellers and does not coach (A2.2).</summary>
    FounderWillNotLetGo,

    /// <summary>Hand-offs lie unanswered for a week (A3.d3, X3.5).</summary>
    DroppedHandoffs,

    /// <summary>One seller brings most of the pod's revenue (A3.d4).</summary>
    OneStar,
}

/// <param name="Trips">Numbers of criteria and detectors that the episode should show in.</param>
sealed record Episode(Plot Plot, double FromMonth, double UntilMonth, IReadOnlyList<string> Trips, string What);

/// <summary>Parameters of demand, sale and custom (5.3); every one is written into the truth file.</summary>
sealed record Market
{
    /// <summary>Accepted opportunities a month that the founder finds alone.</summary>
    public double FounderAccepted { get; init; } = 5;

    /// <summary>Accepted opportunities a month that one ramped SDR adds.</summary>
    public double SdrAccepted { get; init; } = 15;

    /// <summary>Of accepted new opportunities, those of companies that fit the ideal profile.</summary>
    public double IdealShare { get; init; } = 0.85;

    /// <summary>Mean days from accepted to closed (Gamma, coefficient of variation .7; [B11]).</summary>
    public double CycleDays { get; init; } = 48;

    /// <summary>Geometric mean of what is agreed for a year in the first month, USD.</summary>
    public double FirstPrice { get; init; } = 14_000;

    /// <summary>The same in the last month.</summary>
    public double LastPrice { get; init; } = 26_000;

    /// <summary>Standard deviation of the logarithm of the price.</summary>
    public double PriceSpread { get; init; } = 0.4;

    /// <summary>Of customers that fit, those who come to success; of others <see cref="UnfitSuccess"/>.</summary>
    public double FitSuccess { get; init; } = 0.88;

    public double UnfitSuccess { get; init; } = 0.3;

    /// <summary>Of customers with success, those who renew a term; of others <see cref="FailureRenewal"/>.</summary>
    public double SuccessRenewal { get; init; } = 0.95;

    public double FailureRenewal { get; init; } = 0.35;

    /// <summary>Share of booked first meetings that are held.</summary>
    public double Show { get; init; } = 0.79;

    /// <summary>Share of hand-offs from SDR to AE that are accepted.</summary>
    public double Acceptance { get; init; } = 0.84;
}

/// <summary>How a company breaks what most statistics assume.</summary>
/// <param name="Drift">By what a win rate is multiplied between first and last month; 1 holds.</param>
/// <param name="Tail">Pareto index of prices; 0 keeps the lognormal. Below 2 the variance is infinite.</param>
/// <param name="Together">Share of a month's deals whose outcome is one toss for all.</param>
/// <param name="Sloppy">Mean days that everybody logs late, and share of meetings whose outcome nobody notes.</param>
sealed record Breaks(double Drift = 1, double Tail = 0, double Together = 0, double Sloppy = 0, double Unnoted = 0);
