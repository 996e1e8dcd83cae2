using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>
/// A story told from top to bottom: an <c>async</c> method that returns this type and awaits what a <see cref="World"/> offers
/// (<see cref="World.Pause"/>, <see cref="Resource.Serve"/>, <see cref="Resource.Seize"/>, <see cref="Signal.Heard"/>, another process).
/// It begins at the call and runs to its first wait. Nothing of tasks, threads or the thread pool is involved.
/// </summary>
/// <remarks>Hand it to <see cref="World.Start"/> to let it go its own way, or await it to go on when it has ended; do one of the two, once.</remarks>
[AsyncMethodBuilder(typeof(ProcessBuilder))]
public readonly struct Process
{
    internal readonly Story<bool>? Story;
    readonly uint round;

    internal Process(Story<bool> story) => (Story, round) = (story, story.Round);

    /// <summary>Whether it has come to its end.</summary>
    public bool IsOver => !IsCurrent || Story!.Over;

    internal bool IsCurrent => Story is not null && Story.Round == round;

    public Ending GetAwaiter() => new(this);

    /// <summary>The end of a process, as something to wait for.</summary>
    public readonly struct Ending : ICriticalNotifyCompletion, IWait
    {
        readonly Process process;

        internal Ending(Process process) => this.process = process;

        public bool IsCompleted => process.IsOver;

        public void GetResult()
        {
            if (!process.IsCurrent) return;
            var fault = process.Story!.Fault;
            process.Story.Forget();
            if (fault is not null) DiscreteEvents.Story.Throw(fault);
        }

        World IWait.World => process.Story!.World;

        void IWait.Park(Story story) => World.Listen(story, process.Story!);

        public void OnCompleted(Action continuation) => throw Waiting.Outside();

        public void UnsafeOnCompleted(Action continuation) => throw Waiting.Outside();
    }
}

/// <summary>A <see cref="Process"/> that tells its end to the one who awaits it.</summary>
[AsyncMethodBuilder(typeof(ProcessBuilder<>))]
public readonly struct Process<T>
{
    readonly Story<T>? story;
    readonly uint round;
    readonly T result; // of a process that never had to wait

    internal Process(Story<T> story) => (this.story, round, result) = (story, story.Round, default!);

    internal Process(T result) => this.result = result;

    public Ending GetAwaiter() => new(this);

    /// <summary>The end of a process, as something to wait for.</summary>
    public readonly struct Ending : ICriticalNotifyCompletion, IWait
    {
        readonly Process<T> process;

        internal Ending(Process<T> process) => this.process = process;

        public bool IsCompleted => process.story is null || process.story.Over;

        public T GetResult()
        {
            if (process.story is not { } story) return process.result;
            if (story.Round != process.round) throw new InvalidOperationException("The end of a process can be awaited once.");
            var (result, fault) = (story.Result!, story.Fault);
            story.Forget();
            if (fault is not null) Story.Throw(fault);
            return result;
        }

        World IWait.World => process.story!.World;

        void IWait.Park(Story listener) => World.Listen(listener, process.story!);

        public void OnCompleted(Action continuation) => throw Waiting.Outside();

        public void UnsafeOnCompleted(Action continuation) => throw Waiting.Outside();
    }
}

/// <summary>What a process may await.</summary>
interface IWait
{
    World World { get; }

    /// <summary>Takes the story in until the time has come to resume it.</summary>
    void Park(Story story);
}

static class Waiting
{
    internal static InvalidOperationException Outside() =>
        new("Only an async method that returns a Process can await what happens in a World.");
}
