using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Customers;
using Rung.Leads;
using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Desk;
using Rung.Server.Metrics;
using Rung.Server.Tests.Ladder;

namespace Rung.Server.Tests.Metrics;

/// <summary>Subscriptions and churn events at hand are those that reading everything tells, as of any day, whatever is entered, corrected, undone, merged or removed.</summary>
public sealed class TermsFollowed
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_the_terms_that_are_read(Database database)
    {
        var (stood, parts, seen) = (0, 0, "");
        for (var seed = 81; seed < 84; seed++)
        {
            await using var house = await House.Open(database);
            var company = new RandomCompany(house, seed);
            await company.Begin();
            await company.Happen(40);
            var hand = house.Services.GetRequiredService<TermsAtHand>();
            var before = (await hand.Now(default)).Terms.Rows.ToList();
            for (var part = 0; part < 20; part++)
            {
                await company.Trade(4);
                await company.Happen(3);
                seen += await Same(house);
                var now = (await hand.Now(default)).Terms.Rows.ToHashSet();
                (stood, parts, before) = (stood + (before.Any(now.Contains) ? 1 : 0), parts + 1, [.. now]);
            }
        }

        // Stories that stayed as they were are the very ones: nobody read everything again.
        Assert.InRange(stood, parts / 2, parts);
        Assert.All(["\"RenewedFrom\":[\"", "\"EndsOn\":\"", "\"Source\":\"", $"\"Relation\":{(int)Relation.Test}"], part => Assert.Contains(part, seen, StringComparison.Ordinal));
    }

    /// <summary>Each kind of record that terms are told by, with all that can be done with it, one decision at a time.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_the_terms_that_are_read_whatever_kind_of_record_moves(Database database)
    {
        Type[] kinds = [typeof(Account), typeof(Opportunity), typeof(Lead), typeof(Subscription), typeof(ChurnEvent)];
        await using var house = await House.Open(database);
        var (any, chance) = (new AnyRecords(house, 27), new Random(28));
        await any.Begin();
        await house.Services.GetRequiredService<TermsAtHand>().Now(default);
        for (var step = 0; step < 150; step++)
        {
            await any.Happen(chance.Next(2) == 0 ? any.Rarest(kinds) : kinds[chance.Next(kinds.Length)]);
            await Same(house);
        }

        foreach (var kind in kinds) Assert.True(any.Came.Where(c => c.Key.StartsWith(kind.Name + " ", StringComparison.Ordinal)).Sum(c => c.Value) >= 10, kind.Name);
    }

    /// <summary>What a breakdown asks of a subscription is said by its sale, by the lead of that, and by its account.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_under_the_keys_of_what_they_hang_on(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (varg, twin) = (await client.Enter("accounts", new { name = "Varg", region = "North" }), await client.Enter("accounts", new { name = "Varg twin", region = "South" }));
        var lead = await client.Enter("leads", new { name = "Ida", source = "event" });
        var sale = await client.Enter("opportunities", new { name = "Seats", accountId = varg.Id(), leadId = lead.Id() });
        var term = await client.Enter("subscriptions", new { accountId = twin.Id(), opportunityId = sale.Id(), startsOn = "2026-01-01", price = new { minor = 100_00, currency = "USD" } });
        await client.Enter("churn-events", new { accountId = twin.Id(), subscriptionId = term.Id(), decidedOn = "2026-02-01", type = "logo" });
        await client.Enter("churn-events", new { accountId = twin.Id(), decidedOn = "2026-03-01", type = "logo" });
        Assert.Equal(("South", "event", null), await Keys());

        await Patch("leads", lead, new { source = "referral" });
        Assert.Equal(("South", "referral", null), await Keys());

        await Patch("opportunities", sale, new { segment = "SMB" });
        Assert.Equal(("South", "referral", "SMB"), await Keys());

        await Patch("accounts", twin, new { region = "West" });
        Assert.Equal(("West", "referral", "SMB"), await Keys());

        using var merge = await client.PostAsJsonAsync($"/api/v1/accounts/{varg.Id()}/merge", new { gone = twin.Id() });
        Assert.Equal(("North", "referral", "SMB"), await Keys());

        await client.Post($"/api/v1/decisions/{merge.Decision()}/undo", new { });
        Assert.Equal(("West", "referral", "SMB"), await Keys());

        async Task Patch(string kinds, JsonElement record, object body) => (await client.Patch(kinds, record, (await client.Get(kinds, record)).GetProperty("version").GetInt64(), body)).EnsureSuccessStatusCode();

        async Task<(string?, string?, string?)> Keys()
        {
            await Same(house);
            var history = house.Services.GetRequiredService<TermHistory>();
            var (told, churned) = (Assert.Single(await history.Terms(new(2026, 6, 1), null, default)), (await history.Churn(new(2026, 6, 1), null, default)).OrderBy(c => c.What.On).ToList());
            // One is of the subscription, and one of the account alone.
            Assert.Equal([(told.Region, told.Source, told.Segment), (told.Region, null, null)], churned.Select(c => (c.Region, c.Source, c.Segment)));
            return (told.Region, told.Source, told.Segment);
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Change_on_the_days_of_the_zone_the_company_is_in_now(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var term = await client.Enter("subscriptions", new { accountId = (await client.Enter("accounts", new { name = "Varg" })).Id(), startsOn = "2026-01-01", price = new { minor = 100_00, currency = "USD" } });
        house.Clock.Advance(TimeSpan.FromDays(40));
        (await client.Patch("subscriptions", term, term.GetProperty("version").GetInt64(), new { price = new { minor = 300_00, currency = "USD" } })).EnsureSuccessStatusCode();
        await Same(house);

        var days = new HashSet<DateOnly>();
        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            var answer = await house.Desk.Decide(new Call(house.Founder, "test"), async docket =>
            {
                var profile = await docket.Need((await docket.Company()).Id);
                docket.Do(profile, profile.Amend(new Dictionary<string, object?> { ["zone"] = zone }, docket.Act));
                return profile;
            });
            Assert.True(answer.Accepted(out _, out _));
            await Same(house);
            var told = Assert.Single(await house.Services.GetRequiredService<TermHistory>().Terms(new(2026, 12, 1), null, default));
            days.Add(told.What.Rates[^1].From);
        }

        // They lie more than a day apart.
        Assert.Equal(2, days.Count);
    }

    /// <summary>What is at hand beside what somebody reads who has nothing at hand.</summary>
    static async Task<string> Same(House house)
    {
        var today = DateOnly.FromDateTime(house.Clock.GetUtcNow().Date);
        var (hand, read) = (house.Services.GetRequiredService<TermHistory>(), new TermHistory(house.Store, new TermsAtHand(house.Store)));
        var told = "";
        foreach (var day in new[] { today.AddDays(1), today, today.AddDays(-9), today.AddDays(-60) })
        {
            var followed = Told(await hand.Terms(day, null, default), t => t.Id) + Told(await hand.Churn(day, null, default), c => c.Id);
            Assert.Equal(Told(await read.Terms(day, null, default), t => t.Id) + Told(await read.Churn(day, null, default), c => c.Id), followed);
            told += followed;
        }

        return told;
    }

    static string Told<T>(List<Keyed<T>> all, Func<T, Guid> id) => string.Join('\n', all.OrderBy(t => id(t.What)).Select(t => JsonSerializer.Serialize(t)));
}
