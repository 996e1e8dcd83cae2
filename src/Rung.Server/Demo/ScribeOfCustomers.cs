using Rung.Accounts;
using Rung.Customers;
using Rung.Planner;
using Rung.Server.Customers;
using Rung.Server.Desk;
using Rung.Server.Opportunities;

namespace Rung.Server.Demo;

// From the signature to the renewal.
sealed partial class Scribe
{
    readonly Dictionary<int, Id<Milestone>[]> milestones = [];
    readonly List<Happening.UsedOn> use = [];
    readonly Dictionary<int, Billing> billed = [];

    bool TakeCustomer(Happening told)
    {
        switch (told)
        {
            case Happening.SubscriptionStarted started when accounts[started.Account] is { } account: Started(started, account); return true;
            case Happening.SubscriptionRenewedFor renewed when subscriptions[renewed.Subscription] is { } subscription:
                var year = new Money(renewed.Price.Minor * 12 / BillingMonths(billed.GetValueOrDefault(renewed.Subscription, Billing.Year)), renewed.Price.Currency);
                var (keeper, sale) = (Keeper(subscriptions.Account(renewed.Subscription)), Taken(renewed.Subscription));
                Note(renewed, subscriptions.Account(renewed.Subscription), sale is null ? null : keeper, async docket =>
                {
                    var record = await Turn(docket, subscription, (s, act) => s.Renew(renewed.TermMonths, renewed.Price, act));
                    if (sale is { } open) await OpportunityVerbs.Win(docket, open, year, Day(renewed.At));
                    return record;
                });
                Renews(renewed.Subscription, subscriptions.Account(renewed.Subscription), renewed.Until, year);
                return true;
            case Happening.SubscriptionEnded ended when subscriptions[ended.Subscription] is { } subscription: Ended(ended, subscription); return true;
            case Happening.SubscriptionGrew grew when subscriptions[grew.Subscription] is { } subscription:
                Note(grew, subscriptions.Account(grew.Subscription), null, docket => Amend(docket, subscription, new() { ["seats"] = grew.Seats, ["price"] = grew.Price, ["listPrice"] = grew.ListPrice }));
                return true;
            case Happening.InvoiceIssued issued when pilots.ContainsKey(issued.Subscription): return true;
            case Happening.InvoiceIssued issued when accounts[issued.Account] is { } account:
                var invoice = invoices.New(issued.Invoice, issued.At, issued.Account);
                Note(issued, issued.Account, null, docket => Enter(docket, invoice, new()
                {
                    ["number"] = $"LF-{issued.IssuedOn.Year}-{issued.Invoice:00000}", ["accountId"] = account, ["subscriptionId"] = subscriptions[issued.Subscription], ["issuedOn"] = issued.IssuedOn, ["dueOn"] = issued.DueOn, ["amount"] = issued.Amount,
                }));
                return true;
            case Happening.PaymentReceived paid when accounts[paid.Account] is { } account && invoices[paid.Invoice] is not null: Paid(paid, account, paid.Invoice, paid.PaidOn, paid.Amount, false); return true;
            case Happening.PaymentRefunded back when accounts[back.Account] is { } account && invoices[back.Invoice] is not null: Paid(back, account, back.Invoice, back.PaidOn, back.Amount, true); return true;
            case Happening.OnboardingPlanned planned when accounts[planned.Account] is { } account: Planned(planned, account); return true;
            case Happening.OnboardingBegan began when onboardings[began.Onboarding] is { } onboarding:
                Note(began, onboardings.Account(began.Onboarding), began.By, docket => Turn(docket, onboarding, (o, act) => o.KickOff(act)));
                return true;
            case Happening.MilestoneReached reached when milestones.TryGetValue(reached.Onboarding, out var steps) && reached.Milestone < steps.Length:
                var seen = care.Happens(0.6) ? Choose("evidence", onboardings.Account(reached.Onboarding)) : null;
                Note(reached, onboardings.Account(reached.Onboarding), reached.By, docket => Turn(docket, steps[reached.Milestone], (m, act) => m.Complete(seen, act)));
                return true;
            case Happening.ValueReached value when onboardings[value.Onboarding] is { } onboarding:
                Note(value, onboardings.Account(value.Onboarding), value.By, docket => Turn(docket, onboarding, (o, act) => o.ReachFirstValue(act)));
                MeasureFirst(value, onboardings.Account(value.Onboarding));
                return true;
            case Happening.OnboardingFinished finished when onboardings[finished.Onboarding] is { } onboarding:
                Finished(finished, onboarding);
                return true;
            case Happening.CustomerReassigned to when accounts[to.Account] is { } account: Reassigned(to, account); return true;
            case Happening.PromiseMeasured measured when outcomes[measured.Outcome] is { } outcome:
                Note(measured, measured.Account, measured.By, docket => Turn(docket, outcome, (o, act) => o.Measure(Math.Round(measured.Value, 1), act)));
                return true;
            case Happening.PromiseConfirmed confirmed when outcomes[confirmed.Outcome] is { } outcome && contacts[confirmed.Contact] is { } by:
                Note(confirmed, confirmed.Account, confirmed.By, docket => Turn(docket, outcome, (o, act) => o.Confirm(by, act)));
                return true;
            case Happening.SurveySent sent when accounts[sent.Account] is { } account:
                var question = surveys.New(sent.Survey, sent.At, sent.Account);
                Note(sent, sent.Account, sent.By, async docket =>
                {
                    var record = (Survey)await Enter(docket, question, new() { ["accountId"] = account, ["respondentId"] = contacts[sent.Contact], ["type"] = sent.Type, ["sentAt"] = docket.Act.At });
                    if (standing.Programmes.TryGetValue(sent.Type, out var programme)) docket.Do(record, record.Send(await docket.Need(programme), Day(sent.At), docket.Act));
                    return record;
                });
                asked[sent.Survey] = sent.Type;
                return true;
            case Happening.SurveyReplied replied when surveys[replied.Survey] is { } survey: Replied(replied, survey); return true;
            case Happening.ReferenceAnswered answered when accounts[answered.Account] is { } account:
                Refers(answered, account);
                return true;
            case Happening.CheckInSet set when accounts[set.Account] is { } account:
                var due = checkIns.New(set.CheckIn, set.At, set.Account);
                if (set.Type == CheckInType.Qbr) reviews.Add(set.CheckIn);
                var (setType, setBy) = AskedFor(set.Account, set.Type);
                Note(set, set.Account, set.Accountable, docket => Enter(docket, due, new() { ["accountId"] = account, ["type"] = setType, ["handoffId"] = setBy, ["dueOn"] = set.DueOn, ["accountableId"] = people[set.Accountable] }));
                return true;
            case Happening.CheckInDone done when checkIns[done.CheckIn] is { } checkIn: Done(done, checkIn); return true;
            case Happening.TicketOpened opened when accounts[opened.Account] is { } account:
                var (asking, subject) = (tickets.New(opened.Ticket, opened.At, opened.Account), Say("ticket", opened.Account));
                Note(opened, opened.Account, null, docket => Enter(docket, asking, new() { ["subject"] = subject, ["accountId"] = account, ["contactId"] = contacts[opened.Contact], ["severity"] = opened.Severity, ["openedAt"] = docket.Act.At }));
                Answers(opened);
                return true;
            case Happening.TicketSolved solved when tickets[solved.Ticket] is { } ticket:
                Solved(solved, ticket);
                return true;
            case Happening.SubscriptionStarted or Happening.SubscriptionRenewedFor or Happening.SubscriptionEnded or Happening.SubscriptionGrew or Happening.InvoiceIssued or Happening.PaymentReceived or Happening.PaymentRefunded
                or Happening.OnboardingPlanned or Happening.OnboardingBegan or Happening.MilestoneReached or Happening.ValueReached or Happening.OnboardingFinished or Happening.CustomerReassigned or Happening.PromiseMeasured
                or Happening.PromiseConfirmed or Happening.SurveySent or Happening.SurveyReplied or Happening.ReferenceAnswered or Happening.CheckInSet or Happening.CheckInDone or Happening.TicketOpened or Happening.TicketSolved: return true;
            default: return false;
        }
    }

