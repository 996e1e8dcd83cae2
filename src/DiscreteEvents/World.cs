using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>Among events of the same time, which are told first.</summary>
public enum Turn { First = 1, Normal = 2, Last = 3 }

/// <summary>Why a run came to its end.</summary>
public enum Stop { NothingLeft, TimeReached, EventLimit, ProcessLimit, Cancelled }

/// <summary>How much a world may do before it is stopped by name, instead of running for ever.</summary>
/// <param name="Events">Events in all, at most 2^36 − 1.</param>
/// <param name="Processes">Processes alive at the same time, at most 2^24 − 1.</param>
public sealed record Limits(long Events = 1_000_000_000, int Processes = 4_000_000)
{
    /// <summary>The counter that decides ties can count no further.</summary>
    public const long MostEvents = Agenda.MostEvents;
}

/// <summary>
/// A clock and what is due by it. Events happen in the order of their time; among equals the <see cref="Turn"/> decides, then who was
/// first to ask. One world is one thread's business; worlds side by side know nothing of each other.
/// </summary>
/// <remarks>Time is a plain number in the unit the model chooses.</remarks>
public sealed class World
{
    const int EventsBetweenLooks = 8192;

    /// <summary>A story in a struct, so that storing one asks nothing about the type of the array.</summary>
    struct Seat { internal Story? Story; }

    readonly Agenda agenda = new();
    readonly Limits limits;
    Seat[] stories = new Seat[64];
    int[] freeSlots = new int[16], idle = new int[16]; // idle stories: of each kind the slot of the first, 0 for none
    int slots = 1, free; // slot 0 stays empty, so that no key is 0
    double now;
    int budget;
    Stop? forced;

