namespace Rung.Server.Database.Sqlite;

/// <summary>A decision that waits to be written.</summary>
sealed class Waiting(Writing writing)
{
    readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int taken;

    public Writing Writing => writing;

    /// <summary>Ends when it is on the disk, or with why not.</summary>
    public Task Written => written.Task;

    /// <summary>Takes it to be written, or away; one of the two happens.</summary>
    public bool TryTake() => Interlocked.Exchange(ref taken, 1) == 0;

    public void Answer(Exception? refused)
    {
        if (refused is null) written.TrySetResult();
        else written.TrySetException(refused);
    }

    public void Fail(Exception why) => written.TrySetException(why);
}
