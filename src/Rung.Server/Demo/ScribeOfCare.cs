using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Opportunities;
using Rung.People;
using Rung.Planner;
using Rung.Server.Company;

namespace Rung.Server.Demo;

// What comes of a sale: onboarding by its template, promises measured on the way, risks, answers to tickets, references. Its
// chance is its own, so that it changes nothing of what else is told.
sealed partial class Scribe
{
    static readonly TimeSpan ReferenceRest = TimeSpan.FromDays(30);

    readonly HashSet<int> reviews = [];
    readonly HashSet<int> unanswered = [];
    readonly Dictionary<int, DateTimeOffset> reviewed = [];
    readonly Dictionary<int, Id<Contact>> sponsors = [];
    readonly Dictionary<int, (Id<PromisedOutcome> Id, double Baseline, double Target)> firstPromises = [];
    readonly Dictionary<int, (Id<Risk> Id, Id<Person> By)> risks = [];
    readonly List<(Id<Reference> Id, DateTimeOffset Ready)> references = [];

    string Choose(string key, int account)
    {
        var all = Phrases.Of(key, Company(account).Language);
        return all[care.Below(all.Count)].Replace("{lanes}", Number(4 + care.Below(80)), StringComparison.Ordinal).Replace("{month}", Phrases.Of("month", Company(account).Language)[care.Below(12)], StringComparison.Ordinal);
    }

    /// <summary>What one unit of each promise is worth: together the promises are worth one to three times a year's price.</summary>
    Money?[] WorthOf(Happening.SaleWon won)
    {
        if (won.Promises.Count == 0) return [];
        if (contacts[won.Promises[0].Stakeholder] is { } sponsor) sponsors[won.Account] = sponsor;
        firstPromises[won.Account] = (outcomes[won.Promises[0].Outcome]!.Value, won.Promises[0].Baseline, won.Promises[0].Target);
        return [.. won.Promises.Select(p =>
        {
            var change = Math.Abs(p.Target - p.Baseline);
            var whole = won.Value.Major * (decimal)(1 + 2 * care.Uniform()) / won.Promises.Count;
            return change < 0.1 ? (Money?)null : new Money(Math.Max(1, (long)Math.Round((double)whole / change)) * won.Value.Currency.MinorPerMajor, won.Value.Currency);
        })];
    }

    /// <summary>What may go wrong is written down with the win, now and then.</summary>
    void Sees(Happening.SaleWon won, Id<Opportunity> deal)
    {
        if (!care.Happens(0.35) || accounts[won.Account] is not { } account || people[won.By] is not { } by) return;
        var (id, name, severity) = (new Id<Risk>(story.NewId(won.At)), Choose("risk", won.Account), care.Happens(0.3) ? Severity.High : Severity.Normal);
        risks[won.Account] = (id, by);
        Note(won, won.Account, won.By, docket => Enter(docket, id, new() { ["name"] = name, ["accountId"] = account, ["opportunityId"] = deal, ["severity"] = severity, ["accountableId"] = by }));
    }

    /// <summary>A buyer was told of somebody who is content: whoever has rested longest.</summary>
    void Names(Happening.SaleWon won, Id<Opportunity> deal)
    {
        var at = won.At.AddDays(-3);
        if (!care.Happens(0.3) || references.FindIndex(r => r.Ready <= at) is var found && found < 0) return;
        var reference = references[found];
        references.RemoveAt(found);
        references.Add((reference.Id, won.At + ReferenceRest));
        Note(won, won.Account, won.By, docket => Turn(docket, reference.Id, (r, act) => r.Use(deal, ReferenceRest, act)));
    }

    void Refers(Happening.ReferenceAnswered answered, Id<Account> account)
    {
        var (id, terms) = (new Id<Reference>(story.NewId(answered.At)), answered.Consents ? Choose("reference.terms", answered.Account) : null);
        // Known of once it was written down, however late.
        if (answered.Consents) references.Add((id, (answered.LoggedAt ?? answered.At).AddDays(14)));
        Note(answered, answered.Account, answered.By, docket => Enter(docket, id, new()
        {
            ["accountId"] = account, ["contactId"] = contacts[answered.Contact], ["status"] = answered.Consents ? ReferenceStatus.Consented : ReferenceStatus.Declined, ["answeredAt"] = docket.Act.At, ["terms"] = terms,
        }));
    }

    void Planned(Happening.OnboardingPlanned planned, Id<Account> account)
    {
        keepers[planned.Account] = planned.Accountable;
        var id = onboardings.New(planned.Onboarding, planned.At, planned.Account);
        var steps = milestones[planned.Onboarding] = [.. Founding.Steps.Select(_ => new Id<Milestone>(story.NewId(planned.At)))];
        var sponsor = sponsors.TryGetValue(planned.Account, out var named) ? named : (Id<Contact>?)null;
        Note(planned, planned.Account, planned.Accountable, async docket =>
        {
            await Amend(docket, account, new() { ["accountableId"] = people[planned.Accountable] });
            var onboarding = (Onboarding)await Enter(docket, id, new() { ["accountId"] = account, ["opportunityId"] = deals[planned.Opportunity], ["accountableId"] = people[planned.Accountable], ["sponsorId"] = sponsor, ["targetOn"] = planned.TargetOn });
            docket.Do(onboarding, onboarding.Follow(await docket.Need(new Id<OnboardingTemplate>(Founding.UsualTemplate)), Founding.Steps.Length, Day(planned.At), planned.TargetOn, docket.Act));
            for (var i = 0; i < steps.Length; i++)
            {
                var step = Founding.Steps[i];
                await Enter(docket, steps[i], new()
                {
                    ["onboardingId"] = id, ["name"] = step.Name, ["rank"] = (i + 1) * 10, ["phase"] = step.Phase, ["exitTest"] = step.ExitTest, ["goesLive"] = step.GoesLive,
                    ["accountableId"] = people[planned.Accountable], ["theirId"] = sponsor, ["dueOn"] = i < planned.MilestonesDueOn.Count ? planned.MilestonesDueOn[i] : planned.TargetOn.AddDays(14),
                });
            }

            return onboarding;
        });
        if (care.Happens(0.2)) Block(planned, steps[1]);
    }

