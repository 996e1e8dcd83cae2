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
    public Lack? Broken(Supposes supposes)
    {
        if (supposes.HasFlag(Supposes.StageHistory) && History is { } history) return history;
        if (supposes.HasFlag(Supposes.MeetingStatus) && Meetings is { } meetings) return meetings;
        if (supposes.HasFlag(Supposes.Actors) && Actors is { } actors) return actors;
        if (supposes.HasFlag(Supposes.Currency) && Currencies is { } currencies) return currencies;
        if (supposes.HasFlag(Supposes.ClearRoles) && Roles is { } roles) return roles;
        return supposes.HasFlag(Supposes.FitBeforeOutcome) ? Fits : null;
    }

    Lack? History
    {
        get
        {
            if (Sales.Count == 0) return null;
            var limit = this[Common.MissingHistory];
            double all = Sales.Count;
            if (Sales.Count(s => !s.HasHistory || s.Row.BeganOn is null) / all is var missing && missing > limit) return new(LackKind.MissingHistory, limit, missing);
            if (Sales.Count(s => s.ClosedOn < s.Row.BeganOn) / all is var backwards && backwards > limit) return new(LackKind.ClocksChanged, limit, backwards);
            return Sales.All(s => s.Derived) ? new(LackKind.OnlyDerived, limit, 1) : null;
        }
    }

    /// <summary>Of meetings whose time passed two days ago.</summary>
    Lack? Meetings
    {
        get
        {
            var over = rows.Meetings.Where(m => m.ScheduledOn.AddDays(2) <= day).ToList();
            var limit = this[Common.UnknownMeetings];
            return over.Count > 0 && over.Count(m => m.Status is MeetingStatus.Booked or MeetingStatus.Rescheduled) / (double)over.Count is var unknown && unknown > limit ? new(LackKind.MeetingsWithoutStatus, limit, unknown) : null;
        }
    }

    Lack? Actors
    {
        get
        {
            var (all, nobody) = (0L, 0L);
            foreach (var touch in rows.Touches)
                if (touch.On <= day) (all, nobody) = (all + touch.N, nobody + touch.WithoutActor);
            var limit = this[Common.UnknownActors];
            return all > 0 && nobody / (double)all > limit ? new(LackKind.ActivitiesWithoutActor, limit, nobody / (double)all) : null;
        }
    }

    Lack? Currencies
    {
        get
        {
            var won = Counted.Where(s => s.IsWon).ToList();
            if (won.Count == 0) return null;
            var limit = this[Common.MissingHistory];
            if (won.Count(s => s.Value is null) / (double)won.Count is var missing && missing > limit) return new(LackKind.CurrencyMissing, limit, missing);
            var most = won.Where(s => s.Value is not null).GroupBy(s => s.Value!.Value.Currency).Max(g => g.Count());
            return 1 - most / (double)won.Count(s => s.Value is not null) is var other && other > limit ? new(LackKind.CurrenciesDiffer, limit, other) : null;
        }
    }

    Lack? Roles
    {
        get
        {
            var own = Counted.Where(s => s.Seller is not null).ToList();
            return own.Count > 0 && own.Count(s => Team.IsBoth(s.Seller!.Value, s.AcceptedOn!.Value)) / (double)own.Count is var both && both > RolesUnclear ? new(LackKind.RolesOverlap, RolesUnclear, both) : null;
        }
    }

    /// <summary>Leaks are left out and counted; where they are most of all, nothing is left to judge by.</summary>
    Lack? Fits
    {
        get
        {
            var resolved = Counted.Where(s => s.IsResolved && s.Row.Fit?.Fits is not null).ToList();
            return resolved.Count > 0 && resolved.Count(s => s.Row.Fit!.Value.AfterOutcome) / (double)resolved.Count is var leaked && leaked > FewFits ? new(LackKind.FitAfterOutcome, FewFits, leaked) : null;
        }
    }
}
