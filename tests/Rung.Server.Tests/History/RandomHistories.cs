using System.Net.Http.Json;
using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.Tests.History;

/// <summary>
/// Random histories of the verbs – entered, moved, won, lost, reopened, amended, merged, removed, undone, some told afterwards
/// – against a naive replay of the journal.
/// </summary>
public sealed class RandomHistories
{
    static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<Database, int> Seeds
    {
        get
        {
            var seeds = new TheoryData<Database, int>();
            foreach (var database in Enum.GetValues<Database>())
                for (var seed = 1; seed <= 2; seed++)
                    seeds.Add(new TheoryDataRow<Database, int>(database, seed)
                    {
                        Skip = database == Database.Sqlite || Environment.GetEnvironmentVariable("RUNG_TEST_POSTGRES") is { Length: > 0 } ? null : "No PostgreSQL: set RUNG_TEST_POSTGRES, or run ./test.",
                    });
            return seeds;
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task Replaying_the_journal_gives_every_row_as_it_stands(Database database, int seed)
    {
        await using var house = await House.Open(database);
        await new Life(house, seed).Go();
        await house.CatchUp();

        var told = (await Replay.Of(house)).Now();

        foreach (var table in house.Store.Schema.Records.Where(t => !t.IsUpkeep))
            foreach (var record in await house.Store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted}", [], table.Materialise))
                foreach (var slot in table.Slots.Where(s => s.Name is not ("id" or "version" or "recordedAt" or "createdAt" or "origin")))
                {
                    var there = JsonSerializer.SerializeToElement(slot.Read(record), slot.Property.PropertyType, Json.Options);
                    var replayed = told[record.Key].GetValueOrDefault(slot.Name);
                    Assert.Equal($"{table.Kind}.{slot.Name} {there}", $"{table.Kind}.{slot.Name} {(replayed.ValueKind == JsonValueKind.Undefined ? "" : replayed)}");
                }
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task Any_day_as_of_any_knowledge_equals_the_replay(Database database, int seed)
    {
        await using var house = await House.Open(database);
        await new Life(house, seed).Go();
        await house.CatchUp();
        var (client, replay) = (house.ClientOf(house.Founder), await Replay.Of(house));

        var (now, chance) = (house.Desk.Now, new Random(seed));
        for (var i = 0; i < 25; i++)
        {
            var day = DateOnly.FromDateTime(Begin.UtcDateTime).AddDays(chance.Next((now - Begin).Days + 2));
            var known = i % 2 == 0 ? now : Begin.AddMinutes(chance.Next((int)(now - Begin).TotalMinutes));
            var figures = await client.GetFromJsonAsync<JsonElement>($"/api/v1/metrics?asOf={day:yyyy-MM-dd}" + (i % 2 == 0 ? "" : $"&knownAt={known.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));

            Assert.Equal(Counted(day, known, replay.Deals(new(day.AddDays(1).ToDateTime(default), TimeSpan.Zero), known)), Told(day, known, figures));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task Open_deals_added_up_over_the_days_are_the_days_that_deals_were_open(Database database, int seed)
    {
        await using var house = await House.Open(database);
        await new Life(house, seed).Go();
        await house.CatchUp();
        var (client, replay, now) = (house.ClientOf(house.Founder), await Replay.Of(house), house.Desk.Now);
        var days = Enumerable.Range(-40, (now - Begin).Days + 41).Select(d => DateOnly.FromDateTime(Begin.UtcDateTime).AddDays(d)).ToList();

        // Little's law as an identity (3.9): both sides count the same squares, one by day and one by deal.
        var byDay = 0L;
        foreach (var day in days) byDay += (await client.GetFromJsonAsync<JsonElement>($"/api/v1/metrics?asOf={day:yyyy-MM-dd}")).GetProperty("opportunities").GetProperty("open").GetInt64();
        var byDeal = days.Sum(day => replay.Deals(new(day.AddDays(1).ToDateTime(default), TimeSpan.Zero), now).Count(d => d.Kind == "open"));

        Assert.True(byDeal > 100, $"only {byDeal} days");
        Assert.Equal(byDeal, byDay);
    }

    static string Counted(DateOnly day, DateTimeOffset known, IEnumerable<(string Kind, long? Value)> deals)
    {
        var all = deals.ToList();
        return $"{day} {known:O} open {all.Count(d => d.Kind == "open")} won {all.Count(d => d.Kind == "won")} lost {all.Count(d => d.Kind == "lost")} value {all.Where(d => d.Kind == "won").Sum(d => d.Value ?? 0)}";
    }

    static string Told(DateOnly day, DateTimeOffset known, JsonElement figures)
    {
        var counts = figures.GetProperty("opportunities");
        return $"{day} {known:O} open {counts.GetProperty("open")} won {counts.GetProperty("won")} lost {counts.GetProperty("lost")} value {(figures.GetProperty("wonValue").TryGetProperty("EUR", out var value) ? value.GetInt64() : 0)}";
    }
}
