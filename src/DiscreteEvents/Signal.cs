using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>Something that may be announced: everybody who waits for it goes on. It may be given again.</summary>
public sealed class Signal(World world)
{
    readonly Line listeners = new(world, 0);
    bool lastHeard;

    internal World World => world;

    public int Listening { get; private set; }

    /// <summary>Waits for the next <see cref="Give"/>; false if patience ran out before.</summary>
    public Hearing Heard(double patience = double.PositiveInfinity)
    {
        if (!(patience >= 0)) throw new ArgumentOutOfRangeException(nameof(patience), patience, "Patience is at least 0.");
        return new(this, patience);
    }

    public void Give()
    {
        while (listeners.First is { } story)
        {
            listeners.Remove(story);
            Listening--;
            world.CallOff(story);
            world.AtOnce(story, Phase.Listening);
        }
    }

    internal void Add(Story story, double patience)
    {
        (story.Signal, story.Phase) = (this, Phase.Listening);
        listeners.Join(story);
        Listening++;
        if (patience < double.PositiveInfinity) world.Plan(story, world.Now + patience, Turn.Normal);
    }

    /// <summary>The listener goes on: because it was called, or because it is still in line and its patience is over.</summary>
    internal void GoesOn(Story story)
    {
        lastHeard = !story.Queued;
        if (lastHeard) return;
        listeners.Remove(story);
        Listening--;
    }

    /// <summary>A signal, as something to wait for.</summary>
    public readonly struct Hearing : ICriticalNotifyCompletion, IWait
    {
        readonly Signal signal;
        readonly double patience;

        internal Hearing(Signal signal, double patience) => (this.signal, this.patience) = (signal, patience);

        public Hearing GetAwaiter() => this;

        public bool IsCompleted => false;

        public bool GetResult() => signal.lastHeard;

        World IWait.World => signal.World;

        void IWait.Park(Story story) => signal.Add(story, patience);

        public void OnCompleted(Action continuation) => throw Waiting.Outside();

        public void UnsafeOnCompleted(Action continuation) => throw Waiting.Outside();
    }
}
