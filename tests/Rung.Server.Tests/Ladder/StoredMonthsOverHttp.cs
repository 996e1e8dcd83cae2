using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Ladder;
using Rung.Server.Ladder;

namespace Rung.Server.Tests.Ladder;

/// <summary>Month-ends stored through the engine: they stand, history brought in later lets them be gone through again, and all can be proved.</summary>
public sealed class StoredMonthsOverHttp
{
    static async Task<IReadOnlyList<Assessment>> Months(House house, DateOnly until)
    {
        var books = await house.Services.GetRequiredService<LadderReader>().Read(null, CancellationToken.None);
        return [.. books.Replay.Until(until)];
    }

    static async Task<int> Store(House house, DateOnly? day = null) => (await house.Services.GetRequiredService<Evaluations>().Store(house.Founder, day, CancellationToken.None)).Value.Evaluations;

    /// <summary>A customer that pays and uses the product on five days a week, entered as people do, by the day.</summary>
    static async Task Customer(HttpClient client, string name, DateOnly from, DateOnly until)
    {
        var account = (await client.Enter("accounts", new { name })).Id();
        await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = from, endsOn = from.AddYears(1), termMonths = 12, billing = "year", price = new { minor = 120_000, currency = "USD" } });
        await client.Enter("payments", new { accountId = account, paidOn = from, amount = new { minor = 120_000, currency = "USD" } });
        for (var day = from; day <= until; day = day.AddDays(2)) await client.Enter("usage-days", new { accountId = account, usedOn = day, activeUsers = 3, coreEvents = 12 });
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_stored_is_not_gone_through_again_and_says_the_same(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (from, until) = (new DateOnly(2026, 2, 16), new DateOnly(2026, 4, 20));
        for (var i = 0; i < 6; i++) await Customer(client, "C" + i, from, until);
        house.Clock.Advance(TimeSpan.FromDays(60));
        var before = await Months(house, new DateOnly(2026, 4, 20));

        Assert.Equal(2 * 21, await Store(house, new DateOnly(2026, 3, 31)));
        house.Clock.Advance(TimeSpan.FromHours(1));
        var after = await Months(house, new DateOnly(2026, 4, 20));

        Assert.Equal([true, true, false], after.Select(m => m.IsRecalled));
        Assert.Equal(before.Select(Said), after.Select(Said));
        Assert.Equal(before[0].Criteria.Select(c => c.Reading.Digest()), after[0].Criteria.Select(c => c.Reading.Digest()));
        Assert.Equal(21, await Store(house, new DateOnly(2026, 4, 20)));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task History_that_is_brought_in_lets_the_months_from_then_on_be_gone_through_again(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("opportunities", new { name = "One", happenedAt = "2026-01-12T09:00:00Z" });
        house.Clock.Advance(TimeSpan.FromDays(62));
        await Store(house, new DateOnly(2026, 4, 30));
        house.Clock.Advance(TimeSpan.FromDays(3));

        await client.Enter("opportunities", new { name = "Late", happenedAt = house.Clock.GetUtcNow().AddDays(-20) });
        Assert.Equal([true, true, true, true, false], (await Months(house, new DateOnly(2026, 5, 6))).Select(m => m.IsRecalled));

        await client.Enter("opportunities", new { name = "Two", happenedAt = "2026-03-03T09:00:00Z" });
        Assert.Equal([true, true, false, false, false], (await Months(house, new DateOnly(2026, 5, 6))).Select(m => m.IsRecalled));

        // What says itself of which day it is, is of that day, whenever it was entered.
        var account = (await client.Enter("accounts", new { name = "A" })).Id();
        await client.Enter("payments", new { accountId = account, paidOn = "2026-02-20", amount = new { minor = 100, currency = "USD" } });
        Assert.Equal([true, false, false, false, false], (await Months(house, new DateOnly(2026, 5, 6))).Select(m => m.IsRecalled));

        // Whoever stores again goes through them again, and they stand from then on.
        await Store(house, new DateOnly(2026, 4, 30));
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, true, false], (await Months(house, new DateOnly(2026, 5, 6))).Select(m => m.IsRecalled));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Every_stored_evaluation_of_a_criterion_or_a_pattern_is_proved(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        for (var i = 0; i < 5; i++) await Customer(client, "C" + i, new(2026, 2, 16), new(2026, 3, 2));
        var person = (await client.Enter("people", new { name = "Grant" })).Id();
        await client.Enter("role-assignments", new { personId = person, role = "vpSales", startsOn = "2026-02-20" });
        house.Clock.Advance(TimeSpan.FromDays(40));
        await Store(house);
        house.Clock.Advance(TimeSpan.FromDays(25));
        await Customer(client, "New", new(2026, 4, 20), new(2026, 5, 5));
        await Store(house);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await Store(house, new DateOnly(2026, 5, 4));
        house.Clock.Advance(TimeSpan.FromHours(1));
        await Customer(client, "Newer", new(2026, 2, 20), new(2026, 5, 5));

        var proved = await house.Services.GetRequiredService<Evaluations>().Replay(CancellationToken.None);

        Assert.Empty(proved.Differing);
        Assert.Equal(2 * 21 + 21 + 21, proved.Evaluations);
        var kept = (await client.GetFromJsonAsync<JsonElement>("/api/v1/gate-evaluations?criterion=A0.1")).GetProperty("items").EnumerateArray().First();
        Assert.Equal(("fail", "critical", "2026-02-20"), (kept.Text("verdict"), kept.Text("severity"), kept.Text("sinceOn")));
    }

    static string Said(Assessment told) => string.Join("; ", [$"{told.AsOf} {told.Stage}", .. told.Criteria.Select(c => $"{c.Id} {c.Verdict} {c.Since} {c.Lack} {c.Reading.N} {c.Reading.Estimate} {c.Reading.Probability}"), .. told.Patterns.Select(p => $"{p.Id} {p.IsActive} {p.Since} {string.Join(',', p.Finding.Signs)}")]);
}
