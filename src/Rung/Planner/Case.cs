using DiscreteEvents;

namespace Rung.Planner;

/// <summary>One prospect's way through the company, from the lead to the last renewal; its luck is its own.</summary>
sealed class Case
{
    /// <summary>Begun anew at each part of the way, so that one draw more in one part leaves the luck of the next as it was.</summary>
    public readonly Chance Luck = new(0);
    ulong seed;

    public ulong Seed => seed;

    public int Account, Contact, Contact2, CheckIn, Lead, Meeting, Handoff, Sale, Subscription, OnboardingNumber;
    public LeadSource Source;
    public bool Ideal, IsCustomer;
    public Worker? FoundBy, SoldBy, Owner;
    public int Place; // in its owner's list
    public int Pod;
    public double Came, Since, BookedAt;

    // While it is a sale
    public double Price, List, Kept;
    public int Stage;

    // While it is a customer
    public double Hazard, Threshold, ExtraHazard, LateHazard, FirstValueAt, DecidedAt;
    public int Term, MonthsServed, BillingMonths, Seats;
    public long TermPrice, LastInvoice;
    public bool PromiseKept, IsLate, Lives;
    public int Strands, LastInvoiceNumber;

    /// <summary>Promises that were reached, a bit for each.</summary>
    public int Reached;
    public DateOnly StartsOn;
    public Job? Care;
    public Promise[] Promises = [];

    public void Begin(ulong seed, LeadSource source, double now)
    {
        (this.seed, Source, Came, Since) = (seed, source, now, now);
        (FoundBy, SoldBy, Owner, Place, Pod, IsCustomer, Kept) = (null, null, null, -1, 0, false, 1);
        (Account, Contact, Contact2, CheckIn, Lead, Meeting, Handoff, Sale, Subscription, OnboardingNumber) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        (Hazard, Threshold, ExtraHazard, LateHazard, FirstValueAt, DecidedAt) = (0, 0, 0, 0, 0, 0);
        (Term, MonthsServed, BillingMonths, Seats, TermPrice, LastInvoice, Strands, LastInvoiceNumber) = (0, 0, 0, 0, 0, 0, 0, 0);
        (PromiseKept, IsLate, Lives, Promises, Care, Reached) = (true, false, false, [], null, 0);
        Luck.Begin(seed);
    }

    /// <summary>Luck for the next part of the way.</summary>
    public void Turn(ulong part) => Luck.Begin(SeedOf(seed, part));

    public static ulong SeedOf(ulong seed, ulong part) => unchecked(seed + part * 0x9E3779B97F4A7C15);
}

/// <summary>A piece of work that somebody waits for.</summary>
sealed class Job(World world)
{
    /// <summary>Given when it is taken up, where that was asked for, and when it is done.</summary>
    public readonly Signal News = new(world);
    public Case Of = null!;
    public Duties Kind;

    /// <summary>Working time still to be put in.</summary>
    public double Left;
    public double Since;
    public bool TellsBegin, IsCalledOff;
    public Worker? By;
    public Job? Next;
}

/// <summary>Jobs in the order they came.</summary>
sealed class JobLine
{
    Job? last;

    public Job? First { get; private set; }

    public int Count { get; private set; }

    public void Join(Job job)
    {
        job.Next = null;
        if (last is null) First = job;
        else last.Next = job;
        last = job;
        Count++;
    }

    public Job Take()
    {
        var job = First!;
        First = job.Next;
        if (First is null) last = null;
        Count--;
        return job;
    }
}
