using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;

namespace Rung.Ladder;

/// <summary>A customer as it stood at the end of a day.</summary>
public sealed class CustomerThen(CustomerRow row, DateOnly day)
{
    public CustomerRow Row => row;
    public Guid Id => row.AccountId;
    public DateOnly Day => day;
    public bool IsExternal => row.Relation == Relation.Prospect;

    /// <summary>Its subscriptions that had begun.</summary>
    public IEnumerable<SubscriptionRow> Subscriptions => row.Subscriptions.Where(s => s.StartsOn <= day);

    public DateOnly? LiveOn => row.WentLiveOn is { } went && went <= day ? went : row.FirstUsedOn is { } used && used <= day ? used : null;
    public int? LiveDays => LiveOn is { } on ? day.DayNumber - on.DayNumber : null;
    public bool IsActive => IsActiveOn(day);

    /// <summary>Whether a subscription was active on an earlier day, as far as was agreed by now.</summary>
    public bool IsActiveOn(DateOnly then) => Subscriptions.Any(s => IsActiveOn(s, then));

    /// <summary>Active on a subscription with a price, no trial.</summary>
    public bool IsPriced => Subscriptions.Any(s => IsActiveOn(s, day) && PriceOf(s) is { Minor: > 0 });

    /// <summary>Ever had a subscription with a price that was no trial.</summary>
    public bool WasPriced => Subscriptions.Any(s => PriceOf(s) is { Minor: > 0 });

    /// <summary>Payments less refunds above zero in some currency.</summary>
    public bool HasPaid => Paid.Any(p => p.Value > 0);

    /// <summary>Payments less refunds by currency, in minor units.</summary>
    public IReadOnlyDictionary<Currency, long> Paid => field ??= row.Payments.Where(p => p.On <= day).GroupBy(p => p.Amount.Currency).ToDictionary(g => g.Key, g => g.Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor));

    public DateOnly? FirstValueOn => row.Onboardings.Select(o => o.FirstValueOn).Where(on => on <= day).Min();

    /// <summary>By the rule for health that held on the day; a company without one has no red.</summary>
    public bool IsRed => red ??= row.Health?.On(row, day) is { Band: HealthBand.Red };

    bool? red;

    public DateOnly? EndOf(SubscriptionRow subscription) => Held(subscription.Ends, subscription);

    public Money? PriceOf(SubscriptionRow subscription) => IsTrial(subscription) ? null : Held(subscription.Prices, subscription);

    public bool IsTrial(SubscriptionRow subscription) => Held(subscription.Trials, subscription);

    /// <summary>The subscriptions as renewals are counted from; null of one that never was a customer.</summary>
    public Customer? Terms => TermsOf() is [var terms, ..] ? terms : null;

    IReadOnlyList<Customer> TermsOf() => Customer.Of(Subscriptions.Select(s => new Term(s.Id, row.AccountId, s.StartsOn, EndOf(s), [new(s.StartsOn, PriceOf(s))])
    {
        Months = s.TermMonths, NoticeDays = s.NoticeDays, ProductId = s.ProductId, IsTrial = IsTrial(s), RenewedFrom = [.. s.RenewedFrom.Where(r => r.On <= day).Select(r => r.Value)],
    }));

    /// <summary>The surveys of these kinds sent in the days before, newest first.</summary>
    public IEnumerable<QuestionRow> Surveys(int days, params SurveyType[] types) =>
        row.Surveys.Where(s => types.Contains(s.Type) && s.SentOn <= day && s.SentOn > day.AddDays(-days)).OrderByDescending(s => s.SentOn);

    /// <summary>The answer as of the day; null where none had come.</summary>
    public int? Answer(QuestionRow survey) => survey.AnsweredOn <= day ? survey.Score : null;

    bool IsActiveOn(SubscriptionRow subscription, DateOnly then) => subscription.StartsOn <= then && (EndOf(subscription) is not { } end || then < end);

    /// <summary>What was entered with it holds from its start, though it was entered later.</summary>
    T? Held<T>(IReadOnlyList<Dated<T>> values, SubscriptionRow subscription)
    {
        var found = default(T);
        foreach (var value in values)
            if (value.On <= day || value.On <= subscription.CreatedOn) found = value.Value;
        return found;
    }
}