    public World(Limits? limits = null)
    {
        this.limits = limits ?? new();
        ArgumentOutOfRangeException.ThrowIfNotEqual(this.limits.Events is > 0 and <= Agenda.MostEvents, true, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNotEqual(this.limits.Processes is > 0 and < Agenda.MostSlots, true, nameof(limits));
    }

    /// <summary>The time it is.</summary>
    public double Now => now;

    /// <summary>Events told so far.</summary>
    public long Events { get; private set; }

    /// <summary>Processes under way.</summary>
    public int Alive { get; private set; }

    /// <summary>Lets time pass: <c>await world.Pause(5)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pause Pause(double duration, Turn turn = Turn.Normal)
    {
        if (!(duration >= 0 && duration < double.PositiveInfinity)) throw Impossible(duration);
        return new(this, now + duration, turn);
    }

    /// <summary>Lets time pass until <paramref name="time"/>; not at all if that has gone by.</summary>
    public Pause Until(double time, Turn turn = Turn.Normal) => Pause(Math.Max(time - now, 0), turn);

    /// <summary>Lets a process go its own way. What it throws comes out of <see cref="Run"/>.</summary>
    public void Start(Process process)
    {
        if (!process.IsCurrent) return;
        if (process.Story!.Over) process.Story.Forget();
        else process.Story.Detached = true;
    }

    /// <summary>Tells what happens, up to and including <paramref name="until"/>, and says why it stopped.</summary>
    public Stop Run(double until = double.PositiveInfinity, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(until >= now, true, nameof(until));
        forced = null;
        while (true)
        {
            if (cancel.IsCancellationRequested) return Stop.Cancelled;
            var left = Math.Min(limits.Events - Events, Agenda.MostEvents - agenda.Scheduled);
            if (left <= 0) return Stop.EventLimit;
            if (RunSome((int)Math.Min(left, EventsBetweenLooks), until) is { } stop) return stop;
        }
    }

    Stop? RunSome(int events, double until)
    {
        budget = events;
        var told = 0;
        try
        {
            while (told < budget)
            {
                var time = now;
                var key = agenda.Take(ref time, until);
                if (key is 0 or ulong.MaxValue) return Over(key, until);
                var story = stories[(int)(key & (Agenda.MostSlots - 1))].Story;
                if (story is null || story.Due != key)
                {
                    agenda.DroppedCalledOff();
                    continue;
                }
                now = time;
                told++;
                story.Due = 0;
                if (story.Phase == Phase.Pausing) story.Resume();
                else ComeDue(story);
            }
        }
        finally { Events += told; }
        return forced;
    }

    Stop Over(ulong key, double until)
    {
        if (double.IsFinite(until)) now = until;
        return key == 0 ? Stop.NothingLeft : Stop.TimeReached;
    }

    static void ComeDue(Story story)
    {
        switch (story.Phase)
        {
            case Phase.Working: story.At!.Finish(story); break;
            case Phase.InLine: story.At!.LosePatience(story); break;
            case Phase.Seizing: story.At!.LastVisit = story.Visit; break;
            case Phase.Listening: story.Signal!.GoesOn(story); break;
        }
        story.Phase = Phase.Pausing;
        story.Resume();
    }

    /// <summary>The story goes on at <paramref name="at"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Plan(Story story, double at, Turn turn)
    {
        story.Due = agenda.NextKey(story.Slot, turn);
        agenda.Add(at, story.Due);
    }

    /// <summary>The story goes on now, after what is due now already.</summary>
    internal void AtOnce(Story story, Phase phase)
    {
        story.Phase = phase;
        story.Due = agenda.NextKey(story.Slot, Turn.Normal);
        agenda.AddAtOnce(story.Due);
    }

    /// <summary>What the story was to wait for will not come.</summary>
    internal void CallOff(Story story)
    {
        if (story.Due == 0) return;
        story.Due = 0;
        if (agenda.CallOff()) agenda.Sweep(IsAwaited);
    }

    bool IsAwaited(ulong key) => stories[(int)(key & (Agenda.MostSlots - 1))].Story is { } story && story.Due == key;

    internal static void Listen(Story listener, Story told)
    {
        if (told.Listener is not null || told.Detached) throw new InvalidOperationException("A process is either started or awaited, once.");
        told.Listener = listener;
    }

    /// <summary>The story in a slot that has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Story StoryIn(int slot) => stories[slot].Story!;

    /// <summary>An idle story of this kind, for a process that begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Story? Reuse(int kind)
    {
        var kinds = idle;
        if ((uint)kind >= (uint)kinds.Length || kinds[kind] == 0) return null;
        var story = StoryIn(kinds[kind]);
        kinds[kind] = story.After;
        Begun();
        return story;
    }

    /// <summary>A new story, for a process that begins.</summary>
    internal void Enter(Story story)
    {
        Settle(story);
        Begun();
    }

    /// <summary>A process has come to its end.</summary>
    internal void Ended() => Alive--;

    /// <summary>The story of an ended process awaits the next of its kind.</summary>
    internal void Idle(Story story)
    {
        if (story.Slot == 0) Settle(story);
        if (story.Kind >= idle.Length) Array.Resize(ref idle, story.Kind * 2);
        story.After = idle[story.Kind];
        idle[story.Kind] = story.Slot;
    }

    /// <summary>A story that is over gives up its slot: perhaps nobody will ever ask how it ended.</summary>
    internal void Leave(Story story)
    {
        stories[story.Slot].Story = null;
        if (free == freeSlots.Length) Array.Resize(ref freeSlots, free * 2);
        freeSlots[free++] = story.Slot;
        story.Slot = 0;
    }

    void Settle(Story story)
    {
        if (free > 0) story.Slot = freeSlots[--free];
        else
        {
            if (slots == Agenda.MostSlots) throw new InvalidOperationException("More processes at the same time than a world can hold.");
            if (slots == stories.Length) Array.Resize(ref stories, slots * 2);
            story.Slot = slots++;
        }
        stories[story.Slot].Story = story;
    }

    void Begun()
    {
        if (++Alive > limits.Processes) (forced, budget) = (Stop.ProcessLimit, 0);
    }

    static ArgumentOutOfRangeException Impossible(double duration) =>
        new(nameof(duration), duration, "A duration is a finite number of at least 0.");
}
