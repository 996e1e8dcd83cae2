using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>Time that passes: see <see cref="World.Pause"/>.</summary>
public readonly struct Pause : ICriticalNotifyCompletion, IWait
{
    readonly World world;
    readonly double until;
    readonly Turn turn;

    internal Pause(World world, double until, Turn turn) => (this.world, this.until, this.turn) = (world, until, turn);

    public Pause GetAwaiter() => this;

    public bool IsCompleted => false;

    public void GetResult() { }

    World IWait.World => world;

    void IWait.Park(Story story) => world.Plan(story, until, turn);

    public void OnCompleted(Action continuation) => throw Waiting.Outside();

    public void UnsafeOnCompleted(Action continuation) => throw Waiting.Outside();
}
