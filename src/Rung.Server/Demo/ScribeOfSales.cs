using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Planner;
using Rung.Playbook;
using Rung.Server.Desk;
using Rung.Server.Handoffs;
using Rung.Server.Leads;
using Rung.Server.Opportunities;

namespace Rung.Server.Demo;

// From the hand-off to the close.
sealed partial class Scribe
{
    readonly Dictionary<int, (Id<Opportunity> Deal, int Place)> open = [];

    bool TakeSale(Happening told)
    {
        switch (told)
        {
            case Happening.HandedOver over: HandedOver(over); return true;
            case Happening.HandoffTaken taken when handoffs[taken.Handoff] is { } handoff:
                Note(taken, handoffs.Account(taken.Handoff), taken.By, docket => Turn(docket, handoff, (h, act) => h.Accept(act)));
                if (toCare.Remove(taken.Handoff)) followedUp[handoffs.Account(taken.Handoff)] = (handoff, FollowUps);
                return true;
            case Happening.HandoffGivenBack back when handoffs[back.Handoff] is { } handoff:
                var gap = Said("gap", Math.Max(handoffs.Account(back.Handoff), 1), (int)back.Gap);
                Note(back, handoffs.Account(back.Handoff), back.By, docket => Turn(docket, handoff, (h, act) => h.Return(gap, act)));
                return true;
            case Happening.HandoffDropped dropped when handoffs[dropped.Handoff] is { } handoff:
                GoneThrough(dropped, handoff);
                return true;
            case Happening.HandoffFirstAction first when handoffs[first.Handoff] is { } handoff:
                Note(first, handoffs.Account(first.Handoff), first.By, docket => Turn(docket, handoff, (h, act) => h.FirstAction(act)));
                return true;
            case Happening.SaleBegan began when accounts[began.Account] is not null: Began(began); return true;
            case Happening.SaleRejected rejected when deals[rejected.Opportunity] is { } deal:
                open.Remove(rejected.Opportunity);
                stepsSet.Remove(rejected.Opportunity);
                var why = Said("gap", deals.Account(rejected.Opportunity), (int)rejected.Reason);
                Note(rejected, deals.Account(rejected.Opportunity), rejected.By, docket => OpportunityVerbs.Lose(docket, deal, why, Day(rejected.At)));
                return true;
            case Happening.StageEntered entered when deals[entered.Opportunity] is { } deal: Entered(entered, deal); return true;
            case Happening.SaleReassigned to when deals[to.Opportunity] is { } deal:
                Note(to, deals.Account(to.Opportunity), to.Accountable, docket => Amend(docket, deal, new() { ["accountableId"] = people[to.Accountable], ["team"] = TeamOf(to.Accountable) }));
                return true;
            case Happening.AmountChanged changed when deals[changed.Opportunity] is { } deal:
                Note(changed, deals.Account(changed.Opportunity), changed.By, docket => Amend(docket, deal, new() { ["amount"] = changed.Amount }));
                return true;
            case Happening.CloseDateChanged later when deals[later.Opportunity] is { } deal:
                Note(later, deals.Account(later.Opportunity), later.By, docket => Amend(docket, deal, new() { ["closeOn"] = later.CloseOn }));
                return true;
            case Happening.NextStepSet step when deals[step.Opportunity] is { } deal: Next(step, deal); return true;
            case Happening.SaleWon won when deals[won.Opportunity] is { } deal: Won(won, deal); return true;
            case Happening.SaleLost lost when deals[lost.Opportunity] is { } deal:
                open.Remove(lost.Opportunity);
                stepsSet.Remove(lost.Opportunity);
                var reason = Said("lost", deals.Account(lost.Opportunity), (int)lost.Reason);
                Note(lost, deals.Account(lost.Opportunity), lost.By, docket => OpportunityVerbs.Lose(docket, deal, reason, lost.On));
                return true;
            case Happening.PlaybookFollowed followed when deals[followed.Opportunity] is { } deal && sections.TryGetValue(followed.Topic, out var section):
                Note(followed, deals.Account(followed.Opportunity), followed.Person, docket => Enter(docket, new Id<Adherence>(docket.Act.NewId<Adherence>().Value), new()
                {
                    ["opportunityId"] = deal, ["sectionId"] = section.Id, ["personId"] = people[followed.Person], ["degree"] = Math.Round(followed.Degree, 2),
                }));
                return true;
            case Happening.LeadBecameSale or Happening.HandoffDropped or Happening.HandoffTaken or Happening.HandoffGivenBack or Happening.HandoffFirstAction or Happening.SaleBegan or Happening.SaleRejected
                or Happening.StageEntered or Happening.SaleReassigned or Happening.AmountChanged or Happening.CloseDateChanged or Happening.NextStepSet or Happening.SaleWon or Happening.SaleLost
                or Happening.PlaybookFollowed: return true;
            default: return false;
        }
    }

