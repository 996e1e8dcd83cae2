using Rung.Server.Metrics;

namespace Rung.Server.Tests.Metrics;

/// <summary>Who asks for figures that take long is told how far they are, and given them when they are there.</summary>
public sealed class CountingForPages
{
    static readonly Guid Vera = Guid.NewGuid();

    readonly TaskCompletionSource<string> figures = new();
    readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider clock = new();
    int begun;

    [Fact]
    public async Task Tells_how_far_it_is_and_then_the_figures_counted_once()
    {
        var countings = new Countings(TimeSpan.Zero, clock);
        var told = new TaskCompletionSource();
        async Task<string> Count(CancellationToken cancel)
        {
            begun++;
            Counting.Here!.Tell(3, 10);
            told.SetResult();
            return await figures.Task;
        }

        Assert.NotNull((await countings.Ask(Vera, "/reports/pace", Count, () => Task.FromResult(true), default)).Counting);
        await told.Task;
        var (none, counting) = await countings.Ask(Vera, "/reports/pace", Count, () => Task.FromResult(true), default);
        Assert.Null(none);
        Assert.Equal((3, 10), (counting!.Done, counting.Of));

        figures.SetResult("27 days");
        Assert.Equal("27 days", (await countings.Ask(Vera, "/reports/pace", Count, () => Task.FromResult(false), default)).Figures);
        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task Waits_for_figures_of_which_there_is_little_to_count()
    {
        var asking = new Countings(TimeSpan.Zero, clock).Ask(Vera, "/reports/pace", _ => figures.Task, () => Task.FromResult(false), default);
        Assert.False(asking.IsCompleted);
        figures.SetResult("27 days");
        Assert.Equal("27 days", (await asking).Figures);
    }

    [Fact]
    public async Task Gives_up_what_nobody_asks_for_any_more()
    {
        var countings = new Countings(TimeSpan.Zero, clock);
        var givenUp = new TaskCompletionSource();
        await countings.Ask(Vera, "/reports/pace", async going =>
        {
            going.Register(givenUp.SetResult);
            return await figures.Task;
        }, () => Task.FromResult(true), default);

        clock.Advance(TimeSpan.FromMinutes(1));
        await countings.Ask(Vera, "/reports/flow", _ => Task.FromResult("3 of 4"), () => Task.FromResult(false), default);
        await givenUp.Task;
    }
}