    readonly Dictionary<int, SurveyType> asked = [];

    void Started(Happening.SubscriptionStarted started, Id<Account> account)
    {
        var id = subscriptions.New(started.Subscription, started.At, started.Account);
        var isPilot = IsFree(started.At);
        if (isPilot) Pilot(started);
        billed[started.Subscription] = started.Billing;
        Renews(started.Subscription, started.Account, started.EndsOn, new(started.Price.Minor * 12 / BillingMonths(started.Billing), started.Price.Currency));
        Note(started, started.Account, null, async docket =>
        {
            var subscription = await Enter(docket, id, new()
            {
                ["accountId"] = account, ["opportunityId"] = deals[started.Opportunity], ["productId"] = products[ProductOf(started.Account)].Id, ["plan"] = isPilot ? "Pilot" : PlanOf(started),
                ["startsOn"] = started.StartsOn, ["endsOn"] = isPilot ? null : started.EndsOn, ["termMonths"] = isPilot ? null : started.TermMonths, ["noticeDays"] = isPilot ? null : NoticeDays, ["seats"] = started.Seats,
                ["billing"] = started.Billing, ["price"] = isPilot ? null : started.Price, ["listPrice"] = isPilot ? null : started.ListPrice, ["isTrial"] = isPilot || started.IsTrial,
            });
            if (started.Opportunity is null) docket.Do(await docket.Need(account), (await docket.Need(account)).BecomeCustomer(docket.Act));
            return subscription;
        });
    }

