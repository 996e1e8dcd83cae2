using Rung.People;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>A2.1 (R61): too many sellers too fast for the leads, the coaching and the money there are; "boil the ocean".</summary>
public sealed class A21TooMuchLeverage() : AntiPattern("A2.1", MaturityStage.S2)
{
    static readonly YardstickRow Started = new("a2.1.started", 2, 1, 100, YardstickUnit.Number, "A2.1; two sellers at once [P2, P4, P5]", SourceGrade.B);
    static readonly YardstickRow Days = new("a2.1.days", 90, 30, 365, YardstickUnit.Days, "A2.1 [design]");
    static readonly YardstickRow CriticalMass = new("a2.1.critical-mass", 6, 0.5, 100, YardstickUnit.Number, "accepted a seller and month; m* = quota/(12·price·win rate); 10 a week at 15k [K10]", SourceGrade.B);
    static readonly YardstickRow Coaching = new("a2.1.coaching", 180, 0, 2_000, YardstickUnit.Minutes, "minutes a week for each seller in ramp [design]");
    static readonly YardstickRow Span = new("a2.1.span", 8, 1, 50, YardstickUnit.Number, "6–8, worse above 10 [H6, H8]", SourceGrade.B);
    static readonly YardstickRow Burn = new("a2.1.burn", 1.25, 1, 10, YardstickUnit.Factor, "A2.1 [design]");
    static readonly YardstickRow Evident = new("a2.1.evidence-n", 5, 1, 100, YardstickUnit.Number, "A2.1 [design]");

    const int CoachingWeeks = 4;

    /// <summary>Half of all successful is exactly one half, and computed a little less.</summary>
    const double Rounding = 1e-9;

    public override IReadOnlyList<YardstickRow> Yardsticks => [Started, Days, CriticalMass, Coaching, Span, Burn, Evident];

    protected override Finding Seen(Evidence evidence)
    {
        var (day, sellers) = (evidence.Day, evidence.Team.Sellers);
        var from = day.AddDays(-evidence.Whole(Days));
        var started = sellers.Where(s => s.StartedOn > from).ToList();
        var tooMany = started.Count > evidence.Whole(Started) && evidence.Past.Stood("X2.3", day) is not (Verdict.Pass or Verdict.Waived);

        Sign[] signs =
        [
            new("A2.1.a", tooMany, started.Count, evidence[Started], sellers.Count), Fed(evidence, from), Coached(evidence), Burning(evidence), Ramping(evidence),
        ];
        return Found(Severity.Block, tooMany || signs.Count(s => s.IsOn) >= 2, signs) with { Since = tooMany ? started.OrderBy(s => s.StartedOn).Skip(evidence.Whole(Started)).First().StartedOn : null, Rows = [.. started.Select(s => s.Id)] };
    }

    /// <summary>Accepted opportunities for each ramped seller and month.</summary>
    static Sign Fed(Evidence evidence, DateOnly from)
    {
        var ramped = evidence.Team.Sellers.Where(s => s.RampedOn <= evidence.Day).ToList();
        var months = ramped.Sum(s => (evidence.Day.DayNumber - Math.Max(from.DayNumber, s.RampedOn.DayNumber)) / 30.4375);
        if (months < 1) return new("A2.1.b", false, null, evidence[CriticalMass], ramped.Count, new(LackKind.TooFew, 1, months));
        var accepted = evidence.Each("A2.1.b", evidence.Counted, from, static (evidence, from, part) => part.Count(d => d.AcceptedOn > from && d.Seller is { } id && evidence.SellersNow.TryGetValue(id, out var seller) && seller.RampedOn <= evidence.Day && d.AcceptedOn > seller.RampedOn)).Sum();
        return new("A2.1.b", accepted / months < evidence[CriticalMass], accepted / months, evidence[CriticalMass], accepted);
    }

    /// <summary>Coaching of those in ramp, and how many answer to one person.</summary>
    static Sign Coached(Evidence evidence)
    {
        var (day, from) = (evidence.Day, evidence.Day.AddDays(-7 * CoachingWeeks));
        var ramping = evidence.Team.Sellers.Where(s => s.RampedOn > day && s.StartedOn <= from).ToList();
        var minutes = ramping.Count == 0 ? (double?)null : evidence.Rows.Coaching.Where(c => c.On > from && c.On <= day && ramping.Any(s => s.Id == c.PersonId)).Sum(c => c.Minutes) / (double)CoachingWeeks / ramping.Count;
        var span = evidence.Rows.Roles.Where(r => r.HoldsOn(day) && r.ManagerId is not null).GroupBy(r => r.ManagerId).Select(g => g.Select(r => r.PersonId).Distinct().Count()).DefaultIfEmpty(0).Max();
        return new("A2.1.c", minutes < evidence[Coaching] || span > evidence[Span], minutes, evidence[Coaching], ramping.Count);
    }

    /// <summary>Money goes faster than in the quarter before, and nobody knows whether the sellers' customers succeed.</summary>
    static Sign Burning(Evidence evidence)
    {
        var burn = Burnt(evidence, 0);
        var before = Burnt(evidence, 3);
        var ratio = burn is > 0 && before is > 0 ? burn / before : null;
        var sold = evidence.Sorted("A2.1.d", evidence.Customers, (Days: evidence.Whole(X13OnTheWayToSuccess.LiveDays), Wins: evidence.FirstWins), static c => c.Id, static (evidence, with, c) => evidence.IsSellers(with.Wins.GetValueOrDefault(c.Id)) ? evidence.NotLive(c, with.Days) : LeftWhy.NotAProspect, static (_, _, c) => c.Succeeds).Seen;
        var unknown = sold.Trials < evidence.Whole(Evident) || BetaDistribution.From(sold).AtLeast(0.5) < 0.5 - Rounding;
        var lack = burn is null || before is null ? new Lack(LackKind.TooFew, 3, evidence.Rows.Balances.Count(b => b.On <= evidence.Day)) : null;
        return new("A2.1.d", ratio >= evidence[Burn] && unknown && evidence.Team.Everybody.Count > 0, ratio, evidence[Burn], (int)sold.Trials, lack);
    }

    /// <summary>Money spent net in the quarter that ended so many months ago, in the currency of most balances.</summary>
    static double? Burnt(Evidence evidence, int monthsAgo)
    {
        if (evidence.Rows.Balances.Count == 0) return null;
        var currency = evidence.Rows.Balances.GroupBy(b => b.Amount.Currency).MaxBy(g => g.Count())!.Key;
        double? At(int months) => evidence.Rows.Balances.Where(b => b.Amount.Currency == currency && b.On <= evidence.Day.AddMonths(-months) && b.On > evidence.Day.AddMonths(-months - 2)).OrderBy(b => b.On).Select(b => (double?)b.Amount.Minor).LastOrDefault();
        return At(monthsAgo + 3) - At(monthsAgo);
    }

    static Sign Ramping(Evidence evidence)
    {
        var ramping = evidence.Team.Sellers.Count(s => s.RampedOn > evidence.Day);
        var ramped = evidence.Team.Sellers.Count - ramping;
        return new("A2.1.e", ramping > ramped + 1, ramping, ramped + 1, evidence.Team.Sellers.Count);
    }
}
