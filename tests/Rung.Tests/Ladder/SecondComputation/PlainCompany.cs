using Rung.Accounts;
using Rung.Ladder;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>A sale of the dossier's words, read off its rows as of a day.</summary>
sealed record PlainSale(SaleRow Row, DateOnly? Accepted, DateOnly? Demo, DateOnly? Offer, StageKind Kind, DateOnly? Closed, Guid? Seller, bool Counts)
{
    public bool Won => Kind == StageKind.Won;
    public bool Over => Kind != StageKind.Open;
    public DateOnly Began => Row.BeganOn!.Value;
}

/// <summary>Whoever sells and is no founder.</summary>
sealed record PlainSeller(Guid Id, DateOnly Started, DateOnly Ramped, DateOnly CountsFrom, bool SellsNow);

/// <summary>A company as of a day, by plain loops over its rows: written from the dossier (3.0), beside the engine and not from it.</summary>
sealed class PlainCompany
{
    public PlainCompany(CompanyRows rows, DateOnly day)
    {
        (Rows, Day) = (rows, day);
        Founders = [.. rows.Roles.Where(r => r.Role == Role.Founder && r.StartsOn <= day).Select(r => r.PersonId)];
        foreach (var row in rows.Sales)
            if (Read(row) is { } sale) Sales.Add(sale);
        foreach (var person in rows.Roles.Select(r => r.PersonId).Distinct())
        {
            var own = rows.Roles.Where(r => r.PersonId == person && r.Role is Role.Ae or Role.ClosingSdr && r.PersonId == person && r.StartsOn <= day).OrderBy(r => r.StartsOn).ToList();
            if (own.Count == 0 || Founders.Contains(person)) continue;
            var ramped = (own[0].RampStartsOn ?? own[0].StartsOn).AddMonths(own[0].RampMonths ?? 3);
            var passed = rows.Certifications.Where(c => c.PersonId == person && c.Passed && c.TakenOn <= day).Select(c => (DateOnly?)c.TakenOn).Min();
            Sellers.Add(new(person, own[0].StartsOn, ramped, passed ?? ramped, own.Any(r => r.EndsOn is null || day < r.EndsOn)));
        }

        Sellers = [.. Sellers.OrderBy(s => s.Started).ThenBy(s => s.Id)];
    }

    public CompanyRows Rows { get; }
    public DateOnly Day { get; }
    public HashSet<Guid> Founders { get; }
    public List<PlainSale> Sales { get; } = [];
    public List<PlainSeller> Sellers { get; } = [];
    public IEnumerable<PlainSale> Counted => Sales.Where(s => s.Counts);
    public List<PlainSeller> SellingNow => [.. Sellers.Where(s => s.SellsNow)];

    PlainSale? Read(SaleRow row)
    {
        if (row.BeganOn is { } began && began > Day) return null;
        var path = row.Stages.Where(s => s.On <= Day).ToList();
        if (row.BeganOn is null && path.Count == 0) return null;
        DateOnly? First(Func<StageRow, bool> that) => path.Where(that).Select(s => (DateOnly?)s.On).FirstOrDefault();
        var accepted = First(s => s.MarksAccepted && s.Kind != StageKind.Lost);
        var kind = path.Count == 0 ? StageKind.Open : path[^1].Kind;
        DateOnly? closed = kind == StageKind.Open ? null : kind == StageKind.Won && row.ClosedOn is { } told && told <= Day ? told : path[^1].On;
        Guid? seller = null;
        if (accepted is { } at)
        {
            foreach (var owner in row.Owners) if (owner.On <= at) seller = owner.Value;
            if (seller is null && row.Owners.Count > 0) seller = row.Owners[0].Value;
        }

        Money? amount = null;
        foreach (var a in row.Amounts) if (a.On <= Day) amount = a.Value;
        var counts = row.Relation == Relation.Prospect && accepted is not null && !(amount is { Minor: <= 0 }) && row.BeganOn is not null && !(closed < row.BeganOn);
        return new(row, accepted, First(s => s.MarksDemo && s.Kind == StageKind.Open), First(s => s.MarksProposal && s.Kind == StageKind.Open), kind, closed, seller, counts);
    }

