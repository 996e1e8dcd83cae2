using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Customers.Onboardings;

/// <summary>Which onboardings a list shows.</summary>
public enum OnboardingShow
{
    Running,
    Late,
    Blocked,
    Completed,
}

/// <summary>One onboarding in the list.</summary>
public sealed record OnboardingRow(Onboarding Onboarding, string Account, string? Owner, OnboardingProgress Progress, IReadOnlyList<Milestone> Milestones);

/// <param name="Counts">How many there are of each sort, whoever answers for them.</param>
public sealed record OnboardingList(OnboardingShow Show, bool IsMine, IReadOnlyList<OnboardingRow> Rows, IReadOnlyDictionary<OnboardingShow, int> Counts, DateOnly Day, IReadOnlyList<(Guid Id, string Name)> Templates);

/// <summary>Reads the onboardings with how far they have come.</summary>
sealed class OnboardingBook(Store store, TheDesk desk)
{
    public const int Most = 500;
    const int Recent = 90;

    public async Task<OnboardingList> Read(OnboardingShow show, Id<Person>? mine, DateOnly day, CancellationToken cancel)
    {
        await using var db = store.Open();
        var since = desk.Now.AddDays(-Recent);
        var all = db.Set<Onboarding>().AsNoTracking().Where(o => o.RemovedAt == null && db.Set<Account>().Any(a => a.Id == o.AccountId && a.RemovedAt == null));
        if (mine is { } who) all = all.Where(o => o.AccountableId == who);
        if (await Seen.Of<Onboarding>(store, cancel) is { } seen)
        {
            var ids = seen.Select(id => new Id<Onboarding>(id)).ToList();
            all = all.Where(o => ids.Contains(o.Id));
        }

        // The running ones are few, and all are looked at; of those that are over only what is shown.
        var over = all.Where(o => o.CompletedAt >= since);
        var asked = show == OnboardingShow.Completed ? all.Where(o => o.CompletedAt == null || over.OrderByDescending(d => d.CompletedAt).ThenBy(d => d.Id).Take(Most).Any(d => d.Id == o.Id)) : all.Where(o => o.CompletedAt == null);
        var found = await asked.Join(db.Set<Account>(), o => o.AccountId, a => a.Id, (o, a) => new { Onboarding = o, a.Name }).ToListAsync(cancel);
        var running = found.Where(f => f.Onboarding.CompletedAt is null).Select(f => f.Onboarding.Id).ToHashSet();
        var milestones = (await db.Set<Milestone>().AsNoTracking().Where(m => m.RemovedAt == null && asked.Any(o => o.Id == m.OnboardingId)).ToListAsync(cancel)).ToLookup(m => m.OnboardingId);
        var owners = found.Select(f => f.Onboarding.AccountableId).OfType<Id<Person>>().Distinct().ToList();
        var names = await db.Set<Person>().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var calendar = await store.Calendar(desk.Now, cancel);
        var rows = found.Select(f => new OnboardingRow(f.Onboarding, f.Name, f.Onboarding.AccountableId is { } own ? names.GetValueOrDefault(own) : null,
            OnboardingProgress.On(milestones[f.Onboarding.Id], day, calendar.Workdays), [.. milestones[f.Onboarding.Id].OrderBy(m => m.Rank).ThenBy(m => m.Id)])).ToList();
        bool Is(OnboardingRow row, OnboardingShow sort) => sort switch
        {
            OnboardingShow.Completed => row.Onboarding.CompletedAt is not null,
            OnboardingShow.Late => running.Contains(row.Onboarding.Id) && row.Progress.DaysLate > 0,
            OnboardingShow.Blocked => running.Contains(row.Onboarding.Id) && row.Progress.Blocked > 0,
            _ => running.Contains(row.Onboarding.Id),
        };
        return new(show, mine is not null,
            [.. rows.Where(r => Is(r, show)).OrderByDescending(r => r.Progress.Blocked > 0).ThenByDescending(r => r.Progress.DaysLate).ThenBy(r => r.Progress.Next?.DueOn ?? r.Onboarding.TargetOn ?? DateOnly.MaxValue).ThenByDescending(r => r.Onboarding.CompletedAt).ThenBy(r => r.Account, StringComparer.CurrentCultureIgnoreCase).Take(Most)],
            new Dictionary<OnboardingShow, int>(Enum.GetValues<OnboardingShow>().Where(s => s != OnboardingShow.Completed).Select(s => KeyValuePair.Create(s, rows.Count(r => Is(r, s))))) { [OnboardingShow.Completed] = await over.CountAsync(cancel) }, day,
            [.. (await db.Set<OnboardingTemplate>().AsNoTracking().Where(t => t.RemovedAt == null).OrderBy(t => t.Id).ToListAsync(cancel)).Select(t => (t.Id.Value, t.Name))]);
    }

    /// <summary>One onboarding with its plan and who is in it; null where there is none.</summary>
    public async Task<PlanModel?> Plan(Id<Onboarding> id, DateOnly day, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await db.Set<Onboarding>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancel) is not { } onboarding) return null;

        var account = await db.Set<Account>().AsNoTracking().FirstAsync(a => a.Id == onboarding.AccountId, cancel);
        var milestones = await db.Set<Milestone>().AsNoTracking().Where(m => m.OnboardingId == id && m.RemovedAt == null).OrderBy(m => m.Rank).ThenBy(m => m.Id).ToListAsync(cancel);
        var ours = milestones.Select(m => m.AccountableId).Append(onboarding.AccountableId).OfType<Id<Person>>().Distinct().ToList();
        var theirs = milestones.Select(m => m.TheirId).Append(onboarding.SponsorId).OfType<Id<Contact>>().Distinct().ToList();
        var template = onboarding.TemplateId is { } from ? await db.Set<OnboardingTemplate>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == from, cancel) : null;
        var steps = template is null ? [] : await db.Set<TemplateStep>().AsNoTracking().Where(s => s.TemplateId == template.Id).ToListAsync(cancel);
        return new(onboarding, account, OnboardingProgress.On(milestones, day, (await store.Calendar(desk.Now, cancel)).Workdays), milestones,
            await db.Set<Person>().Where(p => ours.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel), await db.Set<Contact>().Where(c => theirs.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, c => c.Name, cancel),
            template?.Name, template is not null && OnboardingTemplate.EditionOf(steps) != onboarding.Edition,
            await db.Set<Risk>().AsNoTracking().Where(r => r.AccountId == account.Id && r.RemovedAt == null && r.SettledAt == null).OrderBy(r => r.Id).ToListAsync(cancel),
            await db.Set<PromisedOutcome>().AsNoTracking().Where(o => o.AccountId == account.Id && o.RemovedAt == null).OrderBy(o => o.Id).ToListAsync(cancel));
    }
}

/// <summary>What the page of a plan shows.</summary>
/// <param name="Names">Of our people; <paramref name="Theirs"/> of the customer's.</param>
/// <param name="HasNewerEdition">The template changed since; the plan did not.</param>
public sealed record PlanModel(Onboarding Onboarding, Account Account, OnboardingProgress Progress, IReadOnlyList<Milestone> Milestones, IReadOnlyDictionary<Guid, string> Names, IReadOnlyDictionary<Guid, string> Theirs,
    string? Template, bool HasNewerEdition, IReadOnlyList<Risk> Risks, IReadOnlyList<PromisedOutcome> Promises)
{
    public string? NameOf(Id<Person>? person) => person is { } id ? Names.GetValueOrDefault(id.Value) : null;

    public string? NameOf(Id<Contact>? contact) => contact is { } id ? Theirs.GetValueOrDefault(id.Value) : null;
}
