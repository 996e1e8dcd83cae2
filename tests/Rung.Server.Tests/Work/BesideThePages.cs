using Microsoft.AspNetCore.Http;
using Rung.Server.Work;

namespace Rung.Server.Tests.Work;

/// <summary>Work beside the pages begins once the first was answered, however it was answered.</summary>
public sealed class BesideThePages
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Begins_with_the_first_answer(bool breaks)
    {
        var (page, answering) = (new FirstPage(), new TaskCompletionSource());
        var work = page.Answered(default);
        var request = page.Pass(new DefaultHttpContext(), _ => answering.Task);
        Assert.False(work.IsCompleted);

        if (breaks) answering.SetException(new InvalidOperationException());
        else answering.SetResult();

        await (breaks ? Assert.ThrowsAsync<InvalidOperationException>(() => request) : request);
        await work;
        await page.Answered(default);
    }

    [Fact]
    public async Task Does_not_begin_with_being_sent_on_to_another_page()
    {
        var page = new FirstPage();
        await page.Pass(new DefaultHttpContext(), http => Task.Run(() => http.Response.Redirect("/sign-in")));
        Assert.False(page.Answered(TestContext.Current.CancellationToken).IsCompleted);

        await page.Pass(new DefaultHttpContext(), _ => Task.CompletedTask);
        Assert.True(page.Answered(TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task Begins_where_nobody_asks() => await new FirstPage().Answered(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Does_not_begin_any_more_in_a_house_that_closes()
    {
        using var closing = new CancellationTokenSource();
        var work = new FirstPage().Answered(closing.Token);
        await closing.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }
}
