using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Desk;

/// <summary>What is entered afterwards about an earlier day joins history and does not overwrite what holds now (RX8).</summary>
public sealed class LateValues
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_earlier_value_told_later_leaves_the_present_one_standing(Database database)
    {
        await using var house = await House.Open(database);
        var deal = await Told(house, early: 7);

        await using var db = house.Store.Open();
        Assert.Equal(900, (await db.Set<Opportunity>().SingleAsync(o => o.Id == deal)).Amount!.Value.Minor);
        Assert.Equal<long?>([100, 700, 900], await db.Set<KeptValue>().Where(k => k.RecordId == deal.Value && k.Field == "amount").OrderBy(k => k.HappenedAt).Select(k => k.Number).ToListAsync());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_value_later_than_all_known_is_the_present_one(Database database)
    {
        await using var house = await House.Open(database);
        var deal = await Told(house, early: 1);

        await using var db = house.Store.Open();
        Assert.Equal(700, (await db.Set<Opportunity>().SingleAsync(o => o.Id == deal)).Amount!.Value.Minor);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_late_value_leaves_a_line_in_the_journal_and_can_be_taken_back(Database database)
    {
        await using var house = await House.Open(database);
        var deal = await Told(house, early: 7);
        await using var db = house.Store.Open();
        var line = (await db.Journal.Where(j => j.RecordId == deal.Value && j.Name == "opportunity-amended").OrderBy(j => j.Seq).ToListAsync())[^1];

        var undone = await house.Services.GetRequiredService<Undoing>().Undo(house.Founder, line.DecisionId, OnConflict.Refuse, default);

        Assert.True(undone.Accepted(out _, out var refusal), refusal?.Name);
        Assert.Equal<long?>([100, 900], await db.Set<KeptValue>().Where(k => k.RecordId == deal.Value && k.Field == "amount" && k.RetractedAt == null).OrderBy(k => k.HappenedAt).Select(k => k.Number).ToListAsync());
    }

    /// <summary>Asked 100 at first; 900 from day five on; ten days on, somebody tells of the 700 of <paramref name="early"/> days ago.</summary>
    static async Task<Id<Opportunity>> Told(House house, int early)
    {
        var client = house.ClientOf(house.Founder);
        var deal = new Id<Opportunity>(Guid.Parse((await client.Enter("opportunities", new { name = "Visibility", amount = new { minor = 100, currency = "USD" } })).Id()));
        house.Clock.Advance(TimeSpan.FromDays(5));
        await Amend(900, house.Clock.GetUtcNow());
        house.Clock.Advance(TimeSpan.FromDays(5));
        await Amend(700, house.Clock.GetUtcNow().AddDays(-early));
        return deal;

        async Task Amend(long minor, DateTimeOffset at) => Assert.True((await house.Desk.Decide(new Call(house.Founder, "opportunity.amend") { HappenedAt = at }, deal, (record, docket) =>
            record.Amend(new Dictionary<string, object?> { ["amount"] = new Money(minor, new("USD")) }, docket.Act))).Accepted(out _, out var refusal), refusal?.Name);
    }
}
