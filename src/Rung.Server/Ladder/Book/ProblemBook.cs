using Microsoft.EntityFrameworkCore;
using Rung.Improvements;
using Rung.Ladder;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.Ladder;

/// <summary>What is being done about a problem, and who answers for it.</summary>
public sealed record Answering(Improvement Improvement, string? Owner);

/// <summary>A waiver with the name of who gave it.</summary>
public sealed record Granted(Waiver Waiver, string? By);

/// <summary>A seat that somebody is looked for.</summary>
public sealed record Seat(Opening Opening, string? Owner);

/// <summary>Something found to be wrong: a refuted criterion or an active anti-pattern (3.8), with who answers for it.</summary>
public sealed record Problem(string Id, MaturityStage Stage, Severity Severity, DateOnly? Since, Answering? Answered)
{
    public bool IsPattern => Id[0] == 'A';
}

/// <summary>A hypothesis as it stood, with who answered for it.</summary>
public sealed record HypothesisThen(Guid Id, MaturityStage Stage, string Statement, string? Criterion)
{
    public DateOnly? DueOn { get; init; }
    public double? Prior { get; init; }
    public int? EvidenceNeeded { get; init; }
    public string? Owner { get; init; }
    public HypothesisResult? Result { get; init; }

    /// <summary>What was seen; only of one that was settled by then.</summary>
    public string? Learned { get; init; }
    public HypothesisDecision? Decision { get; init; }
}

/// <summary>What people wrote down beside the ladder: problems and their owners as they stood on the day, waivers and seats as they stand now.</summary>
/// <param name="Answers">Improvements that were open, by the problem they answer, the newest of each.</param>
/// <param name="Costs">What people hired too early have cost since, by pattern and currency; only where their pay is known.</param>
public sealed record LadderBook(IReadOnlyDictionary<string, Answering> Answers, IReadOnlyDictionary<Guid, Granted> Waivers, IReadOnlyList<Seat> Seats, IReadOnlyDictionary<string, IReadOnlyList<Money>> Costs)
{
    /// <summary>What blocks first, then the longest standing.</summary>
    public IReadOnlyList<Problem> Problems(Assessment told) =>
    [
        .. told.Patterns.Where(p => p.IsActive).Select(p => new Problem(p.Id, AntiPatterns.Named(p.Id)!.Stage, p.Finding.Severity, p.Since, Answers.GetValueOrDefault(p.Id)))
            .Concat(told.Criteria.Where(c => c.Verdict == Verdict.Fail && Criteria.Named(c.Id)!.Stage <= told.Stage).Select(c => new Problem(c.Id, Criteria.Named(c.Id)!.Stage, Severity.Block, c.Since, Answers.GetValueOrDefault(c.Id))))
            .OrderByDescending(p => p.Severity).ThenBy(p => p.Since).ThenBy(p => p.Id, StringComparer.Ordinal),
    ];
}

/// <summary>Reads improvements, waivers and openings for the pages of the ladder.</summary>
sealed class ProblemBook(Store store)
{
    const double DaysAYear = 365.25;

    public async Task<LadderBook> Read(Assessment told, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        await using var db = store.Open();
        var then = await KeptThen.Read(store, typeof(Improvement), told.AsOf, knownAt, cancel);
        var improvements = (await db.Set<Improvement>().AsNoTracking().OrderBy(i => i.Id).ToListAsync(cancel)).Where(then.IsThere)
            .Select(i => (Improvement: i, Problem: then.Value(i, "problem", i.Problem), Owner: then.Value(i, "accountableId", i.AccountableId), Status: then.Value(i, "status", i.Status)))
            .Where(i => i.Problem is not null && i.Status == ImprovementStatus.Open).ToList();
        var waivers = await db.Set<Waiver>().AsNoTracking().Where(w => w.RemovedAt == null).ToListAsync(cancel);
        var openings = await db.Set<Opening>().AsNoTracking().Where(o => o.RemovedAt == null && (o.Status == OpeningStatus.Open || o.Status == OpeningStatus.Offered)).OrderBy(o => o.PlannedOn).ThenBy(o => o.Id).ToListAsync(cancel);
        var wanted = improvements.Select(i => i.Owner).Concat(waivers.Select(w => w.GrantedById)).Concat(openings.Select(o => o.AccountableId)).OfType<Id<Person>>().Distinct().ToList();
        var names = await db.Set<Person>().Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        string? NameOf(Id<Person>? id) => id is { } one ? names.GetValueOrDefault(one) : null;

        return new(improvements.GroupBy(i => i.Problem!).ToDictionary(g => g.Key, g => new Answering(g.Last().Improvement, NameOf(g.Last().Owner))), waivers.ToDictionary(w => w.Id.Value, w => new Granted(w, NameOf(w.GrantedById))),
            [.. openings.Select(o => new Seat(o, NameOf(o.AccountableId)))], await Costs(db, told, cancel));
    }

