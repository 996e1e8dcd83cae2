namespace Rung.Server.Work;

/// <summary>
/// Work beside the pages begins when the first of them is answered: at once with it, both would take twice as long where
/// there are two cores. Being sent on to another page is no answer yet. Where nobody asks it does not wait for long.
/// </summary>
sealed class FirstPage
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Until somebody was answered, or nobody came.</summary>
    public async Task Answered(CancellationToken cancel)
    {
        await Task.WhenAny(answered.Task, Task.Delay(Patience, cancel));
        cancel.ThrowIfCancellationRequested();
    }

    public Task Pass(HttpContext http, RequestDelegate next) => answered.Task.IsCompleted ? next(http) : Answer(http, next);

    async Task Answer(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        finally
        {
            if (http.Response.StatusCode is < 300 or >= 400) answered.TrySetResult();
        }
    }
}