    public bool IsFounder(Guid? person) => person is { } id && Founders.Contains(id);

    public bool Ideal(PlainSale sale) => Known(sale) && sale.Row.Fit!.Value.Fits == true;

    /// <summary>The profile was said by the day, and not when the outcome was known.</summary>
    public bool Known(PlainSale sale) => sale.Row.Fit is { Fits: not null } fit && fit.On <= Day && !(fit.AfterOutcome && sale.Over);

    public long? Value(PlainSale sale)
    {
        if (!sale.Won) return null;
        var until = sale.Closed > Day ? sale.Closed!.Value : Day;
        Money? value = null, amount = null;
        foreach (var v in sale.Row.Values) if (v.On <= until) value = v.Value;
        foreach (var a in sale.Row.Amounts) if (a.On <= Day) amount = a.Value;
        return (value ?? amount)?.Minor;
    }

    public List<double> Prices(IEnumerable<PlainSale> sales) => [.. sales.Select(Value).Where(v => v > 0).Select(v => v!.Value / 100.0)];

    /// <summary>Days since accepted, and won, lost or open.</summary>
    public List<(double Time, char End)> Watched(IEnumerable<PlainSale> sales) =>
        [.. sales.Select(s => ((double)Math.Max(0, (s.Closed ?? Day).DayNumber - s.Accepted!.Value.DayNumber), s.Won ? 'w' : s.Over ? 'l' : 'o'))];

    /// <summary>The baseline of 3.0: the founder's sales of the last twelve months before the first seller was ramped, all where too few are resolved.</summary>
    public List<PlainSale> Baseline()
    {
        var end = Sellers.Count > 0 && Sellers[0].Ramped < Day ? Sellers[0].Ramped : Day;
        var all = Counted.Where(s => IsFounder(s.Seller) && s.Began <= end).ToList();
        var recent = all.Where(s => s.Began > end.AddMonths(-12)).ToList();
        return recent.Count(s => s.Over) >= 20 ? recent : all;
    }

    public List<PlainSale> Of(PlainSeller seller) => [.. Counted.Where(s => s.Seller == seller.Id && s.Began >= seller.CountsFrom)];

    public IEnumerable<MeetingRow> Held => Rows.Meetings.Where(m => m.Status == MeetingStatus.Held && m.HeldOn <= Day);

    public bool FounderIn(MeetingRow meeting) => meeting.Attendees.Any(a => a.Role is { } role ? role == Role.Founder
        : Rows.Roles.Any(r => r.PersonId == a.PersonId && r.Role == Role.Founder && r.StartsOn <= (meeting.HeldOn ?? meeting.ScheduledOn) && !(r.EndsOn <= (meeting.HeldOn ?? meeting.ScheduledOn))));

    public static bool Selling(MeetingRow meeting) => meeting.Type is MeetingType.Intro or MeetingType.Discovery or MeetingType.Pitch or MeetingType.FollowUp or MeetingType.Closing;

    public static bool Led(MeetingRow meeting) => meeting.Type is MeetingType.Pitch or MeetingType.Closing;

    /// <summary>The preconditions of 3.9 for criteria that read the history of sales.</summary>
    public bool HistoryBroken => Sales.Count > 0 && (Sales.Count(s => s.Row.BeganOn is null || !s.Row.Stages.Any(v => v.On <= Day)) > .1 * Sales.Count
        || Sales.Count(s => s.Closed < s.Row.BeganOn) > .1 * Sales.Count || Sales.All(s => s.Row.Stages.Any(v => v.On <= Day && v.Derived)));

    public bool MeetingsBroken => Rows.Meetings.Where(m => m.ScheduledOn.AddDays(2) <= Day).ToList() is var over && over.Count(m => m.Status is MeetingStatus.Booked or MeetingStatus.Rescheduled) > .05 * over.Count;

    public bool FitsBroken => Counted.Where(s => s.Over && s.Row.Fit?.Fits is not null).ToList() is { Count: > 0 } own && own.Count(s => s.Row.Fit!.Value.AfterOutcome) > .5 * own.Count;

    public bool CurrencyBroken => Counted.Where(s => s.Won).ToList() is { Count: > 0 } won && won.Count(s => Value(s) is null) > .1 * won.Count;
}
