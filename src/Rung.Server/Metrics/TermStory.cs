using Rung.Customers;
using Rung.Metrics;

namespace Rung.Server.Metrics;

/// <summary>A value a subscription had from a moment on: of its end, its price or its trial, as <paramref name="Field"/> says.</summary>
readonly record struct TermChange(DateTimeOffset At, TermField Field, DateOnly? EndsOn, Money? Price, bool IsTrial);

enum TermField
{
    EndsOn,
    Price,
    IsTrial,
}

/// <summary>A subscription with all that became of it, from which it is told as of any day.</summary>
sealed class TermStory
{
    readonly DateTimeOffset createdAt;
    readonly TermChange[] changes;
    readonly (DateTimeOffset At, DateOnly From)[] renewals;
    readonly Keyed<Term> last;
    readonly TimeZoneInfo zone;
    readonly int months;

    /// <summary>After this nothing has become of it.</summary>
    readonly DateTimeOffset moved;

    /// <param name="bare">The subscription without what its history says.</param>
    /// <param name="createdAt">What was entered with it holds from its start, though it was entered later.</param>
    /// <param name="billing">How often its price is paid.</param>
    /// <param name="changes">In the order they happened.</param>
    /// <param name="renewals">When it was renewed, each a change of its end too, and from which end.</param>
    /// <param name="zone">The company's.</param>
    public TermStory(Keyed<Term> bare, DateTimeOffset createdAt, Billing billing, TermChange[] changes, (DateTimeOffset At, DateOnly From)[] renewals, TimeZoneInfo zone)
    {
        (this.createdAt, this.changes, this.renewals) = (createdAt, changes, renewals);
        (months, this.zone) = (billing switch { Billing.Month => 1, Billing.Quarter => 3, _ => 12 }, zone);
        moved = changes.Select(c => c.At).Where(at => at != createdAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        last = Told(bare, DateTimeOffset.MaxValue);
    }

    public Guid Id => last.What.Id;

    public bool IsRemoved { get; init; }

    /// <summary>As it stood at the end of a day; null where it had not begun, or is removed.</summary>
    /// <param name="day">The day.</param>
    /// <param name="before">The moment at which that day is over.</param>
    public Keyed<Term>? On(DateOnly day, DateTimeOffset before) =>
        IsRemoved || last.What.StartsOn > day ? null : moved < before ? last : Told(last, before);

    Keyed<Term> Told(Keyed<Term> like, DateTimeOffset before)
    {
        var life = new TermLife(createdAt, zone, months);
        foreach (var change in changes)
            if (change.At < before || change.At == createdAt) life.Change(change);
        return like with { What = like.What with { EndsOn = life.EndsOn, Rates = life.Rates(), IsTrial = life.IsTrial, RenewedFrom = [.. renewals.Where(r => r.At < before).Select(r => r.From)] } };
    }

    /// <summary>One subscription while its history is read.</summary>
    sealed class TermLife(DateTimeOffset createdAt, TimeZoneInfo zone, int months)
    {
        readonly SortedDictionary<DateOnly, (Money? Price, bool Trial)> rates = new() { [DateOnly.MinValue] = (null, false) };
        (DateTimeOffset At, DateOnly? Before) ended;

        public DateOnly? EndsOn { get; private set; }

        public bool IsTrial => rates.Last().Value.Trial;

        public void Change(TermChange change)
        {
            var at = change.At;
            if (change.Field == TermField.EndsOn)
            {
                ended = (at, EndsOn);
                EndsOn = change.EndsOn;
                // Price and trial of the same renewal may have come first: they hold from its beginning.
                if (at > createdAt && rates.Remove(Day(at), out var early)) Put(From(at), early);
                return;
            }

            var from = at <= createdAt ? DateOnly.MinValue : From(at);
            var last = rates.Last(r => r.Key <= from).Value;
            Put(from, change.Field == TermField.Price ? last with { Price = change.Price } : last with { Trial = change.IsTrial });
        }

        public IReadOnlyList<MonthlyRate> Rates() => [.. rates.Select(r => new MonthlyRate(r.Key, r.Value.Price is not { } price ? null : r.Value.Trial ? Money.Zero(price.Currency) : price.Times(1m / months)))];

        void Put(DateOnly from, (Money?, bool) rate) => rates[from] = rate;

        /// <summary>A renewal begins where the term before ends.</summary>
        DateOnly From(DateTimeOffset at) => ended.At == at && ended.Before is { } end && EndsOn > end && end > Day(at) ? end : Day(at);

        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }
}
