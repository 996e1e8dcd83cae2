namespace Rung.Ladder;

/// <summary>Somebody answers for going on without a criterion, from a day until before another.</summary>
public sealed record WaiverRow(Guid Id, string Criterion, DateOnly FromOn, DateOnly? EndsOn)
{
    public bool HoldsOn(DateOnly day) => FromOn <= day && (EndsOn is not { } end || day < end);
}

/// <summary>The founder said on which rung the company stands.</summary>
public sealed record ConfirmedRow(Guid Id, MaturityStage Stage, DateOnly On);

/// <summary>A pattern at an evaluation.</summary>
public sealed record PatternStood(Finding Finding, DateOnly? Since)
{
    public string Id => Finding.Id;
    public bool IsActive => Finding.IsActive;
    public bool Blocks => IsActive && Finding.Severity >= Severity.Block;
}

/// <summary>A month-end as it was evaluated and stored: every criterion and every pattern, without the rows.</summary>
public sealed record StoredMonth(DateOnly On, IReadOnlyDictionary<string, Stood> Criteria, IReadOnlyDictionary<string, PatternStood> Patterns);

/// <summary>The whole ladder as of the end of a day.</summary>
/// <param name="Stage">The confirmed rung, else the proposed one.</param>
/// <param name="Proposed">The rung that the record itself reaches.</param>
/// <param name="Entered">The day each rung was reached by the record.</param>
public sealed record Assessment(DateOnly AsOf, MaturityStage Stage, bool IsConfirmed, MaturityStage Proposed, IReadOnlyList<Stood> Criteria, IReadOnlyList<PatternStood> Patterns, IReadOnlyList<Reading> Goals, IReadOnlyDictionary<MaturityStage, DateOnly> Entered)
{
    /// <summary>D1: whom to hire first, from what was known before either came.</summary>
    public FirstHireDecision? FirstHire { get; init; }

    /// <summary>Taken from what was stored; goals and the first hire are not, and are left out.</summary>
    public bool IsRecalled { get; init; }

    /// <summary>The same without the rows behind it.</summary>
    public Assessment WithoutRows() => this with
    {
        Criteria = [.. Criteria.Select(c => c with { Reading = c.Reading.WithoutRows() })], Patterns = [.. Patterns.Select(p => p with { Finding = p.Finding with { Rows = [] } })], Goals = [.. Goals.Select(g => g.WithoutRows())],
    };

    /// <summary>Criteria of earlier rungs that are not met: debt, not waived.</summary>
    public IReadOnlyList<Stood> Debt => [.. Criteria.Where(c => Ladder.Criteria.Named(c.Id)!.Stage < Stage && !c.IsMet)];

    /// <summary>What keeps a rung from being left: its criteria not met, and what blocks.</summary>
    public IEnumerable<string> Missing(MaturityStage stage) =>
        Criteria.Where(c => Ladder.Criteria.Named(c.Id)!.Stage == stage && !c.IsMet).Select(c => c.Id).Concat(Patterns.Where(p => p.Blocks && AntiPatterns.Named(p.Id)!.Stage <= stage).Select(p => p.Id));

    /// <summary>Days from entering a rung until the next one that was entered later, or until the day; null where it was not entered.</summary>
    public int? Dwell(MaturityStage stage) =>
        Entered.TryGetValue(stage, out var on) ? Entered.Where(e => e.Key > stage && e.Value >= on).Select(e => e.Value).Append(AsOf).Min().DayNumber - on.DayNumber : null;

    /// <summary>Whether the rung may be left as of the day.</summary>
    public bool MayLeave(MaturityStage stage) => Ladder.Criteria.Of(stage).Count > 0 && !Missing(stage).Any();
}

/// <summary>
/// Goes through a company's history month-end by month-end, as the founder would have: verdicts are moved only then (3.0),
/// and a rung is left when all its criteria are met and nothing blocks. Month-ends that were stored are not gone through
/// again: they stand as they were made.
/// </summary>
public sealed class Replay(CompanyRows rows, IReadOnlyList<YardstickValue> yardsticks, IReadOnlyList<WaiverRow> waivers, IReadOnlyList<ConfirmedRow> confirmed, IReadOnlyList<StoredMonth>? stored = null, Evidence? before = null)
{
    readonly Dictionary<DateOnly, StoredMonth> months = (stored ?? []).ToDictionary(m => m.On);
    readonly List<Keeper> keepers = [.. Criteria.All.Select(c => new Keeper(c))];
    readonly Dictionary<string, DateOnly> since = [];
    readonly Dictionary<MaturityStage, DateOnly> left = [];
    readonly Dictionary<MaturityStage, DateOnly> entered = [];
    MaturityStage proposed = MaturityStage.S0;
    DateOnly? placed;
    FirstHireDecision? decided;

    /// <summary>The evidence of the last day that was looked at; whoever replays the same company for the same day may begin with it.</summary>
    public Evidence? Last { get; private set; }

    public static DateOnly MonthEnd(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1);

    /// <summary>The month-ends from the first thing that happened until a day.</summary>
    public static IEnumerable<DateOnly> MonthEnds(DateOnly? first, DateOnly until)
    {
        if (first is not { } from) yield break;
        for (var end = MonthEnd(from); end <= until; end = MonthEnd(end.AddDays(1))) yield return end;
    }

