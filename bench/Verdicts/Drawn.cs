using DiscreteEvents;
using Rung.Accounts;
using Rung.Customers;
using Rung.Ladder;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Playbook;

namespace Rung.Bench.Verdicts;

/// <summary>
/// A company drawn from its truth, as the rows that the server loads, with what was known on a day. The founder sells from the
/// first day; an SDR helps from the eighth month; where there are sellers, two begin in the twelfth.
/// </summary>
sealed class Drawn
{
    public static readonly DateOnly First = new(2023, 1, 1);
    public static readonly Guid Founder = Named(1, 1), Sdr = Named(1, 2), Ines = Named(1, 3), Wei = Named(1, 4);
    public static readonly DateOnly HelpedFrom = First.AddMonths(8), SellersFrom = First.AddMonths(12), Ramped = First.AddMonths(15);

    static readonly Guid[] stages = [.. Enumerable.Range(1, 5).Select(i => Named(9, i))];

    const double CycleDays = 45, MonthDays = 30.4375;

    readonly Truth truth;
    readonly Chance chance;
    readonly double[] shocks;
    readonly double slope;
    readonly List<SaleRow> sales = [];
    readonly List<CustomerRow> customers = [];
    readonly List<MeetingRow> meetings = [];
    readonly List<TimeRow> time = [];

    public Drawn(Truth truth, DateOnly day, Chance chance)
    {
        (this.truth, Day, this.chance) = (truth, day, chance);
        shocks = new double[80];
        for (var i = 1; truth.Break == Break.Correlated && i < shocks.Length; i++) shocks[i] = .7 * shocks[i - 1] + .5 * chance.Normal();
        slope = truth.Break == Break.Drifting ? .6 * chance.Uniform() - .3 : 0;
        for (var month = First; month <= day; month = month.AddMonths(1)) Month(month);
    }

    public DateOnly Day { get; }

    /// <summary>Sales that each seller won alone, written down or not.</summary>
    public Dictionary<Guid, int> WonAlone { get; } = new() { [Ines] = 0, [Wei] = 0 };

    public CompanyRows Rows => new()
    {
        Sales = sales, Customers = customers, Health = Books, Meetings = meetings, Time = time,
        Roles =
        [
            new(Founder, Role.Founder, First), new(Sdr, Role.Sdr, HelpedFrom),
            .. truth.Age == Age.Young ? Array.Empty<RoleRow>() : [new(Ines, Role.Ae, SellersFrom) { RampMonths = 3 }, new(Wei, Role.Ae, SellersFrom) { RampMonths = 3 }],
        ],
    };

