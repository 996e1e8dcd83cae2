using DiscreteEvents;

namespace Rung.Planner;

// Leads that come, and leads that are gone for.
public sealed partial class RevenueOrganisation
{
    readonly ColdList list;
    double season = 1, nextInbound = double.PositiveInfinity;
    bool listWasDry;

    /// <summary>A Poisson stream whose rate changes with season and episodes: unit exponentials run down at the rate of the day.</summary>
    async Process Inbound()
    {
        while (true)
        {
            var left = inbound.Exponential();
            while (true)
            {
                var rate = this[Parameter.InboundPerMonth] * season / WorkCalendar.OfMonths(1);
                if (rate * (nextChange - world.Now) > left)
                {
                    nextInbound = world.Now + left / rate;
                    break;
                }
                if (double.IsPositiveInfinity(nextChange)) return; // nobody comes any more
                left -= rate * (nextChange - world.Now);
                nextInbound = double.PositiveInfinity;
                await world.Until(nextChange);
            }
            await world.Until(nextInbound);
            Count(Figure.Inbound);
            world.Start(WarmLead(NewCase(warmSeeds.Next(), LeadSource.Inbound)));
        }
    }

    /// <summary>A customer or somebody of the founder's network names us to another.</summary>
    async Process Refer(double within, ulong seed)
    {
        await world.Pause(within);
        Count(Figure.Referred);
        await WarmLead(NewCase(seed, LeadSource.Referral));
    }

    /// <summary>A lead that came by itself: it waits for an answer, not for ever, and the later the answer the colder it is (5.2.2).</summary>
    async Process WarmLead(Case lead)
    {
        var came = world.Now;
        lead.Ideal = lead.Luck.Happens(this[Parameter.IdealShare]);
        var patience = lead.Luck.Exponential() * this[Parameter.LeadPatience];
        var meets = lead.Luck.Uniform();
        chronicle?.LeadCame(lead);
        answering.Enter(came);

        var job = NewJob(lead, Duties.Prospect, this[Parameter.AnswerHours]);
        job.TellsBegin = true;
        unanswered.Join(job);
        CallProspector();
        var isAnswered = await job.News.Heard(patience);
        answering.Leave(came, world.Now);
        if (!isAnswered)
        {
            job.IsCalledOff = true; // whoever comes upon it puts it away
            Count(Figure.LostPatience);
            chronicle?.LeadOver(lead, DisqualifiedReason.AnsweredTooLate, null);
            Forget(lead);
            return;
        }
        var waited = world.Now - came;
        Count(Figure.Answered);
        Count(Figure.AnswerHours, waited);
        lead.FoundBy = job.By;
        lead.Pod = job.By!.Seat.Pod;
        chronicle?.Answered(lead);
        await job.News.Heard();
        Recycle(job);
        if (meets < Books(lead.Source, waited)) world.Start(Meet(lead));
        else
        {
            chronicle?.LeadOver(lead, null, lead.FoundBy);
            Forget(lead);
        }
    }

    /// <summary>q(r) = q∞ + (q0 − q∞)·e^(−r/τ), r in hours. Who was referred waits for us.</summary>
    double Books(LeadSource source, double waited)
    {
        if (source == LeadSource.Referral) return this[Parameter.BookedReferred];
        var (atOnce, floor) = (this[Parameter.BookedWarm], this[Parameter.BookedWarm] * this[Parameter.ResponseFloor]);
        return floor + (atOnce - floor) * Elementary.Exp(-waited / this[Parameter.ResponseDecay]);
    }

    void CallProspector()
    {
        foreach (var worker in staff)
        {
            if (!worker.IsIdle || !worker.Does(Duties.Prospect)) continue;
            worker.Call.Give();
            return;
        }
    }

    bool CanReachOut(Worker worker) =>
        worker.Outreach is { Count: > 0 } under && under.First.Due <= world.Now || list.Has(world.Now);

    /// <summary>When there will be somebody to reach out to again.</summary>
    double NextOutreach(Worker worker)
    {
        if (!worker.Does(Duties.Prospect)) return double.PositiveInfinity;
        if (!listWasDry && list.Count > 0 && staff.Count > 0)
        {
            listWasDry = true;
            chronicle?.ListDry(worker, list.Count);
        }
        var due = worker.Outreach is { Count: > 0 } under ? under.First.Due : double.PositiveInfinity;
        return Math.Min(due, list.NextAt);
    }

