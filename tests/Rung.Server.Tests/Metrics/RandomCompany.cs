using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Desk;
using Record = Rung.Records.Record;

namespace Rung.Server.Tests.Metrics;

/// <summary>
/// A company to which anything may happen that the desk allows, from a seed: back-dated entries, undo, merging, removing
/// and restoring, another zone, another mark on a stage.
/// </summary>
sealed class RandomCompany(House house, int seed)
{
    static readonly string?[] Words = ["north", "south", null];

    readonly Random chance = new(seed);
    readonly List<Id<Opportunity>> deals = [];
    readonly List<Id<Account>> accounts = [];
    readonly List<Id<Lead>> leads = [];
    readonly List<Id<Person>> people = [];
    readonly List<Id<Product>> products = [];
    readonly List<Id<Subscription>> subscriptions = [];
    readonly List<Id<Payment>> payments = [];
    readonly List<Id<Activity>> touches = [];
    readonly List<Guid> decisions = [];
    List<Stage> stages = [];

    /// <summary>It stays in its zone: days are always those of the last one.</summary>
    public bool Stays { get; init; }

    public async Task Begin()
    {
        stages = [.. await house.Store.Known.Stages()];
        for (var i = 0; i < 3; i++) people.Add(((Person)(await Enter(typeof(Person), new() { ["name"] = i == 2 ? "Same" : "Person " + i }))!).Id);
        for (var i = 0; i < 2; i++) products.Add(((Product)(await Enter(typeof(Product), new() { ["name"] = "Product " + i }))!).Id);
        for (var i = 0; i < 4; i++) await Account();
    }

