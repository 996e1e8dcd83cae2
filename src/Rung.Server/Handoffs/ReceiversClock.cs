using Microsoft.EntityFrameworkCore;
using Rung.Company;
using Rung.Handoffs;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Handoffs;

/// <summary>Working time as whoever takes over lives it: the company's hours and holidays, on the wall of their zone.</summary>
sealed class ReceiversClock
{
    readonly Dictionary<string, BusinessTime> calendars = [];
    readonly Dictionary<Id<Person>, string> zones = [];

    public static async Task<ReceiversClock> Read(Store store, RungDb db, DateTimeOffset at, CancellationToken cancel)
    {
        var clock = new ReceiversClock();
        foreach (var person in await db.Set<Person>().Where(p => p.Zone != null).Select(p => new { p.Id, p.Zone }).ToListAsync(cancel)) clock.zones[person.Id] = person.Zone!;
        foreach (var zone in clock.zones.Values.Append("").Distinct()) clock.calendars[zone] = await store.Calendar(at, cancel, zone.Length > 0 ? zone : null);
        return clock;
    }

    /// <summary>The company's where nobody is named, or lives in its zone.</summary>
    public BusinessTime Of(Id<Person>? who) => calendars[who is { } one ? zones.GetValueOrDefault(one, "") : ""];

    public HandoffSeen Seen(Handoff handoff) => new(
        handoff.Type ?? HandoffType.Reassignment, handoff.CreatedAt, handoff.DueAt, handoff.AnsweredAt, handoff.Status, handoff.FirstActionDueAt, handoff.FirstActionAt, handoff.Completeness,
        handoff.FirstActionAt is { } begun ? Of(handoff.ToPersonId).Between(handoff.CreatedAt, begun) : null);
}
