namespace DiscreteEvents;

/// <summary>
/// Something there is only so much of: counters, machines, people. Who comes when none is free waits in line: lower
/// <c>priority</c> numbers go first, and among equals who came first.
/// </summary>
public sealed class Resource
{
    readonly World world;
    readonly bool preemptive;
    readonly Line under; // work under way, the latest last; kept where it may be interrupted
    Line[] lines;
    int waiting;
    internal Visit LastVisit;

    /// <param name="capacity">Units of it; may change: <see cref="Capacity"/>.</param>
    /// <param name="room">Places in line; who finds them taken is turned away.</param>
    /// <param name="preemptive">
    /// Whether who comes with a lower number may interrupt work under way. What was interrupted goes back to the head of its line and
    /// later does what was left of it. Only <see cref="Serve"/> can be interrupted: what a process has seized it keeps until it gives it back.
    /// </param>
    public Resource(World world, int capacity = 1, int room = int.MaxValue, bool preemptive = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(room);
        (this.world, this.preemptive, this.capacity, Room) = (world, preemptive, capacity, room);
        (under, lines, Use) = (new(world, 0), [new(world, 0)], new(world.Now));
    }

    internal World World => world;

    int capacity;

    public int Room { get; }
    public int Busy { get; private set; }
    public int Waiting => waiting;

    /// <summary>What has happened here since the start, or since <see cref="Usage.Restart"/>.</summary>
    public Usage Use { get; }

