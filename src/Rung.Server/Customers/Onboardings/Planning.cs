using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Customers.Onboardings;

/// <summary>Onboardings from templates, and what a milestone brings about when it is done.</summary>
static class Planning
{
    public static void MapOnboardings(this IEndpointRouteBuilder app)
    {
        app.MapVerb<Account>("onboard", Onboard);
        app.MapVerb<Onboarding>("follow", Follow);
        app.MapVerb<Milestone>("complete", Complete);
    }

    /// <summary>Begins an onboarding of the account from a template: the one given, else the one for its segment.</summary>
    public static async Task<Record> Onboard(Docket docket, Id<Account> id, Id<OnboardingTemplate>? templateId, DateOnly? startsOn, DateOnly? targetOn, Id<Person>? accountableId, Id<Contact>? sponsorId, Id<Opportunity>? opportunityId)
    {
        var account = await docket.Need(id);
        if (account.RemovedAt is not null) throw new RefusedException(new Removed(account.RecordKind));

        var onboarding = (Onboarding)await Entering.Enter(docket, typeof(Onboarding), new Dictionary<string, object?>
        {
            ["accountId"] = id, ["opportunityId"] = opportunityId, ["accountableId"] = accountableId ?? account.AccountableId ?? docket.Act.By, ["sponsorId"] = sponsorId, ["targetOn"] = targetOn,
        });
        var template = await docket.Find(templateId) ?? await Usual(docket, account.Segment) ?? throw new RefusedException(new NoTemplate());
        await Plan(docket, onboarding, template, startsOn);
        return onboarding;
    }

    /// <summary>Puts down the milestones of a template for an onboarding that has none planned yet.</summary>
    public static async Task<Record> Follow(Docket docket, Id<Onboarding> id, Id<OnboardingTemplate>? templateId, DateOnly? startsOn)
    {
        var onboarding = await docket.Need(id);
        var segment = (await docket.Ask<Account>().FirstAsync(a => a.Id == onboarding.AccountId)).Segment;
        await Plan(docket, onboarding, await docket.Find(templateId) ?? await Usual(docket, segment) ?? throw new RefusedException(new NoTemplate()), startsOn);
        return onboarding;
    }

    public static async Task<OnboardingTemplate?> Usual(Docket docket, string? segment) => OnboardingTemplate.For(segment, await docket.Ask<OnboardingTemplate>().ToListAsync());

    /// <summary>Milestones with their days counted in workdays from the first; a later change of the template leaves them alone.</summary>
    static async Task Plan(Docket docket, Onboarding onboarding, OnboardingTemplate template, DateOnly? startsOn)
    {
        var (from, calendar) = (startsOn ?? onboarding.StartsOn ?? await docket.Today(), await docket.Calendar());
        var all = await docket.Ask<TemplateStep>().Where(s => s.TemplateId == template.Id).ToListAsync();
        var steps = all.Where(s => s.RemovedAt is null).OrderBy(s => s.Rank).ThenBy(s => s.Id).ToList();
        docket.Do(onboarding, onboarding.Follow(template, OnboardingTemplate.EditionOf(all), from, calendar.Workday(from, steps.Select(s => s.DueDays).DefaultIfEmpty().Max()), docket.Act));
        if (steps.Count == 0) throw new RefusedException(new TemplateWithoutSteps(template.Name));

        foreach (var step in steps)
            await Entering.Enter(docket, typeof(Milestone), new Dictionary<string, object?>
            {
                ["onboardingId"] = onboarding.Id, ["name"] = step.Name, ["rank"] = step.Rank, ["phase"] = step.Phase, ["exitTest"] = step.ExitTest, ["goesLive"] = step.GoesLive,
                ["accountableId"] = onboarding.AccountableId, ["theirId"] = onboarding.SponsorId, ["dueOn"] = calendar.Workday(from, step.DueDays),
            });
    }

    /// <summary>
    /// A milestone is done, and with it what it stands for: the kick-off, the first value, and with the last one the whole
    /// onboarding. Nobody says the same thing twice.
    /// </summary>
    public static async Task<Record> Complete(Docket docket, Id<Milestone> id, string? evidence)
    {
        var milestone = await docket.Need(id);
        if (milestone.IsDone) return milestone;
        docket.Do(milestone, milestone.Complete(evidence, docket.Act));

        var onboarding = await docket.Need(milestone.OnboardingId);
        var others = await docket.Ask<Milestone>().Where(m => m.OnboardingId == onboarding.Id && m.RemovedAt == null && m.Id != id).ToListAsync();
        var open = others.Where(m => !m.IsDone).ToList();
        if (!onboarding.IsRunning) return milestone;

        if (milestone.Phase == OnboardingPhase.Kickoff && onboarding.KickedOffAt is null && open.All(m => m.Phase != OnboardingPhase.Kickoff)) docket.Do(onboarding, onboarding.KickOff(docket.Act));
        if (milestone.Phase == OnboardingPhase.FirstValue && onboarding.FirstValueAt is null && open.All(m => m.Phase != OnboardingPhase.FirstValue)) docket.Do(onboarding, onboarding.ReachFirstValue(docket.Act));
        if (open.Count == 0) docket.Do(onboarding, onboarding.Complete(docket.Act));
        return milestone;
    }
}

/// <summary>There is no onboarding template for the segment and none for all.</summary>
public sealed record NoTemplate : Refusal
{
    public override string At => "templateId";
}

/// <summary>The template has no steps yet.</summary>
public sealed record TemplateWithoutSteps(string Template) : Refusal
{
    public override string At => "templateId";
}
