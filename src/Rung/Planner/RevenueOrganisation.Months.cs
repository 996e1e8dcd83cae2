using DiscreteEvents;
using Rung.People;

namespace Rung.Planner;

// The passing months: values that change, coaching, the books.
public sealed partial class RevenueOrganisation
{
    readonly double[] usual, changes;
    double shock = 1, logShock, nextChange;
    int month;

    /// <summary>When values may be others than before: month by month, and at the edges of episodes.</summary>
    static IEnumerable<double> Changes(Scenario scenario, WorkCalendar calendar) =>
        calendar.MonthEnds.Concat(scenario.Episodes.SelectMany(e => new[] { HourOf(calendar, e.FromMonth), HourOf(calendar, e.UntilMonth) })).Where(hour => hour < calendar.End).Distinct().Order();

    /// <summary>The working hour of a month that need not be whole.</summary>
    static double HourOf(WorkCalendar calendar, double month)
    {
        var whole = (int)Math.Min(month, calendar.Months);
        var from = whole == 0 ? 0 : calendar.MonthEnds[whole - 1];
        return whole == calendar.Months ? from + WorkCalendar.OfMonths(month - whole) : from + (month - whole) * (calendar.MonthEnds[whole] - from);
    }

    async Process Change()
    {
        foreach (var change in changes.Append(double.PositiveInfinity))
        {
            nextChange = change;
            SetValues();
            if (change < double.PositiveInfinity) await world.Until(change, Turn.First);
        }
    }

    void SetValues()
    {
        var (truths, years) = (scenario.Truths, world.Now / WorkCalendar.OfDays(DaysAYear));
        usual.CopyTo(values, 0);
        if (truths.Drift is { } drift)
            foreach (var (parameter, rate) in drift)
            {
                var possible = Parameters.Row(parameter);
                values[(int)parameter] = Math.Clamp(values[(int)parameter] * Math.Pow(1 + rate, years), possible.Least, possible.Most);
            }
        foreach (var episode in scenario.Episodes)
            if (world.Now >= HourOf(calendar, episode.FromMonth) && world.Now < HourOf(calendar, episode.UntilMonth)) values[(int)episode.Parameter] = episode.Value;
        var swing = this[Parameter.SeasonSwing];
        season = swing == 0 ? 1 : 1 + swing * Math.Cos(2 * Math.PI * (calendar.DayOf(world.Now).Month - this[Parameter.SeasonPeak]) / 12);
    }

    async Process Months()
    {
        for (month = 0; month < calendar.Months; month++)
        {
            row = month * Figures.Count;
            list.Yielded = 0;
            Shake();
            Manage();
            await world.Until(calendar.MonthEnds[month], Turn.Last);
            CloseMonth();
        }
    }

    /// <summary>The month's shock that all sales share: autoregressive, mean one.</summary>
    void Shake()
    {
        if (scenario.Truths is not { SharedShock: > 0 and var spread, ShockMemory: var memory }) return;
        logShock = memory * logShock + Math.Sqrt(1 - memory * memory) * spread * times.Normal();
        shock = Elementary.Exp(logShock - spread * spread / 2);
    }

    /// <summary>Coaches share their hours among those who want coaching; what each gets drives ramp and win rate (5.2.11).</summary>
    void Manage()
    {
        double hours = 0, wanted = 0;
        foreach (var worker in staff)
        {
            worker.Coaches = 0;
            if (Coach(worker) is > 0 and var gives) hours += gives;
            else if (worker.Seat.Does != Duties.None) wanted += Wanted(worker);
        }
        var leaders = staff.Count(worker => Coach(worker) > 0);
        var led = staff.Count - leaders;
        var thin = leaders == 0 ? 0 : Math.Min(1, this[Parameter.Span] * leaders / Math.Max(led, 1));
        var share = wanted > 0 ? Math.Min(1, hours / wanted) * thin : 0;
        foreach (var worker in staff)
        {
            if (Coach(worker) is > 0 and var gives) worker.Coaches = hours > 0 ? gives * Math.Min(1, wanted / hours) : 0;
            worker.Coached = Coach(worker) > 0 ? Wanted(worker) : share * Wanted(worker);
            var pace = this[Parameter.UncoachedRamp] + (1 - this[Parameter.UncoachedRamp]) * (wanted > 0 ? share : 1);
            if (worker.Learns(world.Now, pace)) chronicle?.Ramped(worker);
        }
    }

    double Coach(Worker worker) => worker.Seat.CoachHours ?? (worker.Role is Role.SalesManager or Role.VpSales ? this[Parameter.ManagerHours] : 0);