    /// <summary>The set-up of some stops for a while; whoever gets on with it goes on by finishing.</summary>
    void Block(Happening.OnboardingPlanned planned, Id<Milestone> step)
    {
        var (at, reason) = (Demo.Frame.Workday(planned.At.AddDays(4 + care.Below(8))), Choose("blocked", planned.Account));
        diary.Plan(at, () => At(at, planned.Account, planned.Accountable, docket => Turn(docket, step, (m, act) => m.IsDone || act.At < m.CreatedAt ? new NothingToChange() : m.Block(reason, act))));
    }

    void Finished(Happening.OnboardingFinished finished, Id<Onboarding> onboarding)
    {
        milestones.Remove(finished.Onboarding, out var steps);
        var account = onboardings.Account(finished.Onboarding);
        // The last fortnight's are still watched: daily use shows only after a while.
        var isStillWatched = finished.At.AddDays(16) > diary.Ends;
        var settled = risks.Remove(account, out var risk) && care.Happens(0.6) ? risk.Id : (Id<Risk>?)null;
        Note(finished, account, finished.By, async docket =>
        {
            foreach (var step in steps?.SkipLast(isStillWatched ? 1 : 0) ?? []) await Turn(docket, step, (m, act) => m.IsDone ? new NothingToChange() : m.Complete(null, act));
            if (settled is { } gone) await Turn(docket, gone, (r, act) => r.Settle(act));
            return await Turn(docket, onboarding, (o, act) => isStillWatched ? new NothingToChange() : o.Complete(act));
        });
    }

    /// <summary>With the first value the first promise is measured for the first time: some of the way.</summary>
    void MeasureFirst(Happening.ValueReached value, int account)
    {
        if (!firstPromises.Remove(account, out var promise)) return;
        var measured = Math.Round(promise.Baseline + (promise.Target - promise.Baseline) * (0.2 + 0.4 * care.Uniform()), 1);
        Note(value, account, value.By, docket => Turn(docket, promise.Id, (o, act) => o.MeasuredAt is null ? o.Measure(measured, act) : new NothingToChange()));
    }

    /// <summary>What comes after the story's end stands in its last pages: the next check-in, or the next review where a quarter is over.</summary>
    void Next(Happening.CheckInDone done, int account, bool wasReview)
    {
        if (wasReview) reviewed[account] = done.At;
        var due = Demo.Frame.Workday(done.At.AddDays(28 + care.Below(6)));
        if (due <= diary.Ends) return;
        var (type, by) = AskedFor(account, due - reviewed.GetValueOrDefault(account, done.At) > TimeSpan.FromDays(80) ? CheckInType.Qbr : CheckInType.Cadence);
        At(done.At.AddMinutes(10), account, done.By, docket => Enter(docket, docket.Act.NewId<CheckIn>(), new() { ["accountId"] = accounts[account], ["type"] = type, ["handoffId"] = by, ["dueOn"] = Day(due), ["accountableId"] = people[done.By] }));
    }

    /// <summary>So many of the first check-ins after a sale went to customer success are those that its hand-off asked for.</summary>
    const int FollowUps = 2;

    readonly HashSet<int> toCare = [];
    readonly Dictionary<int, (Id<Handoff> Handoff, int Left)> followedUp = [];

    /// <summary>What a check-in of the customer is for, and the hand-off that asked for it where one did.</summary>
    (CheckInType Type, Id<Handoff>? By) AskedFor(int account, CheckInType type)
    {
        if (type != CheckInType.Cadence || !followedUp.Remove(account, out var asked)) return (type, null);
        if (asked.Left > 1) followedUp[account] = (asked.Handoff, asked.Left - 1);
        return (CheckInType.FollowUp, asked.Handoff);
    }

    /// <summary>Most tickets are answered within hours; the others when they are solved.</summary>
    void Answers(Happening.TicketOpened opened)
    {
        unanswered.Add(opened.Ticket);
        var at = opened.At.AddMinutes(12 + care.Below(opened.Severity is Severity.Critical or Severity.High ? 90 : 420));
        if (!care.Happens(0.85)) return;
        diary.Plan(at, () =>
        {
            if (unanswered.Remove(opened.Ticket)) At(at, opened.Account, Keeper(opened.Account), docket => Turn(docket, tickets[opened.Ticket]!.Value, (t, act) => t.Answer(act)));
        });
    }

    void Solved(Happening.TicketSolved solved, Id<Ticket> ticket)
    {
        var isFirst = unanswered.Remove(solved.Ticket);
        Note(solved, tickets.Account(solved.Ticket), solved.By, async docket =>
        {
            if (isFirst) await Turn(docket, ticket, (t, act) => t.Answer(act));
            return await Turn(docket, ticket, (t, act) => t.Close(act));
        });
    }
}
