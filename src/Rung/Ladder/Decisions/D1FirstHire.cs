using Rung.People;
using Rung.Planner.ClosedForms;
using Rung.Playbook;

namespace Rung.Ladder;

/// <summary>D1 (3.3): works out from the founder's own time, sales and onboardings whom to hire first.</summary>
public static class D1FirstHire
{
    static readonly YardstickRow Weeks = new("d1.weeks", 8, 2, 52, YardstickUnit.Weeks, "D1");
    static readonly YardstickRow Hours = new("d1.hours", 40, 1, 100, YardstickUnit.Hours, "D1: hours a week that a founder has for selling, prospecting and customers [design]");
    static readonly YardstickRow Fewest = new("d1.tasks", 20, 2, 1_000, YardstickUnit.Number, "D1: pieces of time below which nothing is said [design]");
    static readonly YardstickRow Covered = new("d1.coverage", 3, 0.5, 20, YardstickUnit.Factor, "open pipeline over what was won in the quarter before [B3]", SourceGrade.B);
    static readonly YardstickRow Slots = new("d1.slots", 21, 1, 200, YardstickUnit.Number, "opportunities a seller works at once [B25]", SourceGrade.B);
    static readonly YardstickRow Network = new("d1.network", 0.5, 0.05, 1, YardstickUnit.Share, "D1: meetings that came by referral or network [design]");
    static readonly YardstickRow Meetings = new("d1.meetings", 5, 1, 1_000, YardstickUnit.Number, "D1: meetings of known source below which nothing is said [design]");
    static readonly YardstickRow Split = new("d1.split", 0.2, 0.01, 0.9, YardstickUnit.Share, "break a function out above a fifth of the time [P1]", SourceGrade.B);

    static readonly WorkClass[] GoToMarket = [WorkClass.Prospect, WorkClass.Sell, WorkClass.Success];
    static readonly string[] ByNetwork = ["referral", "referred", "network", "introduction", "friend", "转介", "推荐", "人脉", "熟人"];

    const int QuarterDays = 91;

    public static IReadOnlyList<YardstickRow> Yardsticks => [Weeks, Hours, Fewest, Covered, Slots, Network, Meetings, Split];

    /// <summary>Who of the two began first, and when; null while neither has.</summary>
    public static (FirstHire Who, DateOnly On)? Taken(Evidence evidence) => evidence.Rows.Roles
        .Where(r => r.Role is Role.Sdr or Role.Csm or Role.Am && r.StartsOn <= evidence.Day && !evidence.Team.IsFounder(r.PersonId)).OrderBy(r => r.StartsOn).ThenBy(r => r.Role)
        .Select(r => ((FirstHire, DateOnly)?)(r.Role == Role.Sdr ? FirstHire.Sdr : FirstHire.Csm, r.StartsOn)).FirstOrDefault();

    public static FirstHireDecision Decide(Evidence evidence)
    {
        var hours = evidence.Whole(Weeks) * evidence[Hours] * Math.Max(1, evidence.Team.Founders.Count(f => evidence.Team.Holds(f, evidence.Day, Role.Founder)));
        var loads = Loads(evidence, hours);
        var tasks = loads.Sum(l => l.Tasks);
        var told = BySigns(evidence, new FirstHireDecision(evidence.Day) { AvailableHours = hours, Loads = loads });
        if (tasks < evidence.Whole(Fewest)) return told with { Lack = new(tasks == 0 ? LackKind.NoTime : LackKind.TooFew, evidence.Whole(Fewest), tasks) };

        var (sdr, csm) = (Without(loads, WorkClass.Prospect), Without(loads, WorkClass.Success));
        return told with
        {
            Now = Without(loads), AfterSdr = sdr, AfterCsm = csm, ByLoad = Smaller(sdr.Load, csm.Load), ByWaiting = Smaller(sdr.WaitHours ?? double.PositiveInfinity, csm.WaitHours ?? double.PositiveInfinity),
        };
    }

    static List<WorkLoad> Loads(Evidence evidence, double hours)
    {
        var from = evidence.Day.AddDays(-7 * evidence.Whole(Weeks));
        return [.. GoToMarket.Select(c =>
        {
            var took = evidence.Rows.Time.Where(t => t.Class == c && t.On > from && t.On <= evidence.Day && t.Minutes > 0 && evidence.Team.IsFounder(t.PersonId)).Select(t => t.Minutes / 60.0).ToList();
            if (took.Count == 0) return new WorkLoad(c, 0, 0, 0, 0);
            var mean = took.Average();
            return new(c, took.Count, took.Count / hours, mean, took.Average(h => (h - mean) * (h - mean)) / (mean * mean));
        })];
    }

