using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Customers;
using Rung.Economics;
using Rung.Ladder;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Playbook;
using Rung.Server.Ladder;
using Rung.Server.Tests.Metrics;

namespace Rung.Server.Tests.Ladder;

/// <summary>Rows at hand that are followed fact by fact are the rows that reading everything tells, whatever is entered, corrected, undone, merged or removed.</summary>
public sealed class RowsFollowed
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_the_rows_that_are_read(Database database)
    {
        var (seen, followedOnly, parts) = ("", 0, 0);
        for (var seed = 71; seed < 74; seed++)
        {
            await using var house = await House.Open(database);
            var company = new RandomCompany(house, seed) { Stays = true };
            await company.Begin();
            await company.Happen(40);
            var hand = house.Services.GetRequiredService<RowsAtHand>();
            var before = (await hand.Now(default)).Rows;
            for (var part = 0; part < 12; part++)
            {
                await company.Trade(8);
                await company.Happen(2);
                var (followed, read) = ((await hand.Now(default)).Rows, (await house.Services.GetRequiredService<LadderReader>().Read(null, default)).Rows);
                Assert.Equal(Told(read), Told(followed));
                Assert.Same(followed, (await hand.Now(default)).Rows);
                // Rows that stayed as they were are the very ones: nobody read everything again.
                followedOnly += before.Sales.Any(s => followed.Sales.Any(n => ReferenceEquals(s, n))) ? 1 : 0;
                (before, parts) = (followed, parts + 1);
                house.Clock.Advance(TimeSpan.FromHours(5));
            }

            seen += Told(before);
        }

        Assert.InRange(followedOnly, parts / 2, parts);
        Assert.All(["\"QualifiedOn\":\"", "\"IsRefund\":true", "\"Ends\":[{", "\"WithoutActor\":0", "\"IssuedOn\":\"", "\"RenewedFrom\":[{"], part => Assert.Contains(part, seen, StringComparison.Ordinal));
    }

    /// <summary>Each kind of record the ladder reads, with all that can be done with it, one decision at a time.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_the_rows_that_are_read_whatever_kind_of_record_moves(Database database)
    {
        Type[] kinds =
        [
            typeof(Account), typeof(Opportunity), typeof(Lead), typeof(Activity), typeof(Meeting), typeof(MeetingAttendee), typeof(Subscription), typeof(Payment), typeof(Invoice), typeof(Onboarding), typeof(Milestone),
            typeof(PromisedOutcome), typeof(Survey), typeof(Reference), typeof(UsageDay), typeof(CheckIn), typeof(Ticket), typeof(RoleAssignment), typeof(Section), typeof(Adherence), typeof(TimeBlock), typeof(CoachingSession),
            typeof(Certification), typeof(BankBalance), typeof(Yardstick), typeof(Waiver), typeof(StageConfirmation),
        ];
        await using var house = await House.Open(database);
        var (any, hand, reader) = (new AnyRecords(house, 17), house.Services.GetRequiredService<RowsAtHand>(), house.Services.GetRequiredService<LadderReader>());
        var report = house.Services.GetRequiredService<LadderReport>();
        await any.Begin();
        await hand.Now(default);
        var chance = new Random(18);
        for (var step = 0; step < 300; step++)
        {
            if (step % 23 == 0) await any.Used();
            else if (step % 199 == 0) await any.Happen(chance.Next(2) == 0 ? typeof(HealthRule) : typeof(AcceptableUse));
            else await any.Happen(chance.Next(2) == 0 ? any.Rarest(kinds) : kinds[chance.Next(kinds.Length)]);
            var (followed, read) = (await hand.Now(default), await reader.Read(null, default));
            var day = await report.Today(default);
            Assert.Equal(Told(read.Replay.Until(day).Last()), Told((await report.History(null, null, default)).Now));
            Assert.Equal(Told(read.Rows), Told(followed.Rows));
            Assert.Equal(JsonSerializer.Serialize((object[])[read.Yardsticks, read.Waivers, read.Confirmed]), JsonSerializer.Serialize((object[])[followed.Yardsticks, followed.Waivers, followed.Confirmed]));
        }

        foreach (var kind in kinds) Assert.True(any.Came.Where(c => c.Key.StartsWith(kind.Name + " ", StringComparison.Ordinal)).Sum(c => c.Value) >= 3, kind.Name);
        Assert.True(any.Came["usage sent"] > 5);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", any.Came.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")));
    }

    /// <summary>What hangs on a customer by another record: its relation, the step that goes live, and the use of an account that was merged into it.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Are_the_rows_of_a_customer_whatever_hangs_on_it(Database database)
    {
        await using var house = await House.Open(database);
        var (client, hand, reader) = (house.ClientOf(house.Founder), house.Services.GetRequiredService<RowsAtHand>(), house.Services.GetRequiredService<LadderReader>());
        await client.Enter("usage-events", new { name = "shipped" });
        var (varg, twin) = (await client.Enter("accounts", new { name = "Varg" }), await client.Enter("accounts", new { name = "Varg twin" }));
        await client.Enter("subscriptions", new { accountId = varg.Id(), startsOn = "2026-01-01", price = new { minor = 100_00, currency = "USD" } });
        var step = await client.Enter("milestones", new { onboardingId = (await client.Enter("onboardings", new { accountId = varg.Id() })).Id(), name = "Live", goesLive = true });
        Assert.Null((await Customer()).WentLiveOn);

        await client.Post($"/api/v1/milestones/{step.Id()}/complete", new { });
        Assert.NotNull((await Customer()).WentLiveOn);

        await client.Patch("milestones", step, (await client.Get("milestones", step)).GetProperty("version").GetInt64(), new { goesLive = false });
        Assert.Null((await Customer()).WentLiveOn);

        await client.Patch("accounts", varg, varg.GetProperty("version").GetInt64(), new { relation = "partner" });
        Assert.Equal(Relation.Partner, (await Customer()).Relation);

        await client.Post("/api/v1/usage", new { events = new[] { new { id = "1", account = twin.Id(), @event = "shipped", at = house.Clock.GetUtcNow().AddHours(-1).ToString("O") } } });
        Assert.Empty((await Customer()).Usage);

        using var merge = await client.PostAsJsonAsync($"/api/v1/accounts/{varg.Id()}/merge", new { gone = twin.Id() });
        Assert.Single((await Customer()).Usage);

        await client.Post($"/api/v1/decisions/{merge.Decision()}/undo", new { });
        Assert.Empty((await Customer()).Usage);

        // Rules hang on no customer, and move the rows of all.
        var rules = (await hand.Now(default)).Rows.Health!.Rules.Count;
        await client.Enter("health-rules", new { fromOn = "2026-04-01" });
        await Customer();
        Assert.Equal(rules + 1, (await hand.Now(default)).Rows.Health!.Rules.Count);
        await client.Enter("opportunities", new { name = "Seats", accountId = varg.Id() });
        await Customer();
        varg = await client.Get("accounts", varg);
        await client.Patch("accounts", varg, varg.GetProperty("version").GetInt64(), new { relation = "internal" });
        await Customer();
        Assert.Equal(Relation.Internal, Assert.Single((await hand.Now(default)).Rows.Sales).Relation);
        var stage = (await client.List("stages"))[0];
        await client.Patch("stages", stage, stage.GetProperty("version").GetInt64(), new { marksProposal = true });
        await Customer();
        Assert.True(Assert.Single((await hand.Now(default)).Rows.Sales).Stages[0].MarksProposal);
        await client.Enter("acceptable-uses", new { fromOn = "2026-04-01", daysAPeriod = 2 });
        await Customer();
        Assert.Contains((await hand.Now(default)).Rows.UseLevels, u => u.Days == 2);

        // Month-ends that are stored stand, until history comes in.
        var stored = (await hand.Now(default)).Stored.Count;
        Assert.True((await house.Services.GetRequiredService<Evaluations>().Store(house.Founder, null, default)).Accepted(out _, out _));
        await Customer();
        var all = (await hand.Now(default)).Stored.Count;
        Assert.True(all > stored, $"{all}");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await client.Enter("payments", new { accountId = varg.Id(), paidOn = "2026-01-15", amount = new { minor = 100_00, currency = "USD" } });
        await Customer();
        Assert.True((await hand.Now(default)).Stored.Count < all);

        async Task<CustomerRow> Customer()
        {
            var (followed, read) = (await hand.Now(default), await reader.Read(null, default));
            Assert.Equal(Told(read.Rows), Told(followed.Rows));
            Assert.Equal(JsonSerializer.Serialize(read.Rows.Health), JsonSerializer.Serialize(followed.Rows.Health));
            Assert.Equal(read.Stored.Select(s => s.On), followed.Stored.Select(s => s.On));
            return Assert.Single(followed.Rows.Customers);
        }
    }

    static string Told(Assessment told) => JsonSerializer.Serialize(AssessmentDocument.Of(told, null)) + string.Join(' ', told.Criteria.Select(c => c.Reading.Digest()));

    static string Told(CompanyRows rows) => string.Join('\n', Lines(rows));

    static IEnumerable<string> Lines(CompanyRows rows)
    {
        // In the order of identities: what is new comes last, and nothing hangs on the order.
        foreach (var sale in rows.Sales.OrderBy(s => s.Id)) yield return JsonSerializer.Serialize(sale);
        foreach (var customer in rows.Customers.OrderBy(c => c.AccountId)) yield return JsonSerializer.Serialize(customer);
        foreach (var meeting in rows.Meetings.OrderBy(m => m.Id)) yield return JsonSerializer.Serialize(meeting);
        yield return JsonSerializer.Serialize(rows with { Sales = [], Customers = [], Meetings = [] });
    }
}