    /// <summary>What nobody answered in time is returned when somebody goes through the queue: late, and so dropped all the same.</summary>
    void GoneThrough(Happening.HandoffDropped dropped, Id<Handoff> handoff)
    {
        var (account, at) = (handoffs.Account(dropped.Handoff), dropped.At.ToUniversalTime().AddDays(6 + dropped.Handoff % 9));
        var gap = Phrases.Of("gap.late", account > 0 ? Company(account).Language : "en")[0];
        diary.Plan(at, () => Note(dropped with { At = at, LoggedAt = null }, account, null, docket => Turn(docket, handoff, (h, act) => h.Status == HandoffStatus.Waiting ? h.Return(gap, act) : new NothingToChange())));
    }

    void HandedOver(Happening.HandedOver over)
    {
        // A hand-off is about one thing: the sale where there is one, else the lead, else the account.
        var (deal, lead, account) = (deals[over.Opportunity], leads[over.Lead], accounts[over.Account]);
        if (deal is null && lead is null && account is null) return;

        var id = handoffs.New(over.Handoff, over.At, over.Account);
        if (over is { FromRole: not Role.Csm, ToRole: Role.Csm }) toCare.Add(over.Handoff);
        var packet = words.Happens(over.Completeness) ? Told(over) : null;
        Note(over, over.Account, over.FromPerson, docket => Enter(docket, id, new()
        {
            ["fromRole"] = over.FromRole, ["toRole"] = over.ToRole, ["fromPersonId"] = people[over.FromPerson], ["toPersonId"] = people[over.ToPerson],
            ["accountId"] = deal is null && lead is null ? account : null, ["leadId"] = deal is null ? lead : null, ["opportunityId"] = deal,
            ["packet"] = packet, ["completeness"] = Math.Round(over.Completeness, 2), ["dueAt"] = over.DueAt.ToUniversalTime(),
        }));
    }

    /// <summary>By the items of the rule, so that its reader finds what it asks for.</summary>
    string Told(Happening.HandedOver over)
    {
        var (why, next) = (Say("note", over.Account), Say("step.0", over.Account));
        return (over.ToRole == Role.Sdr ? Packet.Of((PacketFacts.Source, why)) : Packet.Of((Rung.Server.Company.EngagementRules.Why, why), (PacketFacts.Next, next))).ToString();
    }

    void Began(Happening.SaleBegan began)
    {
        var id = deals.New(began.Opportunity, began.At, began.Account);
        open[began.Opportunity] = (id, 0);
        if (began is { Type: OpportunityType.New, IdealFit: false }) unfit.Add(began.Account);
        var chosen = words.Below(10) switch { < 7 => 0, < 9 => 1, _ => 2 };
        if (began.Type == OpportunityType.New && chosen > 0) otherProducts[began.Account] = chosen;
        var product = products[began.Type == OpportunityType.New ? chosen : ProductOf(began.Account)];
        var name = began.Type switch
        {
            OpportunityType.Renewal => Say("deal.renewal", began.Account, ("year", Number(began.CloseOn.Year))),
            OpportunityType.Expansion => Say("deal.expansion", began.Account, ("product", product.Name)),
            _ => Say("deal.name", began.Account, ("product", product.Name)),
        };
        var values = new Dictionary<string, object?>
        {
            ["name"] = name, ["accountId"] = accounts[began.Account], ["contactId"] = contacts[began.Contact], ["type"] = began.Type, ["amount"] = began.Amount, ["closeOn"] = began.CloseOn, ["productId"] = product.Id,
            ["source"] = Source(began.Source), ["segment"] = Segment(began.Segment), ["region"] = Company(began.Account).Region, ["team"] = TeamOf(began.Accountable), ["idealFit"] = began.IdealFit,
            ["accountableId"] = people[began.Accountable], ["sourcedById"] = people[began.SourcedBy],
        };
        var lead = leads[began.Lead];
        Note(began, began.Account, began.Accountable, async docket =>
        {
            if (lead is { } from) docket.Do(await docket.Need(from), (await docket.Need(from)).Qualify(id, docket.Act));
            values["leadId"] = lead;
            return await Enter(docket, id, values);
        });
    }

    /// <summary>The four stations of the stream on the five open stages of the pipeline: what lies between discovery and proposal is evaluated for a while.</summary>
    void Entered(Happening.StageEntered entered, Id<Opportunity> deal)
    {
        if (!open.TryGetValue(entered.Opportunity, out var now)) return;

        var place = entered.Stage switch { SaleStage.Meeting => 0, SaleStage.Discovery => 1, SaleStage.Proposal => OpenStages.Count - 2, _ => OpenStages.Count - 1 };
        if (place == now.Place) return;

        open[entered.Opportunity] = (deal, place);
        var to = OpenStages[place].Id;
        Note(entered, deals.Account(entered.Opportunity), entered.By, docket => OpportunityVerbs.Move(docket, deal, to));
        if (entered.Stage != SaleStage.Discovery || OpenStages.Count < 5) return;

        var later = entered with { At = Demo.Frame.Workday(entered.At.AddDays(3 + words.Below(9))), LoggedAt = null };
        diary.Plan(later.At, () =>
        {
            if (!open.TryGetValue(entered.Opportunity, out var then) || then.Place != 1) return;
            open[entered.Opportunity] = (deal, 2);
            Note(later, deals.Account(entered.Opportunity), entered.By, docket => OpportunityVerbs.Move(docket, deal, OpenStages[2].Id));
        });
    }

