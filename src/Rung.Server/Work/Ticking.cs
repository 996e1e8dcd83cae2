using Quartz;

namespace Rung.Server.Work;

/// <summary>Winds up the clock of the <see cref="Schedule"/> once a page was answered: nobody who opens the first waits for it.</summary>
sealed class Ticking(IServiceProvider house, FirstPage firstPage) : BackgroundService
{
    ServiceProvider? works;
    IScheduler? clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await firstPage.Answered(stoppingToken);
        // Not broken off: a clock that is half wound up could not be stopped any more.
        works = Schedule.Clock(house);
        clock = await works.GetRequiredService<ISchedulerFactory>().GetScheduler(CancellationToken.None);
        await clock.Start(CancellationToken.None);
    }

    /// <summary>A task that has begun is let finish.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (clock is not null) await clock.Shutdown(waitForJobsToComplete: true, cancellationToken);
        if (works is not null) await works.DisposeAsync();
    }
}
