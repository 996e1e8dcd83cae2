using DiscreteEvents;
using Rung.People;

namespace Rung.Planner;

// Who holds which seat: joining, being away, leaving, and what becomes of their work.
public sealed partial class RevenueOrganisation
{
    readonly List<Worker> staff = [];
    readonly List<Case> orphans = []; // whose owner left and for whom nobody is there
    readonly List<Job> orphanJobs = [];
    readonly Resource[] slots; // by pod: sales that can be held
    int people = Founder;

    const int Founder = 1;

    internal IReadOnlyList<Worker> Staff => staff;

    async Process Hold(Seat seat, int place, Chance luck)
    {
        var until = seat.UntilMonth is { } end ? HourOf(calendar, end) : double.PositiveInfinity;
        await world.Until(HourOf(calendar, seat.FromMonth), Turn.First);
        for (var holders = 0; world.Now < until; holders++)
        {
            var worker = Join(seat, luck, until, isFirst: holders == 0);
            await Works(worker);
            Leave(worker);
            if (world.Now >= until) return;
            var opening = chronicle?.Opened(seat) ?? 0;
            await world.Pause(WorkCalendar.OfMonths(this[Parameter.TimeToFill]) * filling.Draw(luck));
            if (world.Now >= until)
            {
                chronicle?.Withdrawn(opening);
                return;
            }
            Spend(this[Parameter.HiringCost], Figure.OtherCost, Economics.CostClass.Other, 2);
            nextOpening = opening;
        }
    }

    int nextOpening;

    Worker Join(Seat seat, Chance luck, double until, bool isFirst)
    {
        var worker = new Worker(world, seat, seat.Role == Role.Founder ? Founder : ++people, RampMonths(seat), this[Parameter.RampStart])
        {
            JoinedAt = world.Now,
            PaidUntil = world.Now,
            LeavesAt = Math.Min(until, seat.Stays ? double.PositiveInfinity : world.Now + luck.Exponential() / Attrition(seat.Role) * WorkCalendar.OfDays(DaysAYear)),
        };
        PlanAbsence(worker, luck);
        if (isFirst && seat.Ramped) worker.KnowsTheJob();
        staff.Add(worker);
        Count(Figure.Hired);
        if (!isFirst) chronicle?.SeatFilled(worker, nextOpening);
        chronicle?.Joined(worker, RampMonths(seat));
        MakeRoom(worker);
        Manage();
        Adopt(worker);
        return worker;
    }

    double RampMonths(Seat seat) => seat.Role switch
    {
        Role.Founder => 0,
        Role.Sdr => this[Parameter.RampSdr],
        Role.Csm or Role.Am => this[Parameter.RampCsm],
        Role.SalesManager or Role.VpSales or Role.SalesOps => 0,
        _ => this[this[Parameter.Price] > this[Parameter.LargePrice] ? Parameter.RampAeLarge : Parameter.RampAe],
    };

    double Attrition(Role role) => this[role switch { Role.Sdr => Parameter.AttritionSdr, Role.Ae or Role.ClosingSdr => Parameter.AttritionAe, _ => Parameter.AttritionCsm }];

    void PlanAbsence(Worker worker, Chance luck)
    {
        var days = this[Parameter.AbsentDays];
        worker.AwayAt = days == 0 ? double.PositiveInfinity
            : world.Now + luck.Exponential() * this[Parameter.AbsenceLength] / days * WorkCalendar.OfDays(DaysAYear);
        worker.AwayFor = this[Parameter.AbsenceLength] * WorkCalendar.HoursADay * luck.Exponential();
        worker.Luck = luck;
    }

    /// <summary>Room for sales and onboardings comes and goes with those who can take them.</summary>
    void MakeRoom(Worker worker)
    {
        if (worker.Does(Duties.Sell)) worker.Slots = (int)this[Parameter.Slots];
        if (worker.Does(Duties.Success)) worker.Bench = (int)this[Parameter.OnboardingsAtOnce];
        slots[worker.Seat.Pod].Capacity += worker.Slots;
        bench.Capacity += worker.Bench;
    }

    void TakeRoom(Worker worker)
    {
        slots[worker.Seat.Pod].Capacity -= worker.Slots;
        bench.Capacity -= worker.Bench;
    }

    void Leave(Worker worker)
    {
        (worker.IsGone, worker.IsIdle) = (true, false);
        Pay(worker);
        BookHours(worker);
        staff.Remove(worker);
        Count(Figure.Left);
        TakeRoom(worker);
        PassOnSequences(worker);
        while (worker.Cases.Count > 0) PassOn(worker.Cases[^1], worker);
        foreach (var line in new[] { worker.Prospecting, worker.Selling, worker.Succeeding })
            while (line.First is not null) Reassign(line.Take());
        chronicle?.Left(worker);
        Manage();
    }

    void PassOn(Case one, Worker from)
    {
        from.GivesUp(one);
        var kind = one.IsCustomer ? Duties.Success : Duties.Sell;
        var same = staff.Find(worker => worker.Number == from.Number && worker.Does(kind));
        if (same is null && !one.IsCustomer) one.Kept *= this[Parameter.KnowledgeKept];
        if ((same ?? Anybody(kind, one.Pod)) is { } next) Inherit(one, next, same is null ? from : null);
        else orphans.Add(one);
    }

    void Inherit(Case one, Worker next, Worker? from)
    {
        next.Takes(one);
        if (from is not null) chronicle?.Inherited(one, next, from);
    }

    void Reassign(Job job)
    {
        if (job.IsCalledOff) Recycle(job);
        else if ((job.Of.Owner ?? Anybody(job.Kind, job.Of.Pod)) is { } next) Enqueue(job, next);
        else orphanJobs.Add(job);
    }

    /// <summary>Somebody new takes up what has been lying around.</summary>
    void Adopt(Worker worker)
    {
        for (var i = orphans.Count - 1; i >= 0; i--)
        {
            if (!worker.Does(orphans[i].IsCustomer ? Duties.Success : Duties.Sell)) continue;
            Inherit(orphans[i], worker, worker);
            orphans.RemoveAt(i);
        }
        for (var i = 0; i < orphanJobs.Count; i++)
        {
            if (!worker.Does(orphanJobs[i].Kind)) continue;
            Enqueue(orphanJobs[i], worker);
            orphanJobs.RemoveAt(i--);
        }
    }

    /// <summary>Who does this kind of work and has least of it: in the pod, else anywhere.</summary>
    Worker? Anybody(Duties kind, int pod)
    {
        Worker? best = null;
        foreach (var worker in staff)
            if (worker.Does(kind) && (best is null || Load(worker, kind, pod) < Load(best, kind, pod))) best = worker;
        return best;
    }

    static double Load(Worker worker, Duties kind, int pod) =>
        (worker.Seat.Pod == pod ? 0 : 1e6) + (kind == Duties.Sell ? worker.Sales : kind == Duties.Success ? worker.Customers : worker.Prospecting.Count) / worker.Seat.Time;
}
