using Rung.Opportunities;
using Rung.Planner;
using Rung.Server.Desk;
using Rung.Server.Opportunities;

namespace Rung.Server.Demo;

// A renewal is a sale too: whoever looks after the customer opens it ahead of the notice date and closes it by the end of the term.
sealed partial class Scribe
{
    const int DaysAhead = 100, NoticeDays = 60;

    readonly Dictionary<int, int> keepers = [];
    readonly Dictionary<int, (Id<Opportunity> Deal, int Place)> renewals = [];

    int Keeper(int account) => keepers.GetValueOrDefault(account, 1);

    void Renews(int subscription, int account, DateOnly until, Money year)
    {
        var from = Demo.Frame.Workday(Demo.Frame.At(until.AddDays(-DaysAhead), 9.5 + words.Below(70) / 10.0));
        diary.Plan(from, () =>
        {
            if (subscriptions[subscription] is null || ended.Contains(subscription)) return;
            var deal = new Id<Opportunity>(story.NewId(from));
            renewals[subscription] = (deal, 0);
            var (by, name, step) = (Keeper(account), Say("deal.renewal", account, ("year", Number(until.Year))), Say("step.renewal", account));
            At(from, account, by, async docket =>
            {
                var record = await Enter(docket, deal, new()
                {
                    ["name"] = name, ["accountId"] = accounts[account], ["type"] = OpportunityType.Renewal, ["amount"] = year, ["closeOn"] = until, ["productId"] = products[ProductOf(account)].Id, ["region"] = Company(account).Region,
                    ["team"] = TeamOf(by), ["source"] = "renewal", ["accountableId"] = people[by], ["subscriptionId"] = subscriptions[subscription],
                });
                await OpportunityVerbs.Plan(docket, deal, step, Demo.Frame.Workday(from.AddDays(20)));
                return record;
            });
            Later(from.AddDays(9 + words.Below(16)), subscription, account, OpenStages.Count - 2);
            Later(from.AddDays(45 + words.Below(40)), subscription, account, OpenStages.Count - 1);
        });
    }

    /// <summary>It moves on, unless it was closed before; the next step moves with it.</summary>
    void Later(DateTimeOffset when, int subscription, int account, int place)
    {
        var at = Demo.Frame.Workday(when);
        diary.Plan(at, () =>
        {
            if (!renewals.TryGetValue(subscription, out var renewal) || renewal.Place >= place) return;
            renewals[subscription] = (renewal.Deal, place);
            var (step, next, to) = (Say("step.renewal", account), Demo.Frame.Around(at.AddDays(10 + words.Below(25)), words), OpenStages[place].Id);
            At(at, account, Keeper(account), async docket =>
            {
                await OpportunityVerbs.Move(docket, renewal.Deal, to);
                return await OpportunityVerbs.Plan(docket, renewal.Deal, step, next);
            });
        });
    }

    /// <summary>The sale of the next term, where one is open; whoever closes it takes it.</summary>
    Id<Opportunity>? Taken(int subscription) => renewals.Remove(subscription, out var renewal) ? renewal.Deal : null;

    readonly HashSet<int> ended = [];

    List<Stage> OpenStages => openStages ??= [.. stages.Where(s => s.Kind == StageKind.Open)];
    List<Stage>? openStages;

    /// <summary>Something that the stream does not tell, by somebody of ours.</summary>
    void At(DateTimeOffset at, int account, int? by, Func<Docket, Task<Records.Record>> what) => diary.Note(account, people[by] ?? founder, at, at, what);
}
