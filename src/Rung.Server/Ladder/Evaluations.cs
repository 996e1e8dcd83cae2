using System.Text.Json;
using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Ladder;

/// <param name="AsOf">The day; the last month-end where none is named.</param>
sealed record EvaluateAsk(DateOnly? AsOf);

sealed record EvaluateTold(DateOnly AsOf, DateTimeOffset KnownAt, int Evaluations);

/// <summary>An evaluation that comes out otherwise now.</summary>
public sealed record Differing(string Criterion, DateOnly AsOf, DateTimeOffset KnownAt, string Field, object? Stored, object? Now);

/// <summary>All stored evaluations, computed again from the rows as they were known then.</summary>
public sealed record ReplayDocument(int Evaluations, int Identical, IReadOnlyList<Differing> Differing);

/// <summary>Stores what the criteria said of a day, for good, and proves later that the same rows say the same.</summary>
sealed class Evaluations(LadderReader reader, LadderReport report, TheDesk desk, Store store)
{
    /// <summary>
    /// Stores one evaluation of every criterion and pattern in one decision, and of the month-ends before it that were not
    /// stored yet: whoever comes after need not go through them again.
    /// </summary>
    public async Task<Outcome<EvaluateTold>> Store(Actor actor, DateOnly? asOf, CancellationToken cancel)
    {
        var day = asOf ?? LastMonthEnd(await report.Today(cancel));
        var known = Instants(desk.Now);
        var books = await reader.Read(known, cancel);
        var papers = books.Replay.Until(day).Where(told => !told.IsRecalled).SelectMany(told => Papers(told, known, JsonSerializer.Serialize(Yardsticks.On(told.AsOf, books.Yardsticks).Own, Api.Json.Options))).ToList();
        var entered = await desk.Decide(new(actor, "gate-evaluation.record"), async docket =>
        {
            Records.Record? last = null;
            foreach (var paper in papers) last = await Entering.Enter(docket, typeof(GateEvaluation), paper);
            return last!;
        }, cancel);
        return entered.Accepted(out _, out var refusal) ? new EvaluateTold(day, known, papers.Count) : refusal;
    }

