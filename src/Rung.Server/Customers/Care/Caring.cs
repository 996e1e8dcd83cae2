using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Customers.Care;

/// <summary>Verbs of looking after customers that look at more than their own record.</summary>
static class Caring
{
    public static void MapCare(this IEndpointRouteBuilder app)
    {
        app.MapVerb<CheckIn>("complete", Complete);
        app.MapVerb<Reference>("ask", Ask);
        app.MapVerb<Reference>("use", Use);
    }

    /// <summary>Done, with what was said and agreed, in one stroke.</summary>
    public static async Task<Record> Complete(Docket docket, Id<CheckIn> id, string? notes, string? goalsReviewed, string? nextGoals, Id<Meeting>? meetingId)
    {
        var checkIn = await docket.Need(id);
        var told = new Dictionary<string, object?>();
        if (notes is not null) told["notes"] = notes;
        if (goalsReviewed is not null) told["goalsReviewed"] = goalsReviewed;
        if (nextGoals is not null) told["nextGoals"] = nextGoals;
        if (meetingId is not null) told["meetingId"] = meetingId;
        if (told.Count > 0) docket.Do(checkIn, checkIn.Amend(told, docket.Act));
        docket.Do(checkIn, checkIn.Complete(docket.Act));
        return checkIn;
    }

    public static async Task<Record> Ask(Docket docket, Id<Reference> id)
    {
        var reference = await docket.Need(id);
        docket.Do(reference, reference.Ask(await Rest(docket, reference), docket.Act));
        return reference;
    }

    public static async Task<Record> Use(Docket docket, Id<Reference> id, Id<Opportunity>? opportunityId)
    {
        var reference = await docket.Need(id);
        docket.Do(reference, reference.Use(opportunityId, await Rest(docket, reference), docket.Act));
        return reference;
    }

    /// <summary>How long the customer is left in peace after being asked or named, by the rule that holds on the day.</summary>
    static async Task<TimeSpan> Rest(Docket docket, Reference reference)
    {
        var segment = await docket.Ask<Account>().Where(a => a.Id == reference.AccountId).Select(a => a.Segment).FirstOrDefaultAsync();
        var rule = CadenceRule.For(segment, await docket.Today(), await docket.Ask<CadenceRule>().Where(r => r.RemovedAt == null).ToListAsync());
        return TimeSpan.FromDays(rule?.ReferenceRestDays ?? 0);
    }
}
