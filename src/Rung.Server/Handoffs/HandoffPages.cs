using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Handoffs;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Mail;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Handoffs;

/// <param name="Whose"><c>to</c> me, <c>from</c> me, or <c>all</c>.</param>
public sealed record HandoffsModel(string Whose, IReadOnlyList<HandoffRow> Rows, HandoffFigures? Figures);

/// <summary>A hand-off before it is sent.</summary>
/// <param name="Types">What it may be, of this record.</param>
/// <param name="OnItsWay">The one that waits already.</param>
public sealed record SendModel(Handoff Draft, string Subject, string Path, EngagementRule? Rule, IReadOnlyList<PacketLine> Packet, IReadOnlyList<HandoffType> Types, (Id<Person> Id, string Name)? To, Handoff? OnItsWay, Handoff? Returned);

/// <summary>Hand-offs in pages: the list, one, and sending.</summary>
static class HandoffPages
{
    public static IServiceCollection AddHandoffLetters(this IServiceCollection services) => services
        .AddSingleton<ILetterWriter>(s => new HandoffLetter(s.GetRequiredService<Store>(), s.GetRequiredService<Settings>(), s.GetRequiredService<Texts>(), toAbove: false))
        .AddSingleton<ILetterWriter>(s => new HandoffLetter(s.GetRequiredService<Store>(), s.GetRequiredService<Settings>(), s.GetRequiredService<Texts>(), toAbove: true));