    public async Task Happen(int times)
    {
        for (var i = 0; i < times; i++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(chance.Next(1, 2 * 24 * 60)));
            await Something();
        }
    }

    /// <summary>Outreach, money and corrections of both, beside anything else.</summary>
    public async Task Trade(int times)
    {
        for (var i = 0; i < times; i++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(chance.Next(1, 12 * 60)));
            await (chance.Next(9) switch
            {
                0 or 1 => Reached(),
                2 => Enter(typeof(Invoice), new() { ["accountId"] = Any(accounts), ["number"] = "I" + Guid.NewGuid(), ["issuedOn"] = Day(-40, 0), ["dueOn"] = chance.Next(3) == 0 ? null : Day(-20, 30), ["amount"] = Amount() }),
                3 => Paid(),
                4 => With(leads, (docket, id) => Rung.Server.Leads.LeadVerbs.Qualify(docket, id, null, null, null, null), true),
                5 => With(payments, async (docket, id) => chance.Next(2) == 0 ? Amended(docket, await docket.Need(id), new() { ["paidOn"] = Day(-60, 0), ["amount"] = Amount() }) : Did(docket, await docket.Need(id), p => p.Remove(docket.Act))),
                6 => With(leads, async (docket, id) => Did(docket, await docket.Need(id), l => l.RemovedAt is null ? l.Remove(docket.Act) : l.Restore(docket.Act))),
                7 => With(touches, async (docket, id) => Did(docket, await docket.Need(id), t => t.Remove(docket.Act))),
                _ => Something(),
            });
        }
    }

    async Task Reached()
    {
        if (await Enter(typeof(Activity), new() { ["type"] = ActivityType.Call, ["direction"] = Direction.Outbound, ["accountId"] = Any(accounts) }) is Activity touch) touches.Add(touch.Id);
    }

    async Task Paid()
    {
        if (await Enter(typeof(Payment), new() { ["accountId"] = Any(accounts), ["paidOn"] = Day(-60, 0), ["amount"] = Amount(), ["isRefund"] = chance.Next(2) == 0 }) is Payment payment) payments.Add(payment.Id);
    }

    async Task Something()
    {
        switch (chance.Next(24))
        {
            case < 5: await Deal(); break;
            case 5: await Account(); break;
            case 6: leads.Add(((Lead)(await Enter(typeof(Lead), new() { ["name"] = "Lead", ["accountId"] = Any(accounts), ["source"] = Any(Words) }))!).Id); break;
            case < 10: await With(deals, (docket, id) => Rung.Server.Opportunities.OpportunityVerbs.Move(docket, id, Any(stages).Id), true); break;
            case < 12: await With(deals, (docket, id) => Rung.Server.Opportunities.OpportunityVerbs.Win(docket, id, chance.Next(3) == 0 ? null : Amount(), chance.Next(3) == 0 ? Day(-20, 20) : null), true); break;
            case 12: await With(deals, (docket, id) => Rung.Server.Opportunities.OpportunityVerbs.Lose(docket, id, "no", null), true); break;
            case 13: await With(deals, (docket, id) => Rung.Server.Opportunities.OpportunityVerbs.Reopen(docket, id, null), true); break;
            case < 17: await With(deals, async (docket, id) => Amended(docket, await docket.Need(id), AnyOf(Values()))); break;
            case 17: await Undo(); break;
            case 18: await Gone(); break;
            case 19: await Changed(); break;
            case 20: await Subscription(); break;
            case 21: await Lived(); break;
            case 22: await Enter(typeof(ChurnEvent), new() { ["accountId"] = Any(accounts), ["subscriptionId"] = subscriptions.Count > 0 && chance.Next(2) == 0 ? Any(subscriptions) : null, ["decidedOn"] = Day(-40, 0), ["effectiveOn"] = chance.Next(2) == 0 ? Day(-20, 20) : null }); break;
            default: await Merge(); break;
        }
    }

    async Task Account() => accounts.Add(((Account)(await Enter(typeof(Account), new()
    {
        ["name"] = "Account " + accounts.Count, ["region"] = Any(Words), ["segment"] = Any(Words), ["relation"] = chance.Next(5) == 0 ? Relation.Test : Relation.Prospect, ["accountableId"] = Any(people),
    }))!).Id);

    Dictionary<string, object?> Values() => new()
    {
        ["accountId"] = Any(accounts), ["amount"] = chance.Next(6) == 0 ? null : Amount(), ["closeOn"] = Day(-10, 90), ["productId"] = chance.Next(3) == 0 ? null : Any(products), ["team"] = Any(Words),
        ["region"] = Any(Words), ["source"] = Any(Words), ["segment"] = Any(Words), ["accountableId"] = chance.Next(5) == 0 ? null : Any(people), ["idealFit"] = chance.Next(3) == 0 ? null : chance.Next(2) == 0, ["sourcedById"] = chance.Next(3) == 0 ? Any(people) : null,
    };

    async Task Deal()
    {
        var values = Values();
        values["name"] = "Deal " + deals.Count;
        values["type"] = chance.Next(6) == 0 ? OpportunityType.Renewal : OpportunityType.New;
        if (leads.Count > 0 && chance.Next(3) == 0) values["leadId"] = Any(leads);
        var (undated, ago) = (chance.Next(8) == 0, chance.Next(3) == 0 ? chance.Next(1, 60) : 0);
        if (await Decide(async docket =>
        {
            if (undated) docket.TellUndated();
            else if (ago > 0) docket.Tell(docket.Act.Now.AddDays(-ago), Origin.Imported);
            return await Entering.Enter(docket, typeof(Opportunity), values);
        }) is Opportunity deal) deals.Add(deal.Id);
    }

    async Task Gone()
    {
        if (chance.Next(2) == 0) await With(deals, async (docket, id) => Did(docket, await docket.Need(id), d => d.Remove(docket.Act)));
        else await With(deals, async (docket, id) => Did(docket, await docket.Need(id), d => d.Restore(docket.Act)));
    }

    async Task Changed()
    {
        switch (chance.Next(Stays ? 3 : 4))
        {
            case 0: await With(accounts, async (docket, id) => Amended(docket, await docket.Need(id), new() { ["relation"] = chance.Next(2) == 0 ? Relation.Partner : Relation.Prospect, ["region"] = Any(Words) })); break;
            case 1: await With(leads, async (docket, id) => Amended(docket, await docket.Need(id), new() { ["source"] = Any(Words) })); break;
            case 2: await Decide(async docket => Amended(docket, await docket.Need(stages[1].Id), new() { ["marksAccepted"] = chance.Next(2) == 0 })); break;
            default: await Decide(async docket => Amended(docket, await docket.Need((await docket.Company()).Id), new() { ["zone"] = chance.Next(2) == 0 ? "Asia/Shanghai" : "America/Los_Angeles" })); break;
        }
    }

    async Task Subscription()
    {
        var starts = Day(-200, 20);
        if (await Enter(typeof(Subscription), new()
        {
            ["accountId"] = Any(accounts), ["opportunityId"] = deals.Count > 0 && chance.Next(2) == 0 ? Any(deals) : null, ["productId"] = chance.Next(2) == 0 ? Any(products) : null, ["startsOn"] = starts,
            ["endsOn"] = chance.Next(4) == 0 ? null : starts.AddMonths(chance.Next(1, 14)), ["termMonths"] = 12, ["billing"] = Any(Enum.GetValues<Billing>()), ["price"] = chance.Next(6) == 0 ? null : Amount(), ["isTrial"] = chance.Next(5) == 0,
        }) is Subscription subscription) subscriptions.Add(subscription.Id);
    }

    async Task Lived()
    {
        switch (chance.Next(4))
        {
            case 0: await With(subscriptions, async (docket, id) => Did(docket, await docket.Need(id), s => s.Renew(chance.Next(1, 13), Amount(), docket.Act)), true); break;
            case 1: await With(subscriptions, async (docket, id) => Did(docket, await docket.Need(id), s => s.Cancel(Day(-30, 60), docket.Act)), true); break;
            case 2: await With(subscriptions, async (docket, id) => Amended(docket, await docket.Need(id), new() { ["price"] = Amount() })); break;
            default: await With(subscriptions, async (docket, id) => Did(docket, await docket.Need(id), s => s.RemovedAt is null ? s.Remove(docket.Act) : s.Restore(docket.Act))); break;
        }
    }

    async Task Merge()
    {
        if (accounts.Count < 3) return;
        var (keep, gone) = (Any(accounts), Any(accounts));
        await Decide(docket => Rung.Server.Accounts.Merging.Merge(docket, typeof(Account), keep.Value, gone.Value, [], house.Store.Schema));
    }

    async Task Undo()
    {
        if (decisions.Count == 0) return;
        await house.Services.GetRequiredService<Undoing>().Undo(house.Founder, decisions[chance.Next(Math.Max(0, decisions.Count - 10), decisions.Count)], OnConflict.Refuse, default);
    }

    async Task With<T>(List<Id<T>> of, Func<Docket, Id<T>, Task<Record>> verb, bool mayBeLate = false)
        where T : Record<T>
    {
        if (of.Count == 0) return;
        var id = Any(of);
        await Decide(docket => verb(docket, id), mayBeLate && chance.Next(3) == 0 ? house.Desk.Now.AddMinutes(-chance.Next(1, 20 * 24 * 60)) : null);
    }

    Task<Record?> Enter(Type kind, Dictionary<string, object?> values) => Decide(docket => Entering.Enter(docket, kind, values));

    /// <summary>What the desk refuses has not happened.</summary>
    async Task<Record?> Decide(Func<Docket, Task<Record>> decision, DateTimeOffset? at = null)
    {
        Record? main = null;
        var answer = await house.Desk.Decide(new Call(house.Founder, "test") { HappenedAt = at }, async docket => main = await decision(docket));
        if (!answer.Accepted(out var receipt, out _)) return null;
        if (receipt.Facts.Count > 0) decisions.Add(receipt.DecisionId);
        return main;
    }

    static T Did<T>(Docket docket, T record, Func<T, Outcome<Fact>> verb)
        where T : Record
    {
        docket.Do(record, verb(record));
        return record;
    }

    static Record Amended(Docket docket, Record record, Dictionary<string, object?> values) => Did(docket, record, r => r.Amend(values, docket.Act));

    Dictionary<string, object?> AnyOf(Dictionary<string, object?> values) => values.Where(_ => chance.Next(4) == 0).ToDictionary();

    Money Amount() => new(chance.Next(8) == 0 ? 0 : chance.Next(1, 90_000), new(chance.Next(4) == 0 ? "EUR" : "USD"));

    DateOnly Day(int from, int until) => DateOnly.FromDateTime(house.Clock.GetUtcNow().Date).AddDays(chance.Next(from, until + 1));

    T Any<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];
}
