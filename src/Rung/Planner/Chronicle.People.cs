using DiscreteEvents;
using Rung.Economics;
using Rung.Improvements;
using Rung.Ladder;
using Rung.Meetings;
using Rung.People;
using Rung.Playbook;

namespace Rung.Planner;

// People, pods, coaching, hours, costs, and the founder's writing.
sealed partial class Chronicle
{
    readonly Dictionary<Worker, double> rampOf = [];
    readonly HashSet<int> pods = [];
    readonly HashSet<int> joined = [];
    int assignments, openings, improvements;

    internal void Begin()
    {
        world.Start(Days());
        world.Start(Weeks());
        if (scenario.PlaybookFrom is { } from) world.Start(WritePlaybook(WorkCalendar.OfMonths(from)));
    }

    internal void End()
    {
        while (ahead.TryDequeue(out var happening, out var due)) if (due.Hour <= calendar.End) Write(happening);
    }

    internal int Opened(Seat seat)
    {
        Tell(new Happening.SeatOpened(Now, ++openings, seat.Role, pods.Contains(seat.Pod + 1) ? seat.Pod + 1 : null, calendar.DayOf(world.Now).AddDays(60), Money(house[Parameter.HiringCost])));
        return openings;
    }

    internal void Withdrawn(int opening) => Tell(new Happening.SeatWithdrawn(Now, opening));

    internal void SeatFilled(Worker worker, int opening) => worker.Opening = opening;

    internal void Joined(Worker worker, double rampMonths)
    {
        if (joined.Add(worker.Number)) Tell(new Happening.PersonJoined(Now, worker.Number));
        if (worker.Opening > 0)
        {
            Tell(new Happening.SeatOffered(Now, worker.Opening));
            Tell(new Happening.SeatFilled(Now, worker.Opening, worker.Number));
        }
        rampOf[worker] = rampMonths;
        Assign(worker);
        if (worker.Role is Role.SalesManager or Role.VpSales)
            foreach (var pod in pods) Tell(new Happening.PodLedBy(Now, pod, worker.Number));
        Form(worker.Seat.Pod);
        if (worker.Role is Role.Ae or Role.ClosingSdr or Role.Csm or Role.Sdr && !worker.IsRamped) world.Start(Certify(worker));
    }

    void Assign(Worker worker)
    {
        worker.Assignment = ++assignments;
        var lead = Leader();
        var pay = Money(house.OnTarget(worker.Role));
        Tell(new Happening.RoleBegan(Now, worker.Assignment, worker.Number, worker.Role, worker.Seat.Time, pods.Contains(worker.Seat.Pod + 1) && worker.Role != Role.Founder ? worker.Seat.Pod + 1 : null,
            lead is null || lead.Number == worker.Number ? null : lead.Number, (int)Math.Clamp(Math.Round(rampOf[worker]), 0, 36), pay,
            worker.Role is Role.Ae or Role.ClosingSdr ? Money(4 * house.OnTarget(worker.Role)) : null, Math.Max(1, house[Parameter.Burden])));
    }

    Worker? Leader() => house.Staff.FirstOrDefault(w => w.Role is Role.SalesManager or Role.VpSales) ?? house.Staff.FirstOrDefault(w => w.Role == Role.Founder);

    /// <summary>A pod is one when finding, selling and keeping have each somebody of its own; whoever was there before belongs to it from then on.</summary>
    void Form(int pod)
    {
        var members = house.Staff.Where(worker => worker.Seat.Pod == pod && worker.Role is Role.Sdr or Role.Ae or Role.Csm or Role.Am && worker.Seat.Pod == pod).ToList();
        if (pods.Contains(pod + 1) || !members.Exists(w => w.Does(Duties.Prospect)) || !members.Exists(w => w.Does(Duties.Sell)) || !members.Exists(w => w.Does(Duties.Success))) return;
        pods.Add(pod + 1);
        Tell(new Happening.PodFormed(Now, pod + 1, string.Join(", ", scenario.Seats.Where(s => s.Pod == pod && s.Role is not (Role.Founder or Role.SalesManager or Role.SalesOps or Role.VpSales))
            .GroupBy(s => s.Role).Select(g => $"{g.Key.ToString().ToLowerInvariant()}:{g.Count()}")), Leader()?.Number));
        foreach (var member in members)
        {
            Tell(new Happening.RoleEnded(Now, member.Assignment, member.Number));
            Assign(member);
        }
    }

    internal void Ramped(Worker worker) => Tell(new Happening.PersonRamped(Now, worker.Number));

