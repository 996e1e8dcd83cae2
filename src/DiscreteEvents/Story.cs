using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>What a process that has begun is doing between two of its steps.</summary>
enum Phase : byte { Pausing, InLine, Seizing, Working, Listening }

/// <summary>
/// A process under way, seen from the clockwork: where it stands and what it waits for. It lives on in its world after its process has
/// ended, for the next one of the same kind: a world in full swing makes no new objects.
/// </summary>
/// <remarks>Stories name each other by their slots: a number in a field costs the collector no look, a reference does.</remarks>
abstract class Story
{
    internal readonly World World;
    /// <summary>Its place in the world; 0 once it is over and its end is nobody's business yet.</summary>
    internal int Slot;
    /// <summary>The agenda's key of the event that moves this story on, 0 when it waits for somebody else's deed.</summary>
    internal ulong Due;
    internal Phase Phase;

    // Waiting for a resource, or served by it.
    internal Resource? At;
    internal Signal? Signal;
    /// <summary>Whether it stands in a line, and the slots of its neighbours there.</summary>
    internal bool Queued;
    internal int Before, After;
    internal int Priority;
    internal double Since, Work, DoneAt;
    internal bool Interrupted;
    internal Visit Visit;

    // Its end, and who waits for it.
    internal Story? Listener;
    internal bool Detached, Over;
    internal Exception? Fault;
    internal uint Round;

    private protected Story(World world) => World = world;

    /// <summary>Number of the kind of process: each <c>async</c> method is one.</summary>
    internal abstract int Kind { get; }

    internal abstract void Resume();

    /// <summary>Free for the next of its kind, under a new round: handles to what it was can tell that it is over.</summary>
    internal void Forget()
    {
        unchecked { Round++; }
        (Listener, Fault, Detached, Over) = (null, null, false, false);
        Empty();
        World.Idle(this);
    }

    private protected void End(Exception? fault)
    {
        World.Ended();
        if (Listener is { } listener)
        {
            (Over, Fault) = (true, fault);
            World.AtOnce(listener, Phase.Pausing);
            return;
        }
        if (fault is null && Detached)
        {
            Forget();
            return;
        }
        World.Leave(this);
        if (fault is not null) Throw(fault); // nobody listens: let whoever runs the world hear it
        Over = true;
    }

    private protected abstract void Empty();

    internal static void Throw(Exception fault) => System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
}

/// <summary>A story that ends in a <typeparamref name="T"/>.</summary>
abstract class Story<T> : Story
{
    internal T? Result;

    private protected Story(World world) : base(world) { }

    internal void EndWith(T result)
    {
        Result = result;
        End(null);
    }

    internal void EndIn(Exception fault) => End(fault);
}

/// <summary>Holds the state of one kind of process.</summary>
sealed class Story<TMachine, T> : Story<T> where TMachine : IAsyncStateMachine
{
    static readonly int kind = Kinds.Next();

    internal TMachine Machine = default!;

    Story(World world) : base(world) { }

    internal override int Kind => kind;

    /// <summary>One for a process that begins: an idle one if the world has one.</summary>
    internal static Story<TMachine, T> Begin(World world)
    {
        if (world.Reuse(kind) is { } idle) return Unsafe.As<Story<TMachine, T>>(idle); // the kind is this type's alone
        var story = new Story<TMachine, T>(world);
        world.Enter(story);
        return story;
    }

    internal override void Resume() => Machine.MoveNext();

    private protected override void Empty() => (Machine, Result) = (default!, default);
}

static class Kinds
{
    static int last = -1;

    internal static int Next() => Interlocked.Increment(ref last);
}