    /// <summary>
    /// Units there are. With fewer than are busy, work under way is interrupted if the resource is pre-emptive, else ends in peace.
    /// </summary>
    public int Capacity
    {
        get => capacity;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            capacity = value;
            while (preemptive && Busy > capacity && LeastUrgent(int.MinValue) is { } least) Interrupt(least);
            Grant();
        }
    }

    /// <summary>Waits for a unit, works for <paramref name="work"/>, gives it back.</summary>
    public Service Serve(double work, int priority = 0, double patience = double.PositiveInfinity)
    {
        if (!(work >= 0 && work < double.PositiveInfinity)) throw new ArgumentOutOfRangeException(nameof(work), work, "Work is a finite time of at least 0.");
        if (!(patience >= 0)) throw new ArgumentOutOfRangeException(nameof(patience), patience, "Patience is at least 0.");
        return new(this, work, priority, patience);
    }

    /// <summary>Waits for a unit and keeps it until <see cref="Release"/>.</summary>
    public Seizure Seize(int priority = 0, double patience = double.PositiveInfinity)
    {
        if (!(patience >= 0)) throw new ArgumentOutOfRangeException(nameof(patience), patience, "Patience is at least 0.");
        return new(this, priority, patience);
    }

    /// <summary>Gives a seized unit back.</summary>
    public void Release()
    {
        if (Busy == 0) throw new InvalidOperationException("Nothing of this resource is in use.");
        Use.Served++;
        UnitFree();
    }

    /// <summary>Goes through shifts for ever: how many units there are, and for how long.</summary>
    public async Process Follow(IReadOnlyList<Shift> shifts)
    {
        if (shifts.Sum(shift => shift.For) <= 0) throw new ArgumentException("Shifts take time.", nameof(shifts));
        while (true)
        {
            foreach (var shift in shifts)
            {
                Capacity = shift.Capacity;
                await world.Pause(shift.For, Turn.First);
            }
        }
    }

    /// <summary>A seizure that need not wait: taken at once, or turned away.</summary>
    internal bool SeizedAtOnce(int priority)
    {
        if (MakesWay(priority))
        {
            Use.Arrived++;
            Begun(0);
            LastVisit = default;
            return true;
        }
        return TurnsAway(priority);
    }

    internal bool TurnsAway(int priority)
    {
        if (waiting < Room || MakesWay(priority)) return false;
        Use.Arrived++;
        Use.TurnedAway++;
        LastVisit = new(Outcome.TurnedAway, 0);
        return true;
    }

    /// <param name="work">How long it will work; negative for a seizure.</param>
    internal void Arrive(Story story, double work, int priority, double patience)
    {
        Use.Arrived++;
        if (story.At != this) story.At = this;
        (story.Work, story.Priority, story.Since) = (work, priority, world.Now);
        (story.Visit, story.Interrupted) = (default, false);
        if (work >= 0 && MakesWay(priority))
        {
            Begun(0);
            Work(story);
            return;
        }
        story.Phase = Phase.InLine;
        LineOf(priority).Join(story);
        waiting++;
        Use.WaitingIs(world.Now, waiting);
        if (patience < double.PositiveInfinity) world.Plan(story, world.Now + patience, Turn.Normal);
    }

    internal void Finish(Story story)
    {
        if (preemptive) under.Remove(story);
        Use.Served++;
        LastVisit = story.Visit;
        UnitFree();
    }

    internal void LosePatience(Story story)
    {
        LineOf(story.Priority).Remove(story);
        waiting--;
        Use.LostPatience++;
        Use.WaitingIs(world.Now, waiting);
        LastVisit = new(Outcome.LostPatience, world.Now - story.Since);
    }

    /// <summary>Whether one who comes now is served now, if need be by interrupting another.</summary>
    bool MakesWay(int priority)
    {
        if (Busy < capacity) return true;
        if (!preemptive || LeastUrgent(priority) is not { } least) return false;
        Interrupt(least);
        return true;
    }

    void Grant()
    {
        while (Busy < capacity && waiting > 0) GrantNext();
    }

    /// <summary>A unit passes to the first in line; without one, and where there are fewer units by now, it is busy no more.</summary>
    void UnitFree()
    {
        Busy--;
        if (waiting > 0 && Busy < capacity) GrantNext();
        else Use.BusyIs(world.Now, Busy);
    }

    void GrantNext()
    {
        var urgent = 0;
        while (lines[urgent].First is null) urgent++; // somebody waits
        var story = lines[urgent].First!;
        lines[urgent].Remove(story);
        waiting--;
        Use.WaitingIs(world.Now, waiting);
        world.CallOff(story);
        if (story.Interrupted) Resume(story);
        else Welcome(story);
    }

    void Welcome(Story story)
    {
        var waited = world.Now - story.Since;
        Begun(waited);
        story.Visit = new(Outcome.Served, waited);
        if (story.Work >= 0) Work(story);
        else world.AtOnce(story, Phase.Seizing);
    }

    void Begun(double waited)
    {
        Busy++;
        Use.Waits.Add(waited);
        Use.BusyIs(world.Now, Busy);
    }

    void Work(Story story)
    {
        story.Phase = Phase.Working;
        if (preemptive) under.Join(story);
        story.DoneAt = world.Now + story.Work;
        world.Plan(story, story.DoneAt, Turn.Normal);
    }

    void Resume(Story story)
    {
        story.Interrupted = false;
        Busy++;
        Use.BusyIs(world.Now, Busy);
        Work(story);
    }

    void Interrupt(Story story)
    {
        under.Remove(story);
        world.CallOff(story);
        Busy--;
        Use.Interrupted++;
        (story.Phase, story.Interrupted, story.Work) = (Phase.InLine, true, story.DoneAt - world.Now);
        LineOf(story.Priority).JoinInFront(story);
        waiting++;
        Use.WaitingIs(world.Now, waiting);
        Use.BusyIs(world.Now, Busy);
    }

    /// <summary>The work under way with the highest number above <paramref name="priority"/>; of equals the latest.</summary>
    Story? LeastUrgent(int priority)
    {
        Story? least = null;
        for (var story = under.First; story is not null; story = under.After(story))
            if (story.Priority > priority && (least is null || story.Priority >= least.Priority)) least = story;
        return least;
    }

    Line LineOf(int priority)
    {
        foreach (var line in lines) if (line.Priority == priority) return line;
        var added = new Line(world, priority);
        lines = [.. lines.Append(added).OrderBy(line => line.Priority)];
        return added;
    }
}