    /// <summary>An assessment for every month-end until the day, in order, and for the day itself where it is none.</summary>
    public IEnumerable<Assessment> Until(DateOnly day)
    {
        var last = default(DateOnly);
        foreach (var end in MonthEnds(rows.FirstOn, day))
        {
            last = end;
            // The day that is asked for is read from its rows, which people want to open; its verdicts stand as stored.
            yield return months.TryGetValue(end, out var month) && end != day ? Recall(month) : At(end, true);
        }

        if (last != day) yield return At(day, false);
    }

    Assessment At(DateOnly day, bool moves)
    {
        var (own, stage, kept) = (Ladder.Yardsticks.On(day, yardsticks), Begin(day), moves ? months.GetValueOrDefault(day) : null);
        var evidence = new Evidence(rows, day, own, new(stage, left, (id, on) => keepers.First(k => k.Criterion.Id == id).On(on), id => since.TryGetValue(id, out var on) ? on : null), before?.Day == day ? before : null);
        Last = evidence;
        var criteria = keepers.ConvertAll(k => Stand(k, evidence, moves, kept?.Criteria[k.Criterion.Id]));
        var patterns = AntiPatterns.All.Select(a => Look(a, evidence, moves, kept?.Patterns[a.Id])).ToList();
        var told = new Assessment(day, stage, placed is not null, proposed, criteria, patterns, [.. Goals.All.SelectMany(g => g.Read(evidence))], new Dictionary<MaturityStage, DateOnly>(entered)) { FirstHire = evidence.Kept("D1", () => Decide(evidence)) };
        return moves ? Leave(told) : told;
    }

    Assessment Recall(StoredMonth month)
    {
        var (own, stage) = (Ladder.Yardsticks.On(month.On, yardsticks), Begin(month.On));
        var criteria = keepers.ConvertAll(k => k.Recall(month.On, month.Criteria[k.Criterion.Id], own, WaiverOf(k, month.On)));
        var patterns = AntiPatterns.All.Select(a => Keep(month.Patterns[a.Id])).ToList();
        return Leave(new(month.On, stage, placed is not null, proposed, criteria, patterns, [], new Dictionary<MaturityStage, DateOnly>(entered)) { IsRecalled = true });
    }

    MaturityStage Begin(DateOnly day)
    {
        var stage = Place(day) ?? proposed;
        if (entered.Count == 0 && rows.FirstOn is { } first && first <= day) entered[proposed] = first;
        return stage;
    }

    Assessment Leave(Assessment told)
    {
        if (!told.MayLeave(proposed)) return told;

        left[proposed] = told.AsOf;
        entered[++proposed] = told.AsOf;
        return told with { Proposed = proposed, Stage = told.IsConfirmed ? told.Stage : proposed, Entered = new Dictionary<MaturityStage, DateOnly>(entered) };
    }

    WaiverRow? WaiverOf(Keeper keeper, DateOnly day) => waivers.LastOrDefault(w => w.Criterion == keeper.Criterion.Id && w.HoldsOn(day));

    Stood Stand(Keeper keeper, Evidence evidence, bool moves, Stood? kept)
    {
        var (reading, waiver) = (keeper.Criterion.Read(evidence), WaiverOf(keeper, evidence.Day));
        if (kept is not null) return keeper.Recall(evidence.Day, kept, evidence.Yardsticks, waiver) with { Reading = reading };
        return moves ? keeper.Take(evidence.Day, reading, evidence.Yardsticks, waiver) : keeper.Now(reading, waiver);
    }

    PatternStood Keep(PatternStood stood)
    {
        if (stood is { IsActive: true, Since: { } on }) since[stood.Id] = on;
        else since.Remove(stood.Id);
        return stood;
    }

    PatternStood Look(AntiPattern pattern, Evidence evidence, bool moves, PatternStood? kept)
    {
        var finding = pattern.Look(evidence);
        if (kept is not null) return Keep(new(finding with { IsActive = kept.IsActive, Severity = kept.Finding.Severity }, kept.Since));
        var began = !finding.IsActive ? (DateOnly?)null : since.TryGetValue(pattern.Id, out var known) ? known : finding.Since ?? evidence.Day;
        if (moves && began is { } on) since[pattern.Id] = on;
        else if (moves) since.Remove(pattern.Id);
        return new(finding, began);
    }

    /// <summary>As of the day while nobody came; then as of the day before, once for all.</summary>
    FirstHireDecision Decide(Evidence evidence)
    {
        if (decided is not null) return decided;
        if (D1FirstHire.Taken(evidence) is not { } taken) return D1FirstHire.Decide(evidence);
        var before = taken.On.AddDays(-1);
        evidence.LookAtAll();
        return decided = D1FirstHire.Decide(new(rows, before, Ladder.Yardsticks.On(before, yardsticks), Past.None, aside: true)) with { Taken = taken.Who, TakenOn = taken.On };
    }

    /// <summary>The rung that was confirmed last; the record is followed from there.</summary>
    MaturityStage? Place(DateOnly day)
    {
        if (confirmed.Where(c => c.On <= day).MaxBy(c => c.On) is not { } last) return null;
        if (placed != last.On) (proposed, placed) = (last.Stage, last.On);
        entered.TryAdd(last.Stage, last.On);
        return last.Stage;
    }
}
