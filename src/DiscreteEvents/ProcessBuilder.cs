using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>Lets the compiler turn an <c>async</c> method into a <see cref="Process"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ProcessBuilder
{
    ProcessBuilder<bool> inner;

    public static ProcessBuilder Create() => default;

    public readonly Process Task => inner.Story is { } story ? new(story) : default;

    public readonly void Start<TMachine>(ref TMachine machine) where TMachine : IAsyncStateMachine => machine.MoveNext();

    public void SetResult() => inner.SetResult(true);

    public void SetException(Exception exception) => inner.SetException(exception);

    public readonly void SetStateMachine(IAsyncStateMachine machine) { }

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion where TMachine : IAsyncStateMachine => inner.Wait(ref awaiter, ref machine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion where TMachine : IAsyncStateMachine => inner.Wait(ref awaiter, ref machine);
}

/// <summary>Lets the compiler turn an <c>async</c> method into a <see cref="Process{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ProcessBuilder<T>
{
    internal Story<T>? Story;
    T result;

    public static ProcessBuilder<T> Create() => default;

    public readonly Process<T> Task => Story is { } story ? new(story) : new(result);

    public readonly void Start<TMachine>(ref TMachine machine) where TMachine : IAsyncStateMachine => machine.MoveNext();

    public void SetResult(T result)
    {
        if (Story is { } story) story.EndWith(result);
        else this.result = result;
    }

    public readonly void SetException(Exception exception)
    {
        if (Story is { } story) story.EndIn(exception);
        else DiscreteEvents.Story.Throw(exception); // it has not waited yet: its caller stands above it on the stack
    }

    public readonly void SetStateMachine(IAsyncStateMachine machine) { }

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion where TMachine : IAsyncStateMachine => Wait(ref awaiter, ref machine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion where TMachine : IAsyncStateMachine => Wait(ref awaiter, ref machine);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Wait<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine) where TMachine : IAsyncStateMachine
    {
        // The casts box nothing: for a struct known at compile time they become direct calls.
        if (awaiter is not IWait) throw new InvalidOperationException("A Process can await only what happens in its World, not a Task.");
        if (Story is null)
        {
            // The first wait: the state moves from the caller's stack into a story. The builder lies inside
            // the state, so it must know its story before it is copied.
            var story = Story<TMachine, T>.Begin(((IWait)awaiter).World);
            Story = story;
            story.Machine = machine;
        }
        ((IWait)awaiter).Park(Story);
    }
}
