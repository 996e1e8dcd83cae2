using Rung.Customers;
using Rung.Planner;
using Rung.Server.Desk;

namespace Rung.Server.Demo;

// What goes wrong in the story beyond what its numbers say.
sealed partial class Scribe
{
    /// <summary>How much customers outside the ideal profile use the product, against others.</summary>
    const double UnfitUse = 0.2;

    /// <summary>Pilots that nobody pays for yet, with what they will pay once somebody asks.</summary>
    readonly Dictionary<int, Happening.SubscriptionStarted> pilots = [];
    readonly HashSet<int> unfit = [];

    bool IsFree(DateTimeOffset at) => plan.Story.Has(PlotKind.NotCharging, plan.Month(at));

    /// <summary>A pilot without price or end, until the story begins to charge; then a year is invoiced and paid.</summary>
    void Pilot(Happening.SubscriptionStarted started)
    {
        pilots[started.Subscription] = started;
        var charged = plan.Story.Plots.First(p => p.Kind == PlotKind.NotCharging).UntilMonth;
        var from = Demo.Frame.Workday(Demo.Frame.At(TruthFile.Calendar(plan.First, charged), 10).AddMinutes(started.Subscription * 7 % 300));
        diary.Plan(from, () =>
        {
            if (!pilots.Remove(started.Subscription) || subscriptions[started.Subscription] is not { } subscription) return;

            var (now, year) = (started with { At = from, LoggedAt = null }, new Money(started.Price.Minor * 12 / BillingMonths(started.Billing), started.Price.Currency));
            Note(now, started.Account, 1, docket => Amend(docket, subscription, new()
            {
                ["isTrial"] = false, ["plan"] = PlanOf(started), ["price"] = started.Price, ["listPrice"] = started.ListPrice, ["endsOn"] = started.EndsOn, ["termMonths"] = started.TermMonths,
            }));
            var invoice = new Id<Invoice>(story.NewId(from));
            Note(now, started.Account, null, docket => Enter(docket, invoice, new()
            {
                ["number"] = $"LF-{from.Year}-P{started.Subscription:0000}", ["accountId"] = accounts[started.Account], ["subscriptionId"] = subscription, ["issuedOn"] = Day(from), ["dueOn"] = Day(from).AddDays(30), ["amount"] = year,
            }));
            var paid = from.AddDays(18 + words.Below(25));
            diary.Plan(paid, () => Note(now with { At = paid }, started.Account, null, docket => Enter(docket, docket.Act.NewId<Payment>(), new()
            {
                ["accountId"] = accounts[started.Account], ["invoiceId"] = invoice, ["paidOn"] = Day(paid), ["amount"] = year, ["isRefund"] = false,
            })));
        });
    }

    static int BillingMonths(Billing billing) => billing switch { Billing.Month => 1, Billing.Quarter => 3, _ => 12 };
}
