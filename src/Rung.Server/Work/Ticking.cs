using Quartz;

namespace Rung.Server.Work;

/// <summary>Winds up the clock of the <see cref="Schedule"/> once pages are served: nobody who opens one waits for it.</summary>
sealed class Ticking(ISchedulerFactory clocks, IHostApplicationLifetime house) : BackgroundService
{
    IScheduler? clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (house.ApplicationStarted.Register(served.SetResult)) await served.Task.WaitAsync(stoppingToken);
        // Not broken off: a clock that is half wound up could not be stopped any more.
        clock = await clocks.GetScheduler(CancellationToken.None);
        await clock.Start(CancellationToken.None);
    }

    /// <summary>A task that has begun is let finish.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (clock is not null) await clock.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }
}
