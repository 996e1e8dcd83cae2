using Rung.Accounts;
using Rung.Customers;
using Rung.Ladder;
using Rung.Server.Customers.Usage;
using Row = Rung.Server.Database.Reading;

namespace Rung.Server.Ladder;

sealed partial class LadderReader
{
    /// <summary>Customers, and what came in of their use and of tickets, by which the health of all is told.</summary>
    sealed record Bought(IReadOnlyList<CustomerRow> Rows, IReadOnlyCollection<DateOnly> FedOn, DateOnly? TicketsFrom);

    static async Task<Bought> Customers(Once once)
    {
        var (paid, billed) = (Beside(() => Payments(once), once.Cancel), Beside(() => Invoices(once), once.Cancel));
        var (subscriptions, onboardings) = (await Subscriptions(once), await Onboardings(once));
        var (outcomes, surveys, references, usage) = (await Outcomes(once), await Surveys(once), await References(once), await Usage(once));
        var (live, (ticketsFrom, health)) = (await WentLive(once), await Health(once, billed));
        var payments = await paid;
        var relations = await Relations(once, [.. subscriptions.Keys, .. payments.Keys]);
        return new([.. relations.OrderBy(r => r.Key).Select(r => new CustomerRow(r.Key, r.Value)
        {
            WentLiveOn = live.TryGetValue(r.Key, out var on) ? on : null,
            Subscriptions = Of(subscriptions, r.Key), Payments = Of(payments, r.Key), Onboardings = Of(onboardings, r.Key), Outcomes = Of(outcomes, r.Key), Surveys = Of(surveys, r.Key), References = Of(references, r.Key), Usage = Of(usage, r.Key), Health = health(r.Key),
        })], usage.Values.SelectMany(u => u).Select(u => u.On).ToHashSet(), ticketsFrom);
    }

    /// <summary>What those are to the company who bought or paid.</summary>
    static async Task<Dictionary<Guid, Relation>> Relations(Once once, HashSet<Guid> accounts)
    {
        var relations = new Dictionary<Guid, Relation>();
        void Take(Row row)
        {
            if (accounts.Contains(row.Id(0))) relations[row.Id(0)] = once.Was(row.Id(0), "relation", row.Choice<Relation>(1));
        }

        await once.Each($"SELECT id, relation FROM {once.Of("accounts", "id")}{(once.Only is null ? " WHERE id IN (SELECT account_id FROM subscriptions UNION SELECT account_id FROM payments)" : "")}", once.Values, Take);
        // Whose rows were given to another since.
        foreach (var account in accounts.Where(a => !relations.ContainsKey(a)).ToList()) await once.Each("SELECT id, relation FROM accounts WHERE id = @0", [account], Take);
        return relations;
    }

    static async Task<Dictionary<Guid, List<SubscriptionRow>>> Subscriptions(Once once)
    {
        var (ends, prices, trials, renewed) = (new Dictionary<Guid, List<Dated<DateOnly?>>>(), new Dictionary<Guid, List<Dated<Money?>>>(), new Dictionary<Guid, List<Dated<bool>>>(), new Dictionary<Guid, List<Dated<DateOnly>>>());
        await once.Kept<Subscription>("'endsOn', 'price', 'isTrial'", (id, row) =>
        {
            var (on, json) = (once.Day(row.At(3)), row.Text(2));
            switch (row.Text(1))
            {
                case "endsOn": Add(ends, id, new(on, Json<DateOnly?>(json))); break;
                case "price": Add(prices, id, new(on, Json<Money?>(json))); break;
                default: Add(trials, id, new(on, Json<bool>(json))); break;
            }
        });
        await once.Facts<Subscription>("subscription-renewed", (id, row) => Add(renewed, id, new(once.Day(row.At(1)), Json<SubscriptionRenewed>(row.Text(2))!.From)));

        var all = new Dictionary<Guid, List<SubscriptionRow>>();
        await once.Records($"""
            SELECT id, recorded_at, removed_at, account_id, starts_on, created_at, price_minor, list_price_minor, term_months, notice_days, product_id, opportunity_id FROM {once.Of("subscriptions")}
            """, (id, row) =>
            Add(all, once.AccountOf(id, row), new SubscriptionRow(id, once.Was(id, "startsOn", row.Day(4)!.Value), once.Day(row.At(5)))
            {
                Ends = Of(ends, id), Prices = Of(prices, id), Trials = Of(trials, id), RenewedFrom = Of(renewed, id),
                Discount = row.NumberOrNull(6) is { } price && row.NumberOrNull(7) is > 0 and var list ? 1 - price / (double)list : null,
                TermMonths = once.Was(id, "termMonths", (int?)row.NumberOrNull(8)), NoticeDays = once.Was(id, "noticeDays", (int?)row.NumberOrNull(9)) ?? 0, ProductId = once.Was(id, "productId", row.IdOrNull(10)), SaleId = row.IdOrNull(11),
            }));
        return Sorted(all, (a, b) => (a.StartsOn, a.Id).CompareTo((b.StartsOn, b.Id)));
    }

