using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Leads;
using Rung.Meetings;
using Rung.Notes;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>
/// The story of a record, newest first: what the journal tells of it, who was spoken to, what was said about it. An
/// account's story has that of its leads, opportunities and subscriptions in it.
/// </summary>
sealed class Timelines(Schema schema, Store store, Viewer viewer, FactWords words)
{
    const int Most = 200, Few = 50;

    /// <summary>Later than this and the line says that it was entered afterwards.</summary>
    static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<Happening>> Of(Table table, Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var events = await Changes(db, table, id, cancel);
        events.AddRange(await Touches(db, table.Kind, id, cancel));
        events.AddRange(await Comments(db, table.Kind, id, cancel));
        return [.. events.OrderByDescending(e => e.At)];
    }

    async Task<List<Happening>> Changes(RungDb db, Table table, Guid id, CancellationToken cancel)
    {
        var around = table.Kind == "account" ? await Around(db, new(id), cancel) : [];
        Guid[] told = [id, .. around.Keys];
        var lines = await db.Journal.AsNoTracking().Where(j => told.Contains(j.RecordId)).OrderByDescending(j => j.Seq).Take(Most).ToListAsync(cancel);
        var actors = lines.Select(l => new Id<Person>(l.DoneById ?? l.ActorId)).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => actors.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        var events = new List<Happening>();
        foreach (var line in lines.Where(l => l.RecordId == id || !l.Name.EndsWith("-amended", StringComparison.Ordinal)))
        {
            var text = await words.Of(schema.OfKind(line.RecordKind)!, line, cancel);
            var other = line.RecordId == id ? null : around[line.RecordId];
            events.Add(new(line.HappenedAt, "change", IconOf(line.Name), names.GetValueOrDefault(line.DoneById ?? line.ActorId) ?? Actors.NameOf(line.ActorId, viewer), other is null ? text : $"{other}: {text}")
            {
                Link = other is not null && ListViews.OfKind(line.RecordKind) is { } view ? $"{view.Path}/{line.RecordId}" : null,
                LearnedAt = line.Origin == Origin.Entered && line.RecordedAt - line.HappenedAt > Afterwards && line.BatchId is null ? line.RecordedAt : null,
                IsImported = line.Origin is Origin.Imported or Origin.Derived,
                Undo = line.BatchId is null && line.Name is not ("change-undone" or "contact-erased") && line.RecordId == id ? line.DecisionId : null,
            });
        }

        return events;
    }

    /// <summary>The records whose story is part of the account's, with their names.</summary>
    async Task<Dictionary<Guid, string>> Around(RungDb db, Id<Account> id, CancellationToken cancel)
    {
        var around = new Dictionary<Guid, string>();
        foreach (var lead in await db.Set<Lead>().AsNoTracking().Where(l => l.AccountId == id && l.RemovedAt == null).Take(Most).Select(l => new { l.Id, l.Name }).ToListAsync(cancel)) around[lead.Id.Value] = lead.Name;
        foreach (var deal in await db.Set<Opportunity>().AsNoTracking().Where(o => o.AccountId == id && o.RemovedAt == null).Take(Most).Select(o => new { o.Id, o.Name }).ToListAsync(cancel)) around[deal.Id.Value] = deal.Name;
        foreach (var paid in await db.Set<Subscription>().AsNoTracking().Where(s => s.AccountId == id && s.RemovedAt == null).Take(Most).Select(s => new { s.Id, s.Plan }).ToListAsync(cancel)) around[paid.Id.Value] = paid.Plan ?? "";
        foreach (var promise in await db.Set<PromisedOutcome>().AsNoTracking().Where(p => p.AccountId == id && p.RemovedAt == null).Take(Most).Select(p => new { p.Id, p.Kpi }).ToListAsync(cancel)) around[promise.Id.Value] = promise.Kpi;
        foreach (var invoice in await db.Set<Invoice>().AsNoTracking().Where(i => i.AccountId == id && i.RemovedAt == null).OrderByDescending(i => i.IssuedOn).Take(Few).Select(i => new { i.Id, i.Number }).ToListAsync(cancel)) around[invoice.Id.Value] = invoice.Number;
        await Name(db.Set<Onboarding>().Where(o => o.AccountId == id && o.RemovedAt == null).Select(o => o.Id), "onboarding");
        await Name(db.Set<ChurnEvent>().Where(c => c.AccountId == id && c.RemovedAt == null).Select(c => c.Id), "churn-event");
        await Name(db.Set<Survey>().Where(s => s.AccountId == id && s.RemovedAt == null).Select(s => s.Id), "survey");
        await Name(db.Set<CheckIn>().Where(c => c.AccountId == id && c.RemovedAt == null && c.DoneAt != null).Select(c => c.Id), "check-in");
        await Name(db.Set<Payment>().Where(p => p.AccountId == id && p.RemovedAt == null).Select(p => p.Id), "payment");
        return around;

        async Task Name<T>(IQueryable<Id<T>> which, string kind)
        {
            foreach (var key in await which.OrderByDescending(k => k).Take(Few).ToListAsync(cancel)) around[key.Value] = viewer["record." + kind];
        }
    }

