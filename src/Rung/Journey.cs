using Rung.Accounts;
using Rung.Customers;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;

namespace Rung;

/// <summary>One step on the way of a customer: the record that stands for it, and who does it once work is specialised (R21).</summary>
/// <param name="Name">Its one word.</param>
/// <param name="Record">The record that stands for it.</param>
/// <param name="By">The role; while the founder does everything, the founder (R1).</param>
/// <param name="Done">What has to be true before the next step begins.</param>
public sealed record Step(string Name, Type Record, Role By, string Done);

/// <summary>Where one step becomes the next. Where the role changes too, the work is handed off.</summary>
public sealed record Joint(Step From, Step To)
{
    public bool IsHandoff => From.By != To.By;
}

/// <summary>The way of a customer, and the order in which everything here is told.</summary>
public static class Journey
{
    public static readonly IReadOnlyList<Step> Steps =
    [
        new("account", typeof(Account), Role.Sdr, "somebody there is worth reaching"),
        new("lead", typeof(Lead), Role.Sdr, "a contact has been reached and the ideal customer profile decided"),
        new("meeting", typeof(Meeting), Role.Sdr, "the pitch is booked and held"),
        new("opportunity", typeof(Opportunity), Role.Ae, "it is won, with what was promised written down"),
        new("customer", typeof(Onboarding), Role.Csm, "the first value is reached and the promises are measured"),
        new("renewal", typeof(Subscription), Role.Csm, "the next term has begun, or the customer has left with a reason"),
    ];

    /// <summary>Each step with the one after it: account to lead, …, customer to renewal.</summary>
    public static IEnumerable<Joint> Joints => Steps.Zip(Steps.Skip(1), (from, to) => new Joint(from, to));

    /// <summary>The rooms of the house in story order: first the journey, then what is read from it.</summary>
    public static readonly IReadOnlyList<string> Rooms =
    [
        "Company", "Accounts", "Leads", "Meetings", "Opportunities", "Customers",
        "People", "Handoffs", "Playbook", "Metrics", "Ladder", "Economics", "Improvements", "Notes", "Work",
    ];
}
