using DiscreteEvents;
using Rung.Customers;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;

namespace Rung.Planner;

// Customers: contracts, onboarding, use, answers, money.
sealed partial class Chronicle
{
    readonly List<Case> live = [];
    int subscriptions, onboardings, invoices, payments, surveys, checkIns, tickets;

    internal void Signed(Case customer)
    {
        customer.Subscription = ++subscriptions;
        live.Add(customer);
        var periods = 12 / customer.BillingMonths;
        var plan = customer.TermPrice == 0 ? 0 : customer.Seats > 80 ? 2 : 1;
        Tell(new Happening.SubscriptionStarted(Now, customer.Subscription, customer.Account, customer.Sale, plan, customer.StartsOn, customer.StartsOn.AddYears(1), 12, customer.Seats, BillingOf(customer),
            Money(customer.TermPrice / periods), Money(customer.List / periods), customer.TermPrice == 0));
    }

    static Billing BillingOf(Case customer) => customer.BillingMonths switch { 1 => Billing.Month, 3 => Billing.Quarter, _ => Billing.Year };

    internal void HandedToSuccess(Case customer, Worker? next, bool isOwn)
    {
        customer.Handoff = 0;
        if (isOwn || customer.SoldBy is not { } seller) return;
        var from = seller.IsGone ? Somebody(Duties.Sell)! : seller;
        customer.Handoff = ++handoffs;
        Tell(new Happening.HandedOver(Now, customer.Handoff, HandoffPoint.SaleToSuccess, from.Role, next?.Role ?? Role.Csm, from.Number, next?.Number, customer.Account, null, customer.Sale,
            customer.Promises.Length > 0 ? 1 : .6, calendar.At(world.Now + 5 * WorkCalendar.HoursADay)));
    }

    internal void TakenOver(Case customer, bool isOwn)
    {
        var by = Keeper(customer);
        if (!isOwn && customer.Handoff > 0)
        {
            // A dropped promise is a hand-off of which nobody took note; the customer is served all the same.
            if (customer.PromiseKept)
            {
                Tell(new Happening.HandoffTaken(Now, customer.Handoff, by));
                Tell(world.Now + .1, new Happening.HandoffFirstAction(calendar.At(world.Now + .1), customer.Handoff, by));
            }
            else Tell(new Happening.HandoffDropped(Now, customer.Handoff));
        }
        customer.OnboardingNumber = ++onboardings;
        var target = calendar.Workday(customer.StartsOn.AddDays((int)house[Parameter.OnboardingTarget]));
        Tell(new Happening.OnboardingPlanned(Now, customer.OnboardingNumber, customer.Account, customer.Sale, by, target,
            [.. Enumerable.Range(1, 4).Select(step => calendar.Workday(customer.StartsOn.AddDays((int)(house[Parameter.OnboardingTarget] * step / 4))))]));
    }

    int Keeper(Case customer) => (customer.Owner ?? Somebody(Duties.Success))?.Number ?? 1;

    internal void Reached(Case customer, int step, Worker? by)
    {
        var who = by?.Number ?? Keeper(customer);
        if (step == 0)
        {
            Meeting(customer, MeetingType.Kickoff, 60, by);
            Tell(new Happening.OnboardingBegan(Now, customer.OnboardingNumber, who));
        }
        Tell(new Happening.MilestoneReached(Now, customer.OnboardingNumber, step, who));
    }

    internal void GotValue(Case customer)
    {
        var by = Keeper(customer);
        Tell(new Happening.ValueReached(Now, customer.OnboardingNumber, by));
        Tell(new Happening.OnboardingFinished(Now, customer.OnboardingNumber, by));
        world.Start(After(customer, customer.Subscription));
    }

    /// <summary>What is asked and measured once a customer lives with the product.</summary>
    async Process After(Case customer, int number)
    {
        bool IsOn() => customer.Subscription == number && customer.Lives;
        await world.Pause(WorkCalendar.OfDays(7));
        if (IsOn()) Survey(customer, SurveyType.OnboardingNps);
        await world.Pause(WorkCalendar.OfDays(20 + luck.Below(15)));
        if (!IsOn()) return;
        Measure(customer);
        await world.Pause(WorkCalendar.OfDays(10));
        if (IsOn()) Survey(customer, SurveyType.WorthIt);
        await world.Pause(WorkCalendar.OfDays(5));
        if (IsOn()) Vouch(customer);
        for (var half = 0; ; half++)
        {
            await world.Pause(WorkCalendar.OfDays(half == 0 ? 25 : 120));
            if (!IsOn()) return;
            // What was not reached is worked on and measured again.
            Measure(customer);
            Survey(customer, half % 2 == 0 ? SurveyType.RenewalIntent : SurveyType.RelationshipNps);
        }
    }