    static async Task<Dictionary<Guid, List<PaymentRow>>> Payments(Once once)
    {
        var all = new Dictionary<Guid, List<PaymentRow>>();
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, paid_on, amount_minor, amount_currency, is_refund, invoice_id FROM {once.Of("payments")}", (id, row) =>
            Add(all, once.AccountOf(id, row), new PaymentRow(once.Was(id, "paidOn", row.Day(4)!.Value), once.Was(id, "amount", row.Money(5)!.Value), once.Was(id, "isRefund", row.Flag(7)), once.Was(id, "invoiceId", row.IdOrNull(8)))));
        return Sorted(all, (a, b) => (a.On, a.IsRefund, a.Amount.Currency.Code, a.Amount.Minor).CompareTo((b.On, b.IsRefund, b.Amount.Currency.Code, b.Amount.Minor)));
    }

    static async Task<Dictionary<Guid, List<OnboardingRow>>> Onboardings(Once once)
    {
        var targets = new Dictionary<Guid, DateOnly>();
        await once.Kept<Onboarding>("'targetOn'", (id, row) =>
        {
            if (Json<DateOnly?>(row.Text(2)) is { } on) targets.TryAdd(id, on);
        });
        var all = new Dictionary<Guid, List<OnboardingRow>>();
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, created_at, first_value_at, completed_at, kicked_off_at FROM {once.Of("onboardings")} ORDER BY created_at, id", (id, row) =>
        {
            // One that is entered afterwards began when it was kicked off, and not when it was entered.
            var (entered, kicked) = (once.Day(row.At(4)), once.Day(once.Was(id, "kickedOffAt", row.AtOrNull(7))));
            Add(all, once.AccountOf(id, row), new OnboardingRow(kicked < entered ? kicked.Value : entered, targets.TryGetValue(id, out var on) ? on : null, once.Day(once.Was(id, "firstValueAt", row.AtOrNull(5))), once.Day(once.Was(id, "completedAt", row.AtOrNull(6)))));
        });
        return all;
    }

    /// <summary>The first go-live milestone done.</summary>
    static async Task<Dictionary<Guid, DateOnly>> WentLive(Once once)
    {
        var live = new Dictionary<Guid, DateOnly>();
        await once.Records($"SELECT m.id, m.recorded_at, m.removed_at, o.account_id, m.done_at FROM milestones m JOIN {once.Of("onboardings", alias: "o")} ON o.id = m.onboarding_id WHERE m.goes_live AND o.removed_at IS NULL", (id, row) =>
        {
            if (once.Day(once.Was(id, "doneAt", row.AtOrNull(4))) is { } on && !(live.TryGetValue(row.Id(3), out var before) && before <= on)) live[row.Id(3)] = on;
        });
        return live;
    }

    static async Task<Dictionary<Guid, List<OutcomeRow>>> Outcomes(Once once)
    {
        var (measures, confirmed) = (new Dictionary<Guid, List<Dated<double>>>(), new Dictionary<Guid, List<DateOnly>>());
        await once.Kept<PromisedOutcome>("'measured'", (id, row) =>
        {
            if (Json<double?>(row.Text(2)) is { } value) Add(measures, id, new(once.Day(row.At(3)), value));
        });
        await once.Facts<PromisedOutcome>("outcome-confirmed", (id, row) => Add(confirmed, id, once.Day(row.At(1))));

        var all = new Dictionary<Guid, List<OutcomeRow>>();
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, created_at, baseline, target, unit_value_minor, unit_value_currency, measured_at, measured, confirmed_at FROM {once.Of("promised_outcomes")} ORDER BY created_at, id", (id, row) =>
        {
            // What came in measured and confirmed has no fact of its own.
            if (!measures.ContainsKey(id) && row.AtOrNull(9) is { } at) Add(measures, id, new(once.Day(at), row.Real(10)));
            if (!confirmed.ContainsKey(id) && row.AtOrNull(11) is { } said && said <= once.Known) Add(confirmed, id, once.Day(said));
            Add(all, once.AccountOf(id, row), new OutcomeRow(id, once.Day(row.At(4)), row.RealOrNull(5), row.RealOrNull(6), row.Money(7)) { Measures = Of(measures, id), ConfirmedOn = Of(confirmed, id) });
        });
        return all;
    }

    static async Task<Dictionary<Guid, List<QuestionRow>>> Surveys(Once once)
    {
        var all = new Dictionary<Guid, List<QuestionRow>>();
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, type, sent_at, answered_at, score, open_until, respondent_id FROM {once.Of("surveys")} ORDER BY sent_at, id", (id, row) =>
            Add(all, once.AccountOf(id, row), new QuestionRow(row.Choice<SurveyType>(4), once.Day(row.At(5)), once.Day(once.Was(id, "answeredAt", row.AtOrNull(6))), once.Was(id, "score", (int?)row.NumberOrNull(7)), once.Day(row.AtOrNull(8))) { Id = id, RespondentId = row.IdOrNull(9) }));
        return all;
    }

    static async Task<Dictionary<Guid, List<Dated<ReferenceStatus>>>> References(Once once)
    {
        var status = new Dictionary<Guid, List<Dated<ReferenceStatus>>>();
        await once.Kept<Reference>("'status'", (id, row) => Add(status, id, new(once.Day(row.At(3)), Json<ReferenceStatus>(row.Text(2)))));
        var all = new Dictionary<Guid, List<Dated<ReferenceStatus>>>();
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, answered_at FROM {once.Of("\"references\"")} ORDER BY created_at, id", (id, row) =>
        {
            foreach (var said in Of(status, id)) Add(all, once.AccountOf(id, row), said);
        });
        foreach (var list in all.Values) list.Sort((a, b) => a.On.CompareTo(b.On));
        return all;
    }

    static async Task<Dictionary<Guid, List<UsageRow>>> Usage(Once once)
    {
        var stated = new Dictionary<(Guid Account, DateOnly On), UsageRow>();
        await once.Records($"SELECT id, recorded_at, removed_at, account_id, used_on, core_events, active_users, seats FROM {once.Of("usage_days")}", (id, row) =>
        {
            var key = (once.AccountOf(id, row), once.Was(id, "usedOn", row.Day(4)!.Value));
            var (events, users, seats) = (once.Was(id, "coreEvents", row.Number(5)), (int?)row.NumberOrNull(6), (int?)row.NumberOrNull(7));
            // Several subscriptions of one customer make one day; nobody in it is what an export writes who does not know.
            var (all, who, of) = stated.TryGetValue(key, out var day) ? (day.CoreEvents, day.Users, day.Seats) : (0, null, null);
            stated[key] = new(key.Item2, all + events, users > 0 ? (who ?? 0) + users : who, seats is null ? of : (of ?? 0) + seats);
        });

        var days = new Dictionary<Guid, List<UsageRow>>();
        foreach (var (key, day) in stated) Add(days, key.Account, day);
        // What was entered of a day as a whole stands before the events of the day.
        foreach (var (account, day, counted) in await new UseReader(once.Store).ByEvents(once.Only, once.KnownAt, once.Cancel))
            if (!stated.ContainsKey((account, day.On))) Add(days, account, new UsageRow(day.On, day.Events, day.Users) { Counted = counted });
        foreach (var list in days.Values) list.Sort((a, b) => a.On.CompareTo(b.On));
        return days;
    }
}
