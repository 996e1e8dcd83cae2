using System.Collections.Frozen;
using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Economics;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Meetings;
using Rung.Notes;
using Rung.Opportunities;
using Rung.People;
using Rung.Playbook;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>What a kind of record belongs to, for whoever sees only part.</summary>
/// <param name="To">References to records with which it is seen: one that is seen is enough.</param>
/// <param name="Of">References to people whose own it is.</param>
/// <param name="Loose">Where it belongs to none of these it is the house's, and whoever may read the kind sees it.</param>
sealed record Belonging(string[] To, string[] Of, bool Loose = false);

/// <summary>
/// The table of what belongs to what. A kind that stands in neither of the two lists is a mistake that a test finds, and is
/// seen by nobody who sees only part.
/// </summary>
static class Belongings
{
    static readonly string[] Account = ["accountId"];
    static readonly string[] Nobody = [];

    public static readonly FrozenDictionary<Type, Belonging> All = new Dictionary<Type, Belonging>
    {
        [typeof(Account)] = new(Nobody, Nobody),
        [typeof(Contact)] = new(Account, Nobody),
        [typeof(ContactRole)] = new(["accountId", "opportunityId"], Nobody),
        [typeof(Lead)] = new(Account, Nobody),
        [typeof(Opportunity)] = new(Account, Nobody),
        [typeof(Meeting)] = new(["accountId", "leadId", "opportunityId"], ["accountableId", "bookedById"]),
        [typeof(MeetingAttendee)] = new(["meetingId"], ["personId"]),
        [typeof(Activity)] = new(["accountId", "leadId", "opportunityId"], ["actorId"]),
        [typeof(Handoff)] = new(["accountId", "leadId", "opportunityId"], ["fromPersonId", "toPersonId"]),
        [typeof(Subscription)] = new(Account, Nobody),
        [typeof(Invoice)] = new(Account, Nobody),
        [typeof(Payment)] = new(Account, Nobody),
        [typeof(ChurnEvent)] = new(Account, Nobody),
        [typeof(Onboarding)] = new(Account, Nobody),
        [typeof(Milestone)] = new(["onboardingId"], ["accountableId"]),
        [typeof(PromisedOutcome)] = new(Account, Nobody),
        [typeof(Risk)] = new(Account, ["accountableId"]),
        [typeof(Reference)] = new(Account, Nobody),
        [typeof(CheckIn)] = new(Account, ["accountableId"]),
        [typeof(Survey)] = new(Account, Nobody),
        [typeof(Ticket)] = new(Account, Nobody),
        [typeof(UsageDay)] = new(Account, Nobody),
        [typeof(Adherence)] = new(["opportunityId"], ["personId", "assessedById"]),
        [typeof(Comment)] = new(["accountId", "contactId", "leadId", "meetingId", "opportunityId", "subscriptionId", "onboardingId", "handoffId"], ["authorId"], Loose: true),
        [typeof(StoredFile)] = new(["accountId", "contactId", "leadId", "meetingId", "opportunityId", "subscriptionId", "onboardingId", "handoffId"], Nobody, Loose: true),
        [typeof(CoachingSession)] = new(Nobody, ["personId", "coachId"]),
        [typeof(Certification)] = new(Nobody, ["personId", "examinerId"]),
        [typeof(SightEnd)] = new(["accountId", "leadId"], Nobody),
        [typeof(TimeBlock)] = new(Nobody, ["personId"]),
        [typeof(Target)] = new(Nobody, ["personId"]),
        // Money of the company, and who is to be hired for how much: nobody's own.
        [typeof(Cost)] = new(Nobody, Nobody),
        [typeof(BankBalance)] = new(Nobody, Nobody),
        [typeof(Opening)] = new(Nobody, Nobody),
        [typeof(Rung.Ladder.GateEvaluation)] = new(Nobody, Nobody),
        [typeof(UsageBatch)] = new(Nobody, Nobody),
        [typeof(Rung.Work.LongWork)] = new(Nobody, ["askedById"]),
    }.ToFrozenDictionary();

    /// <summary>How the house is arranged: whoever may read the kind sees all of it.</summary>
    public static readonly FrozenSet<Type> House =
    [
        typeof(Absence), typeof(AcceptableUse), typeof(AssignmentRule), typeof(CadenceRule), typeof(CompanyProfile), typeof(CustomField), typeof(EngagementRule), typeof(ExchangeRate), typeof(HealthRule), typeof(Holiday),
        typeof(Rung.Ladder.Hypothesis), typeof(Rung.Improvements.Improvement), typeof(OnboardingTemplate), typeof(Person), typeof(Pipeline), typeof(Pod), typeof(Price), typeof(Product), typeof(Queue),
        typeof(Region), typeof(RenewalRule), typeof(RoleAssignment), typeof(SavedMap), typeof(SavedView), typeof(Section), typeof(SightRule), typeof(Stage), typeof(Rung.Ladder.StageConfirmation),
        typeof(SurveyProgramme), typeof(Tag), typeof(TemplateStep), typeof(UsageEvent), typeof(Rung.Ladder.Waiver), typeof(Rung.Ladder.Yardstick),
    ];

    /// <summary>Kinds with a place for who answers for them; history keeps who ever did.</summary>
    public static readonly FrozenSet<Type> Held = [typeof(Account), typeof(Lead), typeof(Opportunity), typeof(Onboarding), typeof(Handoff)];

    public static bool IsOfTheHouse(Type kind) => House.Contains(kind);
}