    double Health(Case customer) => (customer.DecidedAt > 0 ? 4.2 : 9.4) - (customer.IsLate ? 1 : 0) - (customer.PromiseKept ? 0 : 2) - (customer.Ideal ? 0 : 1);

    int Score(Case customer) => (int)Math.Clamp(Math.Round(Health(customer) + 1.4 * luck.Normal()), 0, 10);

    void Survey(Case customer, SurveyType type)
    {
        var number = ++surveys;
        Tell(new Happening.SurveySent(Now, number, customer.Account, customer.Contact, type, Keeper(customer)));
        // Whom the founder asks himself answers more often.
        if (!luck.Happens(house.Staff.Count <= 2 ? .9 : .75)) return;
        var hour = world.Now + 1 + 24 * luck.Uniform();
        Tell(hour, new Happening.SurveyReplied(calendar.At(hour), number, Score(customer)));
    }

    void Measure(Case customer)
    {
        for (var i = 0; i < customer.Promises.Length; i++)
        {
            if ((customer.Reached & 1 << i) != 0) continue;
            var promise = customer.Promises[i];
            var reached = customer.PromiseKept && customer.DecidedAt == 0 && luck.Happens(.92) ? 1 + .1 * luck.Uniform() : .2 + .7 * luck.Uniform();
            var value = Math.Round(promise.Baseline + (promise.Target - promise.Baseline) * reached, 1);
            Tell(new Happening.PromiseMeasured(Now, promise.Outcome, customer.Account, value, Keeper(customer)));
            if (reached < 1) continue;
            customer.Reached |= 1 << i;
            if (luck.Happens(.97)) Tell(new Happening.PromiseConfirmed(Now, promise.Outcome, customer.Account, promise.Stakeholder, Keeper(customer)));
        }
    }

    void Vouch(Case customer)
    {
        var number = ++surveys;
        Tell(new Happening.SurveySent(Now, number, customer.Account, customer.Contact, SurveyType.ReferenceConsent, Keeper(customer)));
        var consents = Score(customer) >= 7;
        var hour = world.Now + 4;
        Tell(hour, new Happening.SurveyReplied(calendar.At(hour), number, consents ? 10 : 0));
        Tell(hour, new Happening.ReferenceAnswered(calendar.At(hour), customer.Account, customer.Contact, consents, Keeper(customer)));
    }

    internal void CareDue(Case customer)
    {
        customer.CheckIn = ++checkIns;
        Tell(new Happening.CheckInSet(Now, customer.CheckIn, customer.Account, IsQuarter(customer) ? CheckInType.Qbr : CheckInType.Cadence, calendar.Workday(calendar.DayOf(world.Now).AddDays(5)), Keeper(customer)));
    }

    static bool IsQuarter(Case customer) => customer.MonthsServed % 3 == 2;

    internal void Cared(Case customer, Worker by)
    {
        // Whoever has made up their mind to leave has no time for us, more often than not: weeks later somebody reaches them.
        if (customer.DecidedAt > 0 && Sometimes(customer, customer.CheckIn) is < .6 and var chance)
        {
            world.Start(Caught(customer, customer.CheckIn, 8 + 25 * chance));
            return;
        }

        var meeting = Meeting(customer, IsQuarter(customer) ? MeetingType.Qbr : MeetingType.CheckIn, IsQuarter(customer) ? 60 : 30, by);
        Tell(new Happening.CheckInDone(Now, customer.CheckIn, meeting, by.Number));
    }

    /// <summary>Whoever looks after the customer by then gets hold of somebody there.</summary>
    async Process Caught(Case customer, int checkIn, double days)
    {
        await world.Pause(WorkCalendar.OfDays(days));
        Tell(new Happening.CheckInDone(Now, checkIn, null, Keeper(customer)));
    }

