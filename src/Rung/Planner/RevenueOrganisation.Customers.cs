using DiscreteEvents;

namespace Rung.Planner;

// A customer, from the signature on: onboarding, care, renewal, money (5.2.6–8, 5.2.12).
public sealed partial class RevenueOrganisation
{
    const int TermMonths = 12, OnboardingSteps = 4;

    readonly Resource bench; // onboardings that can be run at once

    async Process Keep(Case customer)
    {
        customer.Turn(3);
        customer.Since = world.Now;
        customers.Enter(customer.Since);
        Sign(customer);
        world.Start(Onboard(customer, customer.Luck.Uniform()));
        while (customer.Lives)
        {
            var served = customer.MonthsServed;
            if (served % customer.BillingMonths == 0) Invoice(customer);
            if (customer.FirstValueAt > 0) Care(customer);
            // The last month of a term is closed two days early, so that its end is told before it comes.
            var ends = calendar.HourOf(customer.StartsOn.AddMonths(served + 1)) - ((served + 1) % TermMonths == 0 ? 2 * WorkCalendar.HoursADay : 0);
            await world.Until(ends);
            ServeMonth(customer);
            if (customer.MonthsServed % TermMonths == 0) Renew(customer);
            else Recommend(customer);
        }
        customers.Leave(customer.Since, world.Now);
        Release(customer);
    }

    void Sign(Case customer)
    {
        customer.StartsOn = calendar.DayOf(world.Now);
        customer.TermPrice = Cents(customer.Price);
        arr += customer.TermPrice;
        var billed = customer.Luck.Uniform();
        customer.BillingMonths = billed < this[Parameter.BilledMonthly] ? 1 : billed < this[Parameter.BilledMonthly] + this[Parameter.BilledQuarterly] ? 3 : 12;
        customer.Seats = Math.Max(1, (int)(customer.List / 600));
        customer.Threshold = customer.Luck.Exponential();
        (customer.Lives, customer.Strands) = (true, 2);
        chronicle?.Signed(customer);
    }

    /// <summary>From the signature to the first value: taken over, then four steps, each after time of the customer's own.</summary>
    async Process Onboard(Case customer, double lost)
    {
        var signed = world.Now;
        onboarding.Enter(signed);
        var isOwn = customer.SoldBy is { IsGone: false } sold && sold.Does(Duties.Success);
        var next = isOwn ? customer.SoldBy : Anybody(Duties.Success, customer.Pod);
        chronicle?.HandedToSuccess(customer, next, isOwn);
        if (!isOwn)
        {
            await world.Pause(this[Parameter.SuccessHandoffDelay] * WorkCalendar.HoursADay * customer.Luck.Exponential());
            if (next is null or { IsGone: true }) next = Anybody(Duties.Success, customer.Pod);
            if (lost < this[Parameter.SuccessHandoffLoss]) (customer.PromiseKept, customer.ExtraHazard) = (false, this[Parameter.SuccessHandoffForgetting]);
        }
        if (next is null) orphans.Add(customer);
        else next.Takes(customer);
        chronicle?.TakenOver(customer, isOwn);
        await bench.Seize();
        for (var step = 0; step < OnboardingSteps && customer.Lives; step++)
        {
            await world.Pause(this[Parameter.OnboardingLag] * WorkCalendar.HoursADay * customer.Luck.Exponential());
            var job = Ask(customer, Duties.Success, this[Parameter.OnboardingHours] / OnboardingSteps * onboardingWork.Draw(customer.Luck), customer.Owner);
            await job.News.Heard();
            if (customer.Lives) chronicle?.Reached(customer, step, job.By);
            Recycle(job);
        }
        bench.Release();
        onboarding.Leave(signed, world.Now);
        if (customer.Lives) GetsValue(customer, signed);
        Release(customer);
    }

    void GetsValue(Case customer, double signed)
    {
        customer.FirstValueAt = world.Now;
        var took = (world.Now - signed) * 7 / WorkCalendar.HoursAWeek;
        customer.IsLate = took > this[Parameter.OnboardingTarget];
        Count(Figure.FirstValues);
        Count(Figure.OnboardingDays, took);
        Count(Figure.FlowDays, (world.Now - customer.Came) * 7 / WorkCalendar.HoursAWeek);
        if (customer.IsLate) Count(Figure.Late);
        chronicle?.GotValue(customer);
    }

    /// <summary>The month's care; where last month's has not been done yet, it is let go.</summary>
    void Care(Case customer)
    {
        if (customer.Care is not null || this[Parameter.CareHours] == 0) return;
        var job = Ask(customer, Duties.Success, this[Parameter.CareHours], customer.Owner);
        customer.Care = job;
        chronicle?.CareDue(customer);
    }

    void Cared(Job job, Worker by)
    {
        if (!job.IsCalledOff)
        {
            job.Of.Care = null;
            chronicle?.Cared(job.Of, by);
        }
        Recycle(job);
    }

