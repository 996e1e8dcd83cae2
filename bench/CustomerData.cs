using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Customers;
using Rung.Meetings;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Bench;

/// <summary>
/// Customers with all that is known of one: subscription, onboarding, promise, check-ins, a meeting, an invoice and what was
/// paid of it, answers, tickets, eight weeks of use. One in ten has left.
/// </summary>
static class CustomerData
{
    const int Keepers = 100, Together = 500, WeeksOfUse = 8, LongestAgo = 900;
    static readonly string[] Segments = ["SMB", "Mid-market", "Enterprise"];

    public static async Task<string> Fill(IServiceProvider services, int customers, DateOnly today)
    {
        var (desk, store) = (services.GetRequiredService<TheDesk>(), services.GetRequiredService<Store>());
        await using var files = store.Files();
        if (await files.Ask<Subscription>().AnyAsync()) return "filled before";

        var founder = await files.Ask<Person>().OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
        var call = new Call(new(founder, "Bench", Permits.Everything), "bench") { Origin = Origin.Imported, BatchId = Guid.NewGuid() };
        var (clock, spent) = (Stopwatch.StartNew(), new Spent());
        var keepers = Enumerable.Range(0, Keepers).Select(i => Id<Person>.New(new DateTimeOffset(2023, 1, 1, 0, 0, i % 60, TimeSpan.Zero))).ToArray();
        long facts = 0;
        await Batch(desk, call, Keepers, i => docket => Entering.Enter(docket, typeof(Person), new Dictionary<string, object?> { ["name"] = $"Keeper {i:00}" }, keepers[i].Value));
        for (var from = 0; from < customers; from += Together) facts += await Batch(desk, call, Math.Min(Together, customers - from), i => docket => Customer(docket, from + i, keepers[(from + i) % Keepers], today));
        return $"{customers:N0} customers, {facts:N0} facts in {clock.Elapsed.TotalSeconds:F0} s; {spent.PerRow(facts)}";
    }

    static async Task<Record> Customer(Docket docket, int i, Id<Person> keeper, DateOnly today)
    {
        // A fixed mixing of the number stands for chance, so that every run has the same company.
        var luck = unchecked((uint)i * 2654435761u);
        var began = today.AddDays(-(int)(luck % LongestAgo));
        var (hasLeft, at) = (luck / 7 % 10 == 0, At(began, 9));
        docket.Tell(at, Origin.Imported);
        var account = docket.Act.NewId<Account>();
        var main = await Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = CrmData.Name(i), ["externalId"] = "c:" + i, ["segment"] = Segments[luck / 11 % 3], ["accountableId"] = keeper }, account.Value);
        Task<Record> Add<T>(Dictionary<string, object?> values)
        {
            values["accountId"] = account;
            return Entering.Enter(docket, typeof(T), values);
        }

        var price = new Money(100_000 + luck % 4_000_000, new(luck / 13 % 5 == 0 ? "EUR" : "USD"));
        await Add<Subscription>(new() { ["plan"] = "Plan", ["startsOn"] = began, ["endsOn"] = hasLeft ? began.AddDays((today.DayNumber - began.DayNumber) / 2 + 1) : began.AddYears(3), ["termMonths"] = 12, ["noticeDays"] = 60, ["billing"] = Billing.Year, ["price"] = price, ["seats"] = 20 });
        var invoice = await Add<Invoice>(new() { ["number"] = "I" + i, ["issuedOn"] = began, ["dueOn"] = began.AddDays(30), ["amount"] = price });
        if (luck / 17 % 20 != 0) await Add<Payment>(new() { ["invoiceId"] = new Id<Invoice>(invoice.Key), ["paidOn"] = Earlier(began.AddDays(20), today), ["amount"] = price });
        var live = At(Earlier(began.AddDays(20 + (int)(luck / 19 % 40)), today), 10);
        var onboarding = await Add<Onboarding>(new() { ["startsOn"] = began, ["targetOn"] = began.AddDays(40), ["accountableId"] = keeper, ["kickedOffAt"] = At(Earlier(began.AddDays(3), today), 10), ["firstValueAt"] = live, ["completedAt"] = live });
        await Entering.Enter(docket, typeof(Milestone), new Dictionary<string, object?> { ["onboardingId"] = new Id<Onboarding>(onboarding.Key), ["name"] = "Live", ["goesLive"] = true, ["dueOn"] = began.AddDays(40), ["doneAt"] = live });
        await Add<PromisedOutcome>(new() { ["kpi"] = "Hours to answer", ["baseline"] = 20.0, ["target"] = 8.0, ["dueOn"] = began.AddDays(120), ["measured"] = 6.0 + luck / 23 % 14, ["measuredAt"] = live, ["confirmedAt"] = luck / 29 % 3 == 0 ? null : live, ["unitValue"] = new Money(50_000, price.Currency) });
        var spoken = Earlier(began.AddDays(30), today.AddDays(-(int)(luck / 31 % 90)));
        await Add<CheckIn>(new() { ["type"] = CheckInType.Cadence, ["dueOn"] = spoken, ["accountableId"] = keeper, ["doneAt"] = spoken < began ? null : At(spoken, 11) });
        await Add<CheckIn>(new() { ["type"] = CheckInType.Qbr, ["dueOn"] = today.AddDays((int)(luck / 37 % 60) - 20), ["accountableId"] = keeper });
        await Add<Meeting>(new() { ["subject"] = "Review", ["type"] = MeetingType.CheckIn, ["scheduledFor"] = At(spoken, 11), ["status"] = MeetingStatus.Held, ["heldAt"] = At(spoken, 11) });
        await Add<Survey>(new() { ["type"] = SurveyType.OnboardingNps, ["sentAt"] = live, ["answeredAt"] = live, ["score"] = (int)(luck / 41 % 11) });
        if (luck / 43 % 10 == 0) await Add<Ticket>(new() { ["subject"] = "Slow", ["severity"] = Severity.High, ["openedAt"] = At(today.AddDays(-10), 9) });
        for (var week = 0; week < WeeksOfUse && today.AddDays(-7 * week) > began && !hasLeft; week++)
            await Add<UsageDay>(new() { ["usedOn"] = today.AddDays(-7 * week), ["activeUsers"] = 1 + (int)(luck / 47 % 18), ["coreEvents"] = 10L + luck / 53 % 300 });
        return main;
    }

    static DateTimeOffset At(DateOnly day, int hour) => new(day.Year, day.Month, day.Day, hour, 0, 0, TimeSpan.Zero);

    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    static async Task<long> Batch(TheDesk desk, Call call, int count, Func<int, Func<Docket, Task<Record>>> decision)
    {
        long facts = 0;
        foreach (var answer in await desk.DecideMany(call, [.. Enumerable.Range(0, count).Select(decision)]))
            facts += answer.Accepted(out var receipt, out var refusal) ? receipt.Facts.Count : throw new InvalidOperationException(refusal.ToString());
        return facts;
    }
}
