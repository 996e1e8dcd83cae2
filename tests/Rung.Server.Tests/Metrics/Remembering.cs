using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Metrics;

namespace Rung.Server.Tests.Metrics;

/// <summary>Figures are remembered until the record moves, and slow ones a little longer.</summary>
public sealed class Remembering
{
    static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    int counted;

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_is_counted_quickly_is_counted_anew_when_the_record_moved_and_only_then(Database database)
    {
        await using var house = await House.Open(database);

        Assert.Equal(("1", "1"), (await Ask(house, TimeSpan.Zero), await Ask(house, TimeSpan.Zero)));
        await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" });
        Assert.Equal("2", await Ask(house, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_takes_long_is_told_as_it_was_with_its_time_and_counted_again_after_ten_times_as_long()
    {
        await using var house = await House.Open(Database.Sqlite);
        await Ask(house, Slow);
        var at = house.Clock.GetUtcNow() - Slow;
        await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" });

        house.Clock.Advance(Slow * 5);
        var told = await house.Services.GetRequiredService<Remembered>().Ask("n", _ => Count(house, Slow), default);
        Assert.Equal(("1", at), (told.Figures, told.At));
        Assert.Equal(1, counted);

        house.Clock.Advance(Slow * 6);
        var again = new TaskCompletionSource();
        Assert.Equal("1", (await house.Services.GetRequiredService<Remembered>().Ask("n", async _ =>
        {
            var figures = await Count(house, Slow);
            again.SetResult();
            return figures;
        }, default)).Figures);
        await again.Task;
        Assert.Equal(2, counted);
    }

    [Fact]
    public async Task Figures_that_are_too_old_are_waited_for()
    {
        await using var house = await House.Open(Database.Sqlite);
        await Ask(house, Slow);
        await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" });
        house.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("2", await Ask(house, Slow));
    }

    [Fact]
    public async Task A_quick_count_that_began_before_a_change_is_not_told_to_whoever_made_it()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (remembered, begun, go) = (house.Services.GetRequiredService<Remembered>(), new TaskCompletionSource(), new TaskCompletionSource());
        var before = remembered.Ask("n", async _ =>
        {
            begun.TrySetResult();
            await go.Task;
            return await Count(house, TimeSpan.Zero);
        }, default);
        await begun.Task;
        await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" });

        var after = Ask(house, TimeSpan.Zero);
        go.SetResult();

        Assert.Equal(("1", "2"), ((await before).Figures, await after));
    }

    [Fact]
    public async Task A_count_that_failed_is_not_remembered()
    {
        await using var house = await House.Open(Database.Sqlite);
        var remembered = house.Services.GetRequiredService<Remembered>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => remembered.Ask<string>("n", _ => throw new InvalidOperationException(), default));

        Assert.Equal("1", await Ask(house, TimeSpan.Zero));
    }

    [Fact]
    public async Task Different_questions_have_different_answers()
    {
        await using var house = await House.Open(Database.Sqlite);
        await Ask(house, TimeSpan.Zero);

        Assert.Equal("2", (await house.Services.GetRequiredService<Remembered>().Ask("another", _ => Count(house, TimeSpan.Zero), default)).Figures);
    }

    async Task<string> Ask(House house, TimeSpan takes) => (await house.Services.GetRequiredService<Remembered>().Ask("n", _ => Count(house, takes), default)).Figures;

    Task<string> Count(House house, TimeSpan takes)
    {
        house.Clock.Advance(takes);
        return Task.FromResult((++counted).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
