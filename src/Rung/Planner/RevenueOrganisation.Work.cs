using DiscreteEvents;

namespace Rung.Planner;

// What somebody does all day: the next job, or reaching out, or waiting for a call.
public sealed partial class RevenueOrganisation
{
    readonly JobLine unanswered = new(); // leads that the next free prospector takes

    /// <summary>One person's days until they leave.</summary>
    async Process Works(Worker worker)
    {
        while (world.Now < worker.LeavesAt)
        {
            if (world.Now >= worker.AwayAt)
            {
                chronicle?.Away(worker);
                worker.Away += worker.AwayFor;
                await world.Pause(worker.AwayFor);
                PlanAbsence(worker, worker.Luck);
            }
            else if (worker.Owed > 0)
            {
                var owed = worker.Owed;
                worker.Owed = 0;
                await world.Pause(Turns(worker, Duties.Sell) + Clock(worker, Duties.Sell, owed));
            }
            else if (Next(worker) is { } job)
            {
                var slice = Math.Min(job.Left, job.Kind == Duties.Sell ? this[Parameter.Quantum] : job.Left);
                Begin(job, worker);
                await world.Pause(Turns(worker, job.Kind) + Clock(worker, job.Kind, slice));
                job.Left -= slice;
                if (job.Left > 1e-9) Again(job, worker);
                else Finish(job, worker);
            }
            else if (worker.Does(Duties.Prospect) && CanReachOut(worker))
            {
                var reached = ReachOut(worker, Turns(worker, Duties.Prospect));
                await world.Pause(reached.For);
                if (reached.Agreed) Agreed(worker, reached.Step);
            }
            else
            {
                worker.IsIdle = true;
                await worker.Call.Heard(Math.Max(0, Math.Min(Math.Min(worker.LeavesAt, worker.AwayAt), NextOutreach(worker)) - world.Now));
                worker.IsIdle = false;
            }
        }
    }

    /// <summary>Working time becomes time on the clock: less of the day is productive, less while learning, less where time is shared.</summary>
    double Clock(Worker worker, Duties kind, double work)
    {
        var clock = work / Speed(worker, kind);
        if (kind == Duties.Prospect) worker.Prospected += clock;
        else if (kind == Duties.Sell) worker.Sold += clock;
        else worker.Succeeded += clock;
        return clock;
    }

    double Speed(Worker worker, Duties kind)
    {
        var productive = this[kind switch { Duties.Prospect => Parameter.ProductiveSdr, Duties.Sell => Parameter.ProductiveAe, _ => Parameter.ProductiveCsm }];
        var free = Math.Max(.05, worker.Seat.Time - worker.Coaches / WorkCalendar.HoursAWeek);
        return productive * free * worker.Ramp(world.Now, scenario.Ramp, kind, values);
    }

    /// <summary>Time lost where the work is of another kind than before (σ).</summary>
    double Turns(Worker worker, Duties kind)
    {
        if (worker.Last == kind) return 0;
        var first = worker.Last == Duties.None;
        worker.Last = kind;
        if (first) return 0;
        var lost = this[Parameter.SwitchMinutes] / 60;
        worker.Switched += lost;
        return lost;
    }

    /// <summary>The job to do next, out of its line.</summary>
    Job? Next(Worker worker)
    {
        Duties kind;
        while (true)
        {
            kind = Choose(worker);
            if (kind == Duties.None) return null;
            var line = kind == Duties.Prospect && !FromOwn(worker) ? unanswered : worker.Line(kind);
            var job = line.Take();
            if (!job.IsCalledOff) return job;
            Recycle(job);
        }
    }

    Duties Choose(Worker worker) => worker.Seat.Policy switch
    {
        WorkPolicy.FirstCome => Oldest(worker),
        WorkPolicy.Blocks => OfBlock(worker),
        _ => Waits(worker, Duties.Sell) ? Duties.Sell : Waits(worker, Duties.Success) ? Duties.Success : Waits(worker, Duties.Prospect) ? Duties.Prospect : Duties.None,
    };

    bool Waits(Worker worker, Duties kind) => worker.Line(kind).First is not null || (kind == Duties.Prospect && worker.Does(Duties.Prospect) && unanswered.First is not null);

    /// <summary>A lead that nobody has answered goes before touches for those who did not come.</summary>
    bool FromOwn(Worker worker) => unanswered.First is not { } waiting || !worker.Does(Duties.Prospect)
        || (worker.Seat.Policy == WorkPolicy.FirstCome && worker.Prospecting.First?.Since < waiting.Since);

    Duties Oldest(Worker worker)
    {
        var (kind, since) = (Duties.None, double.PositiveInfinity);
        void Look(Duties of, Job? first)
        {
            if (first?.Since < since) (kind, since) = (of, first.Since);
        }
        Look(Duties.Sell, worker.Selling.First);
        Look(Duties.Success, worker.Succeeding.First);
        Look(Duties.Prospect, worker.Prospecting.First);
        if (worker.Does(Duties.Prospect)) Look(Duties.Prospect, unanswered.First);
        return kind;
    }

    /// <summary>Within a block only its kind; when it is over, or nothing of the kind is left, the next kind has its turn.</summary>
    Duties OfBlock(Worker worker)
    {
        for (var tries = 0; tries < 4; tries++)
        {
            if (world.Now < worker.BlockEnds)
            {
                if (Waits(worker, worker.Block)) return worker.Block;
                if (worker.Block == Duties.Prospect && CanReachOut(worker)) return Duties.None;
            }
            var next = worker.Block switch { Duties.Prospect => Duties.Sell, Duties.Sell => Duties.Success, _ => Duties.Prospect };
            (worker.Block, worker.BlockEnds) = (next, world.Now + this[Parameter.BlockHours]);
        }
        return Duties.None;
    }

    Job NewJob(Case of, Duties kind, double work)
    {
        var job = spareJobs.Count > 0 ? spareJobs.Pop() : new(world);
        (job.Of, job.Kind, job.Left, job.Since, job.TellsBegin, job.IsCalledOff, job.By) = (of, kind, work, world.Now, false, false, null);
        return job;
    }

    void Recycle(Job job) => spareJobs.Push(job);

    /// <summary>Something to do for somebody; done when its news is given.</summary>
    Job Ask(Case of, Duties kind, double work, Worker? by)
    {
        var job = NewJob(of, kind, work);
        if (by is null) orphanJobs.Add(job);
        else Enqueue(job, by);
        return job;
    }

    static void Enqueue(Job job, Worker by)
    {
        by.Line(job.Kind).Join(job);
        if (by.IsIdle) by.Call.Give();
    }

    static void Begin(Job job, Worker worker)
    {
        job.By = worker;
        if (!job.TellsBegin) return;
        job.TellsBegin = false;
        job.News.Give();
    }

    /// <summary>Not done yet: the others have their turn first (processor sharing).</summary>
    void Again(Job job, Worker worker)
    {
        if (job.Of.Owner is { } owner && owner != worker) Enqueue(job, owner);
        else worker.Line(job.Kind).Join(job);
    }

    void Finish(Job job, Worker worker)
    {
        worker.Practise(job.Kind);
        if (job.IsCalledOff || job.Of.Care == job) Cared(job, worker);
        else job.News.Give();
    }
}