    async Task<List<Happening>> Touches(RungDb db, string kind, Guid id, CancellationToken cancel)
    {
        var meetings = db.Set<Meeting>().AsNoTracking().Where(m => m.RemovedAt == null);
        var activities = db.Set<Activity>().AsNoTracking().Where(a => a.RemovedAt == null);
        switch (kind)
        {
            case "opportunity": (meetings, activities) = (meetings.Where(m => m.OpportunityId == new Id<Opportunity>(id)), activities.Where(a => a.OpportunityId == new Id<Opportunity>(id))); break;
            case "account": (meetings, activities) = (meetings.Where(m => m.AccountId == new Id<Account>(id)), activities.Where(a => a.AccountId == new Id<Account>(id))); break;
            case "lead": (meetings, activities) = (meetings.Where(m => m.LeadId == new Id<Lead>(id)), activities.Where(a => a.LeadId == new Id<Lead>(id))); break;
            case "contact": (meetings, activities) = (meetings.Where(m => m.ContactId == new Id<Contact>(id)), activities.Where(a => a.ContactId == new Id<Contact>(id))); break;
            default: return [];
        }

        var people = await db.Set<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var events = (await meetings.OrderByDescending(m => m.ScheduledFor).Take(Most).ToListAsync(cancel)).Select(m => new Happening(m.HeldAt ?? m.ScheduledFor, "talk", "meeting",
            "", $"{m.Subject ?? viewer.Choice(typeof(MeetingType), m.Type)}, {viewer.Choice(typeof(MeetingStatus), m.Status)}{(m.Status == MeetingStatus.Held ? ", " + viewer["ui.minutes", ("n", m.Minutes)] : "")}")
        {
            Body = m.Notes, Link = $"/meetings/{m.Id}", IsImported = m.Origin is Origin.Imported or Origin.Derived,
        }).ToList();
        events.AddRange((await activities.OrderByDescending(a => a.CreatedAt).Take(Most).ToListAsync(cancel)).Select(a => new Happening(a.CreatedAt, "talk", IconOf(a.Type),
            a.ActorId is { } who ? people.GetValueOrDefault(who, "") : "", Said(a))
        {
            Body = a.Body, Link = $"/activities/{a.Id}", IsImported = a.Origin is Origin.Imported or Origin.Derived,
            LearnedAt = a.Origin == Origin.Entered && a.RecordedAt - a.CreatedAt > Afterwards ? a.RecordedAt : null,
        }));
        return events;
    }

    string Said(Activity a)
    {
        var type = viewer.Choice(typeof(ActivityType), a.Type);
        var text = a.Type == ActivityType.Note ? a.Subject ?? type : $"{type}: {a.Subject}".TrimEnd(' ', ':');
        if (a.Type == ActivityType.Task) text += a.DoneAt is not null ? " ✓" : a.DueAt is { } due ? $" ({viewer["field.dueAt"]} {viewer.When(due)})" : "";
        return a.Result is { } result ? $"{text}. {result}" : text;
    }

    async Task<List<Happening>> Comments(RungDb db, string kind, Guid id, CancellationToken cancel)
    {
        var all = db.Set<Comment>().AsNoTracking().Where(c => c.RemovedAt == null);
        all = kind switch
        {
            "opportunity" => all.Where(c => c.OpportunityId == new Id<Opportunity>(id)),
            "account" => all.Where(c => c.AccountId == new Id<Account>(id)),
            "lead" => all.Where(c => c.LeadId == new Id<Lead>(id)),
            "contact" => all.Where(c => c.ContactId == new Id<Contact>(id)),
            "meeting" => all.Where(c => c.MeetingId == new Id<Meeting>(id)),
            "subscription" => all.Where(c => c.SubscriptionId == new Id<Subscription>(id)),
            _ => all.Where(_ => false),
        };
        var said = await (from comment in all join person in db.Set<Person>() on comment.AuthorId equals person.Id into authors from author in authors.DefaultIfEmpty()
                          orderby comment.Id descending select new { comment.CreatedAt, comment.Body, Author = author == null ? "" : author.Name }).Take(Most).ToListAsync(cancel);
        return [.. said.Select(c => new Happening(c.CreatedAt, "comment", "comment", c.Author, viewer["ui.commented"]) { Body = c.Body })];
    }

    static string IconOf(ActivityType type) => type switch { ActivityType.Email => "mail", ActivityType.Call => "phone", ActivityType.Task => "check", ActivityType.LinkedIn => "person", _ => "note" };

    static string IconOf(string fact) => fact switch
    {
        "opportunity-won" or "meeting-held" or "task-completed" => "check",
        "opportunity-lost" or "lead-disqualified" or "meeting-missed" or "meeting-cancelled" or "subscription-cancelled" => "close",
        "opportunity-moved" or "opportunity-reopened" => "move",
        "change-undone" => "undo",
        "next-step-planned" => "flag",
        _ when fact.EndsWith("-recorded", StringComparison.Ordinal) => "lead",
        _ => "note",
    };
}
