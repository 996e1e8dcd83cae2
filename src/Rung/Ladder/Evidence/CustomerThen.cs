using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;

namespace Rung.Ladder;

/// <summary>A subscription as it was agreed at the end of a day.</summary>
public readonly record struct SubscriptionThen(SubscriptionRow Row, DateOnly? EndsOn, Money? Price, bool IsTrial)
{
    public bool IsPriced => Price is { Minor: > 0 };

    public bool IsActiveOn(DateOnly day) => Row.StartsOn <= day && (EndsOn is not { } end || day < end);
}

/// <param name="N">Terms of a subscription whose end had come.</param>
/// <param name="WentOn">After how many of them the customer went on.</param>
public readonly record struct TermsEnded(Guid Id, int N, int WentOn)
{
    internal TermsEnded(Guid id, IReadOnlyCollection<RenewalDue> due)
        : this(id, due.Count, due.Count(d => d.End != TermEnd.Ended))
    {
    }
}

/// <summary>A customer as it stood at the end of a day; what is worked out of it is kept.</summary>
/// <param name="level">How much use is acceptable.</param>
/// <param name="books">What its health is told by; null where the company has no rule.</param>
public sealed class CustomerThen(CustomerRow row, DateOnly day, UseLevel level, HealthBooks? books)
{
    Told paid, red, uses;

    public CustomerRow Row => row;
    public Guid Id => row.AccountId;
    public DateOnly Day => day;
    public UseLevel Level => level;
    public HealthBooks? Books => books;
    public bool IsExternal => row.Relation == Relation.Prospect;

    /// <summary>Its subscriptions that had begun.</summary>
    public IReadOnlyList<SubscriptionThen> Subscriptions { get; } = [.. row.Subscriptions.Where(s => s.StartsOn <= day).Select(s => Agreed(s, day))];

    public DateOnly? LiveOn { get; } = row.WentLiveOn is { } went && went <= day ? went : row.FirstUsedOn is { } used && used <= day ? used : null;
    public int? LiveDays => LiveOn is { } on ? day.DayNumber - on.DayNumber : null;
    public bool IsActive => IsActiveOn(day);

    /// <summary>Whether a subscription was active on an earlier day, as far as was agreed by now.</summary>
    public bool IsActiveOn(DateOnly then)
    {
        foreach (var subscription in Subscriptions)
            if (subscription.IsActiveOn(then)) return true;
        return false;
    }

    /// <summary>Active on a subscription with a price, no trial.</summary>
    public bool IsPriced => Subscriptions.Any(s => s.IsActiveOn(day) && s.IsPriced);

    /// <summary>Ever had a subscription with a price that was no trial.</summary>
    public bool WasPriced => Subscriptions.Any(s => s.IsPriced);

    /// <summary>Payments less refunds above zero in some currency.</summary>
    public bool HasPaid => (paid != Told.Not ? paid : paid = Of(Paid.Any(p => p.Value > 0))) == Told.Yes;

    /// <summary>Payments less refunds by currency, in minor units.</summary>
    public IReadOnlyDictionary<Currency, long> Paid => field ??= row.Payments.Where(p => p.On <= day).GroupBy(p => p.Amount.Currency).ToDictionary(g => g.Key, g => g.Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor));

    public DateOnly? FirstValueOn => row.Onboardings.Select(o => o.FirstValueOn).Where(on => on <= day).Min();

    /// <summary>By the rule for health that held on the day; a company without one has no red.</summary>
    public bool IsRed => (red != Told.Not ? red : red = Of(books is not null && row.Health?.On(books, row, day) is { Band: HealthBand.Red })) == Told.Yes;

    /// <summary>Whether its use was acceptable.</summary>
    public bool Uses => (uses != Told.Not ? uses : uses = Of(level.IsMet(row.Usage, day))) == Told.Yes;

    /// <summary>Uses the product acceptably, has had its first value, and its health is not red (X1.3).</summary>
    public bool Succeeds => Uses && FirstValueOn is not null && !IsRed;

    /// <summary>The same customer when it had been live for so many days; null where it never went live.</summary>
    public CustomerThen? WhenLive(int days)
    {
        if (LiveOn is not { } on) return null;
        var then = whenLive;
        if (then?.Day != on.AddDays(days)) whenLive = then = new(row, on.AddDays(days), level, books);
        return then;
    }

    CustomerThen? whenLive;

    /// <summary>The subscriptions as renewals are counted from; null of one that never was a customer.</summary>
    public Customer? Terms => (terms ??= TermsOf()) is [var of, ..] ? of : null;

    IReadOnlyList<Customer>? terms;

    IReadOnlyList<Customer> TermsOf() => Customer.Of(Subscriptions.Select(s => new Term(s.Row.Id, row.AccountId, s.Row.StartsOn, s.EndsOn, [new(s.Row.StartsOn, s.Price)])
    {
        Months = s.Row.TermMonths, NoticeDays = s.Row.NoticeDays, ProductId = s.Row.ProductId, IsTrial = s.IsTrial, RenewedFrom = [.. s.Row.RenewedFrom.Where(r => r.On <= day).Select(r => r.Value)],
    }));

    /// <summary>Of each subscription how many of its terms had come to their end, and after how many of those it went on.</summary>
    public IReadOnlyList<TermsEnded> Ended => field ??= Terms is { } all ? [.. all.Terms.Select(t => new TermsEnded(t.Id, Renewals.Of(all, t, day).Due))] : [];

    /// <summary>The surveys of these kinds sent in the days before, newest first.</summary>
    public IEnumerable<QuestionRow> Surveys(int days, params SurveyType[] types) =>
        row.Surveys.Where(s => types.Contains(s.Type) && s.SentOn <= day && s.SentOn > day.AddDays(-days)).OrderByDescending(s => s.SentOn);

    /// <summary>The answer as of the day; null where none had come.</summary>
    public int? Answer(QuestionRow survey) => survey.AnsweredOn <= day ? survey.Score : null;

    /// <summary>An answer that is worked out once, by whichever thread asks first: a byte is never half written.</summary>
    enum Told : byte
    {
        Not,
        Yes,
        No,
    }

    static Told Of(bool yes) => yes ? Told.Yes : Told.No;

    static SubscriptionThen Agreed(SubscriptionRow row, DateOnly day)
    {
        var isTrial = Held(row.Trials, row, day);
        return new(row, Held(row.Ends, row, day), isTrial ? null : Held(row.Prices, row, day), isTrial);
    }

    /// <summary>What was entered with it holds from its start, though it was entered later.</summary>
    static T? Held<T>(IReadOnlyList<Dated<T>> values, SubscriptionRow subscription, DateOnly day)
    {
        var found = default(T);
        foreach (var value in values)
            if (value.On <= day || value.On <= subscription.CreatedOn) found = value.Value;
        return found;
    }
}
