using DiscreteEvents;
using Rung.Customers;

namespace Rung.Planner;

// Use: how often customers open it, and what they need help with.
sealed partial class Chronicle
{
    /// <summary>Between 0 and 1, the same for a customer whenever it is asked of the same number: what does not disturb the chance of the rest.</summary>
    static double Sometimes(Case customer, int number) => unchecked((uint)((customer.Account * 40_503 + number) * 2_654_435_761u)) / (double)uint.MaxValue;

    /// <summary>Days on which nobody opens it: ever more once they have made up their mind to leave, and some where what was promised did not come.</summary>
    bool IsSilent(Case customer, DateOnly day) => Sometimes(customer, day.DayNumber) <
        (customer.DecidedAt > 0 ? 1 - .9 * Math.Exp(-(world.Now - customer.DecidedAt) / WorkCalendar.OfDays(30)) : customer.PromiseKept ? 0 : .4);

    /// <summary>A day of use: nothing before the set-up, falling once they have made up their mind to leave.</summary>
    void Use(Case customer, DateOnly day)
    {
        if (customer.OnboardingNumber == 0) return;
        var share = customer.FirstValueAt == 0 ? .15 : .72;
        if (!customer.PromiseKept) share *= .6;
        if (customer.DecidedAt > 0) share *= Math.Exp(-(world.Now - customer.DecidedAt) / WorkCalendar.OfDays(60));
        var active = 0;
        for (var seat = 0; seat < Math.Min(customer.Seats, 40); seat++) if (luck.Happens(share)) active++;
        active = (int)Math.Round(active * Math.Max(1, customer.Seats / 40.0));
        var isTold = active > 0 || luck.Happens(.3);
        if (IsSilent(customer, day)) active = 0;
        if (isTold)
            Tell(new Happening.UsedOn(Now, customer.Account, customer.Subscription, day, active, customer.Seats, (long)(active * (3 + 9 * luck.Uniform()))));
        if (luck.Happens(.006 + (customer.FirstValueAt == 0 ? .02 : 0))) Help(customer);
    }

    void Help(Case customer)
    {
        var number = ++tickets;
        Tell(new Happening.TicketOpened(Now, number, customer.Account, customer.Contact, Pick(Severity.Low, Severity.Normal, Severity.Normal, Severity.Normal, Severity.High, Severity.Critical)));
        world.Start(Solve(number, 2 + 20 * luck.Exponential()));
    }

    async Process Solve(int number, double hours)
    {
        await world.Pause(hours);
        Tell(new Happening.TicketSolved(Now, number, Somebody(Duties.Success)?.Number ?? 1));
    }
}
