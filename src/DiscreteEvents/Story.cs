using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>What a process that has begun is doing between two of its steps.</summary>
enum Phase : byte { Pausing, InLine, Seizing, Working, Listening }

/// <summary>
/// A process under way, seen from the clockwork: where it stands and what it waits for. It lives on after its process has ended,
/// for the next one of the same kind: a world in full swing makes no new objects.
/// </summary>
abstract class Story
{
    internal World? World;
    internal int Slot;
    /// <summary>The agenda's key of the event that moves this story on, 0 when it waits for somebody else's deed.</summary>
    internal ulong Due;
    internal Phase Phase;

    // Waiting for a resource, or served by it.
    internal Resource? At;
    internal Signal? Signal;
    internal Line? In;
    internal Story? Before, After;
    internal int Priority;
    internal double Since, Work, DoneAt;
    internal bool Interrupted;
    internal Visit Visit;

    // Its end, and who waits for it.
    internal Story? Listener;
    internal bool Detached, Over;
    internal Exception? Fault;
    internal uint Round;

    internal abstract void Resume();

    /// <summary>Back to the pool, under a new round: handles to what it was can tell that it is over.</summary>
    internal void Forget()
    {
        unchecked { Round++; }
        (Listener, Fault, Detached, Over, At, Signal, World) = (null, null, false, false, null, null, null);
        Recycle();
    }

    private protected void End(Exception? fault)
    {
        World?.Leave(this);
        if (Listener is { } listener)
        {
            (Over, Fault) = (true, fault);
            World!.AtOnce(listener, Phase.Pausing);
            return;
        }
        if (fault is not null) Throw(fault); // nobody listens: let whoever runs the world hear it
        if (Detached) Forget();
        else Over = true;
    }

    private protected abstract void Recycle();

    internal static void Throw(Exception fault) => System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
}

/// <summary>A story that ends in a <typeparamref name="T"/>.</summary>
abstract class Story<T> : Story
{
    internal T? Result;

    internal void EndWith(T result)
    {
        Result = result;
        End(null);
    }

    internal void EndIn(Exception fault) => End(fault);
}

/// <summary>Holds the state of one kind of process; idle ones wait in a pool of their thread.</summary>
sealed class Story<TMachine, T> : Story<T> where TMachine : IAsyncStateMachine
{
    const int MostIdle = 1 << 14;

    [ThreadStatic] static Pool? pool;

    internal TMachine Machine = default!;
    Story<TMachine, T>? nextIdle;

    internal static Story<TMachine, T> Rent()
    {
        var mine = pool ??= new();
        if (mine.Idle is not { } story) return new();
        mine.Idle = story.nextIdle;
        mine.Count--;
        return story;
    }

    internal override void Resume() => Machine.MoveNext();

    private protected override void Recycle()
    {
        Machine = default!;
        Result = default;
        var mine = pool ??= new();
        if (mine.Count >= MostIdle) return;
        nextIdle = mine.Idle;
        mine.Idle = this;
        mine.Count++;
    }

    /// <summary>One object per thread: its place is looked up once and not for each of its fields.</summary>
    sealed class Pool
    {
        internal Story<TMachine, T>? Idle;
        internal int Count;
    }
}
