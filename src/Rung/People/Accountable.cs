using Rung.Accounts;
using Rung.Customers;
using Rung.Improvements;
using Rung.Ladder;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.People;

/// <summary>Where the name of whoever answers for a record comes from.</summary>
public enum AnswersBy
{
    /// <summary>Named on the record.</summary>
    Name,

    /// <summary>Accountable for the queue in which it waits.</summary>
    Queue,

    /// <summary>Nobody who works here is named: it falls to the founder, and stands on the leak list.</summary>
    Founder,
}

/// <summary>
/// Who answers for a record: at any moment exactly one person who works here. Whoever is named, while here; else whoever is
/// accountable for its queue; else the founder.
/// </summary>
/// <param name="Id">The person in the slot, queue or role.</param>
/// <param name="StandsIn">Who does the work while that person is away; the same person otherwise.</param>
public sealed record Accountable(Id<Person> Id, AnswersBy By, Id<Person> StandsIn)
{
    /// <param name="named">On the record.</param>
    /// <param name="queue">Accountable for its queue.</param>
    /// <param name="founder">The founder of the longest standing.</param>
    /// <param name="worksHere">Whether somebody works here on the day.</param>
    /// <param name="standIn">Who stands in for somebody on the day.</param>
    public static Accountable Of(Id<Person>? named, Id<Person>? queue, Id<Person> founder, Func<Id<Person>, bool> worksHere, Func<Id<Person>, Id<Person>> standIn)
    {
        var (who, by) = named is { } one && worksHere(one) ? (one, AnswersBy.Name) : queue is { } other && worksHere(other) ? (other, AnswersBy.Queue) : (founder, AnswersBy.Founder);
        return new(who, by, standIn(who));
    }

    /// <summary>Whether there is still something to do about a record, so that somebody has to answer for it.</summary>
    public static bool IsNeeded(Record record) => record.RemovedAt is null && record switch
    {
        Lead lead => lead.Status is LeadStatus.Fresh or LeadStatus.Working,
        Opportunity sale => !sale.IsClosed,
        Account or Queue => true,
        Onboarding onboarding => onboarding.IsRunning,
        Milestone milestone => milestone.DoneAt is null,
        CheckIn check => check.DoneAt is null,
        Meeting meeting => meeting.Status is MeetingStatus.Booked or MeetingStatus.Rescheduled,
        Activity task => task is { Type: ActivityType.Task, DoneAt: null },
        Risk risk => risk.SettledAt is null,
        Opening opening => opening.IsOpen,
        Improvement improvement => improvement.ClosedAt is null,
        Hypothesis hypothesis => hypothesis.Result is null,
        Playbook.Section => true,
        _ => false,
    };
}

/// <summary>What somebody who leaves answered for went to somebody who stays.</summary>
public sealed record WorkPassedOn(Id<Person> To, int Records) : Fact;

/// <summary>Somebody has to answer for what nobody is named for: the last founder names another first.</summary>
public sealed record LastFounder : Refusal
{
    public override string At => "leftOn";
}
