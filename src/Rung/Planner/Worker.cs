using DiscreteEvents;
using Rung.People;

namespace Rung.Planner;

/// <summary>One person in a seat: what waits for them, how well they know the job, where their hours went.</summary>
sealed class Worker(World world, Seat seat, int number, double rampMonths, double rampStart)
{
    public readonly Seat Seat = seat;
    public readonly int Number = number;

    /// <summary>Given when something comes for somebody who has nothing to do.</summary>
    public readonly Signal Call = new(world);
    public readonly JobLine Prospecting = new(), Selling = new(), Succeeding = new();

    /// <summary>Cases that are theirs: sales, then customers.</summary>
    public readonly List<Case> Cases = [];
    public int Sales, Customers, Slots, Bench;
    public bool IsIdle, IsGone;
    public double JoinedAt, PaidUntil, AwayAt, AwayFor, LeavesAt, Owed;
    public Chance Luck = null!;
    public Duties Last, Block;
    public double BlockEnds;
    public Outreach? Outreach;
    public int Assignment, Opening;

    // Hours since the month began, on the clock
    public double Prospected, Sold, Succeeded, Switched, Away;

    /// <summary>Coaching received and given, hours a week.</summary>
    public double Coached, Coaches;

    readonly double ramp = WorkCalendar.OfMonths(rampMonths);
    double learned, since = world.Now, pace = 1;
    bool isRamped = rampMonths <= 0 || seat.Ramped;
    int prospects = 1, sales = 1, successes = 1;

    public Role Role => Seat.Role;

    /// <summary>Whether the ramp is over, as of the last look.</summary>
    public bool IsRamped => isRamped;

    public bool Does(Duties kind) => (Seat.Does & kind) != 0;

    public JobLine Line(Duties kind) => kind switch { Duties.Prospect => Prospecting, Duties.Sell => Selling, _ => Succeeding };

    public void KnowsTheJob()
    {
        isRamped = true;
        prospects = sales = successes = 200;
    }

    /// <summary>One more repetition.</summary>
    public void Practise(Duties kind)
    {
        if (kind == Duties.Sell) sales++;
        else if (kind == Duties.Success) successes++;
        else prospects++;
    }

    /// <summary>How far along they are, from the ramp's start to 1 (5.2.9).</summary>
    public double Ramp(double now, RampShape shape, Duties kind, ReadOnlySpan<double> values)
    {
        if (shape == RampShape.Experience)
        {
            var n = kind == Duties.Sell ? sales : kind == Duties.Success ? successes : prospects;
            return 1 - (1 - rampStart) * Elementary.Exp(-values[(int)Parameter.LearningExponent] * Elementary.Log(n));
        }
        if (isRamped) return 1;
        var share = (learned + (now - since) * pace) / ramp;
        if (share >= 1) return 1;
        return shape == RampShape.Linear ? Math.Max(rampStart, share) : Math.Max(rampStart, 1 / (1 + Elementary.Exp(-values[(int)Parameter.LogisticSteepness] * (share - .5))));
    }

    /// <summary>From now on the ramp goes at this pace. True when it ended since the last look.</summary>
    public bool Learns(double now, double at)
    {
        learned += (now - since) * pace;
        (since, pace) = (now, at);
        if (isRamped || learned < ramp) return false;
        return isRamped = true;
    }

    public void Takes(Case one)
    {
        (one.Owner, one.Place) = (this, Cases.Count);
        Cases.Add(one);
        if (one.IsCustomer) Customers++;
        else Sales++;
    }

    public void GivesUp(Case one)
    {
        var last = Cases[^1];
        (Cases[one.Place], last.Place) = (last, one.Place);
        Cases.RemoveAt(Cases.Count - 1);
        if (one.IsCustomer) Customers--;
        else Sales--;
        (one.Owner, one.Place) = (null, -1);
    }
}