    /// <summary>A meeting with a customer that was booked and held as it should be.</summary>
    int Meeting(Case customer, MeetingType type, int minutes, Worker? by)
    {
        var number = ++meetings;
        var who = by ?? Somebody(Duties.Success)!;
        var around = new List<Attending> { new(who.Number, who.Role, null, true), new(null, null, customer.Contact, true) };
        Tell(new Happening.MeetingBooked(Now, number, type, Now, minutes, customer.Account, customer.Contact, null, null, who.Number, who.Number, around));
        Tell(new Happening.MeetingTookPlace(Now, number, minutes, who.Number, around));
        return number;
    }

    internal void Renewed(Case customer, bool grows, long before)
    {
        var (from, periods) = (customer.StartsOn.AddMonths(customer.MonthsServed), 12 / customer.BillingMonths);
        var until = customer.StartsOn.AddMonths(customer.MonthsServed + 12);
        if (grows)
        {
            var (sale, by) = (++sales, Keeper(customer));
            Tell(new Happening.SaleBegan(Now, sale, OpportunityType.Expansion, customer.Account, customer.Contact, null, Money(customer.TermPrice - before), calendar.DayOf(world.Now), customer.Source, SegmentOf(SizeOf(customer.Seed)), customer.Ideal, by, by, true));
            Tell(new Happening.SaleWon(Now, sale, customer.Account, Money(customer.TermPrice - before), Money(customer.TermPrice - before), calendar.DayOf(world.Now), [], by));
        }
        Tell(new Happening.SubscriptionRenewedFor(Now, customer.Subscription, from, until, 12, Money(customer.TermPrice / periods)));
        if (grows) Tell(new Happening.SubscriptionGrew(Now, customer.Subscription, customer.Seats, Money(customer.TermPrice / periods), Money(customer.List / periods)));
    }

    internal void Churned(Case customer)
    {
        live.Remove(customer);
        var reason = !customer.PromiseKept ? ChurnReason.PromiseNotKept : customer.IsLate && customer.Term == 0 ? ChurnReason.LateOnboarding : customer.FirstValueAt == 0 ? ChurnReason.NoValue
            : Pick(ChurnReason.NoValue, ChurnReason.Unused, ChurnReason.Price, ChurnReason.Competitor, ChurnReason.OutOfBusiness);
        Tell(new Happening.SubscriptionEnded(Now, customer.Subscription, customer.Account, calendar.DayOf(customer.DecidedAt), customer.StartsOn.AddMonths(customer.MonthsServed), reason, Keeper(customer)));
    }

    internal int Invoiced(Case customer, long amount)
    {
        var today = calendar.DayOf(world.Now);
        customer.LastInvoiceNumber = ++invoices;
        Tell(new Happening.InvoiceIssued(Now, invoices, customer.Account, customer.Subscription, today, today.AddDays(30), Money(amount)));
        return invoices;
    }

    internal void Paid(int invoice, int account, long amount) => Tell(new Happening.PaymentReceived(Now, ++payments, invoice, account, calendar.DayOf(world.Now), Money(amount)));

    internal void Refunded(Case customer) =>
        Tell(new Happening.PaymentRefunded(Now, ++payments, customer.LastInvoiceNumber, customer.Account, calendar.DayOf(world.Now), Money(customer.LastInvoice)));

    /// <param name="from">Who leaves; the next one themselves where nobody had it.</param>
    internal void Inherited(Case one, Worker next, Worker from)
    {
        if (from != next && (one.IsCustomer || one.Sale > 0))
        {
            Tell(new Happening.HandedOver(Now, ++handoffs, HandoffPoint.OwnerToOwner, from.Role, next.Role, from.Number, next.Number, one.Account, null, one.Sale > 0 ? one.Sale : null, .7, calendar.At(world.Now + WorkCalendar.HoursADay)));
            Tell(new Happening.HandoffTaken(Now, handoffs, next.Number));
        }
        if (one.IsCustomer) Tell(new Happening.CustomerReassigned(Now, one.Account, one.OnboardingNumber > 0 && one.FirstValueAt == 0 ? one.OnboardingNumber : null, next.Number));
        else if (one.Sale > 0) Tell(new Happening.SaleReassigned(Now, one.Sale, next.Number));
    }
}