    /// <summary>How long a spell of outreach took, and whether its last touch got a meeting.</summary>
    readonly record struct Reached(double For, bool Agreed, Step Step);

    /// <summary>
    /// Touches one after the other: steps that are due before new accounts. A spell ends with a meeting, with the end of the block, or with
    /// the touch during which an inbound lead comes: that one goes before. Touches are told in one go, so that a day of them costs one event.
    /// </summary>
    Reached ReachOut(Worker worker, double turning)
    {
        var under = worker.Outreach ??= new();
        var each = this[Parameter.TouchMinutes] / 60 / Speed(worker, Duties.Prospect);
        var (begun, touches) = (world.Now + turning, (int)this[Parameter.TouchesPerAccount]);
        var (now, end) = (begun, world.Now + this[worker.Seat.Does == Duties.Prospect ? Parameter.BlockHours : Parameter.Quantum]);
        var apart = touches > 1 ? this[Parameter.SequenceDays] * WorkCalendar.HoursADay / (touches - 1) : 0;
        Reached Over(bool agreed, Step step)
        {
            worker.Prospected += now - begun;
            return new(now - world.Now, agreed, step);
        }
        do
        {
            Step step;
            if (under.Count > 0 && under.First.Due <= now) step = under.Take();
            else if (list.Has(now)) step = Open(worker, touches, now);
            else break;
            now += each;
            Count(Figure.Touches);
            var agrees = step.Touch == step.Decides && IsPersuaded(step);
            chronicle?.TouchedCold(worker, step, list.Found(step.Account), now, agrees);
            if (agrees) return Over(true, step);
            if (step.Touch < touches) under.Add(step with { Touch = step.Touch + 1, Due = now + apart });
            else Rest(worker, step, now);
        }
        while (now < end && now <= nextInbound);
        return Over(false, default);
    }

    /// <summary>A new account from the list, with its luck.</summary>
    Step Open(Worker worker, int touches, double now)
    {
        Count(Figure.Worked);
        listWasDry = false;
        var account = list.Take();
        var seed = listed.Next();
        var lead = chronicle?.OpenedCold(worker, ref list.Found(account), (seed & 0xFFFF) < this[Parameter.IdealShareOutbound] * 0x10000, seed, now) ?? 0;
        return new(now, account, lead, 1, 1 + (int)((seed >> 16 & 0xFFFF) * (ulong)touches >> 16), seed);
    }

    /// <summary>The list gives so much a month: what was taken is not there any more (5.2.1).</summary>
    bool IsPersuaded(in Step step)
    {
        var left = Math.Max(0, 1 - list.Yielded / this[Parameter.ListYield]);
        return (step.Seed >> 32) * (1.0 / (1L << 32)) < this[Parameter.BookedCold] * left;
    }

    void Rest(Worker worker, in Step step, double now)
    {
        list.Rest(step.Account, now + WorkCalendar.OfMonths(this[Parameter.CoolDown]));
        chronicle?.ColdOver(worker, step, now);
        worker.Practise(Duties.Prospect);
    }

    void Agreed(Worker worker, in Step step)
    {
        list.Yielded++;
        var lead = NewCase(step.Seed, LeadSource.Outbound);
        lead.Ideal = (step.Seed & 0xFFFF) < this[Parameter.IdealShareOutbound] * 0x10000;
        (lead.FoundBy, lead.Pod, lead.Lead) = (worker, worker.Seat.Pod, step.Lead);
        chronicle?.Knows(lead, list.Found(step.Account));
        list.Rest(step.Account, world.Now + WorkCalendar.OfMonths(this[Parameter.CoolDown]));
        worker.Practise(Duties.Prospect);
        world.Start(Meet(lead));
    }

    /// <summary>Sequences under way go to somebody who can go on with them; else the accounts go back to the list.</summary>
    void PassOnSequences(Worker worker)
    {
        if (worker.Outreach is not { Count: > 0 } under) return;
        var next = staff.Find(other => other.Does(Duties.Prospect) && other.Outreach is null);
        if (next is not null)
        {
            (next.Outreach, worker.Outreach) = (under, null);
            return;
        }
        while (under.Count > 0) Rest(worker, under.Take(), world.Now);
    }
}