    /// <summary>The founder without one kind of work: load, and Pollaczek–Khinchine's wait.</summary>
    static Relief Without(List<WorkLoad> loads, WorkClass? gone = null)
    {
        var kept = loads.Where(l => l.Class != gone && l.Tasks > 0).ToList();
        if (kept.Count == 0) return new(0, 0);
        return new(kept.Sum(l => l.Load), Mixture.Of([.. kept.Select(l => new WorkKind(l.PerHour, l.MeanHours, l.SquaredVariation))]).Accepted(out var line, out _) ? line.Wait : null);
    }

    static FirstHire? Smaller(double withSdr, double withCsm) => withSdr == withCsm ? null : withSdr < withCsm ? FirstHire.Sdr : FirstHire.Csm;

    static FirstHireDecision BySigns(Evidence evidence, FirstHireDecision told)
    {
        double Load(WorkClass of) => told.Loads.Single(l => l.Class == of).Load;
        var (prospect, success, all) = (Load(WorkClass.Prospect), Load(WorkClass.Success), told.Loads.Sum(l => l.Load));
        Sign[] signs =
        [
            new("D1.a", prospect > success, prospect, success, told.Loads.Sum(l => l.Tasks)), Uncovered(evidence), Unused(evidence), FromNetwork(evidence), Backlog(evidence),
            new("D1.f", all > 0 && prospect / all > evidence[Split], all > 0 ? prospect / all : null, evidence[Split]), new("D1.g", all > 0 && success / all > evidence[Split], all > 0 ? success / all : null, evidence[Split]),
        ];
        bool On(int i) => signs[i].IsOn;
        var (sdr, csm) = (On(0) && On(1) && On(2), On(3) || On(4));
        return told with { Signs = signs, BySigns = sdr == csm ? null : sdr ? FirstHire.Sdr : FirstHire.Csm };
    }

    /// <summary>What is open covers what must be sold in a quarter less than so many times; what was won in the last one stands in for a target.</summary>
    static Sign Uncovered(Evidence evidence)
    {
        var won = evidence.Turned("D1.b won", evidence.Counted, evidence.Day.AddDays(-QuarterDays), static (_, from, part) => part.Where(s => s.IsWon && s.ClosedOn > from && s.Value is not null).Select(s => s.Value!.Value).ToArray());
        if (won.Count == 0) return new("D1.b", false, null, evidence[Covered], 0, new(LackKind.TooFew, 1, 0));
        var most = won.GroupBy(v => v.Currency).MaxBy(g => g.Count())!;
        var open = evidence.Each("D1.b open", evidence.Counted, most.Key, static (_, currency, part) => part.Where(s => !s.IsResolved && s.Amount is { } amount && amount.Currency == currency).Sum(s => (double)s.Amount!.Value.Minor)).Sum();
        var quarter = most.Sum(v => (double)v.Minor);
        return quarter <= 0 ? new("D1.b", false, null, evidence[Covered], won.Count, new(LackKind.CurrencyMissing)) : new("D1.b", open / quarter < evidence[Covered], open / quarter, evidence[Covered], won.Count);
    }

    static Sign Unused(Evidence evidence)
    {
        var open = evidence.Each("D1.c", evidence.ByFounders, 0, static (_, _, part) => part.Count(s => !s.IsResolved)).Sum();
        return new("D1.c", open < evidence[Slots], open, evidence[Slots], open);
    }

    static Sign FromNetwork(Evidence evidence)
    {
        var from = evidence.Day.AddDays(-7 * evidence.Whole(Weeks));
        var met = evidence.Turned("D1.d", evidence.Held, from, static (_, from, part) => part.Where(m => m.IsSelling && m.HeldOn > from && m.SaleId is not null).Select(m => m.SaleId!.Value).ToArray());
        var wanted = met.ToHashSet();
        var sales = wanted.Count == 0 ? [] : evidence.Sales.Where(s => wanted.Contains(s.Id)).ToDictionary(s => s.Id);
        var sources = met.Select(s => sales.GetValueOrDefault(s)?.Row.Source).Where(s => !string.IsNullOrWhiteSpace(s)).ToList();
        var share = sources.Count == 0 ? (double?)null : sources.Count(s => ByNetwork.Any(w => s!.Contains(w, StringComparison.OrdinalIgnoreCase))) / (double)sources.Count;
        return sources.Count < evidence.Whole(Meetings) ? new("D1.d", false, share, evidence[Network], sources.Count, new(LackKind.TooFew, evidence.Whole(Meetings), sources.Count)) : new("D1.d", share >= evidence[Network], share, evidence[Network], sources.Count);
    }

    /// <summary>Customers whose promised day has passed and who are not onboarded yet.</summary>
    static Sign Backlog(Evidence evidence)
    {
        var late = evidence.Each("D1.e", evidence.Customers, 0, static (_, _, part) => part.Count(c => c.IsExternal && c.IsActive && c.Row.Onboardings.Any(o => o.TargetOn < c.Day && o.BeganOn <= c.Day && !(o.CompletedOn <= c.Day)))).Sum();
        return new("D1.e", late > 0, late, 0, late);
    }
}