    internal void Left(Worker worker)
    {
        Tell(new Happening.RoleEnded(Now, worker.Assignment, worker.Number));
        rampOf.Remove(worker);
        if (worker.Role != Role.Founder) Tell(new Happening.PersonLeft(Now, worker.Number));
    }

    internal void Away(Worker worker)
    {
        var (from, back) = (calendar.DayOf(world.Now), calendar.DayOf(world.Now + worker.AwayFor));
        Tell(new Happening.PersonAway(Now, worker.Number, from, back > from ? back : from.AddDays(1)));
    }

    async Process Certify(Worker worker)
    {
        await world.Pause(WorkCalendar.OfDays(18));
        var items = worker.Does(Duties.Sell) ? new[] { 0, 1, 2 } : worker.Does(Duties.Success) ? [3] : [0];
        foreach (var item in items)
            for (var attempt = 1; attempt <= 3; attempt++)
            {
                await world.Pause(WorkCalendar.OfDays(4));
                if (worker.IsGone || Leader() is not { } examiner || examiner == worker) return;
                var score = Math.Round(Math.Clamp(.55 + .15 * attempt + .15 * luck.Normal(), 0, 1), 2);
                Tell(new Happening.CertificationTaken(Now, worker.Number, item, attempt, score, score >= .7, examiner.Number));
                if (score >= .7) break;
            }
    }

    /// <summary>At the end of each workday: use. On Fridays nothing else.</summary>
    async Process Days()
    {
        for (var day = 1; ; day++)
        {
            await world.Until(day * WorkCalendar.HoursADay - .05, Turn.Last);
            var date = calendar.DayOf(world.Now);
            for (var i = 0; i < live.Count; i++) Use(live[i], date);
        }
    }

    async Process Weeks()
    {
        for (var week = 1; ; week++)
        {
            await world.Until(week * WorkCalendar.HoursAWeek - 1, Turn.Last);
            var coach = Coach();
            foreach (var worker in house.Staff)
            {
                if (coach is null || worker == coach || worker.Coached <= 0) continue;
                var minutes = (int)Math.Round(worker.Coached * 60);
                Coached(worker, coach, CoachingType.OneToOne, Math.Min(30, minutes));
                if (minutes > 30) Coached(worker, coach, worker.IsRamped ? CoachingType.CallReview : Pick(CoachingType.Training, CoachingType.RideAlong, CoachingType.CallReview), minutes - 30);
            }
            if (week < 26 && accounts > 0 && house.Staff.FirstOrDefault(w => w.Role == Role.Founder) is { } founder && luck.Happens(.5)) Interview(founder);
            if (week % 13 == 1) Plan();
            if (week % 9 == 4) Improve(week);
        }
    }

    Worker? Coach() => house.Staff.Where(w => w.Coaches > 0).OrderByDescending(w => w.Coaches).FirstOrDefault();

    void Coached(Worker worker, Worker coach, CoachingType type, int minutes) => Tell(new Happening.Coached(Now, coach.Number, worker.Number, type, minutes, null));

    /// <summary>Customer development: the founder learns before anything is sold.</summary>
    void Interview(Worker founder)
    {
        var (account, meeting) = (1 + luck.Below(accounts), ++meetings);
        var around = new List<Attending> { new(founder.Number, Role.Founder, null, true), new(null, null, primary[account], true) };
        Tell(new Happening.MeetingBooked(Now, meeting, MeetingType.CustomerDevelopment, Now, 45, account, primary[account], null, null, 1, 1, around));
        Tell(new Happening.MeetingTookPlace(Now, meeting, 45, 1, around));
    }

    /// <summary>Targets of the quarter.</summary>
    void Plan()
    {
        var from = calendar.DayOf(world.Now);
        var until = from.AddMonths(3);
        if (house.Staff.Any(w => w.Role == Role.Sdr)) Tell(new Happening.TargetSet(Now, "meetingsHeld", Role.Sdr, null, null, from, until, 36, null));
        if (house.Staff.Any(w => w.Role == Role.Ae)) Tell(new Happening.TargetSet(Now, "newArr", Role.Ae, null, null, from, until, null, Money(house.OnTarget(Role.Ae))));
        if (house.Staff.Any(w => w.Role == Role.Csm)) Tell(new Happening.TargetSet(Now, "firstValueOnTime", Role.Csm, null, null, from, until, .8, null));
    }