    /// <summary>The night after a month has ended its evaluations are stored, once.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var day = LastMonthEnd(await report.Today(cancel));
        var there = await store.Questions.All("SELECT COUNT(*) FROM gate_evaluations WHERE as_of_on = @0", [day], row => row.Number(0), cancel);
        var any = await store.Questions.All("SELECT COUNT(*) FROM (SELECT id FROM opportunities LIMIT 1) o", [], row => row.Number(0), cancel);
        if (there[0] == 0 && any[0] > 0) await Store(Actors.Clockwork, day, cancel);
    }

    public async Task<ReplayDocument> Replay(CancellationToken cancel)
    {
        var stored = await store.Questions.All("""
            SELECT criterion, as_of_on, known_at, n, estimate, low, high, probability, threshold, verdict, numerator, denominator, excluded, digest
            FROM gate_evaluations WHERE removed_at IS NULL AND digest IS NOT NULL ORDER BY known_at, as_of_on, criterion
            """, [], row => new Kept(row.Text(0)!, row.Day(1)!.Value, row.At(2), row.Number(3), row.RealOrNull(4), row.RealOrNull(5), row.RealOrNull(6), row.RealOrNull(7), row.RealOrNull(8), row.Choice<Verdict>(9), row.Number(10), row.Number(11), row.Number(12), row.Text(13)), cancel);
        var differing = new List<Differing>();
        foreach (var known in stored.GroupBy(s => s.KnownAt))
        {
            var books = await reader.Read(known.Key, cancel);
            var days = known.GroupBy(s => s.AsOf).OrderBy(d => d.Key).ToList();
            foreach (var told in books.Replay.Until(days[^1].Key)) Prove(told, days.FirstOrDefault(d => d.Key == told.AsOf), differing);
            // A day within a month is none of the days gone through on the way to another.
            foreach (var day in days.SkipLast(1).Where(d => d.Key != Rung.Ladder.Replay.MonthEnd(d.Key))) Prove(books.Replay.Until(day.Key).Last(), day, differing);
        }

        var wrong = differing.Select(d => (d.Criterion, d.AsOf, d.KnownAt)).Distinct().Count();
        return new(stored.Count, stored.Count - wrong, differing);
    }

    public static DateOnly LastMonthEnd(DateOnly today) => new DateOnly(today.Year, today.Month, 1).AddDays(-1);

    sealed record Kept(string Criterion, DateOnly AsOf, DateTimeOffset KnownAt, long N, double? Estimate, double? Low, double? High, double? Probability, double? Threshold, Verdict Verdict, long Numerator, long Denominator, long Excluded, string? Digest);

    static void Prove(Assessment told, IEnumerable<Kept>? stored, List<Differing> differing)
    {
        foreach (var kept in stored ?? [])
        {
            if (told.Patterns.FirstOrDefault(p => p.Id == kept.Criterion) is { } pattern) Compare(kept, Judged(pattern), differing);
            else Compare(kept, told.Criteria.FirstOrDefault(c => c.Id == kept.Criterion), differing);
        }
    }

    static void Compare(Kept kept, Stood? now, List<Differing> differing)
    {
        void Same<T>(string field, T stored, T again)
        {
            if (!EqualityComparer<T>.Default.Equals(stored, again)) differing.Add(new(kept.Criterion, kept.AsOf, kept.KnownAt, field, stored, again));
        }

        if (now is null)
        {
            differing.Add(new(kept.Criterion, kept.AsOf, kept.KnownAt, "criterion", kept.Criterion, null));
            return;
        }

        var reading = now.Reading;
        Same("verdict", kept.Verdict, now.Verdict);
        Same("n", kept.N, reading.N);
        Same("estimate", kept.Estimate, reading.Estimate);
        Same("low", kept.Low, reading.Interval?.Low);
        Same("high", kept.High, reading.Interval?.High);
        Same("probability", kept.Probability, reading.Probability);
        Same("threshold", kept.Threshold, reading.Threshold);
        Same("numerator", kept.Numerator, reading.Numerator);
        Same("denominator", kept.Denominator, reading.Denominator);
        Same("excluded", kept.Excluded, reading.Excluded);
        Same("digest", kept.Digest, reading.Digest());
    }

    static IEnumerable<Dictionary<string, object?>> Papers(Assessment told, DateTimeOffset known, string parameters)
    {
        foreach (var stood in told.Criteria)
        {
            var paper = Values(stood, Criteria.Named(stood.Id)!.Stage, told.AsOf, known, parameters);
            paper["figures"] = FigureKept.Write(stood.Reading);
            yield return paper;
        }

        foreach (var pattern in told.Patterns)
        {
            var paper = Values(Judged(pattern), AntiPatterns.Named(pattern.Id)!.Stage, told.AsOf, known, parameters);
            (paper["figures"], paper["severity"], paper["sinceOn"]) = (FigureKept.Write(pattern.Finding.Signs), pattern.Finding.Severity, pattern.Since);
            yield return paper;
        }
    }

    /// <summary>A pattern as a verdict: refuted while it shows, with the rows that show it.</summary>
    static Stood Judged(PatternStood pattern)
    {
        var verdict = pattern.IsActive ? Verdict.Fail : Verdict.Pass;
        return new(pattern.Id, verdict, pattern.Since, new(pattern.Id, verdict) { N = pattern.Finding.Rows.Count, Counted = pattern.Finding.Rows });
    }

    static Dictionary<string, object?> Values(Stood stood, MaturityStage stage, DateOnly day, DateTimeOffset known, string parameters) => new()
    {
        ["stage"] = stage, ["criterion"] = stood.Id, ["asOfOn"] = day, ["knownAt"] = known, ["parameters"] = parameters, ["n"] = stood.Reading.N, ["estimate"] = stood.Reading.Estimate,
        ["low"] = stood.Reading.Interval?.Low, ["high"] = stood.Reading.Interval?.High, ["probability"] = stood.Reading.Probability, ["threshold"] = stood.Reading.Threshold, ["verdict"] = stood.Verdict, ["reading"] = stood.Reading.Verdict,
        ["numerator"] = (int)stood.Reading.Numerator, ["denominator"] = (int)stood.Reading.Denominator, ["excluded"] = stood.Reading.Excluded, ["digest"] = stood.Reading.Digest(),
    };

    static DateTimeOffset Instants(DateTimeOffset at) => Records.Instants.Kept(at);
}
