using Rung.Company;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Company;

/// <summary>What every installation begins with: a profile, a founder whose account waits to be claimed, a pipeline.</summary>
static class Founding
{
    static readonly (string Name, StageKind Kind, bool Accepted, bool Demo, bool Proposal, int? Usual)[] Stages =
    [
        ("Discovery", StageKind.Open, true, false, false, 14),
        ("Demo", StageKind.Open, true, true, false, 14),
        ("Evaluation", StageKind.Open, true, false, false, 14),
        ("Proposal", StageKind.Open, true, false, true, 14),
        ("Agreement", StageKind.Open, true, false, true, 10),
        ("Won", StageKind.Won, true, false, true, null),
        ("Lost", StageKind.Lost, false, false, false, null),
    ];

    /// <summary>What is usually asked, and when; all of it waits to be switched on (our design).</summary>
    static readonly (string Name, SurveyType Type, SurveyTrigger Trigger, int Days, int Months)[] Programmes =
    [
        ("NPS after onboarding", SurveyType.OnboardingNps, SurveyTrigger.OnboardingCompleted, 14, 6),
        ("NPS every half year", SurveyType.RelationshipNps, SurveyTrigger.Regularly, 0, 6),
        ("Was it worth it?", SurveyType.WorthIt, SurveyTrigger.OnboardingCompleted, 60, 6),
        ("Would you be named?", SurveyType.ReferenceConsent, SurveyTrigger.OnboardingCompleted, 90, 6),
        ("Would you renew?", SurveyType.RenewalIntent, SurveyTrigger.BeforeTermEnd, 90, 6),
        ("Satisfaction every year", SurveyType.Satisfaction, SurveyTrigger.Regularly, 0, 12),
    ];

    /// <summary>
    /// The usual onboarding: kick-off within a working week, first value within thirty days, then daily use; days are workdays
    /// from the beginning (2.5 and our design).
    /// </summary>
    public static readonly (string Name, OnboardingPhase Phase, int DueDays, bool GoesLive, string ExitTest)[] Steps =
    [
        ("Kick-off and plan", OnboardingPhase.Kickoff, 5, false, "Both sides agreed the plan, and a sponsor of theirs is named."),
        ("Set up", OnboardingPhase.Setup, 14, false, "Their own data is in, and one of them has signed in."),
        ("Users trained", OnboardingPhase.Training, 18, true, "Those who will use it have done the main task once by themselves."),
        ("First value", OnboardingPhase.FirstValue, 21, false, "A promised measure was read for the first time, and the sponsor saw it."),
        ("Daily use", OnboardingPhase.Adoption, 30, false, "Used at the acceptable level for two weeks running."),
    ];

    /// <summary>How often customers are looked after, where nothing else is said (60 days: X3.6; the others are our design).</summary>
    const int CheckInDays = 30, QbrDays = 90, SpokenDays = 60;

    const int OfTemplates = 100, OfCadence = 120, OfEngagement = 140;

    /// <summary>The template that every installation begins with.</summary>
    public static readonly Guid UsualTemplate = Identity(OfTemplates);

    /// <summary>Before anything the company will remember.</summary>
    public static readonly DateOnly Always = new(2000, 1, 1);

    public static async Task Found(TheDesk desk, Store store, string currency = "USD", string zone = "UTC", CancellationToken cancel = default)
    {
        if (await store.Questions.HasAny(typeof(CompanyProfile), cancel)) return;

        var (founder, next) = (new Id<Person>(Identity(0)), 0);
        var call = new Call(new(founder, "Founding", Permits.Everything), "company.found");
        (await desk.Decide(call, async docket =>
        {
            await Entering.Enter(docket, typeof(Person), new Dictionary<string, object?> { ["name"] = "Founder" }, founder.Value);
            await Entering.Enter(docket, typeof(RoleAssignment), new Dictionary<string, object?> { ["personId"] = founder, ["role"] = Role.Founder, ["startsOn"] = Always }, Identity(++next));
            var company = await Entering.Enter(docket, typeof(CompanyProfile), new Dictionary<string, object?>
            {
                ["fromOn"] = Always, ["name"] = "My company", ["currency"] = currency, ["zone"] = zone,
            }, Identity(++next));
            var pipeline = (Pipeline)await Entering.Enter(docket, typeof(Pipeline), new Dictionary<string, object?> { ["name"] = "Sales", ["isDefault"] = true }, Identity(++next));
            for (var i = 0; i < Stages.Length; i++)
            {
                var (name, kind, accepted, demo, proposal, usual) = Stages[i];
                await Entering.Enter(docket, typeof(Stage), new Dictionary<string, object?>
                {
                    ["pipelineId"] = pipeline.Id, ["name"] = name, ["rank"] = (i + 1) * 10, ["kind"] = kind,
                    ["marksAccepted"] = accepted, ["marksDemo"] = demo, ["marksProposal"] = proposal, ["usualDays"] = usual,
                }, Identity(++next));
            }

            foreach (var (name, type, trigger, days, months) in Programmes)
                await Entering.Enter(docket, typeof(SurveyProgramme), new Dictionary<string, object?>
                {
                    ["name"] = name, ["type"] = type, ["trigger"] = trigger, ["days"] = days, ["months"] = months,
                }, Identity(++next));

            var template = (OnboardingTemplate)await Entering.Enter(docket, typeof(OnboardingTemplate), new Dictionary<string, object?> { ["name"] = "Usual onboarding" }, UsualTemplate);
            for (var i = 0; i < Steps.Length; i++)
            {
                var (name, phase, due, goesLive, test) = Steps[i];
                await Entering.Enter(docket, typeof(TemplateStep), new Dictionary<string, object?>
                {
                    ["templateId"] = template.Id, ["name"] = name, ["rank"] = (i + 1) * 10, ["phase"] = phase, ["dueDays"] = due, ["exitTest"] = test, ["goesLive"] = goesLive,
                }, Identity(OfTemplates + 1 + i));
            }

            await Entering.Enter(docket, typeof(CadenceRule), new Dictionary<string, object?>
            {
                ["fromOn"] = Always, ["checkInDays"] = CheckInDays, ["qbrDays"] = QbrDays, ["spokenDays"] = SpokenDays,
            }, Identity(OfCadence));
            for (var i = 0; i < EngagementRules.All.Count; i++) await Entering.Enter(docket, typeof(EngagementRule), EngagementRules.All[i], Identity(OfEngagement + i));
            // Once in use for three weeks of four; weights as the rule has them (our design, the company's to change).
            await Entering.Enter(docket, typeof(AcceptableUse), new Dictionary<string, object?> { ["fromOn"] = Always }, Identity(++next));
            await Entering.Enter(docket, typeof(HealthRule), new Dictionary<string, object?> { ["fromOn"] = Always }, Identity(++next));
            await Entering.Enter(docket, typeof(RenewalRule), new Dictionary<string, object?> { ["fromOn"] = Always }, Identity(++next));
            return company;
        }, cancel)).Accepted(out _, out var refusal);
        // Another node may have founded it a moment before.
        if (refusal is AlreadyTaken && await store.Questions.HasAny(typeof(CompanyProfile), cancel)) return;
        if (refusal is not null) throw new InvalidOperationException($"The company could not be founded: {refusal}");
    }

    /// <summary>What every installation begins with has the same identities in all of them, so that what one exports finds its place in another.</summary>
    static Guid Identity(int number) => Guid.Parse($"00dc6acf-ac00-7000-8000-{number:x12}");
}