    public static void MapHandoffPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/handoffs", async (string? whose, Viewer viewer, HandoffBook book, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            // Figures and lists of everybody are for whoever sees everybody.
            var seesAll = Sight.Now is null;
            var side = whose == "from" || (whose == "all" && seesAll) ? whose : "to";
            await using var db = store.Open();
            return (IResult)new RazorComponentResult<HandoffsPage>(new { Model = new HandoffsModel(side, await book.Read(side == "to" ? viewer.Actor.Id : null, side == "from" ? viewer.Actor.Id : null, cancel), seesAll ? await book.Figures(db, null, cancel) : null) });
        }).Needs("handoff.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/handoffs/{id:guid}", async (Guid id, Viewer viewer, HandoffBook book, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return await book.One(new(id), viewer.Actor.Id, cancel) is { } model ? (IResult)new RazorComponentResult<HandoffPage>(new { Model = model }) : PageEndpoints.Refused(viewer, new NotFound("handoff", id.ToString()));
        }).Needs("handoff.read").Shows(Shows.One(typeof(Handoff))).ExcludeFromDescription();

        app.MapGet("/engagement", async (Viewer viewer, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            var rules = await db.Set<EngagementRule>().AsNoTracking().Where(r => r.RemovedAt == null).ToListAsync(cancel);
            HandoffType[] way = [HandoffType.LeadToSdr, HandoffType.SdrToAe, HandoffType.AeToCsm, HandoffType.CsmToAm, HandoffType.Reassignment, HandoffType.Leave, HandoffType.Exit];
            return (IResult)new RazorComponentResult<EngagementPage>(new { Rules = way.Select(t => EngagementRule.For(t, viewer.Today, rules)).OfType<EngagementRule>().ToList(), Later = rules.Where(r => r.FromOn > viewer.Today).OrderBy(r => r.FromOn).ToList() });
        }).Needs("engagement-rule.read").Shows(Shows.House).ExcludeFromDescription();

        app.MapGet("/handoffs/new", async (Guid? leadId, Guid? opportunityId, Guid? accountId, string? type, Viewer viewer, HandoffBook book, Store store, TheDesk desk, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if ((leadId ?? opportunityId ?? accountId) is not { } about) return PageEndpoints.Refused(viewer, new Missing("accountId"));
            HandoffType[] types = leadId is not null ? [HandoffType.SdrToAe, HandoffType.LeadToSdr, HandoffType.Reassignment] : opportunityId is not null ? [HandoffType.AeToCsm, HandoffType.Reassignment, HandoffType.CsmToAm] : [HandoffType.CsmToAm, HandoffType.Reassignment];
            var chosen = Enum.TryParse<HandoffType>(type, true, out var asked) && types.Contains(asked) ? asked : types[0];
            var kind = leadId is not null ? typeof(Rung.Leads.Lead) : opportunityId is not null ? typeof(Rung.Opportunities.Opportunity) : typeof(Rung.Accounts.Account);
            await using var db = store.Open();
            if (!await SightSql.Sees(store, Sight.Now, kind, about, cancel) || await Read(db, book, desk, viewer, (leadId, opportunityId, leadId is not null || opportunityId is not null ? null : accountId), types, chosen, cancel) is not { } model) return PageEndpoints.Refused(viewer, new NotFound(leadId is not null ? "lead" : opportunityId is not null ? "opportunity" : "account", about.ToString()));
            return (IResult)new RazorComponentResult<SendPage>(new { Model = model });
        }).Needs("handoff.record").Shows(Shows.Rows).ExcludeFromDescription();
    }

    static async Task<SendModel?> Read(RungDb db, HandoffBook book, TheDesk desk, Viewer viewer, (Guid? Lead, Guid? Sale, Guid? Account) about, HandoffType[] types, HandoffType type, CancellationToken cancel)
    {
        var slot = about.Lead is not null ? Role.Sdr : about.Sale is not null ? Role.Ae : Role.Csm;
        var (from, to) = HandoffTypes.Roles(type) ?? (slot, slot);
        var values = new Dictionary<string, object?> { ["type"] = type, ["fromRole"] = from, ["toRole"] = to, ["fromPersonId"] = viewer.Actor.Id };
        if (about.Lead is { } lead) values["leadId"] = new Id<Rung.Leads.Lead>(lead);
        if (about.Sale is { } sale) values["opportunityId"] = new Id<Rung.Opportunities.Opportunity>(sale);
        if (about.Account is { } account) values["accountId"] = new Id<Rung.Accounts.Account>(account);
        // Never written: it asks the same questions that the desk will ask.
        var draft = Handoff.Enter(values, new Act(viewer.Actor.Id, desk.Now, desk.Now, Origin.Entered, Identities.Next)).Value;
        if ((await book.Rows(db, [draft], cancel))[0] is not { Subject.Length: > 0 } row) return null;

        var rule = EngagementRule.For(type, viewer.Today, await db.Set<EngagementRule>().AsNoTracking().Where(r => r.Type == type).ToListAsync(cancel));
        var (leadId, saleId, accountId) = (draft.LeadId, draft.OpportunityId, draft.AccountId);
        var earlier = await db.Set<Handoff>().AsNoTracking().Where(h => h.RemovedAt == null && h.LeadId == leadId && h.OpportunityId == saleId && h.AccountId == accountId).OrderByDescending(h => h.CreatedAt).Take(20).ToListAsync(cancel);
        var returned = earlier.FirstOrDefault() is { Status: HandoffStatus.Returned } last && last.Type == type ? last : null;
        var lines = await book.Lines(db, returned is null ? draft : returned, rule?.Items ?? [], cancel);
        var receiver = returned?.ToPersonId ?? (saleId is not null && type == HandoffType.AeToCsm ? await db.Set<Rung.Opportunities.Opportunity>().Where(o => o.Id == saleId).Select(o => o.CsmId).FirstOrDefaultAsync(cancel) : null);
        (Id<Person>, string)? chosen = receiver is { } who && await db.Set<Person>().Where(p => p.Id == who).Select(p => p.Name).FirstOrDefaultAsync(cancel) is { } name ? (who, name) : null;
        return new(draft, row.Subject, row.Path, rule, lines, types, chosen, earlier.Find(h => h.Status == HandoffStatus.Waiting), returned);
    }
}