    /// <summary>h = h0·exp(b1·late + b2·(load − 1)⁺ + outside the profile)·(1 + dropped promise), felt now and acted on when the term ends (5.2.7).</summary>
    void ServeMonth(Case customer)
    {
        var within = customer.MonthsServed % TermMonths;
        var share = customer.TermPrice * (within + 1) / TermMonths - customer.TermPrice * within / TermMonths;
        books.Serve(share);
        Count(Figure.Recognised, (double)share / cents);
        var isLate = customer.IsLate || (customer.FirstValueAt == 0 && world.Now - customer.Since > WorkCalendar.OfDays(this[Parameter.OnboardingTarget]));
        var load = customer.Owner is { } owner ? owner.Customers / (this[Parameter.AccountsPerCsm] * owner.Seat.Time) : 2;
        var log = (isLate && customer.MonthsServed < TermMonths ? this[Parameter.LateHazard] : 0) + this[Parameter.LoadHazard] * Math.Max(0, load - 1)
            + (customer.Ideal ? 0 : this[Parameter.NonIdealHazard]);
        var hazard = -Elementary.Log(1 - this[Parameter.Churn]) / 12 * (log == 0 ? 1 : Elementary.Exp(log)) * (1 + customer.ExtraHazard);
        customer.MonthsServed++;
        customer.Hazard += hazard;
        if (customer.DecidedAt == 0 && customer.Hazard > customer.Threshold) customer.DecidedAt = world.Now;
    }

    void Renew(Case customer)
    {
        Count(Figure.RenewalsDue);
        if (customer.DecidedAt > 0)
        {
            Churn(customer);
            return;
        }
        Count(Figure.Renewed);
        var grows = customer.Luck.Happens(this[Parameter.Expansion]);
        var by = this[Parameter.ExpansionSize] * growth.Draw(customer.Luck);
        customer.Threshold = customer.Hazard + customer.Luck.Exponential();
        var before = customer.TermPrice;
        if (grows)
        {
            customer.TermPrice = Math.Max(before, Cents(Quoted((double)before / cents * (1 + by))));
            customer.List = Quoted(customer.List * (1 + by));
            customer.Seats = (int)Math.Min(1e8, Math.Ceiling(customer.Seats * (1 + by)));
            arr += customer.TermPrice - before;
            Count(Figure.Expansion, (double)(customer.TermPrice - before) / cents);
        }
        customer.Term++;
        chronicle?.Renewed(customer, grows, before);
    }

    void Churn(Case customer)
    {
        customer.Lives = false;
        arr -= customer.TermPrice;
        Count(Figure.Churned);
        Count(Figure.ChurnedArr, (double)customer.TermPrice / cents);
        chronicle?.Churned(customer);
        if (customer.LastInvoice > 0 && customer.Luck.Happens(this[Parameter.RefundedShare]))
        {
            books.Refund(customer.LastInvoice);
            Count(Figure.Refunded, (double)customer.LastInvoice / cents);
            Count(Figure.Recognised, -(double)customer.LastInvoice / cents);
            chronicle?.Refunded(customer);
        }
    }

    /// <summary>A healthy customer sends others: a Poisson number a month.</summary>
    void Recommend(Case customer)
    {
        var rate = this[Parameter.ReferralsPerCustomer];
        if (rate == 0 || customer.FirstValueAt == 0 || customer.DecidedAt > 0 || customer.IsLate && customer.Term == 0) return;
        for (var at = referrals.Exponential() / rate; at < 1; at += referrals.Exponential() / rate)
            world.Start(Refer(at * WorkCalendar.OfMonths(1), referredSeeds.Next()));
    }

    void Invoice(Case customer)
    {
        var (from, to) = (customer.MonthsServed % TermMonths, customer.MonthsServed % TermMonths + customer.BillingMonths);
        var amount = customer.TermPrice * to / TermMonths - customer.TermPrice * from / TermMonths;
        if (amount == 0) return;
        books.Invoice(amount);
        Count(Figure.Invoiced, (double)amount / cents);
        customer.LastInvoice = amount;
        var number = chronicle?.Invoiced(customer, amount) ?? 0;
        world.Start(Collect(amount, number, customer.Account, this[Parameter.PaymentDays] * payment.Draw(customer.Luck)));
    }

    async Process Collect(long amount, int invoice, int account, double days)
    {
        await world.Pause(WorkCalendar.OfDays(days));
        books.Receive(amount);
        Count(Figure.Received, (double)amount / cents);
        chronicle?.Paid(invoice, account, amount);
    }

    /// <summary>A customer is forgotten when neither the contract nor the onboarding goes on.</summary>
    void Release(Case customer)
    {
        if (--customer.Strands > 0) return;
        if (customer.Care is { } care) (care.IsCalledOff, customer.Care) = (true, null);
        if (customer.Owner is null) orphans.Remove(customer);
        Forget(customer);
    }
}
