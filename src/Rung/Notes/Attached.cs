using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Improvements;
using Rung.Ladder;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Playbook;
using Rung.Records;

namespace Rung.Notes;

/// <summary>
/// Something that hangs on one other record. Each kind has a reference of its own, so that the database keeps it true and
/// a merge can follow it.
/// </summary>
public abstract class Attached<T> : Record<T>
    where T : Attached<T>
{
    [Entered] public Id<Account>? AccountId { get; private set; }
    [Entered] public Id<Contact>? ContactId { get; private set; }
    [Entered] public Id<Lead>? LeadId { get; private set; }
    [Entered] public Id<Meeting>? MeetingId { get; private set; }
    [Entered] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered] public Id<Subscription>? SubscriptionId { get; private set; }
    [Entered] public Id<Onboarding>? OnboardingId { get; private set; }
    [Entered] public Id<Handoff>? HandoffId { get; private set; }
    [Entered] public Id<Section>? SectionId { get; private set; }
    [Entered] public Id<Opening>? OpeningId { get; private set; }
    [Entered] public Id<Improvement>? ImprovementId { get; private set; }
    [Entered] public Id<GateEvaluation>? GateEvaluationId { get; private set; }

    public override Refusal? Check() => ExactlyOne.Of(
        ("accountId", AccountId is not null), ("contactId", ContactId is not null), ("leadId", LeadId is not null),
        ("meetingId", MeetingId is not null), ("opportunityId", OpportunityId is not null), ("subscriptionId", SubscriptionId is not null),
        ("onboardingId", OnboardingId is not null), ("handoffId", HandoffId is not null), ("sectionId", SectionId is not null),
        ("openingId", OpeningId is not null), ("improvementId", ImprovementId is not null), ("gateEvaluationId", GateEvaluationId is not null));
}
