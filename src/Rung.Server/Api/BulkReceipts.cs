using System.Text.Json;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Api;

/// <summary>How far a bulk change has come.</summary>
/// <param name="Last">The last record that was decided.</param>
/// <param name="IsWhole">Nothing is left to do.</param>
sealed record BulkSoFar(BulkTold Told, Guid? Last, bool IsWhole)
{
    /// <summary>It was all done before, for the same request.</summary>
    public bool IsReplayed { get; init; }
}

/// <summary>
/// The receipt of a bulk change, which takes several transactions: each part writes how far it has come with what it did,
/// so that the same request, sent to another node, does the rest and nothing twice. Two of them at once share the parts.
/// </summary>
sealed class BulkReceipts(TheDesk desk)
{
    public async Task<Outcome<BulkSoFar>> Of(Call asked, DateTimeOffset now, CancellationToken cancel)
    {
        if (asked.Repeatable is not { } repeatable || await desk.Known(asked.Actor.Id.Value, repeatable, cancel) is not { } known) return new BulkSoFar(new(Guid.CreateVersion7(now), 0, 0, 0, []), null, false);
        if (!known.Accepted(out var answer, out var another)) return another;
        var soFar = JsonSerializer.Deserialize<BulkSoFar>(answer.Answer!, Json.Options)!;
        return soFar with { IsReplayed = soFar.IsWhole };
    }

    /// <summary>Puts the receipt beside what was decided.</summary>
    /// <returns>What must hold for the part to be written: nobody else did it meanwhile.</returns>
    public (string Sql, object?[] Values)? Keep(Stroke stroke, Call asked, string kind, BulkSoFar before, BulkSoFar after, DateTimeOffset now)
    {
        if (asked.Repeatable is not var (key, fingerprint)) return null;
        var (actor, answer) = (asked.Actor.Id.Value, JsonSerializer.Serialize(after, Json.Options));
        if (before.Last is { } last) return ("UPDATE answered_requests SET answer=@2, record_id=@3 WHERE actor_id=@0 AND \"key\"=@1 AND record_id=@4", [actor, key, answer, after.Last, last]);

        stroke.Beside(new AnsweredRequest { ActorId = actor, Key = key, Fingerprint = fingerprint, DecisionId = after.Told.BatchId, RecordKind = kind, RecordId = after.Last ?? Guid.Empty, Answer = answer, AnsweredAt = now });
        return null;
    }
}
