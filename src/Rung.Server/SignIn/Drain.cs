namespace Rung.Server.SignIn;

/// <summary>
/// Leaves without dropping anybody: from the moment a node is told to stop it is not ready, so that a balancer sends nobody
/// new; streams close, so that browsers open theirs elsewhere; after a while it stops listening, and what is being answered
/// is answered to its end.
/// </summary>
sealed class Drain(Settings settings, TimeProvider clock, IHostApplicationLifetime life) : IHostedLifecycleService
{
    /// <summary>What is under way may take so long after the last call was taken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public bool IsDraining => life.ApplicationStopping.IsCancellationRequested;

    /// <summary>Before any service stops, the one that listens among them.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.Delay(settings.DrainFor, clock, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
