using Rung.Meetings;

namespace Rung.Ladder;

/// <summary>What a criterion supposes of the data (3.9).</summary>
[Flags]
public enum Supposes
{
    Nothing = 0,
    StageHistory = 1,
    MeetingStatus = 2,
    Actors = 4,
    Currency = 8,
    ClearRoles = 16,
    FitBeforeOutcome = 32,
}

public sealed partial class Evidence
{
    const double FewFits = 0.5;
    const double RolesUnclear = 0.1;

    /// <summary>The first precondition that does not hold; null when the figure may be believed.</summary>
    public Lack? Broken(Supposes supposes) => Enum.GetValues<Supposes>().Where(s => s != Supposes.Nothing && supposes.HasFlag(s)).Select(LackOf).FirstOrDefault(l => l is not null);

    Lack? LackOf(Supposes one) => Kept("supposes " + one, () => one switch { Supposes.StageHistory => History, Supposes.MeetingStatus => Meetings, Supposes.Actors => Actors, Supposes.Currency => Currencies, Supposes.ClearRoles => Roles, _ => Fits });

    Lack? History
    {
        get
        {
            if (Sales.Count == 0) return null;
            var limit = this[Common.MissingHistory];
            double all = Sales.Count;
            var each = Each("history", Sales, 0, static (_, _, part) => (Missing: part.Count(s => !s.HasHistory || s.Row.BeganOn is null), Backwards: part.Count(s => s.ClosedOn < s.Row.BeganOn), Derived: Array.TrueForAll(part, s => s.Derived)));
            if (each.Sum(e => e.Missing) / all is var missing && missing > limit) return new(LackKind.MissingHistory, limit, missing);
            if (each.Sum(e => e.Backwards) / all is var backwards && backwards > limit) return new(LackKind.ClocksChanged, limit, backwards);
            return each.All(e => e.Derived) ? new(LackKind.OnlyDerived, limit, 1) : null;
        }
    }

    /// <summary>Of meetings whose time passed two days ago.</summary>
    Lack? Meetings
    {
        get
        {
            var each = Each("silent", Parts.Of(Look(From.Meetings).Meetings), day.AddDays(-2), static (_, last, part) => (Over: part.Count(m => m.ScheduledOn <= last), Silent: part.Count(m => m.ScheduledOn <= last && m.Status is MeetingStatus.Booked or MeetingStatus.Rescheduled)));
            var (over, silent) = (each.Sum(e => e.Over), each.Sum(e => e.Silent));
            var limit = this[Common.UnknownMeetings];
            return over > 0 && silent / (double)over is var unknown && unknown > limit ? new(LackKind.MeetingsWithoutStatus, limit, unknown) : null;
        }
    }

    Lack? Actors
    {
        get
        {
            var (all, nobody) = (0L, 0L);
            foreach (var touch in Rows.Touches)
                if (touch.On <= day) (all, nobody) = (all + touch.N, nobody + touch.WithoutActor);
            var limit = this[Common.UnknownActors];
            return all > 0 && nobody / (double)all > limit ? new(LackKind.ActivitiesWithoutActor, limit, nobody / (double)all) : null;
        }
    }

    Lack? Currencies
    {
        get
        {
            var each = Each("currencies", Counted, 0, static (_, _, part) => part.Where(s => s.IsWon).CountBy(s => s.Value?.Currency.ToString() ?? "").ToArray()).SelectMany(e => e).GroupBy(e => e.Key, e => e.Value).ToDictionary(g => g.Key, g => g.Sum());
            if (each.Count == 0) return null;
            var limit = this[Common.MissingHistory];
            each.Remove("", out var unknown);
            var known = each.Values.Sum();
            if (unknown / (double)(known + unknown) is var missing && missing > limit) return new(LackKind.CurrencyMissing, limit, missing);
            return 1 - each.Values.Max() / (double)known is var other && other > limit ? new(LackKind.CurrenciesDiffer, limit, other) : null;
        }
    }

    Lack? Roles
    {
        get
        {
            var each = Each("roles", Counted, 0, static (evidence, _, part) => (Own: part.Count(s => s.Seller is not null), Both: part.Count(s => s.Seller is { } seller && evidence.Team.IsBoth(seller, s.AcceptedOn!.Value))));
            return each.Sum(e => e.Own) is > 0 and var own && each.Sum(e => e.Both) / (double)own is var both && both > RolesUnclear ? new(LackKind.RolesOverlap, RolesUnclear, both) : null;
        }
    }

    /// <summary>Leaks are left out and counted; where they are most of all, nothing is left to judge by.</summary>
    Lack? Fits
    {
        get
        {
            var each = Each("fits", Counted, 0, static (_, _, part) => (Said: part.Count(s => s.IsResolved && s.Row.Fit?.Fits is not null), Leaked: part.Count(s => s.IsResolved && s.Row.Fit is { Fits: not null, AfterOutcome: true })));
            return each.Sum(e => e.Said) is > 0 and var said && each.Sum(e => e.Leaked) / (double)said is var leaked && leaked > FewFits ? new(LackKind.FitAfterOutcome, FewFits, leaked) : null;
        }
    }
}