    void Next(Happening.NextStepSet step, Id<Opportunity> deal)
    {
        if (!open.TryGetValue(step.Opportunity, out var now)) return;
        var (account, said, due) = (deals.Account(step.Opportunity), "step." + Number(Math.Min(now.Place, 4)), step.For.ToUniversalTime());
        var text = Said2(said, account, step.Step);
        Note(step, account, step.By, docket => OpportunityVerbs.Plan(docket, deal, text, due));
        Again(step, deal, due, stepsSet[step.Opportunity] = stepsSet.GetValueOrDefault(step.Opportunity) + 1);
        if (words.Happens(0.85)) return;

        var task = new Id<Activity>(story.NewId(step.At));
        Note(step, account, step.By, docket => Enter(docket, task, new()
        {
            ["type"] = ActivityType.Task, ["subject"] = Say("task", account), ["accountId"] = accounts[account], ["opportunityId"] = deal, ["actorId"] = people[step.By], ["dueAt"] = due,
        }));
        // Now and then one is forgotten for a while.
        var done = words.Happens(0.92) ? due : Demo.Frame.Workday(due.AddDays(4 + stepsSet[step.Opportunity] * 7 % 25));
        diary.Plan(done, () => Note(step with { At = done, LoggedAt = null }, account, step.By, docket => Turn(docket, task, (t, act) => t.Complete(null, act))));
    }

    readonly Dictionary<int, int> stepsSet = [];

    /// <summary>Accounts to whom something else than the first product was offered, and which.</summary>
    readonly Dictionary<int, int> otherProducts = [];

    int ProductOf(int account) => otherProducts.GetValueOrDefault(account);

    /// <summary>What was due is followed by the next thing while the sale stands where it stood; now and then somebody forgets.</summary>
    void Again(Happening.NextStepSet step, Id<Opportunity> deal, DateTimeOffset due, int round)
    {
        if (words.Happens(0.15)) return;

        var at = Demo.Frame.Workday(due.AddMinutes(20 + words.Below(60)));
        diary.Plan(at, () =>
        {
            if (!open.TryGetValue(step.Opportunity, out var now) || stepsSet[step.Opportunity] != round) return;
            var next = Demo.Frame.Around(at.AddDays(3 + words.Below(8)), words);
            var text = Said2("step." + Number(Math.Min(now.Place, 4)), deals.Account(step.Opportunity), step.Step + round);
            At(at, deals.Account(step.Opportunity), step.By, docket => OpportunityVerbs.Plan(docket, deal, text, next));
            Again(step, deal, next, stepsSet[step.Opportunity] = round + 1);
        });
    }

    string Said2(string key, int account, int which)
    {
        var language = Company(account).Language;
        var all = Phrases.Of(key, language);
        return all[which % all.Count].Replace("{peer}", Company(Math.Max(1, account - 7)).Short, StringComparison.Ordinal);
    }

    void Won(Happening.SaleWon won, Id<Opportunity> deal)
    {
        open.Remove(won.Opportunity);
        stepsSet.Remove(won.Opportunity);
        var isFree = IsFree(won.At);
        var ids = won.Promises.Select(p => outcomes.New(p.Outcome, won.At, won.Account)).ToList();
        var worth = WorthOf(won);
        Note(won, won.Account, won.By, async docket =>
        {
            var record = await OpportunityVerbs.Win(docket, deal, isFree ? Money.Zero(won.Value.Currency) : won.Value, won.On);
            for (var i = 0; i < ids.Count; i++)
            {
                var promise = won.Promises[i];
                var kpis = Phrases.Of(promise.Lower ? "kpi.lower" : "kpi.higher", Company(won.Account).Language);
                await Enter(docket, ids[i], new()
                {
                    ["kpi"] = kpis[promise.Kpi % kpis.Count], ["accountId"] = accounts[won.Account], ["opportunityId"] = deal, ["baseline"] = Math.Round(promise.Baseline, 1), ["target"] = Math.Round(promise.Target, 1),
                    ["unitValue"] = worth[i], ["promisedById"] = people[won.By], ["stakeholderId"] = contacts[promise.Stakeholder], ["dueOn"] = promise.DueOn,
                });
            }

            return record;
        });
        Sees(won, deal);
        Names(won, deal);
    }
}
