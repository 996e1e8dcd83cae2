using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Ui.Records;

namespace Rung.Server.Opportunities;

/// <summary>What the sale has recorded already, and the lines that ask for the rest.</summary>
/// <param name="Promises">Written down during the sale.</param>
/// <param name="People">Who has a part in the purchase, and which.</param>
public sealed record WinModel(Opportunity Opportunity, string? Account, IReadOnlyList<PromisedOutcome> Promises, IReadOnlyList<Risk> Risks, IReadOnlyList<(string Name, BuyingRole Role)> People,
    IReadOnlyList<FormLine> Terms, IReadOnlyList<FormLine> Care, IReadOnlyList<FormLine> Promise, FormLine Risk);

/// <summary>The page of a win: what goes over with the customer, and what is still to be said.</summary>
static class WinPages
{
    const int UsualMonths = 12, UsualNotice = 60;

    public static void MapWinPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/opportunities/{id:guid}/win", async (Guid id, Viewer viewer, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            var key = new Id<Opportunity>(id);
            if (await db.Set<Opportunity>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == key, cancel) is not { RemovedAt: null } opportunity) return PageEndpoints.Refused(viewer, new NotFound("opportunity", id.ToString()));
            if (opportunity.IsClosed) return PageEndpoints.Refused(viewer, new AlreadyClosed());
            return (IResult)new RazorComponentResult<WinPage>(new { Model = await Read(db, opportunity, viewer, cancel) });
        }).Needs("opportunity.win").Shows(Shows.One(typeof(Opportunity))).ExcludeFromDescription();

    static async Task<WinModel> Read(RungDb db, Opportunity opportunity, Viewer viewer, CancellationToken cancel)
    {
        var account = opportunity.AccountId is { } at ? await db.Set<Account>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == at, cancel) : null;
        var promises = await db.Set<PromisedOutcome>().AsNoTracking().Where(p => p.OpportunityId == opportunity.Id && p.RemovedAt == null).OrderBy(p => p.Id).ToListAsync(cancel);
        var risks = await db.Set<Risk>().AsNoTracking().Where(r => r.OpportunityId == opportunity.Id && r.RemovedAt == null && r.SettledAt == null).OrderBy(r => r.Id).ToListAsync(cancel);
        var roles = await db.Set<ContactRole>().AsNoTracking().Where(r => r.OpportunityId == opportunity.Id && r.RemovedAt == null).Join(db.Set<Contact>(), r => r.ContactId, c => c.Id, (r, c) => new { r.Role, c.Id, c.Name }).ToListAsync(cancel);
        var people = roles.OrderBy(r => r.Role switch { BuyingRole.Sponsor => 0, BuyingRole.Champion => 1, _ => 2 }).ThenBy(r => r.Name, StringComparer.Ordinal).ToList();
        var templates = await db.Set<OnboardingTemplate>().AsNoTracking().Where(t => t.RemovedAt == null).OrderBy(t => t.Id).ToListAsync(cancel);
        var usual = OnboardingTemplate.For(account?.Segment, templates);
        var csm = opportunity.CsmId is { } who ? await db.Set<Person>().Where(p => p.Id == who).Select(p => p.Name).FirstOrDefaultAsync(cancel) : null;
        var currency = opportunity.Amount?.Currency.Code ?? viewer.Currency;
        var today = viewer.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        FormLine Line(string kind, string name, string type, string value = "", bool required = false, string? field = null) => new(name, viewer.Field(kind, field ?? name), type, value, required) { Id = "win-" + name, Max = 500 };

        return new(opportunity, account?.Name, promises, risks, [.. people.Select(p => (p.Name, p.Role))],
            [
                Line("opportunity", "value", "money", opportunity.Amount?.Plain ?? "", true) with { Currency = currency },
                Line("opportunity", "on", "date", today, true, "closedOn"),
                Line("subscription", "startsOn", "date", today),
                Line("subscription", "termMonths", "number", UsualMonths.ToString(CultureInfo.InvariantCulture)),
                Line("subscription", "billing", "choice", "year") with { Options = [.. Enum.GetNames<Billing>().Select(b => (Words.Camel(b), viewer["value.billing." + Words.Camel(b)]))] },
                Line("subscription", "seats", "number"),
                Line("subscription", "noticeDays", "number", UsualNotice.ToString(CultureInfo.InvariantCulture)),
                Line("subscription", "autoRenews", "choice", "false") with { Options = [("false", viewer["ui.no"]), ("true", viewer["ui.yes"])] },
            ],
            [
                Line("opportunity", "csmId", "reference", opportunity.CsmId?.ToString() ?? "") with { Referred = "person", Chosen = csm },
                Line("onboarding", "sponsorId", "reference", people.FirstOrDefault()?.Id.ToString() ?? opportunity.ContactId?.ToString() ?? "") with
                {
                    Referred = "contact", Chosen = people.FirstOrDefault()?.Name ?? (opportunity.ContactId is { } contact ? await db.Set<Contact>().Where(c => c.Id == contact).Select(c => c.Name).FirstOrDefaultAsync(cancel) : null),
                },
                Line("onboarding", "templateId", "choice", usual?.Id.ToString() ?? "") with { Options = [.. templates.Select(t => (t.Id.ToString(), viewer.Named(t.Name))), ("", viewer["win.noOnboarding"])] },
            ],
            [
                Line("promised-outcome", "kpi", "text"),
                Line("promised-outcome", "unit", "text") with { Max = 50 },
                Line("promised-outcome", "baseline", "number"),
                Line("promised-outcome", "target", "number"),
                Line("promised-outcome", "unitValue", "money") with { Currency = currency },
                Line("promised-outcome", "promiseDueOn", "date", "", false, "dueOn"),
                .. promises.Count == 0 ? (FormLine[])[new FormLine("nothingPromised", viewer["win.nothingPromised"], "choice", "", false) { Id = "win-nothingPromised", Options = [("", viewer["ui.no"]), ("true", viewer["ui.yes"])] }] : [],
            ],
            Line("risk", "risk", "text", "", false, "name"));
    }
}
