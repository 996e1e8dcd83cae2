using Microsoft.EntityFrameworkCore;
using Rung.Handoffs;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Mail;
using Rung.Server.Metrics;

namespace Rung.Server.Handoffs;

/// <summary>
/// Goes round the hand-offs that wait: half-way through the limit whoever is to take it is reminded; beyond it the manager
/// is told, and after as long again the founder. Each once, so that going round again changes nothing.
/// </summary>
sealed class HandoffRounds(TheDesk desk, Store store, Mailer mailer)
{
    const int AtOnce = 1_000;

    /// <summary>Reminds and escalates; how many were told.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var (now, told) = (desk.Now, 0);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, await Zones.Of(store)).DateTime);
        // By plain SQL: mostly there are none, and this comes round every minute of every day.
        var table = store.Schema[typeof(Handoff)];
        var waiting = await store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted} WHERE status = 'waiting' AND removed_at IS NULL AND due_at IS NOT NULL AND rule_id IS NOT NULL ORDER BY due_at LIMIT {AtOnce}", [], row => (Handoff)table.Materialise(row), cancel);
        await using var db = store.Open();
        foreach (var handoff in waiting)
        {
            var (sent, due) = (handoff.CreatedAt, handoff.DueAt!.Value);
            if (now <= due)
            {
                if (handoff.RemindedAt is null && now >= sent + (due - sent) / 2 && await Tell(async docket => await Write(docket, Remind(docket, await docket.Need(handoff.Id)), HandoffLetter.Waiting, handoff.ToPersonId), cancel)) told++;
                continue;
            }

            if (await Next(db, handoff, now, today) is { } above && above != handoff.EscalatedToId && await Tell(async docket => await Write(docket, Escalate(docket, await docket.Need(handoff.Id), above), HandoffLetter.Escalated, above), cancel)) told++;
        }

        return told;
    }

    /// <summary>The manager of whoever is to answer; the founder where there is none, or when the manager has had as long again.</summary>
    static async Task<Id<Person>?> Next(RungDb db, Handoff handoff, DateTimeOffset now, DateOnly today)
    {
        var founder = await Above.Founder(db.Set<RoleAssignment>(), today);
        var late = now >= handoff.DueAt!.Value + (handoff.DueAt.Value - handoff.CreatedAt);
        var manager = (handoff.ToPersonId ?? handoff.FromPersonId) is { } who ? await Above.ManagerOf(db.Set<RoleAssignment>(), who, today) : null;
        return manager is null || late ? founder : manager;
    }

    async Task<bool> Tell(Func<Docket, Task<Records.Record>> how, CancellationToken cancel) =>
        (await desk.Decide(new(Actors.Clockwork, "handoff.escalate"), how, cancel)).Accepted(out var receipt, out _) && receipt.Facts.Count > 0;

    /// <summary>Whoever chose letters gets one too, where mail is set up.</summary>
    async Task<Records.Record> Write(Docket docket, Records.Record handoff, string kind, Id<Person>? to)
    {
        if (mailer.IsSetUp && docket.Knows(handoff) && to is { } who && HandoffLetter.Wants(await docket.Ask<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == who))) OutgoingMail.Queue(docket, kind, handoff.Key, mailer.From.Domain);
        return handoff;
    }

    static Records.Record Remind(Docket docket, Handoff handoff)
    {
        docket.Do(handoff, handoff.Remind(docket.Act));
        return handoff;
    }

    static Records.Record Escalate(Docket docket, Handoff handoff, Id<Person> above)
    {
        docket.Do(handoff, handoff.Escalate(above, docket.Act));
        return handoff;
    }
}