    /// <summary>What was sold; large fleets get it for more than one of their sites.</summary>
    string PlanOf(Happening.SubscriptionStarted started) => products[ProductOf(started.Account)].Name + (started.Plan > 1 ? ", all sites" : "");

    void Ended(Happening.SubscriptionEnded ended, Id<Subscription> subscription)
    {
        var reason = Said("churn", ended.Account, (int)ended.Reason);
        pilots.Remove(ended.Subscription);
        this.ended.Add(ended.Subscription);
        var sale = Taken(ended.Subscription);
        Note(ended, ended.Account, ended.By, async docket =>
        {
            var record = await docket.Need(subscription);
            await Renewals.Leave(docket, record, ended.EffectiveOn, ended.DecidedOn, reason, ChurnType.Logo);
            if (sale is { } open) await OpportunityVerbs.Lose(docket, open, reason, Day(ended.At));
            return record;
        });
    }

    void Paid(Happening told, Id<Account> account, int invoice, DateOnly on, Money amount, bool isRefund) =>
        Note(told, invoices.Account(invoice), null, docket => Enter(docket, docket.Act.NewId<Payment>(), new() { ["accountId"] = account, ["invoiceId"] = invoices[invoice], ["paidOn"] = on, ["amount"] = amount, ["isRefund"] = isRefund }));

    void Reassigned(Happening.CustomerReassigned to, Id<Account> account)
    {
        keepers[to.Account] = to.Accountable;
        Note(to, to.Account, to.Accountable, async docket =>
        {
            var record = await Amend(docket, account, new() { ["accountableId"] = people[to.Accountable] });
            if (onboardings[to.Onboarding] is { } onboarding) await Amend(docket, onboarding, new() { ["accountableId"] = people[to.Accountable] });
            return record;
        });
    }

    void Replied(Happening.SurveyReplied replied, Id<Survey> survey)
    {
        var (account, isYes) = (surveys.Account(replied.Survey), replied.Score >= 7);
        asked.Remove(replied.Survey, out var type);
        var key = type is SurveyType.WorthIt or SurveyType.RenewalIntent or SurveyType.ReferenceConsent ? isYes ? "worth.yes" : "worth.no" : replied.Score >= 9 ? "nps.9" : isYes ? "nps.7" : "nps.0";
        var verbatim = type != SurveyType.ReferenceConsent && words.Happens(0.55) ? Say(key, account) : null;
        Note(replied, account, null, docket => Turn(docket, survey, (s, act) => s.Answer(replied.Score, verbatim, act)));
    }

    void Done(Happening.CheckInDone done, Id<CheckIn> checkIn)
    {
        var account = checkIns.Account(done.CheckIn);
        var notes = words.Happens(0.3) ? Say("note", account) : null;
        var isReview = reviews.Remove(done.CheckIn);
        var (went, goals) = (isReview && care.Happens(0.8) ? Choose("goal.reviewed", account) : null, isReview ? Choose("goal.next", account) : null);
        Note(done, account, done.By, async docket =>
        {
            var record = await docket.Need(checkIn);
            docket.Do(record, record.Amend(new Dictionary<string, object?> { ["meetingId"] = meetings[done.Meeting], ["notes"] = notes, ["goalsReviewed"] = went, ["nextGoals"] = goals }, docket.Act));
            docket.Do(record, record.Complete(docket.Act));
            return record;
        });
        Next(done, account, isReview);
    }

    /// <summary>The product reports the use of a day for many customers at once.</summary>
    void Used(Happening.UsedOn used)
    {
        if (subscriptions[used.Subscription] is null) return;
        if (unfit.Contains(used.Account)) used = used with { ActiveUsers = (int)(used.ActiveUsers * UnfitUse), CoreEvents = (long)(used.CoreEvents * UnfitUse) };
        if (use.Count > 0 && (use[0].At != used.At || use.Count == 40)) FlushUse();
        use.Add(used);
    }

    void FlushUse()
    {
        if (use.Count == 0) return;

        var day = use.ToArray();
        use.Clear();
        // The product reports at once, but of customers whom nobody has written down yet there is nothing to report on.
        var recorded = day.Max(u => diary.LastOf(u.Account));
        diary.Note(0, founder, day[0].At.ToUniversalTime(), recorded, async docket =>
        {
            Records.Record? last = null;
            foreach (var used in day)
                last = await Enter(docket, docket.Act.NewId<UsageDay>(), new()
                {
                    ["accountId"] = accounts[used.Account], ["subscriptionId"] = subscriptions[used.Subscription], ["usedOn"] = used.Day, ["activeUsers"] = used.ActiveUsers, ["seats"] = used.Seats, ["coreEvents"] = used.CoreEvents,
                });
            return last!;
        });
    }
}