    void Improve(int week)
    {
        var (number, people) = (++improvements, house.Staff.Count);
        var by = (house.Staff.FirstOrDefault(w => w.Role == Role.SalesOps) ?? Leader())?.Number ?? 1;
        var stage = people <= 1 ? MaturityStage.S0 : people == 2 ? MaturityStage.S1 : people <= 4 ? MaturityStage.S2 : people <= 7 ? MaturityStage.S3 : MaturityStage.S4;
        Tell(new Happening.ImprovementOpened(Now, number, week % 2 == 0 ? ImprovementType.Bug : ImprovementType.Feature, stage, Pick("winRate", "showRate", "speedToLead", "firstValueOnTime"), Money(500.0 * (1 + luck.Below(10))), by));
        var hour = world.Now + WorkCalendar.OfDays(10 + 50 * luck.Uniform());
        if (luck.Happens(.8)) Tell(hour, new Happening.ImprovementDone(calendar.At(hour), number, 1));
    }

    async Process WritePlaybook(double from)
    {
        await world.Until(from);
        for (var edition = 1; ; edition++)
        {
            foreach (var topic in Enum.GetValues<Topic>())
            {
                if (house.Staff.Count == 0) return;
                var by = house.Staff.FirstOrDefault(w => w.Role == Role.Founder)?.Number ?? house.Staff[0].Number;
                Tell(new Happening.SectionWritten(Now, topic, edition, by));
                var hour = world.Now + 16;
                Tell(hour, new Happening.SectionPassed(calendar.At(hour), topic, edition, by));
                await world.Pause(WorkCalendar.OfDays(edition == 1 ? 4 : 5));
                if (house.Staff.Count > 0) Tell(new Happening.SectionWorkedBy(Now, topic, house.Staff[luck.Below(house.Staff.Count)].Number));
            }
        }
    }

    internal void Spent(DateOnly month, CostClass on, long cents, Worker? worker, int? vendor)
    {
        int? pod = worker is { Role: not Role.Founder } && pods.Contains(worker.Seat.Pod + 1) ? worker.Seat.Pod + 1 : null;
        Tell(new Happening.CostBooked(Now, month, on, Money(cents), worker?.Number, vendor, pod));
    }

    /// <summary>Hours of the month, told by the day they were last put in.</summary>
    internal void Spent(Worker worker, double from)
    {
        var days = Math.Max(1, (int)((world.Now - from) / WorkCalendar.HoursADay));
        var coaching = worker.Coaches / WorkCalendar.HoursAWeek * days * WorkCalendar.HoursADay;
        var left = days * WorkCalendar.HoursADay * .8 - worker.Prospected - worker.Sold - worker.Succeeded - coaching;
        var begun = 0.0; // of each day, so that pieces lie one after the other
        Spread(worker, WorkClass.Prospect, worker.Prospected, from, days, ref begun);
        Spread(worker, WorkClass.Sell, worker.Sold, from, days, ref begun);
        Spread(worker, WorkClass.Success, worker.Succeeded, from, days, ref begun);
        Spread(worker, WorkClass.Admin, worker.Switched, from, days, ref begun);
        Spread(worker, WorkClass.Coach, coaching, from, days, ref begun);
        if (worker.Role is Role.Founder) Spread(worker, WorkClass.Build, left, from, days, ref begun);
        else if (worker.Role is Role.SalesManager or Role.VpSales) Spread(worker, WorkClass.Manage, left, from, days, ref begun);
        else if (worker.Role is Role.SalesOps) Spread(worker, WorkClass.Build, left, from, days, ref begun);
    }

    /// <summary>Hours of one kind, the same piece each day; less than half an hour a day is put together on fewer days.</summary>
    void Spread(Worker worker, WorkClass on, double hours, double from, int days, ref double begun)
    {
        if (hours < .25) return;
        var each = Math.Min(WorkCalendar.HoursADay, Math.Max(.5, hours / days));
        for (var (day, left) = (0, hours); day < days && left >= .1; day++, left -= each)
        {
            var start = calendar.At(from + day * WorkCalendar.HoursADay + Math.Min(begun, WorkCalendar.HoursADay - .02));
            Tell(new Happening.TimeSpent(Now, worker.Number, on, Math.Max(1, (int)Math.Round(Math.Min(left, each) * 60)), TimeSource.Derived, null) { StartsAt = start });
        }
        begun += each;
    }

    internal void MonthClosed(DateOnly from, DateOnly lastDay) => Tell(new Happening.BankStood(Now, lastDay, Money(house.Bank)));
}