    double Wanted(Worker worker) => this[worker.IsRamped ? Parameter.CoachingRamped : Parameter.CoachingRamping];

    void CloseMonth()
    {
        foreach (var worker in staff)
        {
            Pay(worker);
            BookHours(worker);
        }
        Spend(this[Parameter.Marketing], Figure.OtherCost, Economics.CostClass.Marketing, 0);
        var served = cells[row + (int)Figure.Recognised];
        Spend(Math.Max(0, served) * (1 - this[Parameter.GrossMargin]), Figure.OtherCost, Economics.CostClass.Other, 3);
        Set(Figure.LeadsWaiting, answering.Level);
        Set(Figure.MeetingsAhead, meetings.Level);
        Set(Figure.SalesOpen, sales.Level);
        Set(Figure.Onboarding, onboarding.Level);
        Set(Figure.Customers, customers.Level);
        Set(Figure.Arr, (double)arr / cents);
        Set(Figure.Heads, staff.Count);
        Set(Figure.Bank, (double)books.Bank / cents);
        Set(Figure.Receivable, (double)books.Receivable / cents);
        Set(Figure.Deferred, (double)books.Deferred / cents);
        Set(Figure.Hours, calendar.MonthEnds[month] - (month == 0 ? 0 : calendar.MonthEnds[month - 1]));
        Set(Figure.LeadsWaitingArea, answering.Since(world.Now));
        Set(Figure.SalesOpenArea, sales.Since(world.Now));
        Set(Figure.OnboardingArea, onboarding.Since(world.Now));
        var cost = cells[row + (int)Figure.PeopleCost] + cells[row + (int)Figure.OtherCost];
        Set(Figure.Contribution, served - cost);
        Set(Figure.CashFlow, cells[row + (int)Figure.Received] - cells[row + (int)Figure.Refunded] - cost);
        chronicle?.MonthClosed(calendar.Start.AddMonths(month), calendar.Start.AddMonths(month + 1).AddDays(-1));
    }

    void Set(Figure figure, double value) => cells[row + (int)figure] = value;

    void Spend(double amount, Figure figure, Economics.CostClass on, int? vendor, Worker? worker = null)
    {
        var whole = Cents(amount);
        if (whole == 0) return;
        books.Spend(whole);
        Count(figure, (double)whole / cents);
        chronicle?.Spent(calendar.Start.AddMonths(month), on, whole, worker, vendor);
    }

    /// <summary>Pay with its burden and tools, for the part of the month that was worked.</summary>
    void Pay(Worker worker)
    {
        var months = (world.Now - worker.PaidUntil) / WorkCalendar.OfMonths(1);
        worker.PaidUntil = world.Now;
        var on = worker.Role is Role.Csm or Role.Am ? Economics.CostClass.CustomerSuccess : Economics.CostClass.Sales;
        Spend((OnTarget(worker.Role) * this[Parameter.Burden] / 12 + this[Parameter.Tools]) * months, Figure.PeopleCost, on, null, worker);
    }

    internal double OnTarget(Role role) => this[role switch
    {
        Role.Founder => Parameter.PayFounder,
        Role.Sdr => Parameter.PaySdr,
        Role.Ae or Role.ClosingSdr => Parameter.PayAe,
        Role.Csm or Role.Am => Parameter.PayCsm,
        Role.SalesOps => Parameter.PayOps,
        _ => Parameter.PayManager,
    }];

    void BookHours(Worker worker)
    {
        Count(Figure.ProspectHours, worker.Prospected);
        Count(Figure.SellHours, worker.Sold);
        Count(Figure.SuccessHours, worker.Succeeded);
        Count(Figure.SwitchHours, worker.Switched);
        var from = Math.Max(worker.JoinedAt, month == 0 ? 0 : calendar.MonthEnds[month - 1]);
        var present = Math.Max(0, world.Now - from - worker.Away);
        Count(Figure.CoachHours, worker.Coaches / WorkCalendar.HoursAWeek * present);
        chronicle?.Spent(worker, from);
        if (worker.Role switch { Role.Founder => Figure.BusyFounder, Role.Sdr => Figure.BusySdr, Role.Ae or Role.ClosingSdr => Figure.BusyAe, Role.Csm or Role.Am => Figure.BusyCsm, _ => (Figure?)null } is { } busy)
        {
            Count(busy, worker.Prospected + worker.Sold + worker.Succeeded + worker.Switched);
            Count(busy + 1, present);
        }
        (worker.Prospected, worker.Sold, worker.Succeeded, worker.Switched, worker.Away) = (0, 0, 0, 0, 0);
    }
}