    static Guid Named(int kind, int n) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(n >> 24 & 255), (byte)(n >> 16 & 255), (byte)(n >> 8 & 255), (byte)(n & 255));

    /// <summary>What a rate is on a day, and what the luck of its month makes of it.</summary>
    public double Now(double rate, DateOnly on) => Math.Clamp(rate + slope * (on.DayNumber - First.DayNumber) / 900.0, 0, 1);

    bool Happens(double rate, DateOnly on)
    {
        var p = Now(rate, on);
        if (truth.Break == Break.Correlated && p is > 0 and < 1) p = 1 / (1 + (1 - p) / p * Math.Exp(-shocks[Math.Max(0, (on.DayNumber - First.DayNumber) / 30)]));
        return chance.Happens(p);
    }

    /// <summary>The day it is known, after the day it happened; null where nobody writes it down.</summary>
    DateOnly? Told(DateOnly on, bool small = false)
    {
        if (truth.Break != Break.Sloppy) return on;
        if (small && chance.Happens(.2)) return null;
        return chance.Happens(.5) ? on.AddDays(1 + (int)(6 * chance.Exponential())) : on;
    }

    bool IsKnown(DateOnly on, bool small = false) => on <= Day && Told(on, small) <= Day;

    void Month(DateOnly from)
    {
        Sell(Founder, from, (truth.Age == Age.Young || from < Ramped ? 9 : 4) * truth.Scale, from >= HelpedFrom && truth.Age == Age.Young ? truth.WinAfter : truth.Win, from >= HelpedFrom && truth.Age == Age.Young ? truth.PriceAfter : 1, 1);
        if (truth.Age == Age.WithSellers && from >= SellersFrom)
        {
            Sell(Ines, from, 7 * truth.Scale * truth.SellersActivity, truth.SellersWin.First, truth.SellersPrice, truth.SellersCycle);
            Sell(Wei, from, 7 * truth.Scale * truth.SellersActivity, truth.SellersWin.Second, truth.SellersPrice, truth.SellersCycle);
        }

        foreach (var (who, hours) in new[] { (Founder, truth.Age == Age.Young || from < Ramped ? 9 : 4), (Ines, 7), (Wei, 7) })
            for (var week = 0; week < 4 && (who == Founder || from >= SellersFrom); week++)
                if (IsKnown(from.AddDays(7 * week), true)) time.Add(new(who, WorkClass.Sell, from.AddDays(7 * week), 150 * hours));
    }

    void Sell(Guid seller, DateOnly month, double rate, double win, double price, double cycle)
    {
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        for (var at = chance.Exponential() * MonthDays / rate; at < days; at += chance.Exponential() * MonthDays / rate)
        {
            var began = month.AddDays((int)at);
            if (began > Day) return;
            var tail = truth.Break == Break.HeavyTails ? Math.Exp(1.2 * chance.Normal() - .72) : 1;
            var took = (int)Math.Max(3, CycleDays * cycle * tail * (chance.Exponential() + chance.Exponential() + chance.Exponential()) / 3);
            var worth = Math.Exp((truth.Break == Break.HeavyTails ? 1.6 : .4) * chance.Normal()) * 20_000 * price;
            Sale(seller, began, took, Happens(win, began.AddDays(took)), (long)(100 * worth));
        }
    }

    void Sale(Guid seller, DateOnly began, int took, bool won, long price)
    {
        var n = sales.Count;
        var (id, closes) = (Named(2, n), began.AddDays(took));
        // What is written down late is dated when it happened; a loss has the date on which it was marked (3.10).
        var told = Told(closes);
        var (isWon, isLost) = (won && told <= Day, !won && told <= Day);
        var path = new List<StageRow> { new(began, stages[0], StageKind.Open, true, false, false, false) };
        if (began.AddDays(took / 3) is var demo && demo <= Day) path.Add(new(demo, stages[1], StageKind.Open, true, true, false, false));
        if (won && began.AddDays(2 * took / 3) is var offer && offer <= Day) path.Add(new(offer, stages[2], StageKind.Open, true, false, true, false));
        if (isWon) path.Add(new(closes, stages[3], StageKind.Won, true, false, true, false));
        if (isLost) path.Add(new(told!.Value, stages[4], StageKind.Lost, false, false, false, false));
        var amount = new Money(price, new("USD"));
        sales.Add(new(id, Named(3, n), Relation.Prospect, began)
        {
            Stages = path, Owners = [new(began, seller)], Amounts = [new(began, amount)], Values = isWon ? [new(closes, amount)] : [], ClosedOn = isWon ? closes : null, Fit = new(began, chance.Happens(truth.Ideal), false), Source = "outbound",
        });
        var alone = Meet(n, seller, began, took, won);
        if (!won || closes > Day) return;
        if (seller != Founder && alone && began >= Ramped) WonAlone[seller]++;
        if (told <= Day) customers.Add(Customer(n, seller, closes, amount));
    }

    /// <summary>A pitch, a demo call, and for wins a close; the founder comes along now and then.</summary>
    bool Meet(int n, Guid seller, DateOnly began, int took, bool won)
    {
        var alone = true;
        foreach (var (part, type) in new[] { (0, MeetingType.Pitch), (1, MeetingType.FollowUp), (2, MeetingType.Closing) })
        {
            var on = began.AddDays(took * (1 + part) / 4);
            var founder = seller != Founder && type == MeetingType.Closing && chance.Happens(.2);
            if (type == MeetingType.Closing && !won || on > Day) continue;
            alone &= !founder;
            if (IsKnown(on, true)) meetings.Add(new(Named(5, 3 * n + part), type, MeetingStatus.Held, on, on) { SaleId = Named(2, n), Minutes = 45, Attendees = founder ? [new(seller, Role.Ae), new(Founder, Role.Founder)] : [new(seller, seller == Founder ? Role.Founder : Role.Ae)] });
        }

        return alone;
    }

    CustomerRow Customer(int n, Guid seller, DateOnly from, Money price)
    {
        var live = from.AddDays(10);
        var succeeds = Happens(seller == Founder || truth.Age == Age.Young ? truth.Success : truth.SellersSuccess, live);
        var uses = succeeds || !truth.FailsByUse;
        var (until, subscription) = Subscribed(n, from, price, seller == Founder ? truth.Renew : truth.SellersRenew);
        var onTime = Happens(truth.OnTime, from.AddDays(30));
        var done = onTime ? from.AddDays(25) : chance.Happens(truth.LateDone) ? from.AddDays(36) : (DateOnly?)null;
        var usage = new List<UsageRow>();
        for (var day = live; day <= Day && day < until; day = day.AddDays(1))
            if (day.DayNumber % 7 < (uses ? 5 : 1) && IsKnown(day, true)) usage.Add(new(day, 10));
        return new(Named(3, n), Relation.Prospect)
        {
            Subscriptions = [subscription], Payments = IsKnown(from.AddDays(20)) ? [new(from.AddDays(20), price, false)] : [], WentLiveOn = live, Usage = usage,
            Onboardings = [new(from, from.AddDays(30), !succeeds && !truth.FailsByUse && n % 2 == 0 ? null : live.AddDays(12), done is { } d && IsKnown(d) ? d : null)],
            Health = new() { Tickets = !succeeds && !truth.FailsByUse && n % 2 == 1 ? [Critical(n, 0, live), Critical(n, 1, live)] : [] },
            Outcomes = [Outcome(n, from, Happens(truth.Value, from.AddDays(50)))], Surveys = [.. Asked(from)], References = answered && vouches ? [new(from.AddDays(60), ReferenceStatus.Consented)] : [],
        };
    }

    /// <summary>Health is told by open tickets alone: two critical ones and it is red.</summary>
    static readonly HealthBooks Books = new(
        [HealthRule.Enter(new Dictionary<string, object?> { ["fromOn"] = new DateOnly(2000, 1, 1), ["usage"] = 0, ["outcomes"] = 0, ["sentiment"] = 0, ["relationship"] = 0, ["billing"] = 0, ["tickets"] = 100 }, new Rung.Records.Act(default, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Rung.Records.Origin.Entered, _ => Guid.Empty)).Value], [], [], DateOnly.MinValue);

    static TicketRow Critical(int n, int which, DateOnly live) => new(new(Named(12, 2 * n + which), Rung.Customers.Severity.Critical, live.AddDays(20)), null);

    bool answered, vouches;

    /// <summary>Half a year at a time; whoever does not renew leaves.</summary>
    (DateOnly Until, SubscriptionRow Row) Subscribed(int n, DateOnly from, Money price, double renews)
    {
        var (end, ends, renewed) = (from.AddMonths(6), new List<Dated<DateOnly?>> { new(from, from.AddMonths(6)) }, new List<Dated<DateOnly>>());
        for (; end <= Day && Happens(renews, end); end = end.AddMonths(6))
        {
            if (!IsKnown(end)) break;
            renewed.Add(new(end.AddDays(-5), end));
            ends.Add(new(end.AddDays(-5), end.AddMonths(6)));
        }

        return (end, new(Named(4, n), from, from) { Ends = ends, Prices = [new(from, price)], TermMonths = 6, SaleId = Named(2, n), RenewedFrom = renewed });
    }

    OutcomeRow Outcome(int n, DateOnly from, bool reached) => new(Named(7, n), from, 10, 5, null)
    {
        Measures = IsKnown(from.AddDays(50)) ? [new(from.AddDays(50), reached ? 4 : 8)] : [], ConfirmedOn = reached && IsKnown(from.AddDays(51)) ? [from.AddDays(51)] : [],
    };

    /// <summary>Worth it, half a year after the sale again; would renew.</summary>
    IEnumerable<QuestionRow> Asked(DateOnly from)
    {
        (answered, vouches) = (chance.Happens(truth.Response), Happens(truth.Vouch, from.AddDays(60)));
        for (var sent = from.AddDays(50); sent <= Day; sent = sent.AddDays(170)) yield return new(SurveyType.WorthIt, sent, answered && IsKnown(sent.AddDays(7)) ? sent.AddDays(7) : null, answered && IsKnown(sent.AddDays(7)) ? vouches ? 9 : 3 : null);
        if (from.AddDays(90) <= Day) yield return new(SurveyType.RenewalIntent, from.AddDays(90), from.AddDays(95) <= Day ? from.AddDays(95) : null, from.AddDays(95) <= Day ? Happens(truth.Renew, from.AddDays(95)) ? 9 : 3 : null);
    }
}
