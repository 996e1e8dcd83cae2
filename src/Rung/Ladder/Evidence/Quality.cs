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
            var (over, silent, last) = (0, 0, day.AddDays(-2));
            foreach (var meeting in Look(From.Meetings).Meetings)
            {
                if (meeting.ScheduledOn > last) continue;
                over++;
                if (meeting.Status is MeetingStatus.Booked or MeetingStatus.Rescheduled) silent++;
            }

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
            var won = Counted.Where(s => s.IsWon).ToList();
            if (won.Count == 0) return null;
            var limit = this[Common.MissingHistory];
            if (won.Count(s => s.Value is null) / (double)won.Count is var missing && missing > limit) return new(LackKind.CurrencyMissing, limit, missing);
            var most = won.Where(s => s.Value is not null).CountBy(s => s.Value!.Value.Currency).Max(c => c.Value);
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