    public async Task<IReadOnlyList<HypothesisThen>> Hypotheses(DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        await using var db = store.Open();
        var then = await KeptThen.Read(store, typeof(Hypothesis), asOf, knownAt, cancel);
        var all = (await db.Set<Hypothesis>().AsNoTracking().ToListAsync(cancel)).Where(then.IsThere).Select(h => (Hypothesis: h, Owner: then.Value(h, "accountableId", h.AccountableId))).ToList();
        var wanted = all.Select(h => h.Owner).OfType<Id<Person>>().Distinct().ToList();
        var names = await db.Set<Person>().Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return [.. all.OrderBy(h => h.Hypothesis.Stage).ThenBy(h => h.Hypothesis.Id).Select(each =>
        {
            var (h, result) = (each.Hypothesis, then.Value(each.Hypothesis, "result", each.Hypothesis.Result));
            return new HypothesisThen(h.Id.Value, h.Stage, then.Value(h, "statement", h.Statement) ?? h.Statement, h.Criterion)
            {
                DueOn = then.Value(h, "dueOn", h.DueOn), Prior = then.Value(h, "prior", h.Prior), EvidenceNeeded = then.Value(h, "evidenceNeeded", h.EvidenceNeeded), Owner = each.Owner is { } who ? names.GetValueOrDefault(who) : null,
                Result = result, Learned = result is null ? null : h.Learned, Decision = then.Value(h, "decision", h.Decision),
            };
        })];
    }

    /// <summary>Pay on target with its burden, for the days since each began.</summary>
    static async Task<IReadOnlyDictionary<string, IReadOnlyList<Money>>> Costs(RungDb db, Assessment told, CancellationToken cancel)
    {
        var costs = new Dictionary<string, IReadOnlyList<Money>>();
        foreach (var pattern in told.Patterns.Where(p => p.IsActive && p.Id is "A0.1" or "A1.1" or "A2.1" && p.Finding.Rows.Count > 0))
        {
            var people = pattern.Finding.Rows.Select(id => new Id<Person>(id)).ToList();
            var roles = await db.Set<RoleAssignment>().AsNoTracking().Where(r => people.Contains(r.PersonId) && r.RemovedAt == null && r.StartsOn <= told.AsOf).ToListAsync(cancel);
            var paid = roles.Select(r => (Pay: r.OnTarget ?? r.BasePay, Factor: (r.Burden ?? 1) * r.Fte * Math.Max(0, (r.EndsOn is { } end && end < told.AsOf ? end : told.AsOf).DayNumber - r.StartsOn.DayNumber) / DaysAYear)).Where(r => r.Pay is not null).ToList();
            if (paid.Count > 0) costs[pattern.Id] = [.. paid.GroupBy(r => r.Pay!.Value.Currency).Select(g => Whole(g.Sum(r => r.Pay!.Value.Minor * r.Factor), g.Key))];
        }

        return costs;
    }

    /// <summary>Nobody knows it to the cent.</summary>
    static Money Whole(double minor, Currency currency) => new((long)Math.Round(minor / currency.MinorPerMajor) * currency.MinorPerMajor, currency);
}
